"""Several markings together: the highest level, every caveat, and nobody who may not have all of them.

Two markings make a third one that is at least as strict as each (a join in a semilattice): their order does not count,
and a marking is as strict as another exactly where the two make the first.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import reduce

from assistant.guard.markings.marking import UNMARKED, Marking, settled, united
from assistant.guard.markings.scheme import Kind, Scheme, folded


def join(scheme: Scheme, one: Marking, other: Marking) -> Marking:
    """Return the marking of what is made of two things."""
    joined = Marking(
        level=max(one.level, other.level, key=scheme.rank),
        caveats=one.caveats | other.caveats,
        released=_released(scheme, one, other),
        unread=united(one.unread, other.unread),
    )
    return settled(scheme, joined)


def highest(scheme: Scheme, markings: Iterable[Marking]) -> Marking:
    """Return the marking of what is made of several things; `UNMARKED` for nothing."""
    return reduce(lambda one, other: join(scheme, one, other), markings, UNMARKED)


def covers(scheme: Scheme, one: Marking, other: Marking) -> bool:
    """Whether a marking is as strict as another in every way, so that going from the other to it lowers nothing."""
    joined = join(scheme, one, other)
    no_news = {folded(word) for word in other.unread} <= {folded(word) for word in one.unread}
    return no_news and replace(joined, unread=one.unread) == one


def allows(scheme: Scheme, ceiling: Marking, marking: Marking) -> bool:
    """Whether what is marked may be kept below a ceiling.

    Its level must not be higher, and each of its compartments, and whatever cannot be read, must stand in the ceiling,
    too. Who may be given it is no matter of where it is kept.
    """
    low_enough = scheme.rank(marking.level) <= scheme.rank(ceiling.level)
    compartments = {caveat for caveat in marking.caveats if scheme.kind(caveat) is Kind.COMPARTMENT}
    unread = {folded(word) for word in marking.unread} - {folded(word) for word in ceiling.unread}
    return low_enough and compartments <= ceiling.caveats and not unread


def _released(scheme: Scheme, one: Marking, other: Marking) -> frozenset[str] | None:
    """Return to whom both may be released; nobody, where one of them is limited and does not say."""
    lists = [each.released for each in (one, other) if each.released is not None]
    silent = any(each.released is None and not _is_open(scheme, each) for each in (one, other))
    if not lists:
        return None
    return frozenset() if silent else frozenset.intersection(*lists)


def _is_open(scheme: Scheme, marking: Marking) -> bool:
    """Whether a marking that says nothing of release takes none away."""
    return marking.level == "" or scheme.level(marking.level).open
