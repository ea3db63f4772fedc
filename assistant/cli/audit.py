"""`haversack audit list | verify | export`: who did what with a library, and whether the log of it is whole."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

from assistant.cli.context import JsonOption, LibraryOption, workspace_of
from assistant.cli.output import Exit, run, say, show_json, tell
from assistant.exports.audit_log import verdict_shape
from assistant.jobs import CancelToken
from assistant.library.audit.entries import Action, Entry
from assistant.library.audit.verifying import Verdict
from assistant.workspace import DEFAULT_LIBRARY, Workspace

app = typer.Typer(help="Show, check and export the log of a library.", no_args_is_help=True)

_SHOWN = 12
"""Digits of a digest that a person is shown."""


@app.command("list")
def list_(
    context: typer.Context,
    last: Annotated[int | None, typer.Option(min=1, help="Only so many of the newest entries.")] = None,
    action: Annotated[Action | None, typer.Option(help="Only entries of this kind.")] = None,
    library: LibraryOption = DEFAULT_LIBRARY,
    as_json: JsonOption = False,
) -> None:
    """List who did what with a library, and when, the newest entry last."""
    workspace = workspace_of(context)
    entries = [one for one in workspace.auditing.entries(library) if action is None or one.action == action]
    entries = entries[-last:] if last else entries
    if as_json:
        show_json({"entries": [asdict(entry) for entry in entries]})
        return
    names = _names(workspace, library)
    for entry in entries:
        say(f"{entry.sequence:6}  {entry.at}  {entry.actor}  {entry.action}  {_told(entry, names)}".rstrip())


@app.command()
def verify(
    context: typer.Context,
    trust: Annotated[
        list[str] | None, typer.Option(help="Public key of another installation that is known to have written it.")
    ] = None,
    against: Annotated[
        Path | None, typer.Option(help="An export FILE.json that was kept elsewhere; it must be a part of the log.")
    ] = None,
    library: LibraryOption = DEFAULT_LIBRARY,
    as_json: JsonOption = False,
) -> int:
    """Look for every change and every gap in the log of a library; the exit code is 1 where there is one."""
    workspace = workspace_of(context)
    verdict = run(workspace.auditing.verify(CancelToken(), library=library, known=trust or (), against=against))
    if as_json:
        show_json({**verdict_shape(verdict), "fingerprint": workspace.auditing.fingerprint})
    else:
        _say_verdict(verdict, workspace.auditing.fingerprint)
    return Exit.DONE if verdict.whole else Exit.WORLD


@app.command()
def export(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help="FILE.csv, or FILE.json with what `verify` finds.")],
    library: LibraryOption = DEFAULT_LIBRARY,
    as_json: JsonOption = False,
) -> None:
    """Write the log of a library to a file, with every digest, so that others can check it."""
    workspace_of(context).auditing.export(file, library=library)
    if as_json:
        show_json({"written": str(file)})
    else:
        say(f"Written to {file}.")


def _say_verdict(verdict: Verdict, fingerprint: str) -> None:
    for notice in verdict.notices:
        tell(notice.sentence)
    for finding in verdict.findings:
        say(finding.sentence)
    if verdict.whole:
        say(f"The log is whole: {verdict.entries} entries, from {verdict.first} to {verdict.last}.")
    say(f"Its newest entry: {verdict.head}")
    say(f"Signed by this installation, key {fingerprint}.")


def _names(workspace: Workspace, library: str) -> dict[str, str]:
    """Return the file names of the documents that are in a library now, by SHA-256."""
    documents = workspace.library(library).documents()
    return {document.sha256: Path(document.path).name or document.title for document in documents}


def _told(entry: Entry, names: dict[str, str]) -> str:
    return ", ".join(
        f"{key}: {_shown(value, names)}" for key, value in entry.subject.items() if value not in ("", [], None)
    )


def _shown(value: Any, names: dict[str, str]) -> str:  # noqa: ANN401 - whatever JSON can hold
    if isinstance(value, list):
        return "; ".join(_shown(one, names) for one in value)
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    if text in names:
        return f"{names[text]} ({text[:_SHOWN]})"
    return text[:_SHOWN] if len(text) == 64 and text.isalnum() else text
