"""Which documents a command is about: some of the library, or files and folders that are added first."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer

from assistant.cli.output import run, tell
from assistant.errors import UsageError
from assistant.jobs import CancelToken
from assistant.workspace import Workspace

Documents = Annotated[list[str], typer.Argument(help="Hashes, unique prefixes of them, paths, files or folders.")]


def chosen(workspace: Workspace, given: Iterable[str], library: str) -> list[str]:
    """Return the SHA-256 of each document that is meant, once; a file or folder that is not there yet is added first.

    Raises:
        UsageError: `unknown-document`, `ambiguous-document`.
    """
    found = (document for one in given for document in _documents(workspace, one, library))
    return list(dict.fromkeys(found))


def _documents(workspace: Workspace, given: str, library: str) -> list[str]:
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
