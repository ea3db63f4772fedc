"""Short ways to ask a model in tests."""

from __future__ import annotations

from assistant.engine.protocols import ChatModel, Finished, Message, Piece, Request, Thinking, Urgency, Written
from assistant.jobs import CancelToken


def request(question: str, tokens: int = 16, cuts: tuple[int, ...] = (), **more: object) -> Request:
    urgency = more.get("urgency", Urgency.QUESTION)
    assert isinstance(urgency, Urgency)
    messages = (Message("system", "Answer from the text."), Message("user", question))
    return Request(messages, tokens, cuts, urgency=urgency, conversation=str(more.get("conversation", "")))


def ask(model: ChatModel, asked: Request | str, cancel: CancelToken | None = None) -> list[Piece]:
    wanted = request(asked) if isinstance(asked, str) else asked
    return list(model.chat(wanted, cancel or CancelToken()))


def written(pieces: list[Piece]) -> str:
    return "".join(piece.text for piece in pieces if isinstance(piece, Written))


def thought(pieces: list[Piece]) -> str:
    return "".join(piece.text for piece in pieces if isinstance(piece, Thinking))


def finished(pieces: list[Piece]) -> Finished:
    last = pieces[-1]
    assert isinstance(last, Finished)
    return last
