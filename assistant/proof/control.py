"""Controls: what the instruments show when something does try to leave. Run only where nothing can."""

from __future__ import annotations

import contextlib
import os
import socket
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from assistant import places, roles
from assistant.engine.program import Program, find_program
from assistant.errors import HaversackError
from assistant.proof.attempt import NOWHERE
from assistant.proof.counters import read_counters
from assistant.proof.tracing import read_calls, traced

_SECONDS_FOR_ENGINE = 5.0
_LOOK_EVERY = 0.1


@dataclass(frozen=True)
class Controls:
    """What the instruments showed.

    Attributes:
        counted: Attempts that the kernel counted when one connection was tried.
        traced: Calls beyond this machine that `strace` showed when one was made; None without it.
        engine_free: Attempts of an engine that is allowed to call its makers; None where it could not be run.
        engine_ours: Attempts of the same engine with the settings that this program gives it.
    """

    counted: int
    traced: int | None
    engine_free: int | None
    engine_ours: int | None


def run_controls(strace: str | None) -> Controls:
    """Try to leave on purpose. The caller makes sure that this process lives in a network that ends here."""
    before = read_counters().unreachable
    with socket.socket() as out:
        out.connect_ex(NOWHERE)
    counted = read_counters().unreachable - before
    try:
        program = find_program()
    except HaversackError:
        return Controls(counted, _traced(strace), None, None)
    if not isinstance(program, Program):
        return Controls(counted, _traced(strace), None, None)
    free = _attempts_of_engine(program.path, until_first=True)
    ours = _attempts_of_engine(program.path, OLLAMA_NO_CLOUD="1")
    return Controls(counted, _traced(strace), free, ours)


def _traced(strace: str | None) -> int | None:
    if strace is None:
        return None
    with tempfile.TemporaryDirectory(prefix="haversack-control-") as folder:
        log = Path(folder, "trace.txt")
        subprocess.run(traced(_attempt(), strace, log), check=False, timeout=60)
        return len(read_calls(log.read_text(encoding="utf-8", errors="replace").splitlines()).beyond)


def _attempt() -> list[str]:
    if places.packaged():
        return [sys.executable, roles.ATTEMPT]
    return [sys.executable, "-I", "-m", "assistant.proof.attempt"]


def _attempts_of_engine(program: Path, *, until_first: bool = False, **settings: str) -> int:
    """Start the engine for a few seconds, told to go through a proxy that nobody is, and count its attempts.

    The proxy is what makes an attempt visible: without it, the look-up of its makers' name fails before any call.
    """
    before = read_counters().unreachable
    with tempfile.TemporaryDirectory(prefix="haversack-control-") as home, socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
        probe.close()
        environment = {
            "PATH": os.environ.get("PATH", ""),
            "HOME": home,
            "OLLAMA_HOST": f"127.0.0.1:{port}",
            "HTTPS_PROXY": f"http://{NOWHERE[0]}:{NOWHERE[1]}",
        }
        engine = subprocess.Popen(
            [program, "serve"], env=environment | settings, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            start_new_session=True,
        )  # fmt: skip
        _watch(engine, before if until_first else None)
        engine.terminate()
        engine.wait(10)
    return read_counters().unreachable - before


def _watch(engine: subprocess.Popen[bytes], before: int | None) -> None:
    """Let it run for its time, or only until the first attempt beyond `before` was counted."""
    deadline = time.monotonic() + _SECONDS_FOR_ENGINE
    while time.monotonic() < deadline:
        with contextlib.suppress(subprocess.TimeoutExpired):
            engine.wait(_LOOK_EVERY)
            return
        if before is not None and read_counters().unreachable > before:
            return
