"""How two sentences on one subject stand to each other: figures of one unit, denials, opposites."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import replace
from decimal import Decimal

from assistant.answers.marks.dates import Moment
from assistant.answers.marks.figures import Figure
from assistant.answers.words import denies, opposed
from assistant.briefs.facts.rules import ends_in
from assistant.briefs.joint.model import Pair, Relation
from assistant.briefs.joint.rules import joint_rules
from assistant.briefs.joint.statements import Statement


def relate(first: Statement, second: Statement, likeness: float) -> Pair | None:
    """Return how two sentences of this likeness stand to each other, None where they speak of different things."""
    if _of_other_things(first, second):
        return None
    rules = joint_rules()
    shared, differing = _figures(first, second)
    if differing and likeness >= rules.same_subject:
        one, other = differing
        return _pair(Relation.FIGURE, first, second, (one.text.strip(), other.text.strip()))
    if differing or _uneven(first, second):
        return None
    if turned := _turned(first, second):
        return _pair(Relation.DENIAL, first, second, turned) if likeness >= rules.opposite else None
    if denies(first.text) != denies(second.text):
        return _pair(Relation.DENIAL, first, second, ()) if likeness >= rules.denied else None
    least = rules.same_subject_with_mark if shared else rules.same_subject
    return _pair(Relation.AGREES, first, second, ()) if likeness >= least else None


def _pair(relation: Relation, first: Statement, second: Statement, differs: tuple[str, str] | tuple[()]) -> Pair:
    return Pair(relation, first.quoted, second.quoted, differs)


def _of_other_things(first: Statement, second: Statement) -> bool:
    """Whether sentences name different dates, codes or names, and so speak of different things."""
    codes = [{code.text for code in one.marks.codes} for one in (first, second)]
    names = [{word for name in one.marks.names for word in name.words} for one in (first, second)]
    return _apart(codes) or _apart(names) or not _one_time(first.marks.moments, second.marks.moments)


def _apart(sets: list[set[str]]) -> bool:
    return bool(sets[0] and sets[1]) and not sets[0] & sets[1]


def _one_time(first: Collection[Moment], second: Collection[Moment]) -> bool:
    if not first or not second:
        return True
    return any(one.says(other) or other.says(one) for one in first for other in second)


def _figures(first: Statement, second: Statement) -> tuple[bool, tuple[Figure, Figure] | None]:
    """Return whether the sentences share a figure, and the first two of one unit that differ."""
    ours, theirs = _by_unit(first), _by_unit(second)
    shared, differing = False, None
    for unit in (unit for unit in ours if unit in theirs):  # in the order of the text, the same in each run
        mine = _without(ours[unit], theirs[unit] if unit else second.marks.figures)
        yours = _without(theirs[unit], ours[unit] if unit else first.marks.figures)
        shared |= len(mine) < len(ours[unit])
        if len(mine) == len(yours) == 1:
            differing = differing or (mine[0], yours[0])
    return shared, differing


def _without(figures: Iterable[Figure], others: Collection[Figure]) -> list[Figure]:
    """Return the figures that are not among others; one that is printed without its unit may be any of them."""
    return [one for one in figures if not any(_equal(one, replace(other, unit=one.unit)) for other in others)]


def _uneven(first: Statement, second: Statement) -> bool:
    """Whether each sentence has figures and not all of the shorter one's are in the other."""
    ours, theirs = first.marks.figures, second.marks.figures
    fewer, more = sorted((ours, theirs), key=len)
    return any(not any(_equal(one, other) for other in more) for one in fewer)


def _by_unit(statement: Statement) -> dict[str, list[Figure]]:
    found: dict[str, list[Figure]] = defaultdict(list)
    for figure in statement.marks.figures:
        if not _numbers_something(statement.text, figure):
            found[figure.unit].append(figure)
    return found


def _numbers_something(text: str, figure: Figure) -> bool:
    """Whether a bare number is that of a list item, a section or a note."""
    bracketed = text[: figure.start].strip(" (") == "" or figure.negative
    return not figure.unit and (bracketed or ends_in(joint_rules().numbering).search(text[: figure.start]) is not None)


def _equal(one: Figure, other: Figure) -> bool:
    """Whether two figures say the same, the one with fewer digits being taken as rounded."""
    if one.negative != other.negative:
        return False
    first, second = _whole(one), _whole(other)
    return first == second or abs(first - second) * 2 <= max(_last_digit(one), _last_digit(other))


def _whole(figure: Figure) -> Decimal:
    return figure.value.scaleb(figure.scale or 0)


def _last_digit(figure: Figure) -> Decimal:
    """Return what one step of the last printed digit is worth; whole numbers without a scale are not rounded."""
    rounded = figure.decimals or figure.scale
    return Decimal(1).scaleb((figure.scale or 0) - figure.decimals) if rounded else Decimal(0)


def _turned(first: Statement, second: Statement) -> tuple[str, str] | tuple[()]:
    """Return the words by which one sentence turns the other round."""
    if ours := opposed(first.text, second.text):
        return ours[0], next(iter(opposed(second.text, first.text)), "")
    return ()
