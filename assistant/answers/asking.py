"""Asking a library: evidence first, then the model's words as they come, then every sentence checked."""

from __future__ import annotations

import time
from collections.abc import Collection, Sequence
from dataclasses import replace

from assistant.answers.citations import check_text, numbered
from assistant.answers.comparing import sides
from assistant.answers.extract import extract
from assistant.answers.found import pages_of
from assistant.answers.model import Answer, Claim, ClaimStatus, Coverage, EvidenceReady, Limit, Offer, Side, Timings
from assistant.answers.pages import PageText
from assistant.answers.prompt import QUICK, Excerpt, Manner, Prompt, compose
from assistant.answers.prompts import answer_prompts
from assistant.answers.refusal import refusal, refusal_rules, says_not_found
from assistant.answers.stream import Reply, read_reply
from assistant.answers.sweep import asks_for_all, chosen, seconds_for
from assistant.engine.protocols import ChatModel
from assistant.errors import UsageError
from assistant.jobs import CancelToken, Job
from assistant.library.library import Library
from assistant.search.evidence import Found
from assistant.search.finder import Finder

_GOOD = {ClaimStatus.SUPPORTED, ClaimStatus.COMPUTED}
_PASSAGES = 10


def ask(
    library: Library,
    finder: Finder,
    model: ChatModel | None,
    question: str,
    cancel: CancelToken,
    *,
    documents: Collection[str] = (),
    manner: Manner = QUICK,
) -> Job[Answer]:
    """Answer a question from a library.

    Args:
        library: What to answer from.
        finder: Finds its pages.
        model: Writes the answer; None for sentences of the pages only.
        question: The question, resolved against the conversation by the caller.
        cancel: Stops it, the engine too, at the next step.
        documents: SHA-256 of the documents to look in; empty for all.
        manner: Quick or thorough, and after which turns of a conversation.

    Yields:
        `EvidenceReady` once, then `PromptRead` and `TextWritten`.

    Raises:
        UsageError: `empty-question`.
        WorldError: `question-too-long`, before the model is asked. A failure of the engine is no error: the answer
            then holds sentences of the pages and a notice.
        Cancelled: When `cancel` was set.
    """
    if not question.strip():
        raise UsageError("empty-question", "Type a question first.")
    started = time.perf_counter()
    found = finder.find(question, _PASSAGES, documents, without=manner.without)
    pages = pages_of(library, found)
    answer = replace(_before_model(library, finder, found, pages, question, documents), timings=_timings(started))
    yield EvidenceReady(subject=question, found=found, extract=answer.extract)
    cancel.check()
    if answer.refused or model is None:
        return answer
    excerpts = [Excerpt(page, item.start, item.end) for page, item in zip(pages, found.evidence, strict=True)]
    prompt = compose(model, question, excerpts, manner)
    reply = yield from read_reply(model, prompt.request, cancel)
    answer = replace(answer, cut=reply.cut, thinking=reply.thinking)
    written = _with_reply(answer, model, prompt, reply.after(manner.begun), pages)
    first_token = None if reply.first_token is None else reply.first_token - started
    timings = replace(answer.timings, first_token_s=first_token, total_s=time.perf_counter() - started)
    return replace(written, timings=timings)


def _timings(started: float) -> Timings:
    seconds = time.perf_counter() - started
    return Timings(evidence_s=seconds, first_token_s=None, total_s=seconds)


def _before_model(
    library: Library,
    finder: Finder,
    found: Found,
    pages: Sequence[PageText],
    question: str,
    documents: Collection[str],
) -> Answer:
    """Return what can be said at once: the refusal, else what is compared side by side, else the nearest sentences."""
    coverage = _coverage(library, documents)
    offer = _offer(question, coverage)
    refused = refusal(question, found, pages, coverage.documents)
    compared = () if refused else sides(library, finder, question, documents)
    claims = _side_by_side(compared) or (() if refused else extract(question, pages, library.embedder.shipped))
    return Answer(
        question=question,
        text=numbered(claims),
        refused=bool(refused),
        claims=claims,
        extract=claims,
        evidence=found.evidence,
        coverage=coverage,
        timings=Timings(0.0, None, 0.0),
        refusal=refused,
        narrowed=tuple(Limit(limit.kind, limit.value) for limit in found.narrowed),
        notices=(found.by_words_only,) if found.by_words_only else (),
        offer=offer,
        sides=compared if _side_by_side(compared) else (),
    )


def _side_by_side(compared: Sequence[Side]) -> tuple[Claim, ...]:
    """Return what is said of the things that a question compares, each sentence once; () where nothing is."""
    return tuple(dict.fromkeys(claim for side in compared for claim in side.claims))


def _offer(question: str, coverage: Coverage) -> Offer | None:
    """Return the offer of a sweep where a question is about more than was read."""
    if coverage.pages <= _PASSAGES or not asks_for_all(question):
        return None
    return Offer(coverage.documents, coverage.pages, seconds_for(coverage.pages))


def _coverage(library: Library, documents: Collection[str]) -> Coverage:
    if not documents:
        counts = library.coverage()
        return Coverage(counts.documents, counts.pages, counts.pages_unread)
    records = chosen(library, documents)
    unread = sum(record.ledger["failed"] + record.ledger["pending"] for record in records)
    return Coverage(len(records), sum(record.pages for record in records), unread)


def _with_reply(answer: Answer, model: ChatModel, prompt: Prompt, reply: Reply, pages: Sequence[PageText]) -> Answer:
    """Return the answer after the model has written: what it says counts only where the pages hold it."""
    answer = replace(answer, digest=model.digest)
    said = answer_prompts().notices
    notices = (*answer.notices, *prompt.notices, *reply.notices)
    if model.starter:
        return _after_starter(answer, reply, pages, (said["starter"], *notices), model.name)
    if not reply.text:
        empty = () if reply.error else (said["empty_reply"],)
        return replace(answer, model=model.name, notices=(*notices, *empty))
    if says_not_found(reply.text):
        refused = refusal_rules()["sentences"]["model"]
        return replace(
            answer, model=model.name, notices=notices, refused=True, refusal=refused, text="", claims=(), extract=()
        )
    claims = check_text(reply.text, _shown_first(prompt, pages), answer.question)
    if not any(claim.citations for claim in claims):
        notices = (*notices, said["none_supported"])
    return replace(answer, text=numbered(claims), claims=claims, model=model.name, notices=notices)


def _after_starter(
    answer: Answer, reply: Reply, pages: Sequence[PageText], notices: tuple[str, ...], name: str
) -> Answer:
    """Return the sentences of the pages, then those of the starter model that the pages hold."""
    checked = check_text(reply.text, pages, answer.question)
    known = {claim.text for claim in answer.extract}
    kept = [claim for claim in checked if claim.status in _GOOD and claim.text not in known]
    claims = (*answer.extract, *kept)
    return replace(answer, text=numbered(claims), claims=claims, model=name, notices=notices)


def _shown_first(prompt: Prompt, pages: Sequence[PageText]) -> list[PageText]:
    """Return the pages in the order of their numbers in the prompt, then those that the model did not see."""
    return [*prompt.pages, *(page for page in pages if page not in prompt.pages)]
