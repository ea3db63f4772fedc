"""Answering questions about everything there is: every page is read, and the program counts."""

from __future__ import annotations

import time
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from assistant.answers.citations import numbered
from assistant.answers.found import page_text
from assistant.answers.model import Answer, Claim, ClaimStatus, Coverage, Offer, Timings
from assistant.answers.quotes import citation
from assistant.answers.statements import Row, sought, statements, sweep_rules
from assistant.answers.words import words
from assistant.documents.values import PageStatus
from assistant.jobs import CancelToken, Job, Progress
from assistant.library.library import Library
from assistant.library.records import DocumentRecord, PageRecord


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
        model: Name of the model that read the pages, "" where they were searched by words.
        dropped: Statements that a model named and that its pages do not hold.
    """

    question: str
    rows: tuple[Row, ...]
    documents: int
    pages: int
    pages_unread: int
    seconds: float
    model: str = ""
    dropped: int = 0


@dataclass(frozen=True, kw_only=True)
class Sweeping(Progress):
    """One document has been read: `done` of `total` pages, with the statements found in it."""

    rows: tuple[Row, ...]


def asks_for_all(question: str) -> bool:
    """Whether a question is about everything there is, so that the best few pages cannot answer it."""
    spoken = f" {' '.join(words(question))} "
    return any(f" {cue} " in spoken for cue in sweep_rules()["cues"])


def estimate(library: Library, documents: Collection[str] = ()) -> Offer:
    """Tell what a sweep would read and how long that takes, so that a smaller scope can be offered first."""
    records = chosen(library, documents)
    pages = sum(record.pages for record in records)
    return Offer(len(records), pages, seconds_for(pages))


def seconds_for(pages: int) -> float:
    """Estimate how long reading so many pages takes."""
    return pages / float(sweep_rules()["pages_a_second"])


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
    wanted = sought(question)
    started = time.perf_counter()
    records = chosen(library, documents)
    total, done, unread = sum(record.pages for record in records), 0, 0
    rows: list[Row] = []
    for record in records:
        cancel.check()
        pages = library.pages(record.sha256)
        found = tuple(row for page in pages for row in statements(wanted, page_text(record, page)))
        rows += found
        done += len(pages)
        unread += unread_in(pages)
        yield Sweeping(subject=record.title, done=done, total=total, unit="pages", rows=found)
    return Swept(question, tuple(rows), len(records), done - unread, unread, time.perf_counter() - started)


def unread_in(pages: Sequence[PageRecord]) -> int:
    """Return how many of the pages nobody could read."""
    return sum(page.status in {PageStatus.FAILED, PageStatus.PENDING} for page in pages)


def as_answer(swept: Swept) -> Answer:
    """Return what was found as an answer: the counts, made by the program, then every statement with its page."""
    listed = swept.rows[: sweep_rules()["most_rows"]]
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
        model=swept.model,
        notices=_counts(swept),
        swept=True,
    )


def chosen(library: Library, documents: Collection[str]) -> list[DocumentRecord]:
    """Return the documents of a library that are meant, all for an empty choice."""
    wanted = frozenset(documents)
    return [record for record in library.documents() if not wanted or record.sha256 in wanted]


def _counts(swept: Swept) -> tuple[str, ...]:
    said, most = sweep_rules()["sentences"], sweep_rules()["most_rows"]
    counts = {
        "rows": _counted(len(swept.rows), "rows"),
        "pages": _counted(len({(row.page.document, row.page.page) for row in swept.rows}), "pages"),
        "documents": _counted(len({row.page.document for row in swept.rows}), "documents"),
        "read": _counted(swept.pages, "pages"),
    }
    sentences = [said["counts" if swept.rows else "none"].format(**counts)]
    if swept.pages_unread:
        sentences.append(said["unread"].format(unread=_counted(swept.pages_unread, "pages")))
    if len(swept.rows) > most:
        sentences.append(said["cut"].format(most=_counted(most, "rows")))
    if swept.dropped:
        sentences.append(said["dropped"].format(dropped=_counted(swept.dropped, "rows")))
    return tuple(sentences)


def _counted(number: int, unit: str) -> str:
    one, many = sweep_rules()["units"][unit]
    return f"{number:,} {one if number == 1 else many}"


def _claim(row: Row) -> Claim:
    text = " ".join(row.quote.split())
    return Claim(text, ClaimStatus.SUPPORTED, (citation(row.page, row.start, row.end, 1.0),), note=row.value)
