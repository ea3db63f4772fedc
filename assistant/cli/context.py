"""What every command is given: the workspace, and the options that all of them share."""

from __future__ import annotations

import sys
from functools import partial
from getpass import getpass
from pathlib import Path
from types import TracebackType
from typing import Annotated, Self

import typer

from assistant.cli.lock_listener import LockListener
from assistant.cli.output import run
from assistant.errors import ProgramError, UsageError
from assistant.exports.writing import format_of
from assistant.guard.memory import Secret
from assistant.guard.passphrase import line_from, passphrase_of
from assistant.guard.policy import Feature
from assistant.jobs import CancelToken
from assistant.library.libraries import locked
from assistant.library.records import LibraryInfo
from assistant.workspace import Workspace

LibraryOption = Annotated[str, typer.Option("--library", help="Name of the library.")]
OutOption = Annotated[Path | None, typer.Option(help="Write it to FILE.md, .docx, .pdf, .html, .xlsx or .csv.")]
ExtractiveOption = Annotated[bool, typer.Option("--extractive", help="Use no model, only the pages' words.")]
JsonOption = Annotated[bool, typer.Option("--json", help="Print one JSON object.")]
DocumentOption = Annotated[
    list[str] | None, typer.Option("--document", help="Only this document: its hash, a unique prefix of it, or a path.")
]


class Session:
    """One run of the command line: its workspace is made when a command asks for it, and closed at the end.

    Attributes:
        home: The folder of settings, models and libraries.
        passphrase_fd: Descriptor from which passphrases come, a line each; None asks on the terminal.
    """

    def __init__(self, home: Path) -> None:
        self.home = home
        self.passphrase_fd: int | None = None
        self._workspace: Workspace | None = None
        self._lock_listener = LockListener()

    @property
    def workspace(self) -> Workspace:
        """The workspace of this run."""
        if self._workspace is None:
            self._workspace = Workspace(self.home)
            self._workspace.sealing.ask = self._ask
            self._workspace.sealing.unlocked = partial(self._lock_listener.start, self._workspace.sealing)
        return self._workspace

    def passphrase(self, question: str) -> Secret:
        """Return what the user gives to open a library.

        Raises:
            UsageError: `no-passphrase`, where neither a descriptor nor a terminal gives one.
        """
        if self.passphrase_fd is not None:
            return line_from(self.passphrase_fd)
        if not sys.stdin.isatty():
            raise UsageError("no-passphrase", "Give the passphrase on a terminal, or by --passphrase-fd N.")
        return passphrase_of(getpass(question))

    def new_passphrase(self) -> Secret:
        """Return a passphrase that is to be set, asked for twice on a terminal.

        Raises:
            UsageError: `no-passphrase` or `passphrases-differ`.
        """
        chosen = self.passphrase("New passphrase: ")
        if self.passphrase_fd is None:
            with self.passphrase("The same again: ") as again:
                if again.data != chosen.data:
                    raise UsageError("passphrases-differ", "The two passphrases differ: nothing was changed.")
        return chosen

    def _ask(self, info: LibraryInfo) -> Secret:
        if self.passphrase_fd is None and not sys.stdin.isatty():
            raise locked(info)
        return self.passphrase(f"Passphrase or recovery code of “{info.name}”: ")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._lock_listener.stop()
        if self._workspace is not None:
            self._workspace.close()


def check_out(workspace: Workspace, out: Path | None) -> None:
    """Look before any long work whether its result may be exported, and in a format that there is.

    Raises:
        UsageError: `unknown-format`.
        WorldError: `set-by-administrator`.
    """
    if out is not None:
        workspace.policy.check(Feature.EXPORT)
        format_of(out)


def session_of(context: typer.Context) -> Session:
    """Return this run of the command line."""
    session = context.find_object(Session)
    if session is None:
        raise ProgramError("no-session", "A command was called outside the command line.")
    return session


def workspace_of(context: typer.Context) -> Workspace:
    """Return the workspace of the running command; the library that it names is brought up to date before.

    Raises:
        WorldError: `library-in-use`, `disk-full`, …
    """
    workspace = session_of(context).workspace
    if any("--library" in each.opts for each in context.command.params):
        run(workspace.libraries.bring_up(context.params["library"], CancelToken()))
    return workspace
