"""Asking within a conversation that is kept: follow-ups are made whole, question and answer stay with the library."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from assistant.answers.conversations import Conversations
from assistant.answers.followups import resolve
from assistant.answers.model import Answer
from assistant.answers.prompt import Manner, Turn
from assistant.answers.prompts import answer_prompts
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
        The answer; its notices say how a follow-up was understood, and whether the documents have changed since the
        same question was asked.
    """
    known = {record.title for record in conversations.records()}
    earlier = [turn.answer for turn in conversations.turns(title)] if title in known else []
    whole = resolve(question, [answer.question for answer in earlier])
    notices = [conversations.asked_before(title, whole)]
    if whole != question:
        notices.append(answer_prompts().notices["understood"].format(question=whole))
    turns = tuple(Turn(answer.question, answer.text) for answer in earlier if answer.text)
    seen = tuple((item.document, item.page) for item in earlier[-1].evidence) if earlier else ()
    answer = yield from ask(whole, Manner(turns=turns, conversation=title, seen=seen))
    answer = replace(answer, notices=(*filter(None, notices), *answer.notices))
    conversations.add(title, question, answer)
    return answer
