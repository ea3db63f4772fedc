"""Reading from a question which documents it is about: whose, of which period, of which kind."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.search.catalogue import Card
from assistant.search.evidence import Narrowing
from assistant.search.naming import named
from assistant.search.periods import Periods, periods
from assistant.search.vocabulary import Vocabulary
from assistant.search.words import contains, stems, words


@dataclass(frozen=True)
class Scope:
    """What a question limits itself to.

    Attributes:
        narrowed: Each limit, in the order it was applied; every one leaves some documents.
        documents: What all of them leave, or None where nothing was limited.
        spoken: The folded words of the question that named an organisation or document; they say nothing of the page.
        parties: The documents of each organisation or document that was named.
        kinds: The kinds of the documents that are left.
    """

    narrowed: tuple[Narrowing, ...] = ()
    documents: frozenset[str] | None = None
    spoken: frozenset[str] = frozenset()
    parties: tuple[frozenset[str], ...] = ()
    kinds: frozenset[str] = frozenset()


def scope(question: str, cards: Sequence[Card], vocabulary: Vocabulary, without: Collection[str] = ()) -> Scope:
    """Read the limits of a question, leaving out the kinds in `without`.

    A limit that would leave no document is not one, and neither is one that changes nothing.
    """
    parties = named(question, cards)
    spoken = frozenset(word for name in parties for word in words(name))
    unlimited = Scope(spoken=spoken, parties=tuple(parties.values()))
    subject = narrowed_by(unlimited, _subject_limits(question, parties, cards, vocabulary), _documents(cards), without)
    left = [card for card in cards if subject.documents is None or card.document in subject.documents]
    found = narrowed_by(subject, _period_limits(periods(question), left, without), _documents(left), without)
    kept = [card for card in left if found.documents is None or card.document in found.documents]
    return replace(found, kinds=frozenset(kind for card in kept for kind in card.kinds))


def _documents(cards: Iterable[Card]) -> frozenset[str]:
    return frozenset(card.document for card in cards)


def narrowed_by(
    before: Scope, limits: Iterable[Narrowing], left: frozenset[str], without: Collection[str] = ()
) -> Scope:
    """Return a scope with further limits applied in turn to the documents that are left."""
    applied = list(before.narrowed)
    for limit in limits:
        kept = left & limit.documents
        if kept and kept != left and limit.kind not in without:
            left = kept
            applied.append(Narrowing(limit.kind, limit.value, kept))
    return replace(before, narrowed=tuple(applied), documents=left if applied else None)


def _subject_limits(
    question: str, parties: dict[str, frozenset[str]], cards: Sequence[Card], vocabulary: Vocabulary
) -> Iterator[Narrowing]:
    """Yield the organisations and documents named, then the kind of document."""
    if parties:
        documents = frozenset[str]().union(*parties.values())
        owned = any(card.organisation for card in cards if card.document in documents)
        yield Narrowing("company" if owned else "document", ", ".join(parties), documents)
    asked = stems(re.sub("|".join(map(re.escape, parties)) or r"$^", " ", question))  # a name's words tell no kind
    for kind in vocabulary.document_kinds:
        if any(contains(asked, name) for name in kind.names):
            yield Narrowing("kind", kind.name, _documents(card for card in cards if kind.name in card.kinds))


def _period_limits(when: Periods, cards: Sequence[Card], without: Collection[str]) -> Iterator[Narrowing]:
    """Yield the day, the newest year and the last quarter asked for; documents without a period are never left out."""
    for day in when.days:
        yield Narrowing("day", day.isoformat(), _documents(card for card in cards if day in card.days))
    newest = max(when.fiscal or when.years, default=None)
    left = list(cards)
    if newest is not None and "year" not in without:
        left = _about(newest, cards, whole_year=bool(when.fiscal) and not when.quarters)
        yield Narrowing("year", str(newest), _documents(left))
    for quarter in when.quarters[-1:]:
        fitting = [card for card in left if quarter in card.quarters]
        undated = [card for card in left if not card.years]
        yield Narrowing("quarter", f"Q{quarter}", _documents([*fitting, *undated] if fitting else left))


def _about(year: int, cards: Sequence[Card], *, whole_year: bool) -> list[Card]:
    """Return the documents about a year, else those that show it beside their own, else all of them.

    Where a whole year is asked for, a report over a whole year that only shows it goes before one over a part of it.
    """
    about = [card for card in cards if year in card.years]
    showing = [card for card in cards if year in card.years | card.covered]
    annual = [[card for card in choice if card.annual] for choice in (about, showing)] if whole_year else []
    chosen = next((choice for choice in (*annual, about, showing) if choice), None)
    return list(cards) if chosen is None else [*chosen, *(card for card in cards if not card.years)]
