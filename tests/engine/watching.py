"""Look at processes from outside, and wait for what must become true of them."""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Callable

import psutil


def until(condition: Callable[[], object], seconds: float = 10.0) -> None:
    """Wait for a condition, which must become true within `seconds`."""
    deadline = time.monotonic() + seconds
    pause = threading.Event()
    while not condition():
        assert time.monotonic() < deadline, "it did not become true in time"
        pause.wait(0.05)


def family(pid: int) -> list[psutil.Process]:
    """A process and all its descendants."""
    process = psutil.Process(pid)
    return [process, *process.children(recursive=True)]


def alive(processes: list[psutil.Process]) -> list[psutil.Process]:
    """Those that still run; a dead one that nobody has waited for does not."""
    return [one for one in processes if one.is_running() and one.status() != psutil.STATUS_ZOMBIE]


def gone(processes: list[psutil.Process]) -> bool:
    with contextlib.suppress(psutil.NoSuchProcess):
        return not alive(processes)
    return False


def busy(process: psutil.Process, seconds: float = 0.3) -> float:
    """The share of a core that a process takes over a while."""
    return process.cpu_percent(seconds) / 100
