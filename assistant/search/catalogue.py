"""What each document says of itself in name, title and first page: whose it is, which kind, which period."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import PurePath

from assistant.library.library import Library
from assistant.library.records import DocumentRecord
from assistant.search.aliases import core, registrant
from assistant.search.periods import names, periods
from assistant.search.vocabulary import Vocabulary
from assistant.search.words import contains, stems, words

_FIRST_PAGE = 3000
_LONGEST_NAME = 8  # words
_COVERED_YEARS = 3  # a report shows its own year beside the two before it

_SPLIT = re.compile(r"[\s_.,()+-]+")
_NUMBERED = re.compile(r"\d")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_PERIOD_END = re.compile(
    r"(?:year|quarter|period|months|weeks)[\w\s“”\"()]{0,40}?\s+ended:?\s+([A-Za-z]+[\s\xa0]+\d{1,2},?[\s\xa0]+\d{4})",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Card:
    """One document as people would name it.

    Attributes:
        document: SHA-256.
        names: What it or its organisation is called, each as folded words.
        years: The years it is about.
        covered: Further years that it shows beside them.
        quarters: The quarters it is about, 1 to 4.
        kinds: Names of kinds of document.
        days: Full dates in its name and title, and on its first page.
        annual: Whether it speaks of a whole year.
        organisation: The name of whose it is, one of `names`; empty where it does not say.
    """

    document: str
    names: frozenset[tuple[str, ...]]
    years: frozenset[int]
    covered: frozenset[int]
    quarters: frozenset[int]
    kinds: frozenset[str]
    days: frozenset[date]
    annual: bool
    organisation: tuple[str, ...]


class Catalogue:
    """The cards of a library's documents, each read once. Thread-safe."""

    def __init__(self, library: Library, vocabulary: Vocabulary) -> None:
        self._library = library
        self._vocabulary = vocabulary
        self._cards: dict[tuple[str, str, str], Card] = {}

    def cards(self, records: Iterable[DocumentRecord]) -> list[Card]:
        """Return a card for each document that has a page; a document under a new path or title is read again."""
        return [self._card(record) for record in records if record.pages]

    def _card(self, record: DocumentRecord) -> Card:
        key = (record.sha256, record.path, record.title)
        known = self._cards.get(key)
        if known is None:
            first = self._library.page_texts([(record.sha256, 1)])
            known = card(record, first.get((record.sha256, 1), ""), self._vocabulary)
            self._cards[key] = known
        return known


def card(record: DocumentRecord, first_page: str, vocabulary: Vocabulary) -> Card:
    """Read a document's card from its record and the text of its first page."""
    stem = PurePath(record.path).stem
    top = first_page[:_FIRST_PAGE].replace("\xa0", " ")
    organisation = core(registrant(top) or registrant(record.title))
    kinds = _kinds(stem, record.title, top, vocabulary)
    years = _years(stem, record.title, top)
    quarters = _quarters(stem, record.title, top)
    return Card(
        document=record.sha256,
        names=_names(stem, record.title, organisation, vocabulary),
        years=years,
        covered=frozenset(year - back for year in years for back in range(1, _COVERED_YEARS)),
        quarters=quarters,
        kinds=kinds,
        days=frozenset(day for text in (stem, record.title, top) for day in periods(text).days),
        annual=not quarters - {4}
        and all(kind.period != "day" for kind in vocabulary.document_kinds if kind.name in kinds),
        organisation=organisation,
    )


def _names(stem: str, title: str, organisation: tuple[str, ...], vocabulary: Vocabulary) -> frozenset[tuple[str, ...]]:
    titled = tuple(part for part in core(title) if not _NUMBERED.search(part))
    parts = _file_words(stem)
    kinds = {joined for kind in vocabulary.document_kinds for joined in kind.files}
    bare = tuple(part for part in parts if part not in kinds)
    found = {organisation, bare, *(name for name in (parts, titled) if len(name) > 1)}
    return frozenset(name for name in found if 0 < len(name) <= _LONGEST_NAME and name[0] not in names()["articles"])


def _file_words(stem: str) -> tuple[str, ...]:
    """Return the words of a file name that are no date or number."""
    left_out = {*names()["months"], *names()["dating_words"]}
    parts = [part for piece in _SPLIT.split(stem) for part in words(_CAMEL.sub(" ", piece))]
    return tuple(part for part in parts if part not in left_out and not _is_number(part))


def _is_number(part: str) -> bool:
    return bool(re.fullmatch(r"\d+|v?\d+|(fy)?\d{2,4}(q\d)?|q\d(\d{2,4})?", part))


def _kinds(stem: str, title: str, top: str, vocabulary: Vocabulary) -> frozenset[str]:
    joined = set(_SPLIT.split(stem.lower())) | {"".join(words(stem))}
    by_name = {kind.name for kind in vocabulary.document_kinds if joined & set(kind.files)}
    if by_name:
        return frozenset(by_name)
    text = stems(f"{title} {top}")
    marked = [kind.name for kind in vocabulary.document_kinds if any(contains(text, mark) for mark in kind.marks)]
    return frozenset(marked[:1])


def _years(stem: str, title: str, top: str) -> frozenset[int]:
    named = periods(stem)
    ended = [year for match in _PERIOD_END.findall(top) for year in periods(match).years]
    fiscal = periods(f"{title}\n{top[:600]}").fiscal
    return frozenset({*named.years[:1], *ended[:1], *fiscal[:1]} or periods(title).years[:1])


def _quarters(stem: str, title: str, top: str) -> frozenset[int]:
    named = periods(stem).quarters or periods(title).quarters
    return frozenset(named[:1] or periods(top[:800]).quarters[:1])
