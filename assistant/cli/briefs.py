"""`haversack templates | brief | signals`: filled forms, and what they say of change."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from assistant.answers.model import Citation, Claim
from assistant.briefs.filled import Brief, FilledSection
from assistant.briefs.template import Shape
from assistant.cli import brief_shapes
from assistant.cli.chosen import Documents, chosen
from assistant.cli.consent import run_with_model
from assistant.cli.context import ExtractiveOption, JsonOption, LibraryOption, OutOption, check_out, workspace_of
from assistant.cli.output import say, show_json, tell
from assistant.cli.questions import ModelOption, between
from assistant.jobs import CancelToken
from assistant.workspace import DEFAULT_LIBRARY


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
    documents: Documents,
    symptom: Annotated[str, typer.Option(help="What is wrong, for a maintenance diagnosis.")] = "",
    out: OutOption = None,
    model: ModelOption = None,
    extractive: ExtractiveOption = False,
    library: LibraryOption = DEFAULT_LIBRARY,
    as_json: JsonOption = False,
) -> None:
    """Fill a template from documents, each cell with its page; files that are not in the library are added first."""
    workspace = workspace_of(context)
    check_out(workspace, out)
    found = chosen(workspace, documents, library)
    fill = partial(
        workspace.writing.brief,
        template, found, CancelToken(), library=library, model=model, symptom=symptom, extractive=extractive,
    )  # fmt: skip
    made = run_with_model(workspace, fill)
    if out is not None:
        workspace.writing.export_brief(made, out)
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
    workspace = workspace_of(context)
    writing = workspace.writing
    rows = [row for row in writing.briefs(library).board() if row.says(find)]
    if csv is not None:
        writing.export_board(rows, csv, library=library)
    if as_json:
        show_json(brief_shapes.board(rows))
        return
    with between(workspace.marking.of([], *(row.marking for row in rows), library=library)):
        for row in rows:
            say(f"{' | '.join(row.cells.values())}  [{row.title}, p. {row.page}]")
    if not rows:
        say("There are no signals: fill the template trend-brief first.")


def _say_brief(made: Brief, out: Path | None) -> None:
    for notice in made.notices:
        tell(notice)
    if out is not None:
        say(f"Written to {out}.")
        return
    with between(made.marking):
        _say_whole(made)


def _say_whole(made: Brief) -> None:
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
