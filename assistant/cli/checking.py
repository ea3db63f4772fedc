"""`haversack check`: any text against any documents."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from assistant.answers.model import Claim
from assistant.cli import shapes
from assistant.cli.context import JsonOption, workspace_of
from assistant.cli.output import run, say, show_json
from assistant.jobs import CancelToken


def register(app: typer.Typer) -> None:
    """Add this command to the command line."""
    app.command()(check)


def check(
    context: typer.Context,
    answer: Annotated[Path, typer.Argument(help="The file with the text to check.")],
    evidence: Annotated[list[Path], typer.Option("--evidence", help="A file that the text is to rest on.")],
    as_json: JsonOption = False,
) -> None:
    """Check every sentence of a text against documents: its figures, dates, codes, units and names."""
    claims = run(workspace_of(context).reading.check(answer, evidence, CancelToken()))
    if as_json:
        show_json(shapes.checked(claims))
    else:
        for claim in claims:
            say(_line(claim))


def _line(claim: Claim) -> str:
    missing = f"  lacks: {', '.join(claim.missing)}" if claim.missing else ""
    pages = ", ".join(f"{Path(cited.path).name} p. {cited.label or cited.page}" for cited in claim.citations)
    return f"{claim.status.value:12} {claim.text}  [{pages}]{missing}"
