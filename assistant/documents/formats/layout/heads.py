"""The heads of a table's columns: the words and years that stand above its figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.documents.blocks import row_text
from assistant.documents.formats.layout.grid import Row, Run, Span
from assistant.documents.formats.layout.segments import Segment
from assistant.documents.formats.layout.words import HYPHEN

_MOST_LINES = 40
"""Above the figures that are looked at: each cell of a head may be drawn as a line of its own."""
_HIGHEST = 14.0
"""Heights of a line that heads may reach above the figures."""
_CLOSE, _NEAREST = 1.2, 2.0
"""Heights of a line between the lines of a head, and between the lowest of them and what is below it."""
_MOST_GROUPS = 3
"""Lines without heads, such as titles of groups, that may stand between the heads and the first figures."""
_MOST_WORDS = 9
"""Of one head: what has more is a sentence or a title."""
_LONGEST = 200
_SLACK = 0.02
_CENTRED = 0.03


@dataclass(frozen=True)
class _Line:
    """What stands at one height: the lines as drawn, and their segments above labels and above figures."""

    drawn: tuple[int, ...]
    labels: tuple[Segment, ...]
    heads: tuple[Segment, ...]

    @property
    def top(self) -> float:
        return min(segment.top for segment in (*self.labels, *self.heads))

    @property
    def bottom(self) -> float:
        return max(segment.bottom for segment in (*self.labels, *self.heads))

    @property
    def is_unit(self) -> bool:
        """Whether it only tells the unit of the figures."""
        return not self.heads and _is_unit(self.labels[0])


def head_of(rows: Sequence[Row], run: Run) -> tuple[int, str]:
    """Return the index of the first line of a table's head (or of the table where it has none), and the head as text.

    Args:
        rows: All lines of the page.
        run: The rows of the table.
    """
    heads = _close_together(_lines_above(rows, run), rows[run.first])
    first = min([run.first, *(at for line in heads for at in line.drawn)])
    return first, _told(heads, run)[:_LONGEST]


def _lines_above(rows: Sequence[Row], run: Run) -> list[_Line]:
    """Return what could be heads above the first row, from the bottom up."""
    top, height = rows[run.first].top, rows[run.first].height
    near: list[int] = []
    for at in range(run.first - 1, max(run.first - 1 - _MOST_LINES, -1), -1):
        row = rows[at]
        if not top - _HIGHEST * height < row.top < top or not all(_may_be_head(one, run) for one in row.segments):
            break
        near.append(at)
    levels: list[list[int]] = []
    for at in sorted(near, key=lambda index: -rows[index].middle):
        if levels and rows[levels[-1][0]].middle - rows[at].middle < height / 2:
            levels[-1].append(at)
        else:
            levels.append([at])
    return [_line(level, rows, run) for level in levels]


def _line(level: Sequence[int], rows: Sequence[Row], run: Run) -> _Line:
    segments = sorted((one for at in level for one in rows[at].segments), key=lambda one: one.left)
    heads = tuple(one for one in segments if _above_figures(one, run) and not _is_unit(one))
    return _Line(tuple(level), tuple(one for one in segments if one not in heads), heads)


def _close_together(lines: Sequence[_Line], row: Row) -> list[_Line]:
    """Return the lines of the head from the top down; titles of groups below it are left out, titles above it too."""
    kept: list[_Line] = []
    top, groups = row.top, 0
    for line in lines:
        if top - line.bottom > (_CLOSE if kept else _NEAREST) * row.height or groups > _MOST_GROUPS:
            break
        if line.heads or (kept and line.is_unit):
            kept.insert(0, line)
        elif kept:
            break
        groups, top = groups + (not line.heads), line.top
    return kept


def _may_be_head(segment: Segment, run: Run) -> bool:
    if segment.right <= run.columns[0][0] and not _above_figures(segment, run):
        return True
    words = [word.text for word in segment.words]
    return len(words) <= _MOST_WORDS and _above_figures(segment, run) and not run.is_row_of_figures(segment)


def _above_figures(segment: Segment, run: Run) -> bool:
    left, right = run.bands[0][0], run.bands[-1][1]
    return left - _SLACK <= segment.left and segment.right <= right + _SLACK and segment.right > run.columns[0][0]


def _told(lines: Sequence[_Line], run: Run) -> str:
    """Return the heads as one row: what stands beside the labels, then each column's words from top to bottom."""
    columns: list[list[str]] = [[] for _ in run.columns]
    above: dict[int, str] = {}
    for number, line in enumerate(lines):
        spans = _spans(line, run) if number == 0 else {}
        for place, segment in enumerate(line.heads):
            if place in spans:
                above[spans[place]] = _text(segment)
            else:
                columns[_column(segment, run)].append(_text(segment))
    labels = " ".join(_text(segment) for line in lines for segment in line.labels)
    cells = [" ".join(words).replace("- ", "-") for words in columns]
    cells = [f"{above[at].rstrip(',:')}: {cell}".strip() if at in above else cell for at, cell in enumerate(cells)]
    return row_text([labels, *cells]).removeprefix(" | ")


def _spans(line: _Line, run: Run) -> dict[int, int]:
    """Return which heads of the topmost line stand above several columns, each with the first of its columns."""
    count = len(run.columns)
    if len(line.heads) == 1:
        return {0: 0} if _centred(line.heads[0], (run.columns[0][0], run.columns[-1][1])) else {}
    size, rest = divmod(count, max(len(line.heads), 1))
    if rest or size < 2:
        return {}
    groups = [(run.columns[at * size], run.columns[at * size + size - 1]) for at in range(len(line.heads))]
    inside = all(first[0] < _middle(head) < last[1] for head, (first, last) in zip(line.heads, groups, strict=True))
    return {at: at * size for at in range(len(line.heads))} if inside else {}


def _is_unit(segment: Segment) -> bool:
    """Whether a segment tells the unit of the figures, as `(in thousands)` does."""
    return len(segment.words) > 1 and segment.words[0].text.startswith("(")


def _centred(segment: Segment, span: Span) -> bool:
    return abs(_middle(segment) - sum(span) / 2) < _CENTRED


def _column(segment: Segment, run: Run) -> int:
    return min(range(len(run.columns)), key=lambda at: abs(sum(run.columns[at]) / 2 - _middle(segment)))


def _middle(segment: Segment) -> float:
    return (segment.left + segment.right) / 2


def _text(segment: Segment) -> str:
    return " ".join(word.text for word in segment.words).replace(HYPHEN, "-")
