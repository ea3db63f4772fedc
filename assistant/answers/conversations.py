"""Conversations kept with a library: found again, renamed, and really gone when deleted.

Answers that quote a document go when it is removed from the library.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cache

from pydantic import TypeAdapter

from assistant.answers.language import fold
from assistant.answers.marking import marked
from assistant.answers.model import Answer
from assistant.errors import UsageError
from assistant.library.library import Library
from assistant.library.store.connection import Connection


@dataclass(frozen=True)
class ConversationRecord:
    """One conversation: its title (unique in the library), when it began (ISO 8601, UTC), and its number of turns."""

    title: str
    started: str
    turns: int


@dataclass(frozen=True)
class TurnRecord:
    """One question of a conversation.

    Attributes:
        question: As typed; `answer.question` is what was searched for.
        answer: The whole answer.
        at: When it was given, ISO 8601 in UTC.
        library: Fingerprint of the library's documents at that time.
    """

    question: str
    answer: Answer
    at: str
    library: str


class Conversations:
    """The conversations of one library. Thread-safe, as the library is."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def records(self, sought: str = "") -> list[ConversationRecord]:
        """Return the conversations, newest first; with `sought` those whose title, questions or answers hold it."""
        with self._library.store.reading() as connection:
            rows = connection.execute(
                "SELECT id, title, started, (SELECT count(*) FROM turns WHERE conversation = id) FROM conversations "
                "ORDER BY started DESC, id DESC"
            ).fetchall()
            kept = [row for row in rows if not sought or fold(sought) in fold(_spoken(connection, row[0], row[1]))]
        return [ConversationRecord(title, started, turns) for _, title, started, turns in kept]

    def turns(self, title: str) -> list[TurnRecord]:
        """Return the turns of a conversation, oldest first, marked as their documents are now where that is higher.

        Raises:
            UsageError: `unknown-conversation`.
        """
        with self._library.store.reading() as connection:
            kept = list(_turns(connection, _id(connection, title)))
        return [replace(turn, answer=marked(self._library, turn.answer)) for turn in kept]

    def after(self, earlier: Sequence[Answer], answer: Answer) -> Answer:
        """Return an answer that a model wrote after earlier ones, which it was given: its marking is none lower."""
        if not answer.model or answer.swept:
            return answer
        return marked(self._library, answer, earlier=[each.marking for each in earlier])

    def add(self, title: str, question: str, answer: Answer) -> None:
        """Keep a question as typed and its answer at the end of a conversation, which is begun where it is new."""
        turn = TurnRecord(question, answer, _now(), self.fingerprint())
        with self._library.store.writing() as connection:
            connection.execute(
                "INSERT INTO conversations (title, started) SELECT ?1, ?2 "
                "WHERE NOT EXISTS (SELECT 1 FROM conversations WHERE title = ?1)",
                (title, turn.at),
            )
            _append(connection, _id(connection, title), turn)

    def replace_last(self, title: str, answer: Answer) -> None:
        """Put another answer in the place of a conversation's last one: one that went on where that was cut.

        Raises:
            UsageError: `unknown-conversation`.
        """
        last = self.turns(title)[-1]
        turn = TurnRecord(last.question, answer, _now(), self.fingerprint())
        with self._library.store.writing() as connection:
            row = _id(connection, title)
            connection.execute(
                "DELETE FROM turns WHERE conversation = ?1 AND position = "
                "(SELECT max(position) FROM turns WHERE conversation = ?1)",
                (row,),
            )
            _append(connection, row, turn)

    def rename(self, title: str, new: str) -> None:
        """Give a conversation another title.

        Raises:
            UsageError: `unknown-conversation`, or `conversation-exists` where the new title is taken.
        """
        with self._library.store.writing() as connection:
            row = _id(connection, title)
            if connection.execute("SELECT 1 FROM conversations WHERE title = ?", (new,)).fetchone():
                raise UsageError("conversation-exists", f"There is a conversation named “{new}” already.")
            connection.execute("UPDATE conversations SET title = ? WHERE id = ?", (new, row))

    def delete(self, title: str) -> None:
        """Delete a conversation; its text is in no file of the library afterwards.

        Raises:
            UsageError: `unknown-conversation`.
        """
        with self._library.store.writing() as connection:
            connection.execute("DELETE FROM conversations WHERE id = ?", (_id(connection, title),))
        self._library.store.tidy()

    def asked_before(self, title: str, question: str) -> str:
        """Return a sentence where a question was answered from other documents than are here now, "" otherwise."""
        known = {record.title for record in self.records()}
        same = [turn for turn in self.turns(title) if _same(turn, question)] if title in known else []
        if not same or same[-1].library == self.fingerprint():
            return ""
        return f"You asked this on {same[-1].at[:10]}; the documents have changed since."

    def fingerprint(self) -> str:
        """Return what tells whether the library's documents are the same: SHA-256 over theirs."""
        hashes = sorted(record.sha256 for record in self._library.documents())
        return hashlib.sha256("".join(hashes).encode()).hexdigest()


@cache
def _packing() -> TypeAdapter[TurnRecord]:
    return TypeAdapter(TurnRecord)


def _id(connection: Connection, title: str) -> int:
    row = connection.execute("SELECT id FROM conversations WHERE title = ?", (title,)).fetchone()
    if row is None:
        raise UsageError("unknown-conversation", f"There is no conversation named “{title}”.")
    return int(row[0])


def _turns(connection: Connection, conversation: int) -> Iterator[TurnRecord]:
    select = "SELECT answer FROM turns WHERE conversation = ? ORDER BY position"
    for (packed,) in connection.execute(select, (conversation,)).fetchall():
        yield _packing().validate_json(packed)


def _append(connection: Connection, conversation: int, turn: TurnRecord) -> None:
    select = "SELECT coalesce(max(position), -1) + 1 FROM turns WHERE conversation = ?"
    position = connection.execute(select, (conversation,)).fetchone()[0]
    row = (conversation, position, turn.question, _packing().dump_json(turn).decode(), turn.at)
    connection.execute("INSERT INTO turns VALUES (?, ?, ?, ?, ?)", row)


def _spoken(connection: Connection, conversation: int, title: str) -> str:
    said = [f"{turn.question}\n{turn.answer.text}" for turn in _turns(connection, conversation)]
    return "\n".join([title, *said])


def _same(turn: TurnRecord, question: str) -> bool:
    return fold(" ".join(turn.answer.question.split())) == fold(" ".join(question.split()))


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
