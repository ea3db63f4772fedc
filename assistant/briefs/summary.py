"""Summarising a whole document: every section is read by the model, every sentence is checked against the pages."""

from __future__ import annotations

import time
from collections.abc import Generator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from assistant.answers.found import page_text
from assistant.answers.model import Claim, ClaimStatus
from assistant.answers.pages import PageText
from assistant.answers.quotes import citation
from assistant.briefs.cache import PartCache
from assistant.briefs.key_sentences import key_sentences
from assistant.briefs.merging import Notes, merge
from assistant.briefs.model import KeySentence, KeySentencesReady, PartWritten, Summary
from assistant.briefs.parts import Part, cut
from assistant.briefs.prompts import summary_prompts
from assistant.briefs.writer import Writer, checked
from assistant.engine.protocols import ChatModel
from assistant.errors import WorldError
from assistant.jobs import CancelToken, Job, Progress
from assistant.library.library import Library
from assistant.library.records import DocumentRecord


class Length(StrEnum):
    """How long a summary is."""

    LINE = "line"
    PARAGRAPH = "paragraph"
    PAGE = "page"


class Unsupported(StrEnum):
    """What becomes of a sentence that the pages do not hold: left out and counted, or shown and marked."""

    DROP = "drop"
    MARK = "mark"


@dataclass(frozen=True)
class Manner:
    """How a summary is to be: its length, and what becomes of sentences that the pages do not hold."""

    length: Length = Length.PARAGRAPH
    unsupported: Unsupported = Unsupported.DROP


STANDARD = Manner()
"""A paragraph of what the pages hold."""


@dataclass
class _Draft:
    """What a running summary has so far."""

    library: Library
    document: str
    pages: list[PageText]
    keys: tuple[KeySentence, ...]
    notes: list[Notes] = field(default_factory=list)
    sentences: tuple[Claim, ...] = ()
    written: tuple[Claim, ...] = ()
    dropped: int = 0
    own_words: int = 0
    failure: str = ""


def summarise(
    library: Library,
    document: str,
    model: ChatModel | None,
    cancel: CancelToken,
    manner: Manner = STANDARD,
) -> Job[Summary]:
    """Summarise a document part by part, then the parts together.

    Finished parts are kept with the library: a second or resumed run asks the engine only for what is new.

    Args:
        library: The library that holds the document.
        document: SHA-256, a unique prefix, or a path.
        model: Writes the summary; None for key sentences only.
        cancel: Stops it at the next step.
        manner: How it is to be.

    Yields:
        `KeySentencesReady` once, `Progress` with the parts there are, then `PartWritten` after each part.

    Raises:
        UsageError: `unknown-document`.
        Cancelled: When `cancel` was set; finished parts are kept.
    """
    started = time.perf_counter()
    record = library.document(document)
    draft = _Draft(library, record.sha256, _pages(library, record), key_sentences(library, record.sha256))
    yield KeySentencesReady(subject=record.title, key_sentences=draft.keys)
    if model is not None:
        writer = Writer(model, PartCache(library, record.sha256), cancel)
        yield from _write(writer, cut(model, draft.pages, record.outline), draft, manner)
    return Summary(
        document=record.sha256,
        key_sentences=draft.keys,
        sentences=draft.sentences,
        seconds=time.perf_counter() - started,
        model=model.name if model is not None else "",
        digest=model.digest if model is not None else "",
        settings=_settings(model, manner),
        notices=_notices(draft, model),
        marking=library.markings.of([record.sha256]),
    )


def estimate_seconds(library: Library, document: str, model: ChatModel) -> float:
    """Estimate how long a summary by a model takes on this machine, from its measured reading speed."""
    record = library.document(document)
    return _seconds(model, cut(model, _pages(library, record), record.outline))


