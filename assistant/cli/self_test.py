"""`haversack self-test`: whether this installation does its work on this machine."""

from __future__ import annotations

from dataclasses import asdict

import typer

from assistant.cli.context import JsonOption, workspace_of
from assistant.cli.output import Exit, run, say, show_json
from assistant.jobs import CancelToken
from assistant.workspace.checkup import Verdict
from assistant.workspace.self_test import self_test as try_out

_MARKS = {Verdict.GOOD: "yes", Verdict.LIMITED: " ! ", Verdict.BAD: "NO "}


def register(parent: typer.Typer) -> None:
    """Add this command to the command line."""
    parent.command()(self_test)


def self_test(context: typer.Context, as_json: JsonOption = False) -> int:
    """Look at what this machine offers, then read, find and answer on the sample documents."""
    checks, tried = workspace_of(context).checkup(), run(try_out(CancelToken()))
    works = all(one.works for one in tried) and all(check.verdict is not Verdict.BAD for check in checks)
    if as_json:
        show_json({"works": works, "checks": list(map(asdict, checks)), "tried": list(map(asdict, tried))})
    else:
        for check in checks:
            say(f"{_MARKS[check.verdict]}  {check.sentence}")
        for one in tried:
            say(f"{'yes' if one.works else 'NO '}  {one.sentence}")
        say("Everything works." if works else "Not everything works.")
    return Exit.DONE if works else Exit.WORLD
