"""Comments, footnotes and endnotes by their ids, and the document's headers and footers."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.documents.blocks import Paragraph
from assistant.documents.clean import tidy
from assistant.documents.formats.docx.runs import plain_text
from assistant.documents.formats.ooxml import Element, Package, W

_NOTES = {"comment": ("comments", "Comment"), "footnote": ("footnotes", "Footnote"), "endnote": ("endnotes", "Endnote")}


class Notes:
    """The notes of a document, each told once, after the paragraph that refers to it.

    Args:
        package: The document.
        main: Its main part.
    """

    def __init__(self, package: Package, main: str) -> None:
        self._texts: dict[tuple[str, str], str] = {}
        for kind, (part_kind, label) in _NOTES.items():
            for part in package.linked(main, part_kind):
                for note in package.xml(part).iter(f"{W}{kind}"):
                    self._keep(kind, label, note)

    def take(self, kind: str, identifier: str) -> Iterator[Paragraph]:
        """Yield a note (`comment`, `footnote` or `endnote`) the first time it is asked for."""
        text = self._texts.pop((kind, identifier), "")
        if text:
            yield Paragraph(text)

    def rest(self) -> Iterator[Paragraph]:
        """Yield the notes that nothing referred to."""
        yield from (Paragraph(text) for text in self._texts.values())

    def _keep(self, kind: str, label: str, note: Element) -> None:
        if note.get(f"{W}type") in {"separator", "continuationSeparator", "continuationNotice"}:
            return
        text = tidy(plain_text(note))
        author = note.get(f"{W}author")
        if text:
            self._texts[kind, note.get(f"{W}id", "")] = f"{label} by {author}: {text}" if author else f"{label}: {text}"


def headers_and_footers(package: Package, main: str) -> Iterator[Paragraph]:
    """Yield each different header and footer once, labelled."""
    for kind, label in (("header", "Header"), ("footer", "Footer")):
        texts = (tidy(plain_text(package.xml(part))) for part in sorted(package.linked(main, kind)))
        for text in dict.fromkeys(texts):
            if any(map(str.isalpha, text)):
                yield Paragraph(f"{label}: {text}", boilerplate=True)
