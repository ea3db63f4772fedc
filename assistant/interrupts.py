"""Ctrl-C and a polite kill, as one exception that says nothing but stop."""

from __future__ import annotations

import signal
from types import FrameType
from typing import NoReturn


class Interrupted(BaseException):
    """The process was asked to stop.

    Not a KeyboardInterrupt: where one passes through `exec`, as in a dataclass being made during an import, the
    interpreter ends by the signal and not by the exit code, even if the exception was caught.
    """


def listen() -> None:
    """Raise `Interrupted` in the main thread on SIGINT and SIGTERM from now on."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, _interrupt)


def _interrupt(_number: int, _frame: FrameType | None) -> NoReturn:
    raise Interrupted
