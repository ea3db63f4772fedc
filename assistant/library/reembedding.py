"""Making a library's vectors anew with another embedding model, while those in use go on serving."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.jobs import CancelToken, Job, Progress
from assistant.library import coming, reading
from assistant.library.care import careful_vectors
from assistant.library.embedder import Embedder
from assistant.library.identity import Identity
from assistant.library.library import Library
from assistant.library.passages.cutting import embedded_text
from assistant.library.vectors.blocks import Block

_BLOCK = 16
"""Passages between two commits, which is what a kill loses at most."""
_SAMPLE = 8
"""Passages by which a model's speed is measured."""


def change_embedder(library: Library, embedder: Embedder, cancel: CancelToken) -> Job[None]:
    """Embed all passages with another model, then search by it, yielding the passages done.

    Until then the library is searched as before. A stop or a kill loses a block at most: the next call with the same
    model goes on where it stopped, one with another model begins anew.

    Raises:
        WorldError: What the embedder raises, `disk-full`, or `rebuild-first`; the library stays as it was.
        Cancelled: Stopping was asked for.
    """
    with library.store.writing() as connection:
        coming.begin(connection, Identity.of(embedder))
    pace = _Pace(library)
    while not library.take_coming(embedder):
        for document in coming.unfinished(library.store):
            yield from _embed(library, embedder, document, pace, cancel)


def seconds_needed(library: Library, embedder: Embedder) -> float:
    """Estimate how long all passages of a library take, from the speed with which a few of them are embedded now.

    Raises:
        WorldError: What the embedder raises.
    """
    texts = [passage.text for passage in library.passages(_spread(library))]
    if not texts:
        return 0.0
    embedder.passages(texts[:1])  # loads the model
    started = time.perf_counter()
    embedder.passages(texts)
    return (time.perf_counter() - started) / len(texts) * library.coverage().passages


def _spread(library: Library) -> list[int]:
    """Return some passages from all over a library."""
    select = """
        SELECT id FROM (SELECT id, ROW_NUMBER() OVER (ORDER BY id) - 1 AS place, COUNT(*) OVER () AS number
        FROM passages) WHERE place % MAX(1, number / ?1) = 0 LIMIT ?1
    """
    with library.store.reading() as connection:
        return [row[0] for row in connection.execute(select, (_SAMPLE,))]


class _Pace:
    """How far it is, and how long the rest takes at the present speed."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._started = time.monotonic()
        self._before = coming.count(library.store)

    def step(self, subject: str, cancel: CancelToken) -> Progress:
        total, done = self._library.coverage().passages, coming.count(self._library.store)
        spent = time.monotonic() - self._started - cancel.seconds_paused
        left = spent / (done - self._before) * (total - done) if done > self._before else None
        return Progress(subject=subject, done=done, total=total, unit="passages", seconds_left=left)


@dataclass(frozen=True)
class _Part:
    """Consecutive passages of one document, and what is embedded for each."""

    first: int
    texts: Sequence[str]


def _embed(library: Library, embedder: Embedder, document: int, pace: _Pace, cancel: CancelToken) -> Iterator[Progress]:
    identity = Identity.of(embedder)
    with library.store.reading() as connection:
        title = "".join(row[0] for row in connection.execute("SELECT title FROM documents WHERE id = ?", (document,)))
    for part in _parts(library, embedder, document):
        cancel.check()
        rows = careful_vectors(embedder, part.texts, cancel)
        with library.store.writing() as connection:
            coming.keep(connection, Block(part.first, document, rows), identity)
        yield pace.step(title, cancel)


def _parts(library: Library, embedder: Embedder, document: int) -> Iterator[_Part]:
    with library.store.reading() as connection:
        pages = {page.number: page for page in reading.stored_pages(connection, document)}
        drafts = coming.missing(connection, document)
    for start in range(0, len(drafts), _BLOCK):
        block = drafts[start : start + _BLOCK]
        yield _Part(block[0][0], [embedded_text(embedder, pages[draft.page], draft) for _, draft in block])
