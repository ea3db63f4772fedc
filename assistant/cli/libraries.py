"""`haversack library …`."""

from __future__ import annotations

from typing import Annotated

import typer

from assistant.cli import embedders
from assistant.cli.context import JsonOption, workspace_of
from assistant.cli.output import run, say, show_json
from assistant.jobs import CancelToken

app = typer.Typer(help="List, create and remove libraries.", no_args_is_help=True)
Name = Annotated[str, typer.Argument(help="Name of the library.")]
app.command()(embedders.embedder)


@app.command("list")
def list_(context: typer.Context, as_json: JsonOption = False) -> None:
    """List the libraries."""
    known = workspace_of(context).libraries.list()
    if as_json:
        show_json({"libraries": [{"name": library.name, "sealed": library.sealed} for library in known]})
    else:
        names = [library.name + (" (sealed)" if library.sealed else "") for library in known]
        say("\n".join(names) or "There is no library yet: add a document, and the default one is made.")


@app.command()
def create(context: typer.Context, name: Name, as_json: JsonOption = False) -> None:
    """Create an empty library."""
    made = workspace_of(context).libraries.create(name)
    if as_json:
        show_json({"created": made.name})
    else:
        say(f"Created the library “{made.name}”.")


@app.command()
def rebuild(context: typer.Context, name: Name, as_json: JsonOption = False) -> None:
    """Index a library's documents anew, as is needed after another embedding model was installed."""
    run(workspace_of(context).reading.rebuild(CancelToken(), library=name))
    if as_json:
        show_json({"rebuilt": name})
    else:
        say(f"The library “{name}” is indexed anew.")


@app.command()
def remove(context: typer.Context, name: Name, as_json: JsonOption = False) -> None:
    """Remove a library with its index, chats and briefs. The files it was made from stay."""
    workspace_of(context).libraries.remove(name)
    if as_json:
        show_json({"removed": name})
    else:
        say(f"Removed the library “{name}”.")
