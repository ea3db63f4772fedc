"""Answering questions about everything there is: every page is read, and the program counts."""

from __future__ import annotations

import time
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from assistant.answers.citations import numbered
from assistant.answers.language import fold
from assistant.answers.marks.figures import Figure
from assistant.answers.marks.names import Name
from assistant.answers.marks.reading import Mark, read_marks
from assistant.answers.matching import ELSEWHERE, places
from assistant.answers.model import Answer, Claim, ClaimStatus, Coverage, Offer, Timings
from assistant.answers.pages import PageText, ReadPage
from assistant.answers.quotes import citation
from assistant.answers.refusal import refusal_rules
from assistant.answers.words import content, words
from assistant.documents.values import PageStatus
from assistant.errors import UsageError
from assistant.jobs import CancelToken, Job, Progress
from assistant.library.library import Library
from assistant.library.records import DocumentRecord, PageRecord
from assistant.places import resource_data


@dataclass(frozen=True)
class Row:
    """One statement found.

    Attributes:
        page: The page it stands on.
        start: Offset of its words in the page's text.
        end: One past their last offset.
        value: The figure or date it gives, "" where there is none.
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
class Swept:
    """The result of reading everything.

    Attributes:
        question: As asked.
        rows: Every statement that matches, in the order of documents and pages.
        documents: Documents read.
        pages: Pages read.
        pages_unread: Pages that nobody could read.
        seconds: Time it took.
    """

    question: str
    rows: tuple[Row, ...]
    documents: int
    pages: int
    pages_unread: int
    seconds: float


@dataclass(frozen=True, kw_only=True)
class Sweeping(Progress):
    """One document has been read: `done` of `total` pages, with the statements found in it."""

    rows: tuple[Row, ...]


@cache
def _rules() -> dict[str, Any]:
    return resource_data("prompts", "sweep.toml")


def asks_for_all(question: str) -> bool:
    """Whether a question is about everything there is, so that the best few pages cannot answer it."""
    spoken = f" {' '.join(words(question))} "
    return any(f" {cue} " in spoken for cue in _rules()["cues"])


def estimate(library: Library, documents: Collection[str] = ()) -> Offer:
    """Tell what a sweep would read and how long that takes, so that a smaller scope can be offered first."""
    chosen = _chosen(library, documents)
    pages = sum(record.pages for record in chosen)
    return Offer(len(chosen), pages, seconds_for(pages))


def seconds_for(pages: int) -> float:
    """Estimate how long reading so many pages takes."""
    return pages / float(_rules()["pages_a_second"])


def sweep(library: Library, question: str, cancel: CancelToken, *, documents: Collection[str] = ()) -> Job[Swept]:
    """Read every page and collect the statements that hold what a question names.

    Args:
        library: What to read.
        question: Its names, years and codes must be in a statement or the document's title, most words in the
            statement.
        cancel: Stops it between two documents.
        documents: SHA-256 of the documents to read; empty for all.

    Yields:
        `Sweeping` after each document.

    Raises:
        UsageError: `empty-question` where it names nothing to look for.
        Cancelled: When `cancel` was set.
    """
    sought = _sought(question)
    started = time.perf_counter()
    records = _chosen(library, documents)
    total, done, unread = sum(record.pages for record in records), 0, 0
    rows: list[Row] = []
    for record in records:
        cancel.check()
        pages = library.pages(record.sha256)
        found = tuple(row for page in pages for row in _rows(sought, record, page))
        rows += found
        done += len(pages)
        unread += sum(page.status in {PageStatus.FAILED, PageStatus.PENDING} for page in pages)
        yield Sweeping(subject=record.title, done=done, total=total, unit="pages", rows=found)
    return Swept(question, tuple(rows), len(records), done - unread, unread, time.perf_counter() - started)


def as_answer(swept: Swept) -> Answer:
    """Return what was found as an answer: the counts, made by the program, then every statement with its page."""
    listed = swept.rows[: _rules()["most_rows"]]
    claims = tuple(_claim(row) for row in listed)
    return Answer(
        question=swept.question,
        text="\n".join([*_counts(swept), *([numbered(claims)] if claims else [])]),
        refused=False,
        claims=claims,
        extract=claims,
        evidence=(),
        coverage=Coverage(swept.documents, swept.pages + swept.pages_unread, swept.pages_unread),
        timings=Timings(swept.seconds, None, swept.seconds),
        notices=_counts(swept),
        swept=True,
    )


@dataclass(frozen=True)
class _Sought:
    stems: frozenset[str]
    marks: tuple[Mark, ...]
    wants_figure: bool


def _sought(question: str) -> _Sought:
    skip = {*_rules()["asking"], *refusal_rules()["question_words"]}
    stems = content(" ".join(word for word in words(question) if word not in skip))
    marks = tuple(mark for mark in read_marks(question).all() if not isinstance(mark, Figure))
    if not stems and not marks:
        raise UsageError("empty-question", "Say what to look for, such as “list all pumps built in 2019”.")
    spoken = fold(question)
    return _Sought(
        stems, marks, wants_figure=any(cue in spoken for cue in ("how many", "how much", "compare", "total"))
    )


def _chosen(library: Library, documents: Collection[str]) -> list[DocumentRecord]:
    return [record for record in library.documents() if not documents or record.sha256 in documents]


def _rows(sought: _Sought, record: DocumentRecord, page: PageRecord) -> Iterator[Row]:
    source = PageText(page.document, page.number, page.text, page.label, record.path, record.title)
    read = ReadPage(source)
    held = [_holding(read, mark) for mark in sought.marks]
    titled = sought.stems & content(f"{source.about} {record.title}")
    for index, unit in enumerate(read.units):
        said = read.says(index, sought.stems - titled)
        if not said:
            continue
        said |= titled
        enough = len(said) >= _rules()["least_share"] * len(sought.stems)
        if enough and all(index in units or None in units for units in held):
            yield Row(source, unit.start, unit.end, _value(read, unit.start, unit.end, sought))


def _holding(read: ReadPage, mark: Mark) -> set[int | None]:
    """Return the units that hold a mark; None stands for the document's title or name, which holds for every unit."""
    if not isinstance(mark, Name):
        return {None if offset == ELSEWHERE else read.unit_at(offset) for offset in places(mark, read)}
    if read.titled(mark.words):
        return {None}
    return {index for index, unit in enumerate(read.units) if all(word in fold(unit.text) for word in mark.words)}


def _value(read: ReadPage, start: int, end: int, sought: _Sought) -> str:
    within: Sequence[Mark] = read.marks.figures if sought.wants_figure else (*read.marks.moments, *read.marks.figures)
    return next((mark.text for mark in within if start <= mark.start < end), "")


def _counts(swept: Swept) -> tuple[str, ...]:
    said = _rules()["sentences"]
    pages = len({(row.page.document, row.page.page) for row in swept.rows})
    documents = len({row.page.document for row in swept.rows})
    counts = said["counts"] if swept.rows else said["none"]
    sentences = [counts.format(rows=len(swept.rows), pages=pages, documents=documents, read=swept.pages)]
    if swept.pages_unread:
        sentences.append(said["unread"].format(unread=swept.pages_unread))
    if len(swept.rows) > _rules()["most_rows"]:
        sentences.append(said["cut"].format(most=_rules()["most_rows"]))
    return tuple(sentences)


def _claim(row: Row) -> Claim:
    text = " ".join(row.quote.split())
    return Claim(text, ClaimStatus.SUPPORTED, (citation(row.page, row.start, row.end, 1.0),), note=row.value)
