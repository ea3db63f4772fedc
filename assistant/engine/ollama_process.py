"""Ollama as our own child: started on a free loopback port, watched, restarted when it dies, ended with us."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections import deque
from pathlib import Path
from typing import IO, BinaryIO

from assistant import places, roles
from assistant.engine import supervisor
from assistant.engine.leftovers import remove_leftovers
from assistant.engine.listener import free_port, listens
from assistant.errors import Cancelled, ProgramError, WorldError
from assistant.guard.handing import no_console

READY_WITHIN = 30.0
KEPT_SECONDS = 1800
"""How long a model that nobody asks stays in memory."""
POLL = 0.02
TRIES = 4
TRIES_WITHIN = 120.0
"""Starts that are tried within this many seconds before the user is told that the engine does not stay up."""

_PASSED_ON = (
    "PATH", "LANG", "LC_ALL", "LD_LIBRARY_PATH", "SYSTEMROOT",
    "CUDA_VISIBLE_DEVICES", "HIP_VISIBLE_DEVICES", "ROCR_VISIBLE_DEVICES", "GGML_VK_VISIBLE_DEVICES",
    "HSA_OVERRIDE_GFX_VERSION",
)  # fmt: skip


class OllamaProcess:
    """One `ollama serve` and its runners. Thread-safe.

    Args:
        program: The Ollama program.
        models_folder: Where its models live; nothing of the user's own Ollama is used or touched.
        logs_folder: Gets `engine.log`, and the one before as `engine.log.1`.
    """

    def __init__(self, program: Path, models_folder: Path, logs_folder: Path) -> None:
        self._program = program
        self._models = models_folder
        self._logs = logs_folder
        self._lock = threading.Lock()
        self._child: subprocess.Popen[bytes] | None = None
        self._port = 0
        self._stopped = False
        self._starts: deque[float] = deque(maxlen=TRIES)
        self.pid = 0
        self.generation = 0
        """Counts the starts: what the engine had cached is gone when this has changed."""

    @property
    def running(self) -> bool:
        """Whether it was started and has not ended."""
        child = self._child
        return child is not None and child.poll() is None

    def ensure(self) -> str:
        """Return the address of the running engine, starting it first where it is not (or no longer) running.

        Raises:
            WorldError: `engine-unstable` after too many starts in a row, `engine-not-starting`.
            Cancelled: After `stop`, so that no late request starts it again.
        """
        with self._lock:
            if self._stopped:
                raise Cancelled
            while not self.running:
                self._reap()
                self._count_start()
                self._start()
            return f"http://127.0.0.1:{self._port}"

    def stop(self) -> None:
        """End Ollama and its runners for good, and wait until they are gone."""
        with self._lock:
            self._stopped = True
            self._reap()

    def _count_start(self) -> None:
        now = time.monotonic()
        if len(self._starts) == TRIES and now - self._starts[0] < TRIES_WITHIN:
            raise WorldError(
                "engine-unstable",
                f"The engine stopped {TRIES} times in a row. What it said last is in {self._logs / 'engine.log'}.",
            )
        self._starts.append(now)

    def _start(self) -> None:
        self._models.mkdir(parents=True, exist_ok=True)
        remove_leftovers(self._models)
        self._port = free_port()
        command = [*_supervisor(), str(self._program), "serve"]
        with self._open_log() as log:
            self._child = subprocess.Popen(
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log,
                env=self._environment(), cwd=self._models, start_new_session=True, creationflags=no_console(),
            )  # fmt: skip
        self.generation += 1
        self.pid = int(_pipe(self._child.stdout).readline() or b"0")
        self._wait_until_listening(self._child)

    def _wait_until_listening(self, child: subprocess.Popen[bytes]) -> None:
        """Wait for our own child to listen; a stranger on the port is never sent a byte."""
        deadline = time.monotonic() + READY_WITHIN
        while not listens(self.pid, self._port):
            try:
                child.wait(POLL)
            except subprocess.TimeoutExpired:
                if time.monotonic() < deadline:
                    continue
                self._reap()
                raise WorldError(
                    "engine-not-starting",
                    f"The engine did not start within {READY_WITHIN:.0f} seconds. See {self._logs / 'engine.log'}.",
                ) from None
            return  # it ended, for example because another program took the port: the caller counts and tries again

    def _reap(self) -> None:
        child, self._child = self._child, None
        if child is None:
            return
        _pipe(child.stdin).close()
        child.wait()
        _pipe(child.stdout).close()

    def _open_log(self) -> BinaryIO:
        self._logs.mkdir(parents=True, exist_ok=True)
        path = self._logs / "engine.log"
        if path.exists():
            path.replace(path.with_name("engine.log.1"))
        return path.open("wb")

    def _environment(self) -> dict[str, str]:
        """Everything Ollama sees; no proxy variable, and nothing of the user's own Ollama settings."""
        ours = {
            "OLLAMA_HOST": f"127.0.0.1:{self._port}",
            "OLLAMA_ORIGINS": f"http://127.0.0.1:{self._port}",
            "OLLAMA_MODELS": str(self._models.resolve()),
            "OLLAMA_NO_CLOUD": "1",
            "OLLAMA_NOHISTORY": "1",
            "OLLAMA_NOPRUNE": "1",
            "OLLAMA_DEBUG": "0",
            "OLLAMA_NUM_PARALLEL": "1",
            "OLLAMA_MAX_LOADED_MODELS": "2",  # one that writes and one that embeds
            "OLLAMA_KEEP_ALIVE": f"{KEPT_SECONDS}s",
            "GIN_MODE": "release",
        }
        return {name: os.environ[name] for name in _PASSED_ON if name in os.environ} | ours


def _supervisor() -> list[str]:
    if places.packaged():
        return [places.own_program(), roles.ENGINE_SUPERVISOR]
    return [sys.executable, "-I", "-S", str(Path(supervisor.__file__))]


def _pipe(end: IO[bytes] | None) -> IO[bytes]:
    if end is None:
        raise ProgramError("no-pipe", "The engine's supervisor was started without its pipes.")
    return end
