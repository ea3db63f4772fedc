"""The one launcher of child processes that touch what documents contain."""

from __future__ import annotations

import contextlib
import os
import shutil
import socket
import subprocess
import sys
import tempfile
from dataclasses import asdict, dataclass, field
from pathlib import Path

from assistant import places, roles
from assistant.guard.channel import Channel
from assistant.guard.handing import inherit, share
from assistant.guard.in_memory import new_memory_folder
from assistant.guard.limits import Limits

_LONGEST_HEADER = 64_000_000
_LONGEST_BODY = 256_000_000
_SECONDS_TO_END = 5
_ON_WINDOWS, _ON_UNIX = ("USERPROFILE", "LOCALAPPDATA", "TEMP", "TMP"), ("HOME", "TMPDIR", "XDG_CACHE_HOME")
_OWN_PLACES = _ON_WINDOWS if sys.platform == "win32" else _ON_UNIX
"""By which names a program finds where it may write."""


@dataclass(frozen=True)
class Launcher:
    """Starts confined children, each with a private folder for temporary files.

    Attributes:
        limits: What each child may use.
        patience: Seconds without any progress after which a child counts as hung.
        in_memory: Whether its private folder must lie in memory: what it works on is sealed.
    """

    limits: Limits = field(default_factory=Limits)
    patience: float = 120.0
    in_memory: bool = False

    def launch(self, module: str) -> Child:
        """Start a child that runs `serve(channel)` of `module`, importable by that name.

        Raises:
            WorldError: `no-memory-folder`.
        """
        folder = new_memory_folder() if self.in_memory else Path(tempfile.mkdtemp(prefix="haversack-"))
        return Child(module, self.limits, folder)


class Child:
    """A confined process: it has no network, no core dump, bounded memory, and ends when we do.

    Args:
        module: The module whose `serve(channel)` it runs.
        limits: What it may use.
        folder: Its private folder, removed at its end.
    """

    def __init__(self, module: str, limits: Limits, folder: Path) -> None:
        self._folder = folder
        ours, theirs = socket.socketpair()
        start = share if sys.platform == "win32" else inherit
        started = start(
            _program(),
            {"module": module, "limits": asdict(limits)},
            theirs,
            env=_environment(self._folder),
            cwd=self._folder,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        self._process, self._lifeline = started.process, started.lifeline
        self.channel = Channel(ours, _LONGEST_HEADER, _LONGEST_BODY)

    @property
    def pid(self) -> int:
        """The process id."""
        return self._process.pid

    def ended(self) -> int | None:
        """Wait briefly for a child that hung up; return its exit status, negative for a signal, or None."""
        with contextlib.suppress(subprocess.TimeoutExpired):
            return self._process.wait(_SECONDS_TO_END)
        return None

    def kill(self) -> None:
        """End the child from any thread; whoever waits for an answer sees it hang up, and has to close it."""
        self._process.kill()

    def close(self) -> None:
        """End the child at once and remove its folder; closing twice is harmless."""
        if self._lifeline.closed:
            return
        self.channel.close()
        self._process.kill()
        self._process.wait()
        self._lifeline.close()
        shutil.rmtree(self._folder, ignore_errors=True)


def _program() -> list[str]:
    if places.packaged():
        return [places.own_program(), roles.CONFINED_CHILD]
    return [sys.executable, "-I", "-X", "utf8", "-m", "assistant.guard.child"]


def _environment(folder: Path) -> dict[str, str]:
    """Nothing of ours but what a parser needs: a home and a temporary folder of its own."""
    keep = {name: os.environ[name] for name in ("SYSTEMROOT", "LD_LIBRARY_PATH") if name in os.environ}
    return (
        keep
        | dict.fromkeys(_OWN_PLACES, str(folder))
        | {
            "LANG": "C.UTF-8",
            "ORT_DISABLE_TELEMETRY": "1",
            "MALLOC_ARENA_MAX": "2",  # each arena reserves address space, which is what is limited
        }
    )
