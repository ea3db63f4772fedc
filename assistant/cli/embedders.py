"""`haversack library embedder`: which model a library is searched by."""

from __future__ import annotations

import sys
from dataclasses import asdict
from typing import Annotated

import typer

from assistant.cli.consent import with_model
from assistant.cli.context import JsonOption, workspace_of
from assistant.cli.output import run, say, show_json, tell
from assistant.errors import UsageError
from assistant.jobs import CancelToken
from assistant.workspace.embedding import Change, Choice


def embedder(
    context: typer.Context,
    name: Annotated[str, typer.Argument(help="Name of the library.")],
    model: Annotated[str, typer.Argument(help="Search by this model; without it the models are listed.")] = "",
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask first.")] = False,
    as_json: JsonOption = False,
) -> None:
    """List the embedding models, or search a library by another one: all its passages are embedded anew."""
    workspace = workspace_of(context)
    embedding = workspace.embedding
    if not model:
        _show(embedding.choices(name), as_json=as_json)
        return
    change = with_model(workspace, lambda: embedding.estimate(model, library=name))
    _agree(change, yes=yes)
    run(embedding.change(change.name, CancelToken(), library=name))
    if as_json:
        show_json({"library": name, "embedder": change.name, "passages": change.passages})
    else:
        say(f"“{name}” is searched by {change.name} now.")


def _agree(change: Change, *, yes: bool) -> None:
    """Say how long it takes, and have that agreed to."""
    tell(
        f"Embedding {change.passages} passages by {change.name} takes about {max(1, round(change.seconds))} s. "
        "Until then the library is searched as before; it can be stopped, and goes on where it was."
    )
    if yes or change.passages == 0:
        return
    if not sys.stdin.isatty():
        raise UsageError("not-agreed", "Nothing was changed: say --yes to agree to it.")
    typer.confirm("Go on?", abort=True, err=True)


def _show(choices: list[Choice], *, as_json: bool) -> None:
    if as_json:
        show_json({"embedders": [asdict(choice) for choice in choices]})
        return
    for choice in choices:
        say(f"{'*' if choice.in_use else ' '} {choice.name}" + (" (shipped)" if choice.shipped else ""))
        if choice.notice:
            tell(choice.notice)
    if len(choices) == 1:
        tell("Import the GGUF file of an embedding model to choose another: haversack models import FILE")
