"""The journey that `make run` shows in a terminal: add the samples, ask two questions, summarise the manual."""

from __future__ import annotations

import time
import tomllib
from pathlib import Path

from assistant import places
from assistant.cli.output import run, say
from assistant.cli.questions import say_answer
from assistant.cli.summaries import say_summary
from assistant.jobs import CancelToken
from assistant.workspace import Workspace

QUESTIONS = Path(__file__).parent / "samples" / "questions.toml"


def show_journey(workspace: Workspace, library: str) -> None:
    """Add the samples, ask two questions, summarise the manual, and print it all with the times taken."""
    samples = places.resource("samples")
    if library not in [known.name for known in workspace.libraries.list()]:
        workspace.libraries.create(library)
    started = time.monotonic()
    report = run(workspace.reading.add([samples], CancelToken(), library=library))
    for added in report.added:
        say(f"read {Path(added.path).name}: {added.pages} pages, {added.passages} passages, {added.seconds:.1f} s")
    _took("added the samples", started)
    journey = tomllib.loads(QUESTIONS.read_text(encoding="utf-8"))
    for entry in journey["questions"]:
        say(f"\n? {entry['question']}")
        started = time.monotonic()
        say_answer(run(workspace.asking.ask(entry["question"], CancelToken(), library=library)))
        _took("answered", started)
    say(f"\nSummary of {journey['summarise']}")
    started = time.monotonic()
    manual = str(samples / journey["summarise"])
    say_summary(run(workspace.writing.summarise(manual, CancelToken(), library=library)))
    _took("summarised", started)


def _took(what: str, started: float) -> None:
    say(f"({what} in {time.monotonic() - started:.1f} s)")
