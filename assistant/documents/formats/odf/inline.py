"""The words of OpenDocument paragraphs and cells."""

from __future__ import annotations

from collections.abc import Container, Iterator

from assistant.documents.clean import one_line, tidy
from assistant.documents.formats.odf.package import DRAW, OFFICE, TABLE, TEXT
from assistant.documents.formats.ooxml import Element
from assistant.documents.formats.picture_texts import picture_label

_SVG = "{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}"
LEFT_OUT = {f"{TEXT}{name}" for name in ("ruby-text", "tracked-changes", "sequence-decls", "note-citation")} | {
    f"{OFFICE}forms",
}
_NOT_YET_STANDARD = "{http://openoffice.org/2009/office}annotation"
LABELLED = {f"{TEXT}note": "Footnote", f"{OFFICE}annotation": "Comment", _NOT_YET_STANDARD: "Comment"}
SHAPES = {
    f"{DRAW}{name}"
    for name in (
        "custom-shape", "rect", "ellipse", "circle", "polygon", "polyline", "path", "regular-polygon", "line",
        "connector", "measure", "caption",
    )
}  # fmt: skip
"""What is drawn and may hold text."""
PICTURE_TEXTS = {f"{_SVG}desc", f"{_SVG}title"}
"""What stands for a picture or a drawing where it cannot be seen."""
BOXES = {f"{DRAW}text-box", *SHAPES}
BESIDE = {*LABELLED, *BOXES, f"{DRAW}object", *PICTURE_TEXTS}
_DECORATIVE = "{urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0}decorative"
_HIDDEN = {f"{TEXT}hidden-text", f"{TEXT}hidden-paragraph"}
_SIGNS = {f"{TEXT}tab": "\t", f"{TEXT}line-break": "\n"}
_ROW_GROUPS = {f"{TABLE}{name}" for name in ("table-rows", "table-header-rows", "table-row-group")}
_MOST_SPACES = 200
_MOST_REPEATS = 100


def standing_for(text: Element) -> str:
    """Return what stands for a picture, at the first of its texts, "" at the second."""
    frame = text.getparent()
    if frame is None or frame.get(_DECORATIVE) == "true":
        return ""
    title, description = (frame.findtext(f"{_SVG}{name}") or "" for name in ("title", "desc"))
    first = next(frame.iterchildren(*PICTURE_TEXTS))
    return picture_label(description, title) if text is first else ""


def note_text(element: Element) -> str:
    """Return the text of all paragraphs inside an element, a line each."""
    return tidy("\n".join("".join(inline(part)) for part in element.iter(f"{TEXT}p", f"{TEXT}h")))


def inline(
    element: Element, hidden: Container[str | None] = frozenset(), left_out: Container[object] = frozenset()
) -> Iterator[str]:
    """Yield the text of a paragraph; spaces, tabs and line ends are elements of their own.

    Args:
        element: The paragraph.
        hidden: Styles whose text is labelled as hidden.
        left_out: Elements whose text is not told.
    """
    yield element.text or ""
    for child in element:
        if child.tag in left_out:
            pass
        elif child.tag == f"{TEXT}s":
            count = child.get(f"{TEXT}c", "1")
            yield " " * min(int(count) if count.isdecimal() else 1, _MOST_SPACES)
        elif child.tag in _SIGNS:
            yield _SIGNS[str(child.tag)]
        elif child.tag in _HIDDEN or child.get(f"{TEXT}style-name") in hidden:
            told = "".join(inline(child, hidden)) or child.get(f"{TEXT}string-value", "")
            yield f"[hidden: {told}]" if told else ""
        elif child.tag not in LEFT_OUT and child.tag not in BESIDE and isinstance(child.tag, str):
            yield from inline(child, hidden, left_out)
        yield child.tail or ""


def cell_text(cell: Element) -> str:
    """Return the text of a cell as shown."""
    return one_line(" ".join("".join(inline(part)) for part in _paragraphs(cell)))


def _paragraphs(element: Element) -> Iterator[Element]:
    """Yield the paragraphs of a cell, not those of comments on it and of shapes that stand over it."""
    for child in element:
        if child.tag in {f"{TEXT}p", f"{TEXT}h"}:
            yield child
        elif child.tag not in LABELLED and not str(child.tag).startswith(DRAW):
            yield from _paragraphs(child)


def own_rows(table: Element) -> Iterator[Element]:
    """Yield the rows of a table, not those of tables inside its cells."""
    for child in table:
        if child.tag == f"{TABLE}table-row":
            yield child
        elif child.tag in _ROW_GROUPS:
            yield from own_rows(child)


def cells_of(row: Element) -> Iterator[str]:
    """Yield the text of a row's cells as shown, repeated ones repeated."""
    for cell in row.iterchildren(f"{TABLE}table-cell", f"{TABLE}covered-table-cell"):
        text = cell_text(cell)
        count = cell.get(f"{TABLE}number-columns-repeated", "1")
        yield from [text] * min(int(count) if count.isdecimal() else 1, _MOST_REPEATS)
