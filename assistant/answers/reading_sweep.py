"""A sweep in which a model reads every page; what it names counts only where the page holds it."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Collection, Iterator
from dataclasses import replace
from itertools import islice

from assistant.answers.checks import check_claim
from assistant.answers.found import page_text
from assistant.answers.model import ClaimStatus, Offer
from assistant.answers.pages import PageText
from assistant.answers.prompt import unfenced
from assistant.answers.sentences import split
from assistant.answers.statements import Row, sweep_rules, value_of
from assistant.answers.stream import Reply, read_reply
from assistant.answers.sweep import Sweeping, Swept, chosen, unread_in
from assistant.answers.words import content
from assistant.engine.protocols import ChatModel, Message, Request, Urgency
from assistant.errors import UsageError
from assistant.jobs import CancelToken, Job, finish
from assistant.library.library import Library

_STRING = re.compile(r'"((?:[^"\\]|\\.)*)"')
_SCHEMA = {
    "type": "object",
    "properties": {"statements": {"type": "array", "items": {"type": "string"}}},
    "required": ["statements"],
}
_SAMPLED_PAGES = 20
_LEAST_WORDS = 2


def sweep_with_model(
    library: Library, question: str, model: ChatModel, cancel: CancelToken, *, documents: Collection[str] = ()
) -> Job[Swept]:
    """Let a model read every page and copy the statements that answer a question.

    Args:
        library: What to read.
        question: What is looked for.
        model: Reads the pages, one at a time, and yields to questions between two.
        cancel: Stops it at the next page, the engine too.
        documents: SHA-256 of the documents to read; empty for all.

    Yields:
        `Sweeping` after each page, with the time that is left.

    Raises:
        UsageError: `empty-question`.
        WorldError: The engine failed.
        Cancelled: When `cancel` was set.
    """
    if not question.strip():
        raise UsageError("empty-question", "Type a question first.")
    started = time.perf_counter()
    records = chosen(library, documents)
    swept = Swept(question, (), len(records), 0, 0, 0.0, model.name)
    total = sum(record.pages for record in records)
    for record in records:
        pages = library.pages(record.sha256)
        swept = replace(swept, pages_unread=swept.pages_unread + unread_in(pages))
        for page in pages:
            cancel.check()
            found, dropped = _statements(model, question, page_text(record, page), cancel)
            rows, read = (*swept.rows, *found), swept.pages + 1
            swept = replace(swept, rows=rows, pages=read, dropped=swept.dropped + dropped)
            left = (time.perf_counter() - started) / read * (total - read)
            yield Sweeping(
                subject=record.title, done=read, total=total, unit="pages", seconds_left=left, rows=tuple(found)
            )
    return replace(swept, pages=swept.pages - swept.pages_unread, seconds=time.perf_counter() - started)


def estimate_with_model(library: Library, model: ChatModel, documents: Collection[str] = ()) -> Offer:
    """Tell what such a sweep would read, and estimate its time from the model's measured speed and some pages."""
    records = chosen(library, documents)
    pages = sum(record.pages for record in records)
    some = list(islice((page for record in records for page in library.pages(record.sha256)), _SAMPLED_PAGES))
    tokens = sum(model.count(page.text) for page in some) / max(1, len(some))
    a_page = (tokens + sweep_rules()["reading"]["prompt_tokens"]) / model.prompt_speed
    return Offer(len(records), pages, pages * (a_page + sweep_rules()["reading"]["reply_seconds"]), by_model=True)


def _statements(model: ChatModel, question: str, source: PageText, cancel: CancelToken) -> tuple[list[Row], int]:
    """Return the statements of a page that a model named, each once, and how many it named that are not there."""
    rows: dict[int, Row] = {}
    dropped = 0
    for piece in _pieces(model, source.text):
        for named in _named(finish(read_reply(model, _request(question, piece), cancel))):
            place = _place(named, source)
            dropped += place is None
            if place is not None:
                rows.setdefault(place[0], Row(source, *place, value_of(source, *place, question)))
    return list(rows.values()), dropped


def _request(question: str, text: str) -> Request:
    said = sweep_rules()["reading"]
    page = said["page"].format(text=unfenced(text).strip())
    messages = (
        Message("system", said["rules"].strip()),
        Message("user", page + said["request"].format(question=unfenced(question))),
    )
    return Request(messages, said["reply_tokens"], (len(page),), schema=_SCHEMA, urgency=Urgency.SUMMARY)


def _pieces(model: ChatModel, text: str) -> Iterator[str]:
    """Yield a page whole where the model holds it, else in halves that it holds, parted between two sentences."""
    if not text.strip():
        return
    said = sweep_rules()["reading"]
    room = model.context - said["reply_tokens"] - said["prompt_tokens"]
    units = split(text)
    if model.count(text) <= room or len(units) < 2:
        yield text
        return
    middle = units[len(units) // 2].start
    yield from _pieces(model, text[:middle])
    yield from _pieces(model, text[middle:])


def _named(reply: Reply) -> list[str]:
    """Return the statements of a reply, also of one that was cut before its end."""
    if reply.error is not None:
        raise reply.error
    try:
        listed = json.loads(reply.text)["statements"]
    except (ValueError, KeyError, TypeError):
        listed = _STRING.findall(reply.text.partition("[")[2])
    texts = [each for each in listed if isinstance(each, str)] if isinstance(listed, list) else []
    return [text for text in texts if len(content(text)) >= _LEAST_WORDS]  # a bare number is no statement


def _place(named: str, source: PageText) -> tuple[int, int] | None:
    """Return where a page holds a statement: word for word, else where the check of a claim finds it."""
    pattern = r"\s+".join(re.escape(word) for word in named.split())
    if match := re.search(pattern, source.text, re.IGNORECASE):
        return match.span()
    checked = check_claim(named, [source])
    if checked.status is not ClaimStatus.SUPPORTED:
        return None
    return checked.citations[0].start, checked.citations[0].end
