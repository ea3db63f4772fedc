"""`haversack mark` and `haversack markings …`: how documents are marked, and what a library refuses."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from typing import Annotated

import typer

from assistant.cli import marking_rules
from assistant.cli.context import JsonOption, LibraryOption, workspace_of
from assistant.cli.marked import Marking, Reason, given, show_changes
from assistant.cli.output import Exit, run, say, show_json, tell
from assistant.guard.markings.scheme import Scheme
from assistant.jobs import CancelToken
from assistant.library.records import DocumentRecord
from assistant.workspace import DEFAULT_LIBRARY

_SOURCES = {
    "hand": "by hand",
    "folder": "by its folder",
    "banner": "by its banner lines",
    "outer": "by the document around it",
    "version": "as the version before it",
}

markings = typer.Typer(help="List and confirm markings; schemes, folders that are marked, ceiling of a library.")
markings.add_typer(marking_rules.app, name="rule")

Document = Annotated[str, typer.Argument(help="A hash, a unique prefix of it, or a path.")]


def register(app: typer.Typer) -> None:
    """Add these commands to the command line."""
    app.command()(mark)
    app.add_typer(markings, name="markings")


def mark(
    context: typer.Context,
    document: Document,
    marking: Marking,
    reason: Reason = "",
    library: LibraryOption = DEFAULT_LIBRARY,
    as_json: JsonOption = False,
) -> None:
    """Mark a document by hand; going lower in any way needs a reason."""
    workspace = workspace_of(context)
    show_changes(workspace, workspace.marking.mark(library, [document], given(marking), reason), as_json=as_json)


@markings.callback(invoke_without_command=True)
def list_markings(
    context: typer.Context,
    proposed: Annotated[bool, typer.Option("--proposed", help="Only what nobody has confirmed yet.")] = False,
    library: LibraryOption = DEFAULT_LIBRARY,
    as_json: JsonOption = False,
) -> None:
    """List the documents that are marked, and where each marking comes from."""
    if context.invoked_subcommand is not None:
        return
    workspace = workspace_of(context)
    records = [
        each
        for each in workspace.library(library).documents()
        if each.marking_source and (each.marking_proposed or not proposed)
    ]
    if as_json:
        ceiling, scheme = workspace.marking.ceiling(library), workspace.marking.scheme()
        show_json({"markings": list(map(_shape, records)), "ceiling": ceiling, "scheme": scheme.name})
    else:
        _say_records(records)


@markings.command()
def confirm(
    context: typer.Context,
    documents: Annotated[
        list[str] | None, typer.Argument(help="Hashes, unique prefixes of them, or paths; all where none is named.")
    ] = None,
    library: LibraryOption = DEFAULT_LIBRARY,
    as_json: JsonOption = False,
) -> None:
    """Confirm markings that were proposed by what documents bear."""
    workspace = workspace_of(context)
    chosen = documents or [record.sha256 for record in workspace.marking.proposals(library)]
    changes = workspace.marking.confirm(library, chosen)
    if as_json:
        show_json({"confirmed": [asdict(change) for change in changes]})
        return
    for change in changes:
        say(f"“{change.name}” is {change.after}.")
    if not changes:
        say("There is nothing to confirm.")


@markings.command()
def read(context: typer.Context, library: LibraryOption = DEFAULT_LIBRARY, as_json: JsonOption = False) -> int:
    """Propose what documents bear that came before, or under another scheme; what a person decided stays.

    The exit code is 1 where documents are marked higher than the library's ceiling.
    """
    workspace = workspace_of(context)
    found = run(workspace.marking.read_again(CancelToken(), library=library))
    if as_json:
        show_json({"marked": [asdict(each) for each in found.changes], "above": [each.sha256 for each in found.above]})
    else:
        show_changes(workspace, found.changes, as_json=False)
        _say_above(found.above, workspace.marking.ceiling(library))
    if not found.changes and not as_json:
        say("No document bears more than it is marked with.")
    return Exit.WORLD if found.above else Exit.DONE


@markings.command()
def schemes(context: typer.Context, as_json: JsonOption = False) -> None:
    """List the marking schemes; your own are TOML files in the home's folder `markings`."""
    marking = workspace_of(context).marking
    known, in_force = marking.schemes.all(), marking.scheme().name
    if as_json:
        show_json({"schemes": [_scheme(scheme, in_force) for scheme in known]})
        return
    for scheme in known:
        say(f"{'*' if scheme.name == in_force else ' '} {scheme.name:<12}  {scheme.title}")
        say(f"    {' < '.join(level.name for level in scheme.levels)}")


@markings.command()
def use(
    context: typer.Context,
    scheme: Annotated[str, typer.Argument(help="Name of the scheme.")],
    as_json: JsonOption = False,
) -> None:
    """Read and write markings by another scheme; documents keep the words that they are marked with."""
    taken = workspace_of(context).marking.use_scheme(scheme)
    if as_json:
        show_json({"scheme": taken.name})
    else:
        say(f"Markings are those of “{taken.title}” from now on.")


@markings.command()
def ceiling(
    context: typer.Context,
    marking: Annotated[str | None, typer.Argument(help="What may be kept at the most; “none” for all.")] = None,
    reason: Reason = "",
    library: LibraryOption = DEFAULT_LIBRARY,
    as_json: JsonOption = False,
) -> None:
    """Tell or set the marking above which a library refuses what comes in; changing it needs a reason."""
    workspace = workspace_of(context)
    if marking is not None:
        workspace.marking.set_ceiling(library, given(marking), reason)
    highest = workspace.marking.ceiling(library)
    if as_json:
        show_json({"library": library, "ceiling": highest})
    else:
        say(f"“{library}” keeps nothing above {highest}." if highest else f"“{library}” has no ceiling.")


def _say_above(records: Iterable[DocumentRecord], ceiling: str) -> None:
    for record in records:
        tell(f"“{record.title}” is {record.marking}, above the ceiling {ceiling}: remove it, and keep it elsewhere.")


def _say_records(records: Iterable[DocumentRecord]) -> None:
    listed = [*records]
    for record in listed:
        proposed = ", proposed" if record.marking_proposed else ""
        source = f"{_SOURCES[record.marking_source]}{proposed}"
        say(f"{record.sha256[:12]}  {record.marking or 'not marked':<24}  {record.title}  ({source})")
    if not listed:
        say("No document is marked.")


def _shape(record: DocumentRecord) -> dict[str, object]:
    return {
        "document": record.sha256,
        "path": record.path,
        "title": record.title,
        "marking": record.marking,
        "source": record.marking_source,
        "proposed": record.marking_proposed,
    }


def _scheme(scheme: Scheme, in_force: str) -> dict[str, object]:
    return {
        "name": scheme.name,
        "title": scheme.title,
        "in_force": scheme.name == in_force,
        "levels": [level.name for level in scheme.levels],
        "caveats": [caveat.name for caveat in scheme.caveats],
    }
