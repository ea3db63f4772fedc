"""`haversack prove-offline`: what a security officer asks for."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

import typer

from assistant.cli.context import JsonOption, workspace_of
from assistant.cli.output import Exit, run, say, show_json, tell
from assistant.guard.isolation import enter
from assistant.guard.signing import Signer
from assistant.jobs import CancelToken

_MARKS = {True: "yes", False: "NO ", None: " ? "}


def register(parent: typer.Typer) -> None:
    """Add this command to the command line."""
    parent.command()(prove_offline)


def prove_offline(
    context: typer.Context,
    report: Annotated[
        Path | None, typer.Option(help="Write the signed report here, as .json and as .pdf beside it.")
    ] = None,
    checked: Annotated[
        Path | None, typer.Option("--check", help="Check the signature of a report (.json) instead of making one.")
    ] = None,
    as_json: JsonOption = False,
) -> int:
    """Make the whole journey on sample documents under watch, and tell whether anything tried to leave."""
    from assistant.proof.proving import check, prove, write  # noqa: PLC0415 - loads the PDF writer: for this command only

    found = check(checked) if checked else run(prove(enter(), CancelToken()))
    if as_json:
        show_json(found)
    else:
        _say(found)
    if report and not checked:
        signer = Signer(workspace_of(context).home)
        files = write(found, signer, report)
        tell(f"Wrote {files[0]} and {files[1]}, signed with the key {signer.fingerprint}.")
    return Exit.DONE if found["proved"] else Exit.WORLD


def _say(report: Mapping[str, Any]) -> None:
    for claim in report["claims"]:
        say(f"{_MARKS[claim['holds']]}  {claim['sentence']} ({claim['evidence']})")
    for step in report["steps"]:
        if step["code"]:
            tell(f"{step['name']} ended with exit code {step['code']}: {step['said'].strip()}")
    say("Proved for this run." if report["proved"] else "Not proved.")
