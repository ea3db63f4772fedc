"""Doing what a model works on, the licence of which somebody must have accepted."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import asdict
from typing import Any, TypeVar

import typer

from assistant.cli.output import run, say
from assistant.engine.licences import Licence
from assistant.errors import LicenceError
from assistant.jobs import Job
from assistant.workspace import Workspace

Result = TypeVar("Result")


def run_with_model(workspace: Workspace, make: Callable[[], Job[Result]]) -> Result:
    """Run a job; as `with_model`."""
    return with_model(workspace, lambda: run(make()))


def with_model(workspace: Workspace, do: Callable[[], Result]) -> Result:
    """Do something; where nobody has accepted the model's licence, show it on a terminal, ask, and do it once more.

    Raises:
        LicenceError: There is no terminal to ask on, or the answer is no.
    """
    try:
        return do()
    except LicenceError as error:
        if not sys.stdin.isatty():
            raise
        say_licence(workspace.licences.of(error.model))
        if not typer.confirm(f"Do you accept the licence and the terms of use of {error.model}?"):
            raise
        workspace.licences.accept(error.model)
    return do()


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
