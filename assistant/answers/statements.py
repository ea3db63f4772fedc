"""Statements of a page that hold what a question names: its words, names, years, and the kind of thing it lists."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from assistant.answers.extract import tells
from assistant.answers.language import fold
from assistant.answers.marks.figures import Figure
from assistant.answers.marks.names import Name
from assistant.answers.marks.reading import Mark, read_marks
from assistant.answers.matching import ELSEWHERE, places
from assistant.answers.pages import PageText, ReadPage
from assistant.answers.refusal import refusal_rules
from assistant.answers.words import content, words
from assistant.errors import UsageError
from assistant.places import resource_data


@dataclass(frozen=True)
class Row:
    """One statement found.

    Attributes:
        page: The page it stands on.
        start: Offset of its words in the page's text.
        end: One past their last offset.
        value: The figure, date or code it gives, "" where there is none.
    """

    page: PageText
    start: int
    end: int
    value: str

    @property
    def quote(self) -> str:
        """Its words as they stand on the page."""
        return self.page.text[self.start : self.end]


@dataclass(frozen=True)
class Sought:
    """What a statement must hold.

    Attributes:
        stems: Content stems, of which it must hold most.
        marks: Names, dates and codes, of which it must hold each; the document's title may.
        kinds: Kinds of mark, `figure`, `date`, `code` or `name`, of which it must hold one; none for any.
        values: Kinds of mark that are its value, the first one that it has.
    """

    stems: frozenset[str]
    marks: tuple[Mark, ...]
    kinds: tuple[str, ...]
    values: tuple[str, ...]


@cache
def sweep_rules() -> dict[str, Any]:
    """Return what sweeps go by, read from `resources/prompts/sweep.toml`."""
    return resource_data("prompts", "sweep.toml")


def sought(question: str) -> Sought:
    """Return what a question about everything looks for.

    Raises:
        UsageError: `empty-question` where it names nothing to look for.
    """
    rules = sweep_rules()
    kinds = _kinds(question)
    skip = {*rules["asking"], *refusal_rules()["question_words"]}
    asked = [word for word in words(question) if word not in skip]
    stems = content(" ".join(asked)) - content(" ".join(name.split()[-1] for name in kinds.values()))
    marks = tuple(mark for mark in read_marks(question).all() if not isinstance(mark, Figure))
    if not stems and not marks and not kinds:
        raise UsageError("empty-question", "Say what to look for, such as “list all pumps built in 2019”.")
    measured = any(cue in fold(question) for cue in rules["measured"])
    return Sought(stems, marks, tuple(kinds), tuple(kinds) or (("figure",) if measured else ("date", "figure")))


def _kinds(question: str) -> dict[str, str]:
    """Return the kinds of thing that a question lists, each with the words for it: `part numbers` are no `numbers`."""
    spoken = f" {' '.join(words(question))} "
    kinds: dict[str, str] = {}
    for kind, names in sweep_rules()["kinds"].items():
        if name := next((name for name in names if f" {name} " in spoken), ""):
            kinds[kind] = name
            spoken = spoken.replace(f" {name} ", "  ")
    return kinds


def statements(wanted: Sought, source: PageText) -> Iterator[Row]:
    """Yield the sentences and rows of a page that hold what is sought."""
    read = ReadPage(source)
    held = [_holding(read, mark) for mark in wanted.marks]
    titled = wanted.stems & content(source.about)
    for index, unit in enumerate(read.units):
        if (
            tells(unit.text)
            and _fits(read, index, wanted, titled)
            and all(index in units or None in units for units in held)
        ):
            yield Row(source, unit.start, unit.end, _value(read, unit.start, unit.end, wanted.values))


def _fits(read: ReadPage, index: int, wanted: Sought, titled: frozenset[str]) -> bool:
    """Whether a unit, with the heading over its figures, holds most of the words, and a mark of the kind listed."""
    unit = read.units[index]
    if wanted.kinds and not _value(read, unit.start, unit.end, wanted.kinds):
        return False
    said = read.says(index, wanted.stems - titled)
    if read.tabular(index) and (read.figures_in(index) or wanted.kinds):
        said |= read.says(read.heading(index), wanted.stems - titled)
    if wanted.stems - titled and not said:
        return False
    return len(said | titled) >= sweep_rules()["least_share"] * len(wanted.stems) and bool(said or wanted.kinds)


def _holding(read: ReadPage, mark: Mark) -> set[int | None]:
    """Return the units that hold a mark; None stands for the document's title or name, which holds for every unit."""
    if not isinstance(mark, Name):
        return {None if offset == ELSEWHERE else read.unit_at(offset) for offset in places(mark, read)}
    if read.titled(mark.words):
        return {None}
    return {index for index, unit in enumerate(read.units) if all(word in fold(unit.text) for word in mark.words)}


def value_of(source: PageText, start: int, end: int, question: str) -> str:
    """Return the figure, date or code that a stretch of a page gives to a question, "" where there is none."""
    measured = any(cue in fold(question) for cue in sweep_rules()["measured"])
    return _value(ReadPage(source), start, end, ("figure",) if measured else ("date", "figure"))


def _value(read: ReadPage, start: int, end: int, kinds: Sequence[str]) -> str:
    inside = [figure for figure in read.marks.figures if start <= figure.start < end]
    figures = sorted(inside, key=lambda figure: (not figure.unit, -figure.start))
    held: dict[str, Sequence[Mark]] = {
        "figure": figures,
        "date": read.marks.moments,
        "code": read.marks.codes,
        "name": read.marks.names,
    }
    # of several figures the one with a unit tells most, else the last, which stands in the column furthest to the right
    return next((mark.text for kind in kinds for mark in held[kind] if start <= mark.start < end), "")
