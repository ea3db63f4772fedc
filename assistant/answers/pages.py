"""A page as the checks see it: its marks, its rows and what they may be called."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise, takewhile

from assistant.answers.language import fold, language
from assistant.answers.marks.codes import squashed
from assistant.answers.marks.figures import Figure, caption_scales
from assistant.answers.marks.reading import Mark, Marks, read_marks
from assistant.answers.sentences import Sentence, split
from assistant.answers.words import content, words

_ROWS_AROUND = 12
_GLUED = 14  # letters; longer words are mostly several run together
_SHORTEST_INSIDE = 5
_SHORTEST_TITLED = 4
_MOST_LABEL_WORDS = 12
_UNSEEN = dict.fromkeys(
    map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad")
)  # letters of no width, which may hide an order
_WORD_BETWEEN = re.compile(r"\s[^\W\d_]+\s([^\W\d_]{2,})\b")
_WORD = re.compile(r"[^\W_]+(?:['&.][^\W_]+)*")


@dataclass(frozen=True)
class PageText:
    """A page to check against.

    Attributes:
        document: SHA-256 of its document.
        page: From 1.
        text: The page's text as stored.
        label: The printed label.
        path: Path of the document: its name may say the year or the company.
        title: Title of the document, likewise.
    """

    document: str
    page: int
    text: str
    label: str = ""
    path: str = ""
    title: str = ""

    @property
    def about(self) -> str:
        """The title and the file's name, as text that may name the subject and the year."""
        name = re.split(r"[/\\]", self.path)[-1]
        return f"{self.title} {re.sub(r'[_]+', ' ', name)}"


