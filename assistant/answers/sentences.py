"""Splitting a page or an answer into sentences, list items and table rows, each with its offsets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.answers.language import language

_BULLET = re.compile(r"\s*(?:[-–—•*·▪◦‣●○■]\s+|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]\s+(?=\S))")
_GLUED_DASH = re.compile(r"\s*[-–—•*·](?=\w)")
_ONLY_FIGURES = re.compile(r"[\s$€£¥%(),.\d\-–—−*/]+")
_COLUMNS = re.compile(r"\t|\S\s*\|\s*\S|\S {3,}\S")
_ENDS_IN_FIGURES = re.compile(r"(?:[$€£¥]?\s*\(?-?[\d,.]*\d\)?%?|[-–—])\s+[$€£¥]?\s*\(?-?[\d,.]*\d\)?\s*%?\s*")
_FIGURES_AT_END = re.compile(_ENDS_IN_FIGURES.pattern + r"\Z")
_END = re.compile(r"[.!?…]+[\"'”’)\]]*(?=\s|\Z)(?!\s+[a-z])|[。！？]+[」』”）]*|[.!?][\"'”’)]*(?=\[\d)")
_LAST_WORD = re.compile(r"(?P<before>°|\d\s?)?(?P<word>[\w.]*\w)\.\Z")
_NEXT_WORD = re.compile(r"\s*[\"'“‘(\[]*(\w+)")
_CITATION = re.compile(r"\s*(?:\[[\d\s,;–-]*\]|【[\d\s,;–-]*】)")
_LONGEST_ROW = 600
_HEADING_WIDTH = 60


@dataclass(frozen=True)
class Sentence:
    """A sentence, list item or table row: `text` is what stands at [start, end) of its source."""

    text: str
    start: int
    end: int


@dataclass(frozen=True)
class _Line:
    text: str
    start: int
    listed: bool

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    @property
    def blank(self) -> bool:
        return not self.text.strip()

    @property
    def only_figures(self) -> bool:
        return _ONLY_FIGURES.fullmatch(self.text) is not None

    @property
    def row(self) -> bool:
        return self.only_figures or bool(_COLUMNS.search(self.text) or _FIGURES_AT_END.search(self.text))

    @property
    def item(self) -> bool:
        return _BULLET.match(self.text) is not None


def split(text: str) -> list[Sentence]:
    """Return the sentences, list items and table rows of a text in order; blank matter is left out.

    A line break ends a sentence only where the layout says so: at a blank line, a list item, a table row or a
    heading. Cells that stand on lines of their own are joined to the row they follow.
    """
    return [sentence for block in _blocks(_lines(text)) for sentence in _sentences(text, *block)]


def _lines(text: str) -> list[_Line]:
    lines: list[_Line] = []
    start, before, listing = 0, "", False
    for line in text.split("\n"):
        dash = _GLUED_DASH.match(line)
        listing = dash is not None and (listing or before.endswith(":"))
        length = dash.end() if dash and listing else 0
        lines.append(_Line(line[length:], start + length, listing))
        start += len(line) + 1
        before = line.rstrip() or before
    return lines


def _blocks(lines: list[_Line]) -> Iterator[tuple[int, int]]:
    start: int | None = None
    before: _Line | None = None
    gap = False
    for line in lines:
        if line.blank:
            gap = True
            continue
        if before is not None and start is not None and _breaks(before, line, gap, line.end - start):
            yield start, before.end
            start = None
        start = line.start if start is None else start
        before, gap = line, False
    if before is not None and start is not None:
        yield start, before.end


def _breaks(before: _Line, line: _Line, gap: bool, length: int) -> bool:
    if line.only_figures and not line.listed and length < _LONGEST_ROW:
        return False
    if gap or line.listed or line.item or line.row or before.row:
        return True
    return _heading(before.text.strip(), line.text.strip())


def _heading(text: str, following: str) -> bool:
    if len(text) > _HEADING_WIDTH or text[-1] in ".,;:-–(&" or not following[0].isupper():
        return False
    words = text.split()
    return words[-1].casefold() not in language().stop and len(text) < 2 * len(following)


def _sentences(text: str, start: int, end: int) -> Iterator[Sentence]:
    begin = start
    for match in _END.finditer(text, start, end):
        if match.end() <= begin or _unfinished(text, match, end):
            continue
        stop = _past_citations(text, match.end(), end)
        yield from _trimmed(text, begin, stop)
        begin = stop
    yield from _trimmed(text, begin, end)


def _past_citations(text: str, position: int, end: int) -> int:
    while (match := _CITATION.match(text, position, end)) and match.end() > position:
        position = match.end()
    return position


def _unfinished(text: str, match: re.Match[str], end: int) -> bool:
    if match.group()[0] != ".":
        return False
    word = _LAST_WORD.search(text[max(0, match.start() - 20) : match.start() + 1])
    if word is None:
        return False
    last = word.group("word").casefold()
    initial = len(last) == 1 and word.group("word").isupper() and last != "i" and not word.group("before")
    if initial or last in language().abbreviations:
        return match.end() < end
    if last in language().weak_abbreviations:
        following = _NEXT_WORD.match(text, match.end(), end)
        return following is not None and following.group(1).casefold() not in language().stop
    return _numbered(text, match.start(), last)


def _numbered(text: str, position: int, last: str) -> bool:
    """Whether the full stop belongs to the number of a list item, as in `2. Open the valve`."""
    line_start = text.rfind("\n", 0, position) + 1
    return last.isdigit() and len(last) <= 2 and not text[line_start : position - len(last)].strip()


def _trimmed(text: str, start: int, end: int) -> Iterator[Sentence]:
    piece = text[start:end]
    start += len(piece) - len(piece.lstrip())
    piece = piece.strip()
    if piece:
        yield Sentence(piece, start, start + len(piece))
