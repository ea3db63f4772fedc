"""`haversack markings rule …`: folders whose documents are marked as they come in."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from assistant.cli.context import JsonOption, LibraryOption, workspace_of
from assistant.cli.marked import Marking, Reason, given, show_changes
from assistant.cli.output import say, show_json
from assistant.workspace import DEFAULT_LIBRARY

app = typer.Typer(help="Folders whose documents are marked as they come in.", no_args_is_help=True)
Folder = Annotated[Path, typer.Argument(help="The folder.")]


@app.command("list")
def list_rules(context: typer.Context, library: LibraryOption = DEFAULT_LIBRARY, as_json: JsonOption = False) -> None:
    """List the folders whose documents are marked as they come in."""
    found = workspace_of(context).marking.rules(library)
    if as_json:
        show_json({"rules": [asdict(rule) for rule in found]})
        return
    for rule in found:
        say(f"{rule.marking:<24}  {rule.folder}")
    if not found:
        say("No folder is marked.")


@app.command("add")
def add_rule(
    context: typer.Context,
    folder: Folder,
    marking: Marking,
    reason: Reason = "",
    library: LibraryOption = DEFAULT_LIBRARY,
    as_json: JsonOption = False,
) -> None:
    """Mark what comes from a folder, and what came from it already; no document becomes lower by this."""
    workspace = workspace_of(context)
    show_changes(workspace, workspace.marking.set_rule(library, folder, given(marking), reason), as_json=as_json)


@app.command("remove")
def remove_rule(
    context: typer.Context,
    folder: Folder,
    reason: Reason = "",
    library: LibraryOption = DEFAULT_LIBRARY,
    as_json: JsonOption = False,
) -> None:
    """Mark what comes from a folder no longer, for a reason; its documents keep their markings."""
    workspace = workspace_of(context)
    show_changes(workspace, workspace.marking.set_rule(library, folder, "", reason), as_json=as_json)
