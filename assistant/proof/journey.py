"""The journey: the program's own commands, one after the other, on an empty home, while somebody watches."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant import places
from assistant.jobs import CancelToken, Job, Progress
from assistant.proof.tracing import traced
from assistant.proof.watching import Watch

_LOOK_EVERY = 0.1
_PASSED_ON = {"PATH", "LANG", "LC_ALL", "LD_LIBRARY_PATH", "SYSTEMROOT", "HAVERSACK_NETWORK", "HAVERSACK_OLLAMA"}


@dataclass(frozen=True)
class Step:
    """One command of the journey.

    Attributes:
        name: What is done, for a person.
        arguments: What the program is given; `{samples}` stands for the folder of the sample documents, `{folder}` for
            an empty one that is removed at the end.
    """

    name: str
    arguments: tuple[str, ...]


@dataclass(frozen=True)
class StepResult:
    """How one command of the journey went.

    Attributes:
        name: What was done, for a person.
        arguments: What the program was given.
        code: Its exit code.
        seconds: Time it took.
        said: The end of what it wrote to standard error, "" where all went well.
    """

    name: str
    arguments: tuple[str, ...]
    code: int
    seconds: float
    said: str


def texts() -> dict[str, Any]:
    """Return what the proof does and says, from `resources/proof.toml`."""
    return places.resource_data("proof.toml")


def whole_journey() -> tuple[Step, ...]:
    """Return the steps that show every part of the program."""
    return tuple(Step(step["name"], tuple(step["arguments"])) for step in texts()["steps"])


def travel(
    steps: Sequence[Step], folder: Path, strace: str | None, watch: Watch, cancel: CancelToken
) -> Job[tuple[StepResult, ...]]:
    """Run every step in `folder`, an empty one, which gets `home/`, `user/` and the traces `trace-N.txt`.

    Raises:
        Cancelled: Stopping was asked for; what was started has ended.
    """
    (folder / "user").mkdir()
    results = []
    for number, step in enumerate(steps):
        yield Progress(subject=step.name, done=number, total=len(steps), unit="steps")
        meant = {"samples": places.resource("samples"), "folder": folder}
        arguments = [argument.format(**meant) for argument in step.arguments]
        command = [*_program(), "--home", str(folder / "home"), *arguments]
        if strace:
            command = traced(command, strace, folder / f"trace-{number}.txt")
        results.append(_run(step.name, arguments, command, folder, watch, cancel))
    return tuple(results)


def _run(
    name: str, arguments: Sequence[str], command: list[str], folder: Path, watch: Watch, cancel: CancelToken
) -> StepResult:
    started = time.monotonic()
    with (folder / "said.txt").open("w+", encoding="utf-8", errors="replace") as said:
        process = subprocess.Popen(
            command, env=_environment(folder / "user"), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            stderr=said, start_new_session=True,
        )  # fmt: skip
        try:
            while process.poll() is None:
                watch.look()
                cancel.wait(_LOOK_EVERY)
                cancel.check()
        finally:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()
        said.seek(0)
        complaint = said.read()[-2000:] if process.returncode else ""
    return StepResult(name, tuple(arguments), process.returncode, time.monotonic() - started, complaint)


def _program() -> list[str]:
    """Return how the command line is started, also by the window, which is another program on some systems."""
    program = Path(sys.executable)
    return [str(program.with_stem("haversack"))] if places.packaged() else [str(program), "-m", "assistant"]


def _environment(user: Path) -> dict[str, str]:
    """A user who has nothing yet: what a program leaves in a home is seen at once."""
    return {name: os.environ[name] for name in _PASSED_ON if name in os.environ} | {"HOME": str(user)}
