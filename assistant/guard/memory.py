"""Secrets in memory: kept out of swap and core dumps, and overwritten when they are no longer needed.

What this cannot reach: copies that Python and libraries make of text, such as the one with which a key is handed to the
database. They stay in memory until it is used for something else.
"""

from __future__ import annotations

import ctypes
import sys
from types import TracebackType
from typing import Self

_SET_DUMPABLE = 4


class Secret:
    """Bytes that are overwritten by `wipe`, or at the end of a `with` block.

    Args:
        data: Taken over as a copy; a `bytearray` is overwritten at once.

    Attributes:
        data: The bytes themselves; zeros after `wipe`.
    """

    def __init__(self, data: bytes | bytearray) -> None:
        self.data = bytearray(data)
        if isinstance(data, bytearray):
            overwrite(data)
        _keep_out_of_swap(self.data)

    def wipe(self) -> None:
        """Overwrite the bytes."""
        overwrite(self.data)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.wipe()


def overwrite(data: bytearray) -> None:
    """Put zeros in the place of bytes, without moving them."""
    data[:] = bytes(len(data))


def forbid_dumps() -> None:
    """Let nobody see this process's memory: no core dump, and no other program of the user may look into it.

    Children that are started later write no core dumps either. On systems that do not know one of these means it is
    left out.
    """
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 - there is none on Windows

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_SET_DUMPABLE, 0, 0, 0, 0)


def _keep_out_of_swap(data: bytearray) -> None:
    """Ask the kernel to; where it grants no locked memory, encrypted swap has to do."""
    if sys.platform != "win32" and data:
        place = (ctypes.c_char * len(data)).from_buffer(data)
        ctypes.CDLL(None).mlock(ctypes.byref(place), ctypes.c_size_t(len(data)))
