"""`make run`: the window on the sample library, or the same journey in the terminal where there is no display."""

from __future__ import annotations

import os
import sys
import time
import tomllib
from pathlib import Path

from assistant import places
from assistant.cli.output import run, say
from assistant.cli.questions import say_answer, say_summary
from assistant.jobs import CancelToken
from assistant.workspace import Workspace
from setup.cache import TOOLS

LIBRARY = "Samples"
QUESTIONS = Path(__file__).parent / "samples" / "questions.toml"


def main() -> None:
    """Start the window where there is a display, else show the journey here."""
    os.environ.setdefault("HAVERSACK_HOME", str(TOOLS / "home"))
    if os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY") or sys.platform in {"win32", "darwin"}:
        window = Path(sys.executable).with_name("haversack-window")
        os.execv(window, [str(window), "--library", LIBRARY, str(places.resource("samples"))])  # noqa: S606 - no shell
    with Workspace() as workspace:
        show_journey(workspace)


def show_journey(workspace: Workspace) -> None:
    """Add the samples, ask two questions, summarise the manual, and print it all with the times taken."""
    samples = places.resource("samples")
    if LIBRARY not in [library.name for library in workspace.libraries()]:
        workspace.create_library(LIBRARY)
    started = time.monotonic()
    report = run(workspace.add([samples], CancelToken(), library=LIBRARY))
    for added in report.added:
        say(f"read {Path(added.path).name}: {added.pages} pages, {added.passages} passages, {added.seconds:.1f} s")
    _took("added the samples", started)
    journey = tomllib.loads(QUESTIONS.read_text(encoding="utf-8"))
    for entry in journey["questions"]:
        say(f"\n? {entry['question']}")
        started = time.monotonic()
        say_answer(run(workspace.ask(entry["question"], CancelToken(), library=LIBRARY)))
        _took("answered", started)
    say(f"\nSummary of {journey['summarise']}")
    started = time.monotonic()
    manual = str(samples / journey["summarise"])
    say_summary(run(workspace.summarise(manual, CancelToken(), library=LIBRARY)))
    _took("summarised", started)


def _took(what: str, started: float) -> None:
    say(f"({what} in {time.monotonic() - started:.1f} s)")


if __name__ == "__main__":
    main()