def _seconds(model: ChatModel, parts: Sequence[Part]) -> float:
    budget = summary_prompts().budget
    reading = sum(model.count(block) for part in parts for block in part.blocks)
    rounds = len(parts) + (len(parts) > 1)
    writing = rounds * budget.reply_room(model) * budget.reading_to_writing
    return (reading + rounds * model.count(summary_prompts().part_rules) + writing) / model.prompt_speed


def _pages(library: Library, record: DocumentRecord) -> list[PageText]:
    return [page_text(record, page) for page in library.pages(record.sha256)]


def _write(writer: Writer, parts: Sequence[Part], draft: _Draft, manner: Manner) -> Generator[Progress, None, None]:
    """Write all parts, then merge them; what the engine's failure leaves done stays."""
    try:
        yield from _write_parts(writer, parts, draft)
        merged = merge(writer, draft.notes, draft.pages, summary_prompts().lengths[manner.length.value])
        written = draft.written if len(parts) == 1 else merged.written
        marked = manner.unsupported is Unsupported.MARK and written
        draft.sentences = written if marked else merged.claims
        draft.dropped = 0 if marked else draft.dropped + merged.dropped
    except WorldError as error:
        draft.sentences = tuple(claim for note in draft.notes for claim in note)
        draft.failure = error.message


def _write_parts(writer: Writer, parts: Sequence[Part], draft: _Draft) -> Generator[Progress, None, None]:
    started = time.perf_counter()
    if parts:
        whole = _seconds(writer.model, parts)
        yield Progress(subject=draft.pages[0].title, total=len(parts), unit="parts", seconds_left=whole)
    asked = summary_prompts().part_question.format(count=summary_prompts().budget.part_statements)
    for number, part in enumerate(parts, 1):
        result = checked(writer.write(summary_prompts().part_rules, part.blocks, asked), _whole(draft, part))
        notes = result.claims or _own_words(draft, part)
        draft.notes.append(notes)
        draft.written = result.written if result.claims else ()
        draft.dropped += result.dropped
        draft.own_words += not result.claims
        yield PartWritten(
            subject=part.title or draft.pages[0].title,
            done=number,
            total=len(parts),
            unit="parts",
            seconds_left=(time.perf_counter() - started) / number * (len(parts) - number),
            sentences=notes,
        )


def _whole(draft: _Draft, part: Part) -> list[PageText]:
    """Return the pages of a part as they are stored, so that what is cited on them has its place there."""
    by_number = {page.page: page for page in draft.pages}
    return [by_number[piece.page] for piece in part.pages]


def _own_words(draft: _Draft, part: Part) -> Notes:
    """Return the key sentence of a part as a note, where nothing the model wrote holds."""
    numbers = {page.page for page in part.pages}
    keys = key_sentences(draft.library, draft.document, 1, numbers)
    by_number = {page.page: page for page in draft.pages}
    return tuple(_quoted(key, by_number[key.page]) for key in keys)


def _quoted(key: KeySentence, page: PageText) -> Claim:
    cited = citation(page, key.start, key.end, 1.0)
    return Claim(" ".join(key.text.split()), ClaimStatus.SUPPORTED, (cited,))


def _settings(model: ChatModel | None, manner: Manner) -> tuple[str, ...]:
    if model is None:
        return ()
    told = {"context": f"{model.context} tokens", "length": manner.length, "unsupported sentences": manner.unsupported}
    return tuple(f"{name}: {value}" for name, value in told.items())


def _notices(draft: _Draft, model: ChatModel | None) -> tuple[str, ...]:
    said = summary_prompts().notices
    notices = {
        said["starter"]: model is not None and model.starter,
        said["no_text"]: not any(page.text.strip() for page in draft.pages),
        said["engine_failed"].format(message=draft.failure): bool(draft.failure),
        said["dropped"].format(count=draft.dropped): draft.dropped > 0,
        said["from_pages"].format(count=draft.own_words, total=len(draft.notes)): draft.own_words > 0,
    }
    return tuple(sentence for sentence, holds in notices.items() if holds)
