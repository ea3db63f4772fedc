"""The command line as a whole: its commands, and how it ends."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from assistant import places
from assistant.cli import (
    audit,
    briefs,
    checking,
    conversations,
    documents,
    libraries,
    markings,
    models,
    policy,
    proof,
    questions,
    reviews,
    sealing,
    self_test,
    summaries,
    tags,
    watching,
)
from assistant.cli.context import Session, session_of
from assistant.cli.output import Exit, error_shape, show_json, tell
from assistant.crashes import write_report
from assistant.errors import Cancelled, UsageError, WorldError
from assistant.interrupts import Interrupted

app = typer.Typer(
    name="haversack",
    help="Read local documents, and answer, summarise and cite from them, with no network.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.add_typer(libraries.app, name="library")
app.add_typer(watching.app, name="watch")
app.add_typer(models.app, name="models")
app.add_typer(conversations.app, name="conversations")
app.add_typer(audit.app, name="audit")
app.command()(conversations.export)
briefs.register(app)
checking.register(app)
documents.register(app)
markings.register(app)
questions.register(app)
models.register(app)
policy.register(app)
reviews.register(app)
proof.register(app)
self_test.register(app)
sealing.register(app)
summaries.register(app)
tags.register(app)


@app.callback()
def haversack(
    context: typer.Context,
    home: Annotated[
        Path | None, typer.Option(help="Folder of settings, models and libraries (default: HAVERSACK_HOME).")
    ] = None,
    passphrase_fd: Annotated[
        int | None,
        typer.Option(help="Descriptor from which the passphrase of a sealed library is read; may stand anywhere."),
    ] = None,
) -> None:
    """Read local documents, and answer, summarise and cite from them, with no network."""
    session_of(context).passphrase_fd = passphrase_fd
    if home is not None:
        session_of(context).home = home


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run one command and leave with its exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    given = _foremost(given)
    sys.exit(_run(given, Session(places.home()), as_json="--json" in given))


def _foremost(arguments: list[str]) -> list[str]:
    """Put `--passphrase-fd N` in front, so that every command takes it wherever it stands."""
    options = arguments[: arguments.index("--") if "--" in arguments else None]
    for place, option in enumerate(options):
        if option == "--passphrase-fd" or option.startswith("--passphrase-fd="):
            end = place + 1 if "=" in option else place + 2
            return [*arguments[place:end], *arguments[:place], *arguments[end:]]
    return arguments


def _run(arguments: list[str], session: Session, *, as_json: bool) -> int:
    try:
        with session:
            code = app(arguments, standalone_mode=False, prog_name="haversack", obj=session)
    except typer.Exit as left:
        code = left.exit_code
    except typer.TyperException as wrong:
        tell(f"{wrong.format_message()} Type “haversack --help” for what there is.")
        code = Exit.USAGE
    except (Cancelled, Interrupted, typer.Abort):
        tell("Stopped.")
        code = Exit.CANCELLED
    except (WorldError, UsageError) as error:
        _show(error.code, error.message, as_json=as_json)
        code = Exit.WORLD
    except Exception as error:  # noqa: BLE001 - the outermost door: our own fault, whatever it is
        report = write_report(session.home / "logs", error)
        sentence = f"Haversack made a mistake of its own. A report without any document text was written to {report}."
        _show("program-error", sentence, as_json=as_json)
        code = Exit.WORLD
    return code if isinstance(code, int) else Exit.DONE


def _show(code: str, message: str, *, as_json: bool) -> None:
    tell(message)
    if as_json:
        show_json(error_shape(code, message))