class ReadPage:
    """A page whose marks and rows have been found; one per page, kept for the next claim."""

    def __init__(self, source: PageText) -> None:
        self.source = source

    @cached_property
    def marks(self) -> Marks:
        """The marks of the page's text."""
        return read_marks(self.source.text)

    @cached_property
    def about(self) -> Marks:
        """The marks of its title and file name."""
        spaced = re.sub(r"(?<=\d)(?=[A-Za-z])|(?<=[a-z])(?=\d)", " ", self.source.about)
        return read_marks(spaced)

    @cached_property
    def units(self) -> list[Sentence]:
        """Its sentences and rows."""
        return split(self.source.text)

    @cached_property
    def stems(self) -> list[frozenset[str]]:
        """The content stems of each of its units."""
        return [content(unit.text) for unit in self.units]

    @cached_property
    def kinds(self) -> dict[str, frozenset[int]]:
        """The units that hold a `figure`, a `date` or a `name`."""
        held: dict[str, Sequence[Mark]] = {
            "figure": self.marks.figures,
            "date": self.marks.moments,
            "name": self.marks.names,
        }
        return {kind: frozenset(self.unit_at(mark.start) for mark in marks) for kind, marks in held.items()}

    @cached_property
    def orders(self) -> frozenset[int]:
        """The units that speak to the assistant instead of the reader, and those that such a unit introduces."""
        alone = [_orders(unit.text) for unit in self.units]
        led = [index + 1 for index, order in enumerate(alone) if order and self.units[index].text.endswith(":")]
        found = [index for index, order in enumerate(alone) if order]
        return frozenset([*found, *led, *self._parted_orders(alone)])

    def _parted_orders(self, alone: Sequence[bool]) -> Iterator[int]:
        """Yield the units between which an order is parted, so that neither says it by itself."""
        for index, (first, second) in enumerate(pairwise(self.units)):
            if not (alone[index] or alone[index + 1]) and _orders(f"{first.text} {second.text}"):
                yield from (index, index + 1)

    def says(self, index: int, stems: frozenset[str]) -> frozenset[str]:
        """Return those of the stems that a unit holds, also inside words that the PDF's text has run together."""
        return (stems & self.stems[index]) | _inside(stems, self._glued[index])

    def heads(self, index: int, stems: frozenset[str]) -> frozenset[str]:
        """Return those of the stems that the lines above a table row hold which have no figures: its headings."""
        if not self.tabular(index):
            return frozenset()
        above = range(max(0, index - _ROWS_AROUND), index)
        return frozenset().union(*(self.says(near, stems) for near in above if near not in self._rows))

    def heading(self, index: int) -> int:
        """Return the nearest line above that reads like a heading, the unit itself where there is none."""
        above = range(index - 1, max(-1, index - _ROWS_AROUND - 1), -1)
        return next(
            (near for near in above if self.stems[near] and self.tabular(near) and not self.figures_in(near)), index
        )

    def known(self, stems: frozenset[str]) -> frozenset[str]:
        """Return those of the stems that the page, its title or its file name holds anywhere."""
        return frozenset().union(stems & self.vocabulary, *(_inside(stems, glued) for glued in self._glued))

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """All content stems of the page, its title and file name."""
        return frozenset().union(*self.stems, content(self.source.about))

    @cached_property
    def _glued(self) -> list[list[str]]:
        return [[stem for stem in stems if len(stem) >= _GLUED] for stems in self.stems]

    @cached_property
    def folded(self) -> str:
        """The page's words, then its title and name, folded and parted by single spaces."""
        return " " + " ".join(self._tokens) + " "

    def phrase(self, spoken: Sequence[str]) -> bool:
        """Whether folded words stand side by side on the page, in its title or name, endings aside."""
        key = squashed("".join(spoken))
        return f" {' '.join(spoken)}" in self.folded or key in self.letters or key in self.run_together

    def titled(self, spoken: Sequence[str]) -> bool:
        """Whether folded words, run together, are in the document's title or file name."""
        return squashed("".join(spoken)) in self.letters

    def titles(self, stems: frozenset[str]) -> frozenset[str]:
        """Return those of the stems that the document's title or file name holds, also run together."""
        inside = frozenset(stem for stem in stems if len(stem) >= _SHORTEST_TITLED and stem in self.letters)
        return inside | (stems & content(self.source.about))

    @cached_property
    def spoken(self) -> frozenset[str]:
        """Every word of the page, its title and name, folded, possessive endings taken off."""
        return frozenset(token.removesuffix("'s").rstrip(".'") for token in self._tokens) | frozenset(
            words(self.source.text)
        )

    @cached_property
    def letters(self) -> str:
        """Title and name squashed to letters and digits: `BESTBUY2017` holds the name Best Buy."""
        return squashed(fold(self.source.about))

    @cached_property
    def run_together(self) -> str:
        """The page squashed to letters and digits."""
        return squashed(fold(self.source.text))

    @cached_property
    def _tokens(self) -> list[str]:
        return [fold(match.group()) for match in _WORD.finditer(f"{self.source.text}\n{self.source.about}")]

    @cached_property
    def _captions(self) -> list[tuple[int, int]]:
        return caption_scales(self.source.text)

    @cached_property
    def currencies(self) -> frozenset[str]:
        """The currencies the page names anywhere."""
        lower = fold(self.source.text)
        return frozenset(symbol for spelling, symbol in language().currencies.items() if _named(spelling, lower))

    def names_unit(self, symbol: str) -> bool:
        """Whether the page names a currency or a unit of measure anywhere, as a caption does for its table."""
        if symbol in self.currencies:
            return True
        lower = fold(self.source.text)
        return any(_named(spelling, lower) for spelling, unit in language().units.items() if unit == symbol)

    def scale_of(self, figure: Figure) -> int | None:
        """Return the power of ten that holds for a figure of the page: its own, else of the caption above it."""
        if figure.scale is not None or figure.unit == "%":
            return figure.scale
        position = bisect_right([start for start, _ in self._captions], figure.start)
        return self._captions[max(0, position - 1)][1] if self._captions else None

    def column_units(self, figure: Figure) -> set[str]:
        """Return the units of the figures that stand in the figure's row, or in its column in the rows around it."""
        index = self.unit_at(figure.start)
        row = self._rows.get(index, [])
        column = row.index(figure)
        units = {other.unit for other in row}
        if not self.tabular(index):
            return units
        for near in self._table_around(index):
            cells = self._rows.get(near, [])
            units |= {cells[place].unit for place in (column, column - len(row)) if -len(cells) <= place < len(cells)}
        return units

    def unit_behind_a_word(self, figure: Figure) -> str:
        """Return the unit one word behind a figure, as in `1,000 operating hours`; "" without one."""
        match = _WORD_BETWEEN.match(self.source.text, figure.end)
        return language().units.get(fold(match.group(1)), "") if match else ""

    def _table_around(self, index: int) -> list[int]:
        """Return the rows around a row of a table, up to the first sentence on each side: there the table ends."""
        above = takewhile(self.tabular, range(index - 1, index - _ROWS_AROUND - 1, -1))
        below = takewhile(self.tabular, range(index + 1, index + _ROWS_AROUND + 1))
        return [*above, *below]

    def tabular(self, index: int) -> bool:
        """Whether a unit reads like a row of a table: few words and no full stop."""
        return (
            0 <= index < len(self.units)
            and len(self.stems[index]) <= _MOST_LABEL_WORDS
            and self.units[index].text[-1] != "."
        )

    @cached_property
    def _rows(self) -> dict[int, list[Figure]]:
        rows: dict[int, list[Figure]] = {}
        for figure in self.marks.figures:
            rows.setdefault(self.unit_at(figure.start), []).append(figure)
        return rows

    def row(self, index: int) -> Sequence[Figure]:
        """Return the figures of a sentence or row, from left to right."""
        return self._rows.get(index, [])

    def figures_in(self, index: int) -> bool:
        """Whether a sentence or row holds figures of its own."""
        return index in self._rows

    def unit_at(self, offset: int) -> int:
        """Return the index of the sentence or row that holds an offset, or the last before it."""
        return max(0, bisect_right(self._starts, offset) - 1)

    @cached_property
    def _starts(self) -> list[int]:
        return [unit.start for unit in self.units]


def _orders(text: str) -> bool:
    lower = " ".join(fold(text.translate(_UNSEEN)).split())
    return any(phrase in lower for phrase in language().orders)


def _inside(stems: frozenset[str], glued: list[str]) -> frozenset[str]:
    return frozenset(stem for stem in stems if len(stem) >= _SHORTEST_INSIDE and any(stem in word for word in glued))


def _named(spelling: str, lower: str) -> bool:
    if not spelling.isalpha():
        return spelling in lower
    return re.search(rf"(?<![a-z]){re.escape(spelling)}(?![a-z])", lower) is not None


@lru_cache(maxsize=256)
def read_page(source: PageText) -> ReadPage:
    """Return the page with its marks; pages asked for lately are kept."""
    return ReadPage(source)
