"""Telling the facts of one document of a library."""

from __future__ import annotations

import re
import time
from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import islice

from assistant.answers.found import page_text
from assistant.answers.language import language
from assistant.answers.marks.dates import find_moments
from assistant.answers.marks.figures import PERCENT, Figure
from assistant.answers.marks.reading import read_marks
from assistant.answers.pages import PageText
from assistant.answers.quotes import citation
from assistant.briefs.facts.model import Fact, Facts
from assistant.briefs.facts.names import Kind, Mention, most_written, named
from assistant.briefs.facts.rules import fact_rules, labelled
from assistant.briefs.filling.sources import headings
from assistant.briefs.key_sentences import in_order, ranked_sentences
from assistant.briefs.model import KeySentence
from assistant.documents.languages import language_of
from assistant.documents.values import Section
from assistant.library.library import Library
from assistant.library.records import DocumentRecord

_SENTENCES = 40
_FIRST_PAGES = 12
_MOST_HEADINGS = 200
_LONGEST_AUTHOR = 4
_CODE = re.compile(r"\d+[A-Z]|[^\s\d]*\d+\)")


def facts_of(library: Library, document: str) -> Facts:
    """Return what a document says of who, where, when and how much; no model is asked.

    300 pages that are indexed take less than two seconds on two cores.

    Args:
        library: The library that holds it.
        document: SHA-256, a unique prefix, or a path.

    Raises:
        UsageError: `unknown-document`.
    """
    started = time.perf_counter()
    record = library.document(document)
    pages = [page_text(record, page) for page in library.pages(record.sha256)]
    names, ranked = named(pages), ranked_sentences(library, record.sha256, _SENTENCES)
    return Facts(
        document=record.sha256,
        title=record.title,
        kind=record.kind,
        date=record.created[:10] or _label(pages, fact_rules().labels.date),
        authors=_authors(record, pages),
        language=record.language or language_of(" ".join(page.text for page in pages[:_FIRST_PAGES])),
        pages=record.pages,
        words=sum(len(page.text.split()) for page in pages),
        headings=_headings(record, pages),
        key_sentences=in_order(ranked),
        figures=_figures(ranked, pages),
        organisations=_named(names[Kind.ORGANISATION]),
        places=_named(names[Kind.PLACE]),
        people=_named(names[Kind.PERSON]),
        dates=_dates(pages),
        seconds=time.perf_counter() - started,
    )


def _label(pages: Sequence[PageText], labels: Sequence[str]) -> str:
    """Return what stands behind one of some labels on the first page, "" for nothing."""
    found = labelled(labels).search(pages[0].text) if pages else None
    return " ".join(found[1].split()) if found else ""


def _authors(record: DocumentRecord, pages: Sequence[PageText]) -> tuple[str, ...]:
    told = record.author or _label(pages, fact_rules().labels.author)
    names = [name.strip() for name in re.split(r"[;,]|\band\b", told) if name.strip()]
    whole = all(name[:1].isupper() and len(name.split()) <= _LONGEST_AUTHOR for name in names)
    return tuple(dict.fromkeys(names if whole else [told.strip()]))


def _headings(record: DocumentRecord, pages: Sequence[PageText]) -> tuple[Section, ...]:
    if record.outline:
        return record.outline[:_MOST_HEADINGS]
    found = islice(headings(pages), _MOST_HEADINGS)
    return tuple(Section(span.text, 1, span.page.page, span.start) for span in found)


def _named(groups: Sequence[Sequence[Mention]]) -> tuple[Fact, ...]:
    return tuple(
        Fact(most_written(mentions), len(mentions), citation(first.page, first.start, first.end, 1.0))
        for mentions in groups[: fact_rules().most]
        for first in mentions[:1]
    )


def _dates(pages: Sequence[PageText]) -> tuple[Fact, ...]:
    """Return the days and months that are said most often, in order of time."""
    found: dict[tuple[int, ...], list[tuple[PageText, int, int]]] = {}
    for page in pages:
        for match in _date_pattern().finditer(page.text):
            if when := _moment(match.group()):
                found.setdefault(when, []).append((page, *match.span()))
    often = sorted(found, key=lambda when: (-len(found[when]), -bool(when[2]), when))[: fact_rules().most]
    return tuple(_date(found[when]) for when in sorted(often))


def _date(places: Sequence[tuple[PageText, int, int]]) -> Fact:
    page, start, end = places[0]
    return Fact(" ".join(page.text[start:end].split()), len(places), citation(page, start, end, 1.0))


@lru_cache(maxsize=4096)
def _moment(text: str) -> tuple[int, int, int] | None:
    """Return year, month and day (0 where unsaid) of what looks like a date, None where it is none."""
    for moment in find_moments(text):
        year, month, day = moment.readings[0]
        if year and month:
            return year, month, day or 0
    return None


@cache
def _date_pattern() -> re.Pattern[str]:
    """Return what finds all that looks like a day or a month of a year: `find_moments` alone would look too long."""
    month = "|".join(sorted(map(re.escape, language().months), key=len, reverse=True))
    year = r"(?:19|20|21)\d\d(?!\d)"
    return re.compile(
        rf"(?<!\d)(?:\d{{1,2}}\.?[ \n])?(?<![A-Za-z])(?:{month})\.?,?[ \n](?:\d{{1,2}},?[ \n])?{year}"
        rf"|(?<!\d){year}-\d\d-\d\d(?!\d)|(?<![\d.])\d{{1,2}}([./])\d{{1,2}}\1{year}",
        re.IGNORECASE,
    )


def _figures(ranked: Sequence[KeySentence], pages: Sequence[PageText]) -> tuple[Fact, ...]:
    by_number = {page.page: page for page in pages}
    whole = "\n".join(page.text for page in pages)
    best: dict[str, tuple[float, Fact]] = {}
    for key in in_order(ranked, len(ranked)):
        for figure in read_marks(key.text).figures:
            count = max(1, whole.count(figure.text))
            fact = Fact(" ".join(figure.text.split()), count, citation(by_number[key.page], key.start, key.end, 1.0))
            best.setdefault(fact.text, (_worth(figure, key, count, len(pages)), fact))
    telling = sorted(best.values(), key=lambda pair: -pair[0])
    return tuple(fact for worth, fact in telling[: fact_rules().most] if worth > 0)


def _worth(figure: Figure, key: KeySentence, count: int, pages: int) -> float:
    """Return how telling a figure is; a bare number such as that of a note is not."""
    weights = fact_rules().figures
    money = figure.unit == PERCENT or figure.unit in set(language().currencies.values())
    if figure.spelled or _CODE.fullmatch(figure.text) or not (figure.unit or figure.scale or "," in figure.text):
        return 0.0
    return (
        weights.in_key_sentence * key.score
        + weights.money_or_share * (money or figure.scale is not None)
        + weights.unit * bool(figure.unit)
        + weights.again * min(count, 4)
        + weights.early * (1 - (key.page - 1) / max(1, pages))
    )
