"""Asking the model for one piece of a summary, and keeping what it wrote."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answers.citations import check_text
from assistant.answers.model import Claim, ClaimStatus
from assistant.answers.pages import PageText
from assistant.answers.stream import read_reply
from assistant.briefs.cache import PartCache, key_of
from assistant.briefs.prompts import summary_prompts
from assistant.engine.protocols import ChatModel, Message, Request, Urgency
from assistant.jobs import CancelToken, finish

_GOOD = {ClaimStatus.SUPPORTED, ClaimStatus.COMPUTED}


@dataclass(frozen=True)
class Checked:
    """A checked reply.

    Attributes:
        claims: The sentences that the pages hold.
        dropped: How many others there were.
        written: All of them in order; empty where others stand in for what the model wrote.
    """

    claims: tuple[Claim, ...]
    dropped: int
    written: tuple[Claim, ...] = ()


@dataclass(frozen=True)
class Writer:
    """Asks one model about one document, never twice for the same."""

    model: ChatModel
    cache: PartCache
    cancel: CancelToken

    def write(self, rules: str, blocks: Sequence[str], asked: str) -> str:
        """Return the model's reply to rules, fenced blocks and what is asked of them; kept ones cost nothing.

        Raises:
            WorldError: What the engine failed with.
            Cancelled: When stopping was asked for.
        """
        request = _request(self.model, rules, blocks, asked)
        key = key_of(self.model, request)
        if (kept := self.cache.get(key)) is not None:
            return kept
        self.cancel.check()
        reply = finish(read_reply(self.model, request, self.cancel))
        if reply.error is not None:
            raise reply.error
        self.cache.keep(key, reply.text)
        return reply.text


def _request(model: ChatModel, rules: str, blocks: Sequence[str], asked: str) -> Request:
    ends = tuple(sum(map(len, blocks[: number + 1])) for number in range(len(blocks)))
    messages = (Message("system", rules), Message("user", "".join([*blocks, asked])))
    return Request(messages, summary_prompts().budget.reply_room(model), ends, urgency=Urgency.SUMMARY)


def checked(reply: str, pages: Sequence[PageText]) -> Checked:
    """Return the sentences of a reply, told apart by whether they hold against pages."""
    claims = check_text(reply, pages)
    good = tuple(claim for claim in claims if claim.status in _GOOD)
    return Checked(good, len(claims) - len(good), claims)
