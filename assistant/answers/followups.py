"""Making a follow-up question whole: what it leaves unsaid is taken from the question before it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Any

from assistant.answers.language import language
from assistant.answers.marks.codes import Code
from assistant.answers.marks.dates import Moment
from assistant.answers.marks.names import Name
from assistant.answers.marks.reading import read_marks
from assistant.answers.refusal import refusal_rules
from assistant.answers.words import content, words
from assistant.places import resource_data

_POSSESSIVE = re.compile(r"['’]s?$")
_YEAR = re.compile(r"\d{4}|\d{2}(?!\d)")


@cache
def _rules() -> dict[str, Any]:
    return resource_data("prompts", "followups.toml")


def resolve(question: str, earlier: Sequence[str]) -> str:
    """Return the question as it would be asked without the conversation.

    `And in 2023?` changes the year of the question before, `What about Corning?` its subject, `Who made it?` gets the
    subject in the pronoun's place. A question that brings a subject of its own is returned as it is.

    Args:
        question: As typed.
        earlier: The resolved questions of the conversation, oldest first.
    """
    if not earlier or not question.strip():
        return question
    before = earlier[-1]
    opener = _opener(question)
    if opener:
        return _changed(question[opener:].strip(), before)
    if not content(question) and not read_marks(question).all():
        return str(_rules()["forms"]["bare"]).format(question=before, rest=question)
    return _pointed(question, before)


def _opener(question: str) -> int:
    """Return the length of the words that open a follow-up, 0 where there are none."""
    match = _openers().match(question)
    return match.end() if match else 0


@cache
def _openers() -> re.Pattern[str]:
    return re.compile(rf"\s*(?:{_either(_rules()['openers'])})\b[\s,:]*", re.IGNORECASE)


def _either(phrases: Sequence[str]) -> str:
    return "|".join(re.escape(phrase) for phrase in sorted(phrases, key=len, reverse=True))


def _changed(rest: str, before: str) -> str:
    """Return the question before with its times and names replaced, or what is asked now with these added."""
    marks = read_marks(f"for {rest}")  # not at the beginning, where any capital letter is in its place
    named: list[Name | Code] = [*marks.names, *marks.codes]
    if _only_marks(f"for {rest}"):
        changed = _with_times(before, marks.moments)
        return _with_names(changed, named) if named else changed
    if named:
        return rest
    return _in_context(rest, before, times=not marks.moments)


def _only_marks(rest: str) -> bool:
    """Whether there is nothing but names, codes and times, and the words that link them."""
    for mark in reversed(read_marks(rest).all()):
        rest = rest[: mark.start] + rest[mark.end :]
    return all(word in _rules()["links"] or word in language().stop for word in words(rest))


def _with_times(before: str, moments: Sequence[Moment]) -> str:
    """Return the question before with its years replaced in turn, written as they were (`FY2018` to `FY2023`)."""
    if not moments:
        return before
    old = read_marks(before).moments
    if not old:
        time = " and ".join(moment.text for moment in moments)
        return str(_rules()["forms"]["in_time"]).format(question=before.rstrip(" ?."), time=time) + "?"
    for mark, moment in reversed(list(zip(old, [*moments, *[moments[-1]] * len(old)], strict=False))):
        before = before[: mark.start] + _retimed(mark, moment) + before[mark.end :]
    return before


def _retimed(old: Moment, new: Moment) -> str:
    year = _YEAR.search(new.text)
    plain_year = year is not None and new.readings[0][1] is None and old.readings[0][1] is None
    if plain_year and new.year is not None and _YEAR.search(old.text):
        return _YEAR.sub(str(new.year), old.text, count=1)
    return new.text


def _with_names(before: str, named: Sequence[Name | Code]) -> str:
    """Return the question before with its subject replaced; without one the new name is added."""
    new = " and ".join(_bare(mark.text) for mark in named)
    subjects = _subjects(before)
    if not subjects:
        return str(_rules()["forms"]["with_context"]).format(rest=before, context=new)
    for mark in reversed(subjects):
        instead = new + mark.text[len(_bare(mark.text)) :] if mark is subjects[0] else ""
        before = before[: mark.start] + instead + before[mark.end :]
    return " ".join(before.split())


def _subjects(question: str) -> list[Name | Code]:
    """Return the names and codes a question is about; abbreviations of what is measured are none."""
    marks = read_marks(question)
    names = [name for name in marks.names if not all(_measure(word) for word in name.words)]
    subjects: list[Name | Code] = [*names, *marks.codes]
    return sorted(subjects, key=lambda mark: mark.start)


def _measure(word: str) -> bool:
    return word in language().equivalents or word in language().common_openers or word in language().currencies


def _bare(name: str) -> str:
    return _POSSESSIVE.sub("", name)


def _in_context(rest: str, before: str, *, times: bool) -> str:
    """Return what is asked now with the names, and if wanted the times, of the question before."""
    said = {_bare(mark.text): None for mark in _subjects(before)}
    if times:
        marks = read_marks(before)
        said |= dict.fromkeys(mark.text for mark in marks.periods) | dict.fromkeys(mark.text for mark in marks.moments)
    if not _subjects(before) and _leans(rest):
        said = {_topic(before): None, **said}
    return str(_rules()["forms"]["with_context"]).format(rest=rest, context=", ".join(said)) if said else rest


def _pointed(question: str, before: str) -> str:
    """Return the question with its pronouns replaced, or with the subject it points at added."""
    subjects = _subjects(before)
    if _subjects(question):
        return question
    if not subjects:
        return _in_context(question, before, times=False) if _leans(question) else question
    subject = _bare(subjects[0].text)
    replaced = _pronouns("possessives").sub(f"{subject}'s", question, count=1)
    if replaced == question:
        replaced = _pronouns("subjects").sub(subject, question, count=1)
    timed = bool(read_marks(question).moments)
    if replaced != question:
        return replaced if timed else _in_context(replaced, _without(before, subject), times=True)
    points = set(words(question)) & set(_rules()["pointers"])
    return _in_context(question, before, times=not timed) if points else question


def _leans(question: str) -> bool:
    """Whether a question speaks of something by a pronoun alone."""
    return any(_pronouns(kind).search(question) for kind in ("possessives", "subjects"))


def _topic(before: str) -> str:
    """Return the words that tell what a question without any name is about."""
    asking = refusal_rules()["question_words"]
    return " ".join(word for word in words(before) if word not in language().stop and word not in asking)


def _without(before: str, subject: str) -> str:
    """Return the question before without any subject, so that only its times are carried over."""
    return before.replace(subject, "") if len(_subjects(before)) == 1 else ""


@cache
def _pronouns(kind: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{_either(_rules()[kind])})(?![\w'])", re.IGNORECASE)
