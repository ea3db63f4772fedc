"""Running a job that a model works on, the licence of which somebody must have accepted."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import asdict
from typing import Any, TypeVar

import typer

from assistant.cli.output import run, say
from assistant.engine.licences import Licence
from assistant.errors import WorldError
from assistant.jobs import Job
from assistant.workspace import Workspace

Result = TypeVar("Result")


def run_with_model(workspace: Workspace, model: str | None, make: Callable[[], Job[Result]]) -> Result:
    """Run a job; where nobody has accepted the model's licence, show it on a terminal, ask, and run it once more.

    Raises:
        WorldError: `licence-not-accepted`, where there is no terminal to ask on, or the answer is no; else as the job.
    """
    try:
        return run(make())
    except WorldError as error:
        if error.code != "licence-not-accepted" or not sys.stdin.isatty():
            raise
        name = workspace.engine.model(model).name
        say_licence(workspace.licences.of(name))
        if not typer.confirm(f"Do you accept the licence and the terms of use of {name}?"):
            raise
        workspace.licences.accept(name)
    return run(make())


def say_licence(licence: Licence) -> None:
    """Write a licence for a person."""
    if licence.text:
        say(licence.text)
        say()
    if licence.shipped:
        say(f"{licence.model} is shipped with the program under the Apache License 2.0.")
    else:
        say(licence.notice)
        say(f"Accepted by {licence.accepted.by} at {licence.accepted.at}." if licence.accepted else "Not accepted yet.")


def licence_shape(licence: Licence) -> dict[str, Any]:
    """Return a licence as JSON."""
    accepted = licence.accepted.model_dump() if licence.accepted else None
    return {**asdict(licence), "accepted": accepted, "notice": licence.notice}
