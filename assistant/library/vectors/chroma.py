"""Chroma as an index over the store's vectors, in a process of its own.

Chroma 1.5.9 writes memory that it never filled into its files: in the program's own process that was text of
documents, names included. It also crashes on files that a kill left damaged. So it runs in a child that never holds
a document's text, reaches nothing but the index's folder, and may die.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from assistant.guard.channel import ChannelError
from assistant.guard.limits import Limits
from assistant.guard.sandbox import Launcher
from assistant.library.embedder import Vectors

_CHILD = "assistant.library.vectors.collection"
_MUCH = 1 << 40
_SECONDS = 120.0
_ROWS_AT_ONCE = 1000  # a frame to a child is a mebibyte at most
_IDS_AT_ONCE = 100_000


class IndexFault(Exception):  # noqa: N818 - handled by the index that owns it, never shown
    """The child ended or hung."""


class ChromaIndex:
    """An open index. One thread at a time.

    Args:
        folder: Where Chroma keeps its files, made where it is absent; None keeps all in memory.

    Raises:
        IndexFault: From every method, when the child ended, as it does on damaged files.
    """

    def __init__(self, folder: Path | None) -> None:
        places: tuple[str, ...] = ()
        if folder is not None:
            folder.mkdir(exist_ok=True)
            places = (str(folder.resolve()),)
        limits = Limits(memory=_MUCH, most_memory=_MUCH, files=1024, file_size=_MUCH, writable=places)
        self._child = Launcher(limits, in_memory=folder is None).launch(_CHILD)
        self._ask({"folder": "".join(places)})

    def ids(self) -> set[int]:
        """Return the ids of all passages in the index."""
        return set(np.frombuffer(self._ask({"request": "ids"}), "<i8").tolist())

    def put(self, ids: Sequence[int], rows: Vectors) -> None:
        """Add or replace vectors, at half precision as in the store."""
        for start in range(0, len(ids), _ROWS_AT_ONCE):
            part = slice(start, start + _ROWS_AT_ONCE)
            self._send_ids("put", ids[part], rows[part].astype("<f2").tobytes())

    def drop(self, ids: Sequence[int]) -> None:
        """Remove vectors."""
        for start in range(0, len(ids), _IDS_AT_ONCE):
            self._send_ids("drop", ids[start : start + _IDS_AT_ONCE])

    def nearest(self, vector: Vectors, limit: int) -> list[tuple[int, float]]:
        """Return passage ids with their cosine, nearest first."""
        found = self._ask({"request": "nearest", "limit": limit}, vector.astype("<f2").tobytes())
        count = len(found) // 12
        ids = np.frombuffer(found, "<i8", count).tolist()
        return list(zip(ids, np.frombuffer(found, "<f4", offset=8 * count).tolist(), strict=True))

    def close(self) -> None:
        """Write everything and let the files go."""
        self._ask({"request": "close"})
        self.end()

    def end(self) -> None:
        """End the child as it is."""
        self._child.close()

    def interrupt(self) -> None:
        """Let what another thread is waiting for fail at once."""
        self._child.kill()

    def _send_ids(self, request: str, ids: Sequence[int], more: bytes = b"") -> None:
        self._ask({"request": request, "count": len(ids)}, np.array(ids, "<i8").tobytes() + more)

    def _ask(self, header: dict[str, object], body: bytes = b"") -> bytes:
        try:
            self._child.channel.send(header, body)
            answer = self._child.channel.receive() if self._child.channel.wait(_SECONDS) else None
        except (ChannelError, OSError) as error:
            self.end()
            raise IndexFault(str(error)) from error
        if answer is None:
            self.end()
            raise IndexFault("the index's process ended")
        return answer.body


def fingerprint(folder: Path) -> str:
    """Return the SHA-256 over the names and contents of an index's files; "" where there is none.

    A changed file is noticed before Chroma, which would lose vectors without a word, opens it.
    """
    files = sorted(Path(root, name) for root, _, names in os.walk(folder) for name in names)
    total = hashlib.sha256()
    for path in files:
        with path.open("rb") as handle:
            total.update(f"{path.relative_to(folder).as_posix()}\0".encode())
            total.update(hashlib.file_digest(handle, "sha256").digest())
    return total.hexdigest() if files else ""
