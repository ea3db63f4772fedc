"""The folders that a library follows."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from assistant.errors import UsageError
from assistant.library import paths
from assistant.library.adding import known
from assistant.library.library import Library
from assistant.library.store.connection import Connection
from assistant.library.writing import now

_COUNT = """
    SELECT COUNT(DISTINCT document) FROM document_paths WHERE raw >= ? AND raw < ? AND missing = 0
"""


@dataclass(frozen=True)
class FollowedFolder:
    """A folder that a library follows.

    Attributes:
        path: The folder.
        shown: The same as text that is safe to show.
        since: ISO 8601 time in UTC.
        present: Whether it is there now; a folder on a stick comes and goes.
        documents: How many documents of the library lie in it.
    """

    path: Path
    shown: str
    since: str
    present: bool
    documents: int


def followed(library: Library) -> list[FollowedFolder]:
    """Return the folders that a library follows, by path."""
    with library.store.reading() as connection:
        rows = connection.execute("SELECT raw, shown, since FROM followed ORDER BY raw").fetchall()
        return [_folder(connection, *row) for row in rows]


def follow(library: Library, folder: Path) -> FollowedFolder:
    """Let a library follow a folder, from the next `watch` on. Following it twice is following it once.

    Raises:
        UsageError: `not-a-folder`, `own-folder`, or `followed-already`, where a folder around it is followed.
    """
    if not folder.is_dir() or not _is_text(folder):
        raise UsageError("not-a-folder", f"“{paths.plain(str(folder))}” is not a folder that can be followed.")
    own, real = library.folder.parent.resolve(), folder.resolve()
    if real.is_relative_to(own) or own.is_relative_to(real):
        raise UsageError("own-folder", "This is, or holds, the program's own folder, which changes all the time.")
    raw = paths.raw(folder)
    with library.store.writing() as connection:
        _check_not_inside(connection, raw)
        row = (raw, paths.shown(raw), now())
        connection.execute("INSERT OR IGNORE INTO followed (raw, shown, since) VALUES (?, ?, ?)", row)
    return next(each for each in followed(library) if paths.raw(each.path) == raw)


def unfollow(library: Library, folder: Path) -> None:
    """Let a library follow a folder no longer. Its documents stay.

    Raises:
        UsageError: `not-followed`.
    """
    with library.store.writing() as connection:
        gone = connection.execute("DELETE FROM followed WHERE raw = ?", (paths.raw(folder),)).rowcount
    if not gone:
        raise UsageError("not-followed", f"“{paths.plain(str(folder))}” is not followed by this library.")


def mark_gone(library: Library, folder: Path) -> None:
    """Mark as missing what lies in a folder and is there no more, the whole folder perhaps."""
    with library.store.writing() as connection:
        known.mark_missing(connection, paths.raw(folder))


def _folder(connection: Connection, raw: bytes, shown: str, since: str) -> FollowedFolder:
    path = Path(os.fsdecode(raw))
    documents = connection.execute(_COUNT, known.below(raw)).fetchone()[0]
    return FollowedFolder(path, shown, since, path.is_dir(), documents)


def _is_text(folder: Path) -> bool:
    """Whether a path is text: the system's own watcher takes no other."""
    return paths.raw(folder) == str(folder.absolute()).encode("utf-8", "replace")


def _check_not_inside(connection: Connection, raw: bytes) -> None:
    for outer, shown in connection.execute("SELECT raw, shown FROM followed").fetchall():
        if raw.startswith(outer + b"/"):
            raise UsageError("followed-already", f"It lies in “{shown}”, which is followed with all that is in it.")
