"""Making papers of conversations and summaries."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from assistant.answers.conversations import TurnRecord
from assistant.answers.model import Answer, Citation, Claim
from assistant.briefs.model import KeySentence, Summary
from assistant.exports.paper import Block, Heading, Paper, Prose, Said
from assistant.exports.wording import wording
from assistant.library.records import DocumentRecord


@dataclass(frozen=True)
class Origin:
    """Where an export comes from: the library's name, the highest marking of its sources, the model's digest."""

    library: str
    marking: str = ""
    digest: str = ""


def of_conversation(title: str, turns: Sequence[TurnRecord], origin: Origin) -> Paper:
    """Return a conversation: each question as a heading, then its answer and what must be said of it."""
    blocks = tuple(block for turn in turns for block in _turn(turn))
    model = next((turn.answer.model for turn in reversed(turns) if turn.answer.model), "")
    return Paper(title, blocks, now(), origin.library, origin.marking, model, origin.digest if model else "")


def of_summary(summary: Summary, document: DocumentRecord, origin: Origin) -> Paper:
    """Return a summary with its key sentences, each citing its page."""
    blocks: list[Block] = []
    if summary.sentences:
        blocks += [Heading(wording().summary), Prose(tuple(map(said, summary.sentences)))]
    keys = tuple(Said(" ".join(key.text.split()), (_cited(document, key),)) for key in summary.key_sentences)
    blocks += [Heading(wording().key_sentences), Prose(keys, listed=True), *_notices(summary.notices)]
    return Paper(document.title, tuple(blocks), now(), origin.library, origin.marking, summary.model, summary.digest)


def marking_of(records: Iterable[DocumentRecord]) -> str:
    """Return the markings of documents in one line, each once; "" where none is marked."""
    return " / ".join(dict.fromkeys(record.marking for record in records if record.marking))


def cited_in(turns: Sequence[TurnRecord]) -> set[str]:
    """Return the documents (SHA-256) that the answers of a conversation cite."""
    return {cited.document for turn in turns for claim in turn.answer.claims for cited in claim.citations}


def said(claim: Claim) -> Said:
    """Return a claim as a statement."""
    return Said(claim.text, claim.citations, claim.status, claim.missing, claim.note)


def now() -> str:
    """Return the time, ISO 8601 in UTC."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def _turn(turn: TurnRecord) -> Iterator[Block]:
    yield Heading(turn.question)
    if turn.answer.question != turn.question:
        yield Prose((Said(f"{wording().question}: {turn.answer.question}"),))
    yield Prose(_answered(turn.answer))
    yield from _notices(turn.answer.notices)


def _answered(answer: Answer) -> tuple[Said, ...]:
    return (Said(answer.refusal),) if answer.refused else tuple(map(said, answer.claims))


def _notices(notices: Sequence[str]) -> Iterator[Block]:
    if notices:
        yield Prose(tuple(Said(notice) for notice in notices))


def _cited(document: DocumentRecord, key: KeySentence) -> Citation:
    return Citation(document.sha256, key.page, key.text, key.start, key.end, path=document.path)
