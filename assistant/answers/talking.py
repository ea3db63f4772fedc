"""Asking within a conversation that is kept: follow-ups are made whole, question and answer stay with the library."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from assistant.answers.conversations import Conversations
from assistant.answers.followups import resolve
from assistant.answers.model import Answer
from assistant.answers.prompt import Manner, Turn
from assistant.jobs import Job


def ask_in(
    conversations: Conversations, title: str, question: str, ask: Callable[[str, Manner], Job[Answer]]
) -> Job[Answer]:
    """Ask a question as the next one of a conversation, which is begun where it is new.

    Args:
        conversations: Those of the library that is asked.
        title: The conversation.
        question: As typed; it may lean on the question before.
        ask: Asks the question once it is whole.

    Returns:
        The answer with how a follow-up was understood; its notices say whether the documents have changed since the
        same question was asked.
    """
    known = {record.title for record in conversations.records()}
    earlier = [turn.answer for turn in conversations.turns(title)] if title in known else []
    whole = resolve(question, [answer.question for answer in earlier])
    before = conversations.asked_before(title, whole)
    turns = tuple(Turn(answer.question, answer.text) for answer in earlier if answer.text)
    seen = tuple((item.document, item.page) for item in earlier[-1].evidence) if earlier else ()
    answer = yield from ask(whole, Manner(turns=turns, conversation=title, seen=seen))
    understood = "" if whole == question else whole
    answer = conversations.after(earlier, answer)
    answer = replace(answer, notices=(*filter(None, [before]), *answer.notices), understood=understood)
    conversations.add(title, question, answer)
    return answer


def go_on_in(
    conversations: Conversations, title: str, question: str, ask: Callable[[str, Manner], Job[Answer]]
) -> Job[Answer]:
    """Ask a conversation's last question again, so that its answer goes on where it was cut.

    Args:
        conversations: Those of the library that is asked.
        title: The conversation.
        question: As it was made whole for the answer that was cut.
        ask: Asks it.
    """
    earlier = [turn.answer for turn in conversations.turns(title)]
    turns = tuple(Turn(answer.question, answer.text) for answer in earlier[:-1] if answer.text)
    seen = tuple((item.document, item.page) for item in earlier[-1].evidence)
    answer = yield from ask(question, Manner(turns=turns, conversation=title, seen=seen))
    answer = replace(conversations.after(earlier, answer), understood=earlier[-1].understood)
    conversations.replace_last(title, answer)
    return answer
