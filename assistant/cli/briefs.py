"""`haversack templates | brief | signals`: filled forms, and what they say of change."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from assistant.answers.model import Citation, Claim
from assistant.briefs.filled import Brief, FilledSection
from assistant.briefs.templates import Shape
from assistant.cli import brief_shapes
from assistant.cli.context import JsonOption, LibraryOption, workspace_of
from assistant.cli.output import run, say, show_json, tell
from assistant.cli.questions import ModelOption
from assistant.errors import UsageError
from assistant.exports.board import board_table
from assistant.exports.briefs import of_brief
from assistant.exports.writing import format_of, write, write_content
from assistant.jobs import CancelToken
from assistant.workspace import DEFAULT_LIBRARY, Workspace


def register(app: typer.Typer) -> None:
    """Add these commands to the command line."""
    app.command()(templates)
    app.command()(brief)
    app.command()(signals)


def templates(context: typer.Context, as_json: JsonOption = False) -> None:
    """List the forms of briefs: those that ship, and your own TOML files in the home's folder `templates`."""
    known = workspace_of(context).writing.templates.all()
    if as_json:
        show_json(brief_shapes.templates(known))
        return
    for template in known:
        say(f"{template.name:24} {template.description}")


def brief(
    context: typer.Context,
    template: Annotated[str, typer.Argument(help="Name of the template.")],
    documents: Annotated[list[str], typer.Argument(help="Hashes, unique prefixes of them, paths, files or folders.")],
    symptom: Annotated[str, typer.Option(help="What is wrong, for a maintenance diagnosis.")] = "",
    out: Annotated[Path | None, typer.Option(help="Write it to FILE.md, .docx, .pdf, .html, .xlsx or .csv.")] = None,
    model: ModelOption = None,
    extractive: Annotated[bool, typer.Option("--extractive", help="Use no model, only the pages' words.")] = False,
    library: LibraryOption = DEFAULT_LIBRARY,
    as_json: JsonOption = False,
) -> None:
    """Fill a template from documents, each cell with its page; files that are not in the library are added first."""
    workspace = workspace_of(context)
    if out is not None:
        format_of(out)
    chosen = [found for given in documents for found in _documents(workspace, given, library)]
    job = workspace.writing.brief(
        template, chosen, CancelToken(), library=library, model=model, symptom=symptom, extractive=extractive
    )
    made = run(job)
    if out is not None:
        write(of_brief(made), out)
    if as_json:
        show_json(brief_shapes.brief(made))
    else:
        _say_brief(made, out)


def signals(
    context: typer.Context,
    find: Annotated[str, typer.Option(help="Only rows that hold these words.")] = "",
    csv: Annotated[Path | None, typer.Option(help="Write them to this table, too.")] = None,
    library: LibraryOption = DEFAULT_LIBRARY,
    as_json: JsonOption = False,
) -> None:
    """List the signals of change of all briefs of a library."""
    rows = [row for row in workspace_of(context).writing.briefs(library).board() if row.says(find)]
    if csv is not None:
        write_content(csv, board_table(rows).encode())
    if as_json:
        show_json(brief_shapes.board(rows))
        return
    for row in rows:
        say(f"{' | '.join(row.cells.values())}  [{row.title}, p. {row.page}]")
    if not rows:
        say("There are no signals: fill the template trend-brief first.")


def _documents(workspace: Workspace, given: str, library: str) -> list[str]:
    """Return the documents that are meant; a file or folder that is not in the library is added first."""
    opened = workspace.library(library)
    try:
        return [opened.document(given).sha256]
    except UsageError as error:
        path = Path(given)
        if error.code != "unknown-document" or not path.exists():
            raise
    whole = path.resolve()
    report = run(workspace.reading.add([path], CancelToken(), library=library))
    for failed in report.failed:
        tell(failed.message)
    below = [record.sha256 for record in opened.documents() if _within(record.paths, whole)]
    if not below:
        raise UsageError("unknown-document", f"No document could be read from “{path.name}”.")
    return below


def _within(paths: tuple[str, ...], whole: Path) -> bool:
    return any(Path(path) == whole or whole in Path(path).parents for path in paths)


def _say_brief(made: Brief, out: Path | None) -> None:
    for notice in made.notices:
        tell(notice)
    if out is not None:
        say(f"Written to {out}.")
        return
    say(made.title)
    say(f"Source: {made.source}")
    for section in made.sections:
        say()
        _say_section(section)
    say()
    say(f"Made with machine assistance; checked {made.supported} of {made.checked} claims.")


def _say_section(section: FilledSection) -> None:
    say(section.name)
    if not section.items:
        say(f"  {section.nothing}")
    for item in section.items:
        if section.shape is Shape.TABLE:
            for name, cell in zip(section.columns, item.cells, strict=True):
                say(f"  {name}: {_told(cell)}")
            say()
        else:
            say(f"  {': '.join(map(_told, item.cells))}")


def _told(cell: Claim) -> str:
    pages = ", ".join(map(_page, cell.citations))
    return f"{cell.text}  [{cell.status.value}{': ' + pages if pages else ''}]"


def _page(cited: Citation) -> str:
    return f"{Path(cited.path).name} p. {cited.label or cited.page}"
