"""A summary of what a document says about one question."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.answers.extract import extract
from assistant.answers.model import Citation, Claim
from assistant.answers.pages import PageText
from assistant.briefs.cache import PartCache
from assistant.briefs.model import Summary
from assistant.briefs.parts import Part, part_room
from assistant.briefs.prompts import summary_prompts
from assistant.briefs.writer import Writer, checked
from assistant.engine.protocols import ChatModel
from assistant.jobs import CancelToken, Job, Progress
from assistant.library.library import Library
from assistant.library.records import PassageRecord
from assistant.search.finder import Finder
from assistant.search.meaning import embedded

_PASSAGES = 200
_PAGES = 50
_LETTERS = 16_000


@dataclass(frozen=True)
class Span:
    """Letters [start, end) of a page."""

    page: int
    start: int
    end: int


def spans_about(library: Library, finder: Finder, document: str, question: str, letters: int = _LETTERS) -> list[Span]:
    """Return the pieces of a document that say most about a question, best first, none twice.

    A passage counts by its own cosine and by how well the search ranks its page; what stands around it comes along.

    Args:
        library: The library that holds the document.
        finder: Its finder.
        document: SHA-256.
        question: What the summary is about.
        letters: How many letters to return at the most.
    """
    evidence = finder.find(question, _PAGES, [document], narrow=False).evidence
    scores = {item.page: item.score for item in evidence}
    greatest = max(scores.values(), default=1.0)
    near = _near(library, question, document) or {item.passage: 0.0 for item in evidence}
    weight, around = summary_prompts().focus["page_weight"], int(summary_prompts().focus["letters_around"])
    passages = library.passages(list(near))
    passages.sort(key=lambda passage: -(near[passage.id] + weight * scores.get(passage.page, 0.0) / greatest))
    return list(_within(_widened(passages, around), letters))


def _near(library: Library, question: str, document: str) -> dict[int, float]:
    """Return the passages nearest in meaning with their cosine; none where nothing can be looked for by meaning."""
    vector = embedded(library, question).vector
    return {} if vector is None else dict(library.nearest(vector, _PASSAGES, [document]))


def _widened(passages: Sequence[PassageRecord], around: int) -> Iterator[Span]:
    taken: dict[int, list[Span]] = {}
    for passage in passages:
        span = Span(passage.page, max(0, passage.start - around), passage.end + around)
        for other in taken.setdefault(passage.page, []):
            start = other.end if other.start <= span.start < other.end else span.start
            end = other.start if other.start < span.end <= other.end else span.end
            span = Span(span.page, start, end)
        if span.end > span.start:
            taken[passage.page].append(span)
            yield span


def _within(spans: Iterator[Span], letters: int) -> Iterator[Span]:
    for span in spans:
        if letters <= 0:
            return
        yield Span(span.page, span.start, min(span.end, span.start + letters))
        letters -= span.end - span.start


def summarise_about(
    library: Library, finder: Finder, document: str, question: str, model: ChatModel | None, cancel: CancelToken
) -> Job[Summary]:
    """Summarise what a document says about a question; every sentence is checked and cites its pages.

    Yields:
        `Progress` once, when the pieces to read are known.

    Raises:
        UsageError: `unknown-document`.
        WorldError: What the engine failed with.
        Cancelled: When `cancel` was set.
    """
    started = time.perf_counter()
    record = library.document(document)
    pages = _pieces(library, finder, record.sha256, question)
    yield Progress(subject=record.title, total=len(pages), unit="pages")
    claims = extract(question, pages, library.embedder.shipped)
    if model is not None and pages:
        written = _written(Writer(model, PartCache(library, record.sha256), cancel), pages, question)
        claims = written or claims
    return Summary(
        document=record.sha256,
        key_sentences=(),
        sentences=tuple(_placed(library, claim) for claim in claims),
        seconds=time.perf_counter() - started,
        model=model.name if model is not None else "",
        digest=model.digest if model is not None else "",
        marking=library.markings.of([record.sha256]),
    )


def _pieces(library: Library, finder: Finder, document: str, question: str) -> list[PageText]:
    record = library.document(document)
    texts = {page.number: page for page in library.pages(document)}
    return [
        PageText(document, span.page, texts[span.page].text[span.start : span.end], texts[span.page].label, record.path)
        for span in spans_about(library, finder, document, question)
    ]


def _written(writer: Writer, pages: Sequence[PageText], question: str) -> tuple[Claim, ...]:
    room = part_room(writer.model)
    kept: list[PageText] = []
    for page in pages:
        room -= sum(map(writer.model.count, Part("", (page,)).blocks))
        if room < 0 and kept:
            break
        kept.append(page)
    asked = summary_prompts().focus_question.format(question=question)
    return checked(writer.write(summary_prompts().part_rules, Part("", tuple(kept)).blocks, asked), pages).claims


def _placed(library: Library, claim: Claim) -> Claim:
    """Return a claim about pieces of pages with the places of its words on the whole pages."""
    return replace(claim, citations=tuple(_on_page(library, cited) for cited in claim.citations))


def _on_page(library: Library, cited: Citation) -> Citation:
    start = library.page(cited.document, cited.page).text.find(cited.quote)
    return replace(cited, start=start, end=start + len(cited.quote))
