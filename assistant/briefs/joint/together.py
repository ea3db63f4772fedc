"""Summarising several documents: each by itself, then all beside each other."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.briefs.joint.comparing import compare
from assistant.briefs.joint.model import Together
from assistant.briefs.model import Summary
from assistant.briefs.summary import STANDARD, Manner, summarise
from assistant.engine.protocols import ChatModel
from assistant.jobs import CancelToken, Job
from assistant.library.library import Library


def summarise_together(
    library: Library, documents: Sequence[str], model: ChatModel | None, cancel: CancelToken, manner: Manner = STANDARD
) -> Job[Together]:
    """Summarise each of several documents, then compare them.

    Yields:
        What `summarise` yields, document by document, then `Progress` of the comparison.

    Raises:
        UsageError: `unknown-document`, `too-few-documents`.
        Cancelled: When `cancel` was set; finished parts are kept.
    """
    summaries: dict[str, Summary] = {}
    for document in documents:
        summaries[document] = yield from summarise(library, document, model, cancel, manner)
    return Together(tuple(summaries.values()), (yield from compare(library, documents, cancel)))
