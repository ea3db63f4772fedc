"""The vector index of a library: Chroma when it is sound, exact search whenever it is not (yet)."""

from __future__ import annotations

import logging
import shutil
import threading
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import numpy as np

from assistant.library.embedder import Vectors
from assistant.library.store.meta import get_meta, set_meta
from assistant.library.store.store import Store
from assistant.library.vectors.blocks import Block
from assistant.library.vectors.chroma import ChromaIndex, IndexFault, fingerprint
from assistant.library.vectors.exact import ExactIndex, Table

_LOG = logging.getLogger(__name__)
_CLEAN = "vector_index_fingerprint"  # "" while the index is open: it may then be in any state after a crash
_PROBES = 64
_SAME = 0.999
_PATIENCE_SECONDS = 3.0
_PENDING = 2000


class VectorIndex:
    """Finds the nearest vectors of one library. Thread-safe.

    The store is the truth. Chroma follows it: it is opened at first use in the background, brought to the store's
    state, and marked as dirty while it is open; an index that is unsound is made again from the store.

    Args:
        store: Holds the vectors.
        folder: Where Chroma keeps its files; None where it must keep all in memory.
        dimension: Length of a vector.
    """

    def __init__(self, store: Store, folder: Path | None, dimension: int) -> None:
        self._store = store
        self._folder = folder
        self._exact = ExactIndex(store, dimension)
        self._lock = threading.Lock()
        self._chroma: ChromaIndex | None = None
        self._coming: ChromaIndex | None = None
        self._pending: list[Block] = []
        self._dropped: set[int] = set()
        self._broken = False
        self._closing = False
        self._opening: threading.Thread | None = None
        self._opening_lock = threading.Lock()

    def table(self) -> Table:
        """Return all vectors as they are in the store now."""
        return self._exact.table()

    def of_passages(self, passages: Sequence[int]) -> Vectors:
        """Return the vectors of passages, (n, dimension); a row of zeros where there is none."""
        return self._exact.of_passages(passages)

    def nearest(self, vector: Vectors, limit: int, documents: Collection[int] | None) -> list[tuple[int, float]]:
        """Return passage ids with their cosine, nearest first; in `documents` (row ids) only, where given.

        Never waits for Chroma: while that is being opened or written, and for a choice of documents, the search
        is exact. A vector of another length, from before the library took another embedder, finds nothing.
        """
        if len(vector) != self._exact.dimension:
            return []
        found = self._from_chroma(vector, limit) if documents is None else None
        return self._exact.nearest(vector, limit, documents) if found is None else found

    def open_soon(self) -> None:
        """Open Chroma in the background, unless it is open or being opened."""
        with self._opening_lock:
            if self._opening is None:
                self._opening = threading.Thread(target=self.open, name="vector-index", daemon=True)
                self._opening.start()

    def open(self) -> None:
        """Open Chroma and bring it to the store's state; returns when that is done."""
        with self._lock, self._spared():
            if self._chroma is None and not self._broken:
                self._chroma = self._opened()

    def put(self, block: Block) -> None:
        """Take over a block that is in the store already."""
        with self._lock, self._spared():
            if block.first in self._dropped:
                return  # its document was removed meanwhile
            self._pending.append(block)
            if sum(len(waiting.rows) for waiting in self._pending) >= _PENDING:
                self._flush()

    def flush(self) -> None:
        """Give everything that waits to Chroma."""
        with self._lock, self._spared():
            self._flush()

    def drop(self, ids: Sequence[int]) -> None:
        """Forget passages that have left the store."""
        with self._lock, self._spared():
            self._dropped.update(ids)
            self._pending = [block for block in self._pending if block.first not in self._dropped]
            if self._chroma is not None:  # else it is brought to the store's state when it is opened
                self._chroma.drop(ids)

    def clear(self, dimension: int) -> None:
        """Forget all vectors and throw Chroma's files away; they are made again from the store at the next use.

        Args:
            dimension: Length of the vectors that the store has from now on.
        """
        self.close()
        with self._lock:
            self._mark("")
            self._remove_files()
            self._exact = ExactIndex(self._store, dimension)
            self._opening, self._closing, self._broken = None, False, False

    def close(self) -> None:
        """Close Chroma and mark it as clean; if it is being made again for long, leave that to the next opening."""
        self._end_opening()
        with self._lock, self._spared():
            if self._chroma is None:
                return
            self._flush()
            self._chroma.close()
            self._chroma = None
            self._mark(self._fingerprint())

    def _from_chroma(self, vector: Vectors, limit: int) -> list[tuple[int, float]] | None:
        """Return what Chroma finds, or None where it is not ready; it is then opened in the background."""
        if not self._lock.acquire(blocking=False):
            return None
        try:
            with self._spared():
                if self._chroma is not None and not self._pending:
                    return self._chroma.nearest(vector, limit)
        finally:
            self._lock.release()
        self.open_soon()
        return None

    @contextmanager
    def _spared(self) -> Iterator[None]:
        """Go on without Chroma when it fails: exact search answers, and the next opening finds it marked as dirty."""
        try:
            yield
        except Exception as error:  # noqa: BLE001 - whatever ails the index, the store has all it needs
            level = logging.INFO if self._closing else logging.WARNING
            _LOG.log(level, "the vector index is left aside until the library is opened again: %s", error)
            if self._chroma is not None:
                self._chroma.end()
            self._chroma, self._pending, self._broken = None, [], True

    def _flush(self) -> None:
        blocks, self._pending = self._pending, []
        if not blocks or self._broken:
            return
        if self._chroma is None:
            self._chroma = self._opened()  # reads what waits from the store
        else:
            _put(self._chroma, blocks)

    def _opened(self) -> ChromaIndex:
        table = self._exact.glimpse()
        with self._store.reading() as connection:
            clean = get_meta(connection, _CLEAN)
        whole = bool(clean) and clean == self._fingerprint()
        self._mark("")
        chroma = self._coming = self._survivor(table, whole) or self._fresh()
        try:
            if not self._closing:
                _reconcile(chroma, table)
        except BaseException:
            chroma.end()
            raise
        finally:
            self._coming = None
        return chroma

    def _survivor(self, table: Table, whole: bool) -> ChromaIndex | None:
        """Return the index on the disk, if it was closed cleanly or still knows its vectors."""
        if self._folder is None or not self._folder.exists():
            return None
        try:
            chroma = ChromaIndex(self._folder)
            if whole or _knows_itself(chroma, table):
                return chroma
            chroma.end()
        except IndexFault as fault:
            _LOG.info("the vector index did not survive: %s", fault)
        return None

    def _end_opening(self) -> None:
        """Wait a little for an opening in the background, then make it fail."""
        self._closing = True
        if self._opening is None:
            return
        self._opening.join(_PATIENCE_SECONDS if self._folder else 0)  # what is in memory only is not worth waiting for
        coming = self._coming
        if coming is not None:
            coming.interrupt()
        self._opening.join()

    def _fresh(self) -> ChromaIndex:
        self._remove_files()
        return ChromaIndex(self._folder)

    def _remove_files(self) -> None:
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)

    def _fingerprint(self) -> str:
        return fingerprint(self._folder) if self._folder else ""

    def _mark(self, clean: str) -> None:
        with self._store.writing() as connection:
            set_meta(connection, _CLEAN, clean)


def _put(chroma: ChromaIndex, blocks: Sequence[Block]) -> None:
    ids = np.concatenate([block.ids for block in blocks])
    rows = np.concatenate([block.rows for block in blocks])
    usable = rows.any(axis=1)
    chroma.put(ids[usable].tolist(), rows[usable])


def _knows_itself(chroma: ChromaIndex, table: Table) -> bool:
    """Whether each of some passages that the index says it has is nearest to itself, or to its equal."""
    known = np.flatnonzero(table.usable & np.isin(table.ids, list(chroma.ids())))
    probes = known[np.unique(np.linspace(0, len(known) - 1, _PROBES).astype(int))] if len(known) else known
    found = [chroma.nearest(row, 1) for row in table.rows[probes]]
    return all(near and near[0][1] > _SAME for near in found)


def _reconcile(chroma: ChromaIndex, table: Table) -> None:
    """Give Chroma what it lacks and take from it what has left the store."""
    present = chroma.ids()
    wanted = set(table.ids[table.usable].tolist())
    missing = np.array(sorted(wanted - present), np.int64)
    chroma.put(missing.tolist(), table.of_passages(missing.tolist()))
    chroma.drop(sorted(present - wanted))
