"""Composing a question to the model: rules, whole pages as fenced data, earlier turns, the question last."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from assistant.answers.pages import PageText
from assistant.answers.prompts import answer_prompts
from assistant.answers.sentences import split
from assistant.engine.protocols import ChatModel, Message, Request, Urgency
from assistant.errors import WorldError

_INSTEAD = str.maketrans({"<": "‹", "[": "⟦"})


@dataclass(frozen=True)
class Turn:
    """An earlier question of the conversation with its answer."""

    question: str
    answer: str


@dataclass(frozen=True)
class Manner:
    """How a question is asked.

    Attributes:
        thorough: Let the model read as many pages as its context holds, not only what it reads in some 20 seconds.
        turns: Earlier turns of the conversation, oldest first.
        conversation: Its name, which keeps its prompts together in the engine; "" for none.
        without: Kinds of limit that the question sets and the user took back, as in `Limit.kind`.
        begun: What was written before the answer was cut: it is to go on from there.
        seen: The pages (document, number) found for the question before, in order: those found again come first and
            in that order, so that the engine need not read them again.
    """

    thorough: bool = False
    turns: tuple[Turn, ...] = ()
    conversation: str = ""
    without: frozenset[str] = frozenset()
    begun: str = ""
    seen: tuple[tuple[str, int], ...] = ()

    def ordered(self, shown: Sequence[Shown]) -> list[Shown]:
        """Return the pages that fit in the order in which the model is to read them."""
        places = {page: place for place, page in enumerate(self.seen)}
        last = len(places)
        return sorted(shown, key=lambda one: places.get((one.page.document, one.page.page), last))


@dataclass(frozen=True)
class Shown:
    """A page with what of its text fits."""

    page: PageText
    text: str


QUICK = Manner()


@dataclass(frozen=True)
class Excerpt:
    """A page found, with the passage that was found on it at [start, end)."""

    page: PageText
    start: int
    end: int


@dataclass(frozen=True)
class Prompt:
    """A request that fits the model's context.

    Attributes:
        request: What to ask.
        pages: The pages shown to the model, numbered from 1 in this order.
        notices: What was left out, as sentences for the user.
    """

    request: Request
    pages: tuple[PageText, ...]
    notices: tuple[str, ...]


@dataclass(frozen=True)
class _Room:
    """Tokens for the reply, and for pages and earlier turns together."""

    reply: int
    rest: int


def compose(model: ChatModel, question: str, excerpts: Sequence[Excerpt], manner: Manner = QUICK) -> Prompt:
    """Compose a prompt that fits: rules and question stay whole, the lowest pages go first, then the oldest turns.

    Args:
        model: Its context, measured speed and token counts decide how much fits.
        question: The question, already resolved against the conversation.
        excerpts: What was found, best first; a page that does not fit as a whole is cut to the passage found on it.
        manner: How it is asked.

    Raises:
        WorldError: `question-too-long` where rules and question leave no room for any page.
    """
    asked = answer_prompts().question.format(question=unfenced(question)) + _begun(manner)
    room = _room(model, asked, thorough=manner.thorough)
    turns, used = _newest(model, manner.turns, room.rest - answer_prompts().budget.least_evidence_tokens)
    shown = manner.ordered(_shown(model, excerpts, room.rest - used))
    blocks = [_block(one.page, one.text, number) for number, one in enumerate(shown, 1)]
    messages = (Message("system", answer_prompts().rules), Message("user", "".join([*blocks, *turns, asked])))
    request = Request(messages, room.reply, _cuts(blocks), urgency=Urgency.QUESTION, conversation=manner.conversation)
    left_out = len(manner.turns) - len(turns)
    pages = tuple(one.page for one in shown)
    return Prompt(request, pages, _notices(len(excerpts) - len(pages), len(excerpts), left_out))


def unfenced(text: str) -> str:
    """Return a document's or user's text in which nothing reads as the fence or as a turn of the conversation."""
    return _fences().sub(lambda match: match.group().translate(_INSTEAD), text)


@cache
def _fences() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, answer_prompts().fences)), re.IGNORECASE)


def _begun(manner: Manner) -> str:
    """Return what was written already, with the order to go on; "" where a question is asked for the first time."""
    return answer_prompts().go_on.format(answer=unfenced(manner.begun)) if manner.begun else ""


def _room(model: ChatModel, question: str, *, thorough: bool) -> _Room:
    prompts, budget = answer_prompts(), answer_prompts().budget
    wanted = budget.starter_reply_tokens if model.starter else budget.reply_tokens
    reply = min(wanted, int(model.context * budget.reply_share))
    asked = model.count(question)
    fixed = model.count(prompts.rules) + asked + budget.template_tokens
    rest = model.context - reply - fixed
    if rest < budget.least_evidence_tokens:
        raise WorldError(
            "question-too-long",
            f"The question is too long for this model: about {asked} tokens, where {max(0, asked + rest)} are free. "
            "Add the long text as a document and ask a short question about it.",
        )
    if thorough:
        return _Room(reply, rest)
    quick = int(model.prompt_speed * budget.quick_seconds * budget.quick_share) - fixed
    return _Room(reply, min(rest, max(quick, budget.least_evidence_tokens)))


def _newest(model: ChatModel, history: Sequence[Turn], room: int) -> tuple[list[str], int]:
    """Return the newest turns that fit, oldest first, and the tokens they take."""
    texts: list[str] = []
    used = 0
    for turn in reversed(history):
        text = answer_prompts().turn.format(question=unfenced(turn.question), answer=unfenced(turn.answer))
        tokens = model.count(text)
        if used + tokens > room:
            break
        texts.insert(0, text)
        used += tokens
    return texts, used


def _shown(model: ChatModel, excerpts: Sequence[Excerpt], room: int) -> list[Shown]:
    shown: list[Shown] = []
    for excerpt in excerpts[: answer_prompts().budget.most_pages]:
        text = _fitting(model, excerpt, room, first=not shown)
        if text is None:
            break
        shown.append(Shown(excerpt.page, text))
        room -= _tokens(model, excerpt.page, text)
    return shown


def _fitting(model: ChatModel, excerpt: Excerpt, room: int, *, first: bool) -> str | None:
    """Return the whole page, else the passage, else (of the first page only) what of the passage fits."""
    passage = excerpt.page.text[excerpt.start : excerpt.end]
    for text in (excerpt.page.text, passage):
        if _tokens(model, excerpt.page, text) <= room:
            return text
    return _beginning(model, excerpt.page, passage, room) if first else None


def _tokens(model: ChatModel, page: PageText, text: str) -> int:
    return model.count(_block(page, text, answer_prompts().budget.most_pages))


def _beginning(model: ChatModel, page: PageText, passage: str, room: int) -> str:
    """Return as many whole sentences from the beginning of a passage as fit, at least one."""
    sentences = split(passage)
    end = sentences[0].end if sentences else len(passage)
    for sentence in sentences:
        if _tokens(model, page, passage[: sentence.end]) > room:
            break
        end = sentence.end
    return passage[:end]


def _block(page: PageText, text: str, number: int) -> str:
    title = re.sub(r'["\n]', " ", page.title or page.path)
    label = page.label or str(page.page)
    return answer_prompts().page.format(
        number=number, document=unfenced(title), label=unfenced(label), text=unfenced(text).strip()
    )


def _cuts(blocks: Sequence[str]) -> tuple[int, ...]:
    ends, position = [], 0
    for block in blocks:
        position += len(block)
        ends.append(position)
    return tuple(ends)


def _notices(left_out: int, total: int, turns_left_out: int) -> tuple[str, ...]:
    said = answer_prompts().notices
    notices = [said["left_out"].format(count=left_out, total=total)] if left_out else []
    return tuple([*notices, said["history_left_out"]] if turns_left_out else notices)
