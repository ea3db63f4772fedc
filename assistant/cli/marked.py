"""What the commands about markings share: a marking and a reason as they are typed, and what is said of a change."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from typing import Annotated

import typer

from assistant.cli.output import say, show_json, tell
from assistant.guard.markings.marking import parse
from assistant.library.markings.marks import MarkingChange
from assistant.workspace import Workspace

_NONE = "none"
"""What stands for no marking on the command line, where nothing cannot be typed."""
Marking = Annotated[str, typer.Argument(help="Such as “SECRET//NOFORN”, “(S//NF)” or “TLP:AMBER”; “none” for none.")]
Reason = Annotated[str, typer.Option("--reason", help="Why: needed where something becomes less strict.")]


def given(marking: str) -> str:
    """Return a marking as it was typed, "" where none is meant."""
    return "" if marking.strip().casefold() == _NONE else marking


def show_changes(workspace: Workspace, changes: Iterable[MarkingChange], *, as_json: bool) -> None:
    """Write what was marked, and what of it the scheme does not know."""
    if as_json:
        show_json({"marked": [asdict(change) for change in changes]})
        return
    for change in changes:
        before = f" (was {change.before})" if change.before not in {"", change.after} else ""
        say(f"“{change.name}” is {change.after or 'not marked'}{before}.")
        if parse(workspace.marking.scheme(), change.after).unread:
            tell("The scheme does not know all of it: that is kept as it is, and counts as higher than every level.")
