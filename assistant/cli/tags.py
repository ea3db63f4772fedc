"""`haversack tag …` and `haversack note …`: what people write on documents."""

from __future__ import annotations

from typing import Annotated

import typer

from assistant.cli import shapes
from assistant.cli.context import JsonOption, LibraryOption, workspace_of
from assistant.cli.output import say, show_json
from assistant.cli.questions import between
from assistant.library.labels import Labels, Note
from assistant.workspace import DEFAULT_LIBRARY

tags = typer.Typer(help="List tags, give them to documents and take them away.", no_args_is_help=True)
notes = typer.Typer(help="List, write and remove notes on documents.", no_args_is_help=True)

Tag = Annotated[str, typer.Argument(help="The tag: some words without a comma.")]
Documents = Annotated[list[str], typer.Argument(help="Hashes, unique prefixes of them, or paths.")]
Document = Annotated[str, typer.Argument(help="A hash, a unique prefix of it, or a path.")]


def register(app: typer.Typer) -> None:
    """Add these commands to the command line."""
    app.add_typer(tags, name="tag")
    app.add_typer(notes, name="note")


@tags.command("list")
def list_tags(context: typer.Context, library: LibraryOption = DEFAULT_LIBRARY, as_json: JsonOption = False) -> None:
    """List the tags in use, and how many documents have each."""
    counted = _labels(context, library).tags()
    if as_json:
        show_json({"tags": [{"tag": tag, "documents": count} for tag, count in counted.items()]})
        return
    for tag, count in counted.items():
        say(f"{count:>5}  {tag}")
    if not counted:
        say("No document has a tag.")


@tags.command("add")
def add_tag(
    context: typer.Context,
    tag: Tag,
    documents: Documents,
    library: LibraryOption = DEFAULT_LIBRARY,
    as_json: JsonOption = False,
) -> None:
    """Give documents a tag."""
    spelled = _labels(context, library).tag(documents, tag)
    if as_json:
        show_json({"tag": spelled, "documents": documents})
    else:
        say(f"Tagged {len(documents)} with “{spelled}”.")


@tags.command("remove")
def remove_tag(
    context: typer.Context,
    tag: Tag,
    documents: Documents,
    library: LibraryOption = DEFAULT_LIBRARY,
    as_json: JsonOption = False,
) -> None:
    """Take a tag from documents."""
    _labels(context, library).untag(documents, tag)
    if as_json:
        show_json({"removed": tag, "documents": documents})
    else:
        say(f"Took “{tag}” from {len(documents)}.")


@notes.command("list")
def list_notes(
    context: typer.Context,
    document: Annotated[str | None, typer.Argument(help="A hash, a unique prefix of it, or a path.")] = None,
    library: LibraryOption = DEFAULT_LIBRARY,
    as_json: JsonOption = False,
) -> None:
    """List the notes on a document, or all notes."""
    found = _labels(context, library).notes(document)
    marking = workspace_of(context).marking.of({note.document for note in found}, library=library)
    if as_json:
        show_json(shapes.notes(found) | {"marking": marking})
        return
    with between(marking):
        for note in found:
            say(_line(note))
    if not found:
        say("There is no note.")


@notes.command("add")
def add_note(
    context: typer.Context,
    document: Document,
    text: Annotated[str, typer.Argument(help="What to write.")],
    page: Annotated[int, typer.Option(help="The page it is about, 0 for the whole document.")] = 0,
    library: LibraryOption = DEFAULT_LIBRARY,
    as_json: JsonOption = False,
) -> None:
    """Write a note on a document."""
    written = _labels(context, library).write(document, text, page)
    if as_json:
        show_json(shapes.notes([written]))
    else:
        say(_line(written))


@notes.command("remove")
def remove_note(
    context: typer.Context,
    number: Annotated[int, typer.Argument(help="Its number, as “note list” tells it.")],
    library: LibraryOption = DEFAULT_LIBRARY,
    as_json: JsonOption = False,
) -> None:
    """Remove a note."""
    _labels(context, library).erase(number)
    if as_json:
        show_json({"removed": number})
    else:
        say(f"Removed note {number}.")


def _labels(context: typer.Context, library: str) -> Labels:
    return workspace_of(context).library(library).labels


def _line(note: Note) -> str:
    where = f"p. {note.page}" if note.page else "document"
    return f"{note.number:>5}  {note.document[:12]}  {where:<9} {note.at[:10]}  {note.text}"
