"""What is put in front of a passage before it is embedded: title, section path, table header."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence

from assistant.documents.model import Page
from assistant.documents.values import Section


class SectionPaths:
    """The headings in force at any place of a document."""

    def __init__(self, sections: Iterable[Section]) -> None:
        self._sections = sorted(sections, key=lambda section: (section.page, section.start))
        self._places = [(section.page, section.start) for section in self._sections]

    @classmethod
    def of(cls, outline: Sequence[Section], pages: Sequence[Page]) -> SectionPaths:
        """Take the headings found on the pages, or the document's own outline where none were."""
        found = [section for page in pages for section in page.sections]
        return cls(found or outline)

    def at(self, page: int, offset: int) -> tuple[str, ...]:
        """Return the titles of the headings that hold at a place, outermost first."""
        path: list[str] = []
        level: int | None = None
        for section in reversed(self._sections[: bisect_right(self._places, (page, offset))]):
            if level is None or section.level < level:
                path.insert(0, section.title)
                level = section.level
            if level <= 1:
                break
        return tuple(path)


def header(title: str, path: Sequence[str], table: str) -> str:
    """Join the parts of a header, one line each, leaving out what is empty or repeats the title."""
    sections = " > ".join(part for part in path if part and part != title)
    return "\n".join(part for part in (title, sections, table) if part)


def shortened(text: str, starts: Sequence[int], tokens: int) -> str:
    """Return the first `tokens` tokens of a text whose tokens begin at `starts`."""
    return text if len(starts) <= tokens else text[: starts[tokens]].rstrip()
