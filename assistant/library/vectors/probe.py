"""Asking an index that was not closed cleanly for vectors it must know, in a child: Chroma may crash on its files."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from assistant.guard.channel import Channel, ChannelError
from assistant.guard.confine import Limits
from assistant.guard.sandbox import Launcher
from assistant.library.embedder import Vectors
from assistant.library.vectors.chroma import persistent

_LIMITS = Limits(memory=1 << 37, most_memory=1 << 37, files=1024, file_size=1 << 40)
_SECONDS = 60.0
_SAME = 0.999


def sound(folder: Path, ids: list[int], rows: Vectors) -> bool:
    """Whether a child can open the index and each probe that it should know finds itself.

    Args:
        folder: The index's folder.
        ids: Probe passages.
        rows: Their vectors, (n, dimension) float32.
    """
    child = Launcher(_LIMITS).launch("assistant.library.vectors.probe")
    try:
        child.channel.send({"folder": str(folder.resolve()), "ids": ids}, rows.astype("<f4").tobytes())
        if not child.channel.wait(_SECONDS):
            return False
        answer = child.channel.receive()
    except (ChannelError, BrokenPipeError):
        return False
    else:
        return answer is not None and answer.header.get("sound") is True
    finally:
        child.close()


def serve(channel: Channel) -> None:
    """Answer one request of `sound`."""
    request = channel.receive()
    if request is None:
        return
    ids = [int(str(number)) for number in _list(request.header["ids"])]
    rows = np.frombuffer(request.body, "<f4").reshape(len(ids), -1)
    index = persistent(Path(str(request.header["folder"])))
    known = index.ids()
    found = [index.nearest(row, 1) for number, row in zip(ids, rows, strict=True) if number in known]
    index.close()
    channel.send({"sound": all(bool(nearest) and nearest[0][1] > _SAME for nearest in found)})


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []
