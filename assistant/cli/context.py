"""What every command is given: the workspace, and the options that all of them share."""

from __future__ import annotations

from pathlib import Path
from types import TracebackType
from typing import Annotated, Self

import typer

from assistant.errors import ProgramError
from assistant.workspace import Workspace

LibraryOption = Annotated[str, typer.Option("--library", help="Name of the library.")]
JsonOption = Annotated[bool, typer.Option("--json", help="Print one JSON object.")]
DocumentOption = Annotated[
    list[str] | None, typer.Option("--document", help="Only this document: its hash, a unique prefix of it, or a path.")
]


class Session:
    """One run of the command line: its workspace is made when a command asks for it, and closed at the end.

    Attributes:
        home: The folder of settings, models and libraries.
    """

    def __init__(self, home: Path) -> None:
        self.home = home
        self._workspace: Workspace | None = None

    @property
    def workspace(self) -> Workspace:
        """The workspace of this run."""
        if self._workspace is None:
            self._workspace = Workspace(self.home)
        return self._workspace

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._workspace is not None:
            self._workspace.close()


def session_of(context: typer.Context) -> Session:
    """Return this run of the command line."""
    session = context.find_object(Session)
    if session is None:
        raise ProgramError("no-session", "A command was called outside the command line.")
    return session


def workspace_of(context: typer.Context) -> Workspace:
    """Return the workspace of the running command."""
    return session_of(context).workspace
