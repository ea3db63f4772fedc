"""Telling the facts of one document of a library."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator, Sequence
from itertools import islice

from assistant.answers.language import language
from assistant.answers.marks.dates import Moment, find_moments
from assistant.answers.marks.figures import PERCENT, Figure
from assistant.answers.marks.reading import read_marks
from assistant.answers.pages import PageText
from assistant.answers.quotes import citation
from assistant.briefs.facts.languages import language_of
from assistant.briefs.facts.model import Fact, Facts
from assistant.briefs.facts.names import Kind, Mention, most_written, named
from assistant.briefs.facts.rules import fact_rules, labelled
from assistant.briefs.filling.sources import headings
from assistant.briefs.key_sentences import key_sentences
from assistant.briefs.model import KeySentence
from assistant.documents.values import Section
from assistant.library.library import Library
from assistant.library.records import DocumentRecord

_SENTENCES = 40
_FIRST_PAGES = 12
_DATED_LINE = re.compile(r"[^\n]*(?<!\d)(?:19|20|21)\d\d(?!\d)[^\n]*")
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
    pages = [
        PageText(page.document, page.number, page.text, page.label, record.path, record.title)
        for page in library.pages(record.sha256)
    ]
    names = named(pages)
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
        key_sentences=key_sentences(library, record.sha256),
        figures=_figures(library, record.sha256, pages),
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
    found: dict[tuple[int, ...], list[tuple[Moment, PageText, int]]] = {}
    for page in pages:
        for moment, start in _moments(page):
            if moment.year and moment.readings[0][1]:
                found.setdefault(tuple(part or 0 for part in moment.readings[0]), []).append((moment, page, start))
    often = sorted(found, key=lambda when: (-len(found[when]), -bool(when[2]), when))[: fact_rules().most]
    return tuple(
        Fact(moment.text, len(found[when]), citation(page, start, start + len(moment.text), 1.0))
        for when in sorted(often)
        for moment, page, start in found[when][:1]
    )


def _moments(page: PageText) -> Iterator[tuple[Moment, int]]:
    for line in _DATED_LINE.finditer(page.text):
        for moment in find_moments(line.group()):
            yield moment, line.start() + moment.start


def _figures(library: Library, document: str, pages: Sequence[PageText]) -> tuple[Fact, ...]:
    by_number = {page.page: page for page in pages}
    whole = "\n".join(page.text for page in pages)
    best: dict[str, tuple[float, Fact]] = {}
    for key in key_sentences(library, document, _SENTENCES):
        for figure in read_marks(key.text).figures:
            count = max(1, whole.count(figure.text))
            fact = Fact(" ".join(figure.text.split()), count, citation(by_number[key.page], key.start, key.end, 1.0))
            best.setdefault(fact.text, (_worth(figure, key, count, len(pages)), fact))
    ranked = sorted(best.values(), key=lambda pair: -pair[0])
    return tuple(fact for worth, fact in ranked[: fact_rules().most] if worth > 0)


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
