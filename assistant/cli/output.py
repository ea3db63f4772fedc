"""How the command line speaks: results on stdout, everything else on stderr, exit codes by who must act."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from enum import IntEnum
from typing import Any, TypeVar

from assistant.jobs import Job, Progress

Result = TypeVar("Result")


class Exit(IntEnum):
    """The contract of exit codes."""

    DONE = 0
    WORLD = 1
    USAGE = 2
    CANCELLED = 3


def show_json(value: Mapping[str, Any]) -> None:
    """Write one JSON object to stdout."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=2) + "\n")


def say(text: str = "") -> None:
    """Write one line of a result to stdout."""
    sys.stdout.write(text + "\n")


def tell(text: str) -> None:
    """Write one line of a message to stderr."""
    sys.stderr.write(text + "\n")


def error_shape(code: str, message: str) -> dict[str, dict[str, str]]:
    """Return the JSON shape of an error."""
    return {"error": {"code": code, "message": message}}


def run(job: Job[Result]) -> Result:
    """Run a job to its end, showing its progress on a terminal's last line."""
    line = _ProgressLine()
    try:
        while True:
            line.show(next(job))
    except StopIteration as end:
        result: Result = end.value
        return result
    finally:
        job.close()
        line.clear()


class _ProgressLine:
    """The last line of a terminal, overwritten at each step; nothing where stderr is no terminal."""

    def __init__(self) -> None:
        self._on = sys.stderr.isatty()

    def show(self, progress: Progress) -> None:
        if self._on:
            total = f" of {progress.total}" if progress.total else ""
            left = f", {progress.seconds_left:.0f} s left" if progress.seconds_left else ""
            self._write(f"{progress.subject[:48]}  {progress.done}{total} {progress.unit}{left}")

    def clear(self) -> None:
        if self._on:
            self._write("")

    def _write(self, text: str) -> None:
        sys.stderr.write(f"\r\x1b[K{text}")
        sys.stderr.flush()
