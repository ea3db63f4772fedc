"""Making papers of conversations and summaries."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from assistant.answers.conversations import TurnRecord
from assistant.answers.model import Answer, Citation, Claim
from assistant.briefs.facts.model import Facts
from assistant.briefs.model import KeySentence, Summary
from assistant.exports.glance import fact_blocks
from assistant.exports.paper import Block, Heading, Paper, Prose, Said
from assistant.exports.wording import wording
from assistant.library.records import DocumentRecord

_BULLET = re.compile(r"\A[•◦▪‣●○■·–-]\s+")
"""What a line of a list begins with on its page: the export has marks of its own."""


@dataclass(frozen=True)
class Origin:
    """Where an export comes from.

    Attributes:
        library: Its name.
        marking: Of the whole, as a banner line; "" for none.
        portions: Portion marks of its documents, by SHA-256, where they are not all marked the same.
    """

    library: str
    marking: str = ""
    portions: Mapping[str, str] = field(default_factory=dict)


def of_conversation(title: str, turns: Sequence[TurnRecord], origin: Origin) -> Paper:
    """Return a conversation: each question as a heading, then its answer and what must be said of it."""
    blocks = tuple(block for turn in turns for block in _turn(turn))
    written = next((turn.answer for turn in reversed(turns) if turn.answer.model), None)
    model, digest = (written.model, written.digest) if written else ("", "")
    return Paper(title, blocks, now(), origin.library, origin.marking, model, digest, portions=origin.portions)


def of_summary(summary: Summary, document: DocumentRecord, origin: Origin, facts: Facts | None = None) -> Paper:
    """Return a summary with the document's facts and key sentences, each citing its page."""
    blocks = [*fact_blocks(facts)] if facts else []
    blocks += [*_summary(summary), Heading(wording().key_sentences), key_sentences(summary, document)]
    return Paper(
        title=document.title,
        blocks=(*blocks, *_notices(summary.notices)),
        made=now(),
        library=origin.library,
        marking=origin.marking,
        portions=origin.portions,
        model=summary.model,
        digest=summary.digest,
        settings=summary.settings,
    )


def _summary(summary: Summary) -> Iterator[Block]:
    if summary.sentences:
        yield Heading(wording().summary)
        yield Prose(tuple(map(said, summary.sentences)))


def key_sentences(summary: Summary, document: DocumentRecord) -> Prose:
    """Return the key sentences of a document as a list."""
    told = (
        Said(_BULLET.sub("", " ".join(key.text.split())), (_cited(document, key),)) for key in summary.key_sentences
    )
    return Prose(tuple(told), listed=True)


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
