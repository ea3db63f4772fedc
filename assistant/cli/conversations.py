"""`haversack conversations …`: what was asked and answered, kept with a library."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from assistant.cli import shapes
from assistant.cli.context import JsonOption, LibraryOption, workspace_of
from assistant.cli.output import run, say, show_json
from assistant.cli.questions import say_answer
from assistant.jobs import CancelToken
from assistant.workspace import DEFAULT_LIBRARY

app = typer.Typer(help="List, show, rename, export and delete conversations.", no_args_is_help=True)
Title = Annotated[str, typer.Argument(help="Title of the conversation.")]


@app.command("list")
def list_(
    context: typer.Context,
    sought: Annotated[str, typer.Option("--search", help="Only those in which this was said.")] = "",
    library: LibraryOption = DEFAULT_LIBRARY,
    as_json: JsonOption = False,
) -> None:
    """List the conversations, newest first."""
    records = workspace_of(context).asking.conversations(library).records(sought)
    if as_json:
        show_json(shapes.conversations(records))
        return
    for record in records:
        say(f"{record.title}  ({record.turns} questions, begun {record.started[:10]})")
    if not records:
        say("There is no conversation.")


@app.command()
def show(
    context: typer.Context, title: Title, library: LibraryOption = DEFAULT_LIBRARY, as_json: JsonOption = False
) -> None:
    """Show a conversation, turn by turn."""
    turns = workspace_of(context).asking.conversations(library).turns(title)
    if as_json:
        show_json(shapes.turns(title, turns))
        return
    for turn in turns:
        say(f"? {turn.question}")
        say_answer(turn.answer)
        say()


@app.command("go-on")
def go_on(
    context: typer.Context, title: Title, library: LibraryOption = DEFAULT_LIBRARY, as_json: JsonOption = False
) -> None:
    """Have the last answer of a conversation written on where the model was cut."""
    asking = workspace_of(context).asking
    answer = run(asking.go_on(title, CancelToken(), library=library))
    if as_json:
        show_json(shapes.answer(answer))
    else:
        say_answer(answer)


@app.command()
def rename(
    context: typer.Context,
    title: Title,
    new: Annotated[str, typer.Argument(help="Its new title.")],
    library: LibraryOption = DEFAULT_LIBRARY,
    as_json: JsonOption = False,
) -> None:
    """Give a conversation another title."""
    workspace_of(context).asking.conversations(library).rename(title, new)
    if as_json:
        show_json({"renamed": title, "to": new})
    else:
        say(f"“{title}” is now “{new}”.")


@app.command()
def export(
    context: typer.Context,
    title: Title,
    out: Annotated[Path, typer.Option("--out", help="The file to write: .md, .html, .docx or .pdf.")],
    library: LibraryOption = DEFAULT_LIBRARY,
    as_json: JsonOption = False,
) -> None:
    """Write a conversation to a file, with its citations and markings."""
    workspace_of(context).writing.export(title, out, library=library)
    if as_json:
        show_json({"exported": title, "to": str(out)})
    else:
        say(f"Wrote “{out}”.")


@app.command()
def delete(
    context: typer.Context, title: Title, library: LibraryOption = DEFAULT_LIBRARY, as_json: JsonOption = False
) -> None:
    """Delete a conversation from every file of the library."""
    workspace_of(context).asking.conversations(library).delete(title)
    if as_json:
        show_json({"deleted": title})
    else:
        say(f"Deleted the conversation “{title}”.")
