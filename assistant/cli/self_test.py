"""`haversack self-test`: whether this installation does its work on this machine."""

from __future__ import annotations

from dataclasses import asdict

import typer

from assistant.cli.context import JsonOption, workspace_of
from assistant.cli.output import Exit, run, say, show_json
from assistant.jobs import CancelToken


def register(parent: typer.Typer) -> None:
    """Add this command to the command line."""
    parent.command()(self_test)


def self_test(context: typer.Context, as_json: JsonOption = False) -> int:
    """Look at what this machine offers, then read, find and answer on the sample documents."""
    found = run(workspace_of(context).self_test(CancelToken()))
    if as_json:
        tried = list(map(asdict, found.tried))
        show_json({"works": found.works, "checks": list(map(asdict, found.checks)), "tried": tried})
    else:
        for line in found.lines():
            say(line)
    return Exit.DONE if found.works else Exit.WORLD
