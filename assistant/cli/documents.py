"""`haversack add | documents | remove | ledger`: what is in a library and how it was read."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from assistant.cli import shapes
from assistant.cli.context import JsonOption, LibraryOption, workspace_of
from assistant.cli.output import Exit, run, say, show_json, tell
from assistant.exports.file_list import check_kind
from assistant.guard.policy import Feature
from assistant.jobs import CancelToken
from assistant.library.labels import has_tag
from assistant.library.records import AddReport, DocumentRecord, LedgerLine
from assistant.workspace import DEFAULT_LIBRARY

Paths = Annotated[list[Path], typer.Argument(help="Files and folders; a folder is walked.")]
Document = Annotated[str, typer.Argument(help="A hash, a unique prefix of it, or a path.")]
Password = Annotated[str | None, typer.Option(help="Password of protected files.")]


def register(app: typer.Typer) -> None:
    """Add these commands to the command line."""
    app.command()(add)
    app.command()(documents)
    app.command()(remove)
    app.command()(ledger)


def add(
    context: typer.Context,
    paths: Paths,
    library: LibraryOption = DEFAULT_LIBRARY,
    password: Password = None,
    remember: Annotated[
        bool, typer.Option(help="Keep passwords that open something in the system's key store.")
    ] = False,
    list_: Annotated[
        Path | None, typer.Option("--list", help="Write what became of each file to FILE.csv or .json.")
    ] = None,
    as_json: JsonOption = False,
) -> int:
    """Read and index documents."""
    workspace = workspace_of(context)
    if list_ is not None:
        workspace.policy.check(Feature.EXPORT)
        check_kind(list_)
    passwords = dict.fromkeys(paths, password) if password is not None else {}
    job = workspace.reading.add(paths, CancelToken(), library=library, passwords=passwords, remember=remember)
    report = run(job)
    if list_ is not None:
        workspace.reading.save_list(report, list_, library=library)
    if as_json:
        show_json(shapes.added(report))
    else:
        _say_added(report)
    for failed in report.failed:
        tell(f"{failed.path}: {failed.message}")
    return Exit.WORLD if report.failed else Exit.DONE


def documents(
    context: typer.Context,
    tag: Annotated[str, typer.Option(help="Only documents with this tag.")] = "",
    library: LibraryOption = DEFAULT_LIBRARY,
    as_json: JsonOption = False,
) -> None:
    """List the documents of a library."""
    records = [each for each in workspace_of(context).library(library).documents() if _has(each, tag)]
    if as_json:
        show_json(shapes.documents(records))
    else:
        for record in records:
            say(_line(record))


def remove(
    context: typer.Context, document: Document, library: LibraryOption = DEFAULT_LIBRARY, as_json: JsonOption = False
) -> None:
    """Remove a document and everything made from it. The file it came from stays."""
    removed = workspace_of(context).library(library).remove(document)
    if as_json:
        show_json({"removed": shapes.document(removed)})
    else:
        say(f"Removed {removed.title} ({removed.pages} pages).")


def ledger(
    context: typer.Context,
    document: Annotated[str | None, typer.Argument(help="A hash, a unique prefix of it, or a path.")] = None,
    library: LibraryOption = DEFAULT_LIBRARY,
    as_json: JsonOption = False,
) -> None:
    """Tell how each page was read, with which tool, and why not where it was not."""
    lines = workspace_of(context).library(library).ledger(document)
    if as_json:
        show_json(shapes.ledger(lines))
    else:
        for line in lines:
            say(_ledger_line(line))


def _say_added(report: AddReport) -> None:
    for done in report.added:
        say(f"added      {done.path}  ({done.pages} pages, {done.passages} passages, {done.seconds:.1f} s)")
    for path in report.unchanged:
        say(f"unchanged  {path}")
    say(f"{len(report.added)} added, {len(report.unchanged)} unchanged, {len(report.failed)} failed.")


def _has(record: DocumentRecord, tag: str) -> bool:
    return not tag or has_tag(record.tags, tag)


def _line(record: DocumentRecord) -> str:
    unread = record.pages - sum(record.ledger.get(status, 0) for status in ("text", "ocr", "mixed"))
    gap = f", {unread} without text" if unread else ""
    return f"{record.sha256[:12]}  {record.status:<10}  {record.pages:>4} pages{gap}  {record.title}  {record.path}"


def _ledger_line(line: LedgerLine) -> str:
    reason = f"  {line.reason}" if line.reason else ""
    return f"{line.document[:12]}  p. {line.page:<5} {line.label:<8} {line.status.value:<8} {line.tool}{reason}"
