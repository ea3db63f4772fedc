"""Other wordings of a question, written by a model, and the pages that only they find.

They come beside the first results and never before them: what was found by the question itself stays as it is.
"""

from __future__ import annotations

import functools
import json
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from assistant import places
from assistant.engine.protocols import ChatModel, Message, Request, Urgency, Written
from assistant.jobs import CancelToken, Job, Progress
from assistant.library.embedder import Embedder
from assistant.search.evidence import Evidence, Found
from assistant.search.finder import Finder
from assistant.search.fusion import PageKey
from assistant.search.words import stems

_SCHEMA = {
    "type": "object",
    "properties": {"phrases": {"type": "array", "items": {"type": "string"}, "maxItems": 3}},
    "required": ["phrases"],
}
_STRING = re.compile(r'"((?:[^"\\]|\\.)+)"')
_OPERATORS = re.compile(r'["“”„«»*]')
"""What would make a phrase or a wildcard of a model's words."""
_MARKS = re.compile(r"\d[\d.,]*")


@dataclass(frozen=True)
class Further:
    """What another wording found beside the question.

    Attributes:
        wording: As the model wrote it.
        evidence: Passages on pages that nothing before had found, best first.
    """

    wording: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, kw_only=True)
class FurtherFound(Progress):
    """One wording was looked for.

    Attributes:
        further: What it found; its evidence may be empty.
    """

    further: Further


@functools.cache
def _rules() -> dict[str, Any]:
    return places.resource_data("prompts", "rewrite.toml")


def further(
    finder: Finder,
    embedder: Embedder,
    model: ChatModel,
    found: Found,
    cancel: CancelToken,
    documents: Collection[str] = (),
) -> Job[tuple[Further, ...]]:
    """Look for pages by other wordings of a question, yielding `FurtherFound`.

    The model is asked when no question waits for it. Its wordings are looked for in the documents that the question was
    limited to, and limit nothing themselves.

    Args:
        finder: Finds pages.
        embedder: The shipped one: tells whether a wording still means what the question does.
        model: Writes the wordings.
        found: What the question itself found; never changed.
        cancel: Stops it, the engine too.
        documents: SHA-256 of the documents that were chosen by hand; empty for all.

    Raises:
        WorldError: What the engine raises.
        Cancelled: `cancel` was set.
    """
    within = found.narrowed[-1].documents if found.narrowed else documents
    seen = {page for item in found.evidence for page in _pages(item)}
    told: list[Further] = []
    for wording in wordings(found.question, _asked(model, found.question, cancel), embedder):
        cancel.check()
        others = finder.find(wording, _rules()["looked_at"], within, narrow=False).evidence
        new = tuple(item for item in others if seen.isdisjoint(_pages(item)))[: _rules()["most_pages"]]
        seen.update(page for item in new for page in _pages(item))
        told.append(Further(wording, new))
        yield FurtherFound(subject=wording, done=len(told), unit="parts", further=told[-1])
    return tuple(each for each in told if each.evidence)


def wordings(question: str, reply: str, embedder: Embedder) -> list[str]:
    """Return the usable wordings of a model's reply: short, new, of the same meaning, with no figure of their own.

    Args:
        question: As typed.
        reply: What the model wrote; one that was cut short gives what is whole of it.
        embedder: Compares their meaning.
    """
    allowed = set(_MARKS.findall(question))
    kept: dict[frozenset[str], str] = {}
    meaning = embedder.query(question)
    for phrase in _phrases(reply):
        words = frozenset(stems(phrase))
        known = words <= set(stems(question)) or words in kept
        if known or len(phrase) > _rules()["longest"] or not set(_MARKS.findall(phrase)) <= allowed:
            continue
        if float(meaning @ embedder.query(phrase)) >= _rules()["least_similarity"]:
            kept[words] = phrase
    return list(kept.values())[: _rules()["most"]]


def _phrases(reply: str) -> Iterator[str]:
    try:
        listed = json.loads(reply)["phrases"]
    except (ValueError, KeyError, TypeError):
        listed = _STRING.findall(reply.partition("[")[2])
    for phrase in listed if isinstance(listed, list) else ():
        plain = " ".join(_OPERATORS.sub(" ", phrase).split()) if isinstance(phrase, str) else ""
        if plain:
            yield plain


def _asked(model: ChatModel, question: str, cancel: CancelToken) -> str:
    said = _rules()
    messages = (
        Message("system", said["rules"].strip()),
        Message("user", said["question"].format(question=question)),
    )
    request = Request(messages, said["reply_tokens"], schema=_SCHEMA, urgency=Urgency.SUMMARY)
    return "".join(piece.text for piece in model.chat(request, cancel) if isinstance(piece, Written))


def _pages(item: Evidence) -> Sequence[PageKey]:
    """Return the pages that an evidence stands on."""
    return ((item.document, item.page), *item.also_on)
