"""`haversack review`: which briefs a person has confirmed."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from assistant.briefs.filled import Brief
from assistant.cli.context import JsonOption, LibraryOption, OutOption, check_out, workspace_of
from assistant.cli.output import say, show_json
from assistant.errors import UsageError
from assistant.workspace import DEFAULT_LIBRARY


def register(app: typer.Typer) -> None:
    """Add this command to the command line."""
    app.command()(review)


def review(
    context: typer.Context,
    number: Annotated[int | None, typer.Argument(help="Number of the brief; without it, all are listed.")] = None,
    by: Annotated[str, typer.Option(help="Name of the reviewer (default: the present user).")] = "",
    take_back: Annotated[bool, typer.Option("--take-back", help="Let it need review again.")] = False,
    out: OutOption = None,
    library: LibraryOption = DEFAULT_LIBRARY,
    as_json: JsonOption = False,
) -> None:
    """Keep that a person has confirmed a brief, which its exports then say; list the briefs without a number."""
    workspace = workspace_of(context)
    check_out(workspace, out)
    writing = workspace.writing
    briefs = writing.briefs(library).numbered()
    if number is not None:
        chosen = _chosen(briefs, number)
        done = (
            writing.take_back_review(chosen, library=library)
            if take_back
            else writing.review(chosen, by, library=library)
        )
        if out is not None:
            writing.export_brief(done, out)
        briefs = {number: done}
    if as_json:
        show_json({"briefs": [_shape(place, brief) for place, brief in briefs.items()]})
        return
    for place, brief in briefs.items():
        say(f"{place:4}  {brief.title}  {_state(brief)}")
    if not briefs:
        say("There are no briefs yet.")


def _chosen(briefs: dict[int, Brief], number: int) -> Brief:
    if number not in briefs:
        raise UsageError("unknown-brief", f"There is no brief {number}: `haversack review` lists them.")
    return briefs[number]


def _state(brief: Brief) -> str:
    checked = f"{brief.supported} of {brief.checked} claims hold"
    return f"({checked}; {f'reviewed by {brief.review}' if brief.review else 'needs review'})"


def _shape(number: int, brief: Brief) -> dict[str, Any]:
    return {
        "number": number,
        "title": brief.title,
        "template": brief.template,
        "documents": list(brief.documents),
        "made": brief.made,
        "model": brief.model,
        "digest": brief.digest,
        "marking": brief.marking,
        "supported": brief.supported,
        "checked": brief.checked,
        "reviewer": brief.reviewer,
        "reviewed": brief.reviewed,
    }
