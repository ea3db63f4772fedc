"""From the pages of a document to its passages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.documents.model import Page, TableRows
from assistant.library.embedder import Embedder
from assistant.library.passages.borders import atoms
from assistant.library.passages.headers import SectionPaths, header, shortened
from assistant.library.passages.packing import Ruler, fits, pack

RULES = "1"
"""Version of these rules: a library whose passages were cut by others offers to be rebuilt."""

_SPECIAL_TOKENS = 2
_MOST_TEXT = 220
_MOST_HEADER = 64


def cut_by(embedder: Embedder) -> str:
    """Return what passages depend on: these rules, and the shipped embedder whose window they fit."""
    return f"{RULES} {embedder.shipped.digest}"


@dataclass(frozen=True)
class Draft:
    """A passage before it is stored.

    Attributes:
        page: From 1.
        start: Offset of its first character in the page's text.
        end: One past its last.
        header: Title, section path and table header.
        boilerplate: Whether it is mostly matter that the document repeats.
    """

    page: int
    start: int
    end: int
    header: str
    boilerplate: bool


@dataclass(frozen=True)
class Segment:
    """A stretch of a page that is text, or rows of one table."""

    start: int
    end: int
    table: TableRows | None = None


class Cutter:
    """Cuts the pages of one document into passages.

    Args:
        embedder: Measures them.
        title: The document's.
        sections: Its headings.
    """

    def __init__(self, embedder: Embedder, title: str, sections: SectionPaths) -> None:
        self._embedder = embedder
        self._title = title
        self._sections = sections

    def cut(self, page: Page) -> list[Draft]:
        """Return the passages of a page: each character but white space stands in exactly one."""
        ruler = Ruler(self._embedder.token_starts(page.text).tolist())
        return [
            self._draft(page, start, end, segment.table)
            for segment in _merged(segments(page), ruler, self._room(_MOST_HEADER))
            for start, end in self._packed(page, segment, ruler)
            if page.text[start:end].strip()
        ]

    def _packed(self, page: Page, segment: Segment, ruler: Ruler) -> Iterator[tuple[int, int]]:
        path = self._sections.at(page.number, segment.start)
        taken = self._embedder.count(header(self._title, path, _named(segment.table)))
        pieces = atoms(page, segment.start, segment.end, segment.table)
        return pack(pieces, ruler, self._room(min(taken, _MOST_HEADER)))

    def _room(self, taken: int) -> int:
        """Return the tokens a passage may have beside a header of `taken` tokens."""
        return min(_MOST_TEXT, self._embedder.window - _SPECIAL_TOKENS - taken)

    def _draft(self, page: Page, start: int, end: int, table: TableRows | None) -> Draft:
        text = page.text[start:end]
        first = start + len(text) - len(text.lstrip())
        last = start + len(text.rstrip())
        path = self._sections.at(page.number, first)
        table = table or _begun_before(page, first)
        return Draft(page.number, first, last, header(self._title, path, _named(table)), _repeated(page, first, last))


def embedded_text(embedder: Embedder, page: Page, draft: Draft) -> str:
    """Return what is embedded for a passage: its header, shortened to fit, above its text without boilerplate."""
    text = _own_words(page, draft)
    room = max(embedder.window - _SPECIAL_TOKENS - embedder.count(text), 0)
    fitting = shortened(draft.header, embedder.token_starts(draft.header).tolist(), room)
    return f"{fitting}\n{text}" if fitting else text


def _own_words(page: Page, draft: Draft) -> str:
    """Return a passage's text without what the document repeats, unless nothing else is there."""
    kept, place = [], draft.start
    for first, last in sorted(page.boilerplate):
        kept.append(page.text[place : max(min(first, draft.end), place)])
        place = min(max(place, last), draft.end)
    own = "".join([*kept, page.text[place : draft.end]]).strip()
    return own or page.text[draft.start : draft.end]


def segments(page: Page) -> list[Segment]:
    """Part a page into its tables and the text between them; tables among text stay in it, with what tells of them."""
    found: list[Segment] = []
    place = 0
    for table in sorted((rows for rows in page.tables if not rows.among_text), key=lambda rows: rows.start):
        start, end = max(table.start, place), min(table.end, len(page.text))
        if start >= end:
            continue
        if page.text[place:start].strip():
            found.append(Segment(place, start))
        found.append(Segment(start, end, table))
        place = end
    if page.text[place:].strip() or not found:
        found.append(Segment(place, len(page.text)))
    return found


def _merged(parts: Sequence[Segment], ruler: Ruler, budget: int) -> Iterator[Segment]:
    """Join neighbours that fit one passage together, so that small tables stay with the words about them."""
    current = parts[0]
    for part in parts[1:]:
        if fits(ruler, current.start, part.end, budget):
            current = Segment(current.start, part.end, current.table or part.table)
        else:
            yield current
            current = part
    yield current


def _begun_before(page: Page, offset: int) -> TableRows | None:
    """Return the table among text in whose rows a passage begins, which therefore lacks the heads of its columns."""
    return next((rows for rows in page.tables if rows.among_text and rows.start < offset < rows.end), None)


def _named(table: TableRows | None) -> str:
    return "\n".join(part for part in (table.name, table.header) if part) if table else ""


def _repeated(page: Page, start: int, end: int) -> bool:
    """Whether more than half of a stretch is boilerplate."""
    covered = sum(max(0, min(end, last) - max(start, first)) for first, last in page.boilerplate)
    return covered * 2 > end - start
