"""`haversack watch …`: folders that a library follows."""

from __future__ import annotations

import sys
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

from assistant.cli import shapes
from assistant.cli.context import JsonOption, LibraryOption, workspace_of
from assistant.cli.output import run, say, show_json, tell
from assistant.jobs import CancelToken
from assistant.library.following import FollowedFolder
from assistant.library.records import AddReport, FailedFile
from assistant.library.watching import Watching
from assistant.workspace import DEFAULT_LIBRARY

app = typer.Typer(help="Follow folders: what comes, changes or goes in them is taken over.", no_args_is_help=True)
Folder = Annotated[Path, typer.Argument(help="The folder, with all that is in it.")]


@app.command()
def add(
    context: typer.Context, folder: Folder, library: LibraryOption = DEFAULT_LIBRARY, as_json: JsonOption = False
) -> None:
    """Let a library follow a folder, while `watch run` or the window is open."""
    made = workspace_of(context).following.follow(folder, library=library)
    if as_json:
        show_json({"followed": _shape(made)})
    else:
        say(f"The library follows {made.shown}.")


@app.command("list")
def list_(context: typer.Context, library: LibraryOption = DEFAULT_LIBRARY, as_json: JsonOption = False) -> None:
    """List the folders that a library follows."""
    folders = workspace_of(context).following.list(library)
    if as_json:
        show_json({"followed": [_shape(folder) for folder in folders]})
    else:
        say("\n".join(_line(folder) for folder in folders) or "No folder is followed.")


@app.command()
def remove(
    context: typer.Context, folder: Folder, library: LibraryOption = DEFAULT_LIBRARY, as_json: JsonOption = False
) -> None:
    """Follow a folder no longer. Its documents stay in the library."""
    workspace_of(context).following.unfollow(folder, library=library)
    if as_json:
        show_json({"removed": str(folder)})
    else:
        say(f"The library does not follow {folder} any more.")


@app.command("run")
def run_(context: typer.Context, library: LibraryOption = DEFAULT_LIBRARY, as_json: JsonOption = False) -> None:
    """Take over what comes, changes or goes in the followed folders, until it is interrupted.

    With --json it prints one object for each time.
    """
    workspace, told = workspace_of(context), set[FailedFile]()
    tell(f"Watching {len(workspace.following.list(library))} folders; Ctrl-C ends it.")
    for step in workspace.following.watch(CancelToken(), library=library):
        if isinstance(step, Watching):
            report = run(workspace.reading.add(step.changed, CancelToken(), library=library))
            _show(step, report, told, as_json=as_json)
            sys.stdout.flush()  # whoever reads a pipe wants to know now


def _show(step: Watching, report: AddReport, told: set[FailedFile], *, as_json: bool) -> None:
    if as_json:
        show_json({**shapes.added(report), "gone": [str(folder) for folder in step.gone]})
        return
    for folder in step.gone:
        say(f"gone       {folder}")
    for line in report.files:
        if line.outcome in {"read", "partly"}:
            say(f"{line.outcome:<10} {line.path}  ({line.pages} pages)")
    for failed in report.failed:
        if failed not in told:
            tell(f"{failed.path}: {failed.message}")
            told.add(failed)


def _shape(folder: FollowedFolder) -> dict[str, Any]:
    return {**asdict(folder), "path": folder.shown}


def _line(folder: FollowedFolder) -> str:
    state = f"{folder.documents} documents" if folder.present else "not there now"
    return f"{folder.shown}  ({state}, followed since {folder.since})"
