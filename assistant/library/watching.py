"""Waiting for changes in folders."""

from __future__ import annotations

import stat
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.documents.reader import ignored
from assistant.errors import Cancelled, WorldError
from assistant.jobs import CancelToken, Job, Progress

_STEP_MS = 200
_LONGEST_MS = 10_000
_LOOK_MS = 1000
_STILL_SECONDS = 1.0
_MOST_WAITS = 60

Identity = tuple[int, int]
Look = tuple[int, int]
"""Size in bytes and time of the last change, in nanoseconds."""


@dataclass(frozen=True, kw_only=True)
class Watching(Progress):
    """Something changed in followed folders, and stands still now.

    Attributes:
        changed: The folders in which it changed; at first, and after it came back, a folder counts as changed.
        gone: The folders that are not there any more since the last step.
    """

    changed: tuple[Path, ...] = ()
    gone: tuple[Path, ...] = ()


def watch(folders: Sequence[Path], cancel: CancelToken) -> Job[None]:
    """Yield `Watching` whenever something changes in folders, until the job is cancelled.

    What changes between two steps is told by the next one. A file that is being copied to its place is waited for, a
    minute at most: whoever reads it then has to look whether it grows.

    Raises:
        WorldError: `cannot-watch`, where the system has no room for more watches.
        Cancelled: Stopping was asked for.
    """
    seen: dict[Path, Identity] | None = None
    while True:
        present = _present(folders)
        news = _compared(folders, seen, present)
        for paths in _events(tuple(present), cancel):
            _wait_until_still(paths, cancel)
            news = Watching(changed=(*news.changed, *_around(paths, present, news.changed)), gone=news.gone)
            if news.changed or news.gone:
                yield news
            seen, news = present, Watching()
            if _present(folders) != present:
                break


def _present(folders: Sequence[Path]) -> dict[Path, Identity]:
    """Return the folders that are there, by path, with what tells one from another in the same place."""
    found = {}
    for folder in folders:
        try:
            status = folder.stat()
        except OSError:
            continue
        if stat.S_ISDIR(status.st_mode):
            found[folder] = (status.st_dev, status.st_ino)
    return found


def _compared(
    folders: Sequence[Path], seen: Mapping[Path, Identity] | None, present: Mapping[Path, Identity]
) -> Watching:
    """Return which folders came and went since they were seen last; None where they never were."""
    before = dict.fromkeys(folders, (0, 0)) if seen is None else seen
    return Watching(
        changed=tuple(folder for folder, identity in present.items() if before.get(folder) != identity),
        gone=tuple(folder for folder in before if folder not in present),
    )


def _events(folders: Sequence[Path], cancel: CancelToken) -> Iterator[Collection[Path]]:
    """Yield what changed in folders that are there, or nothing for a while; ends where one vanishes at once."""
    if not folders:
        cancel.wait(_LOOK_MS / 1000)
        cancel.check()
        yield ()
        return
    # It brings an event loop with it, and most runs watch nothing.
    from watchfiles import watch as changes  # noqa: PLC0415

    try:
        for found in changes(
            *folders,
            watch_filter=lambda _change, path: not ignored(Path(path)),
            debounce=_LONGEST_MS,
            step=_STEP_MS,
            rust_timeout=_LOOK_MS,
            yield_on_timeout=True,
            stop_event=_Stop(cancel),
            ignore_permission_denied=True,
        ):
            yield {Path(path) for _, path in found}
    except FileNotFoundError:
        return
    except KeyboardInterrupt:
        raise Cancelled from None
    except (OSError, RuntimeError) as error:
        raise WorldError("cannot-watch", f"The system cannot watch these folders: {error}.") from error
    cancel.check()


class _Stop:
    """A token as what ends the waiting in native code."""

    def __init__(self, cancel: CancelToken) -> None:
        self._cancel = cancel

    def is_set(self) -> bool:
        return self._cancel.cancelled


def _around(paths: Collection[Path], folders: Iterable[Path], known: Collection[Path]) -> Iterator[Path]:
    """Yield the folders that hold some of the paths, but for those known to have changed."""
    for folder in folders:
        if folder not in known and any(path.is_relative_to(folder) for path in paths):
            yield folder


def _wait_until_still(paths: Collection[Path], cancel: CancelToken) -> None:
    before, after = None, _looks(paths)
    for _ in range(_MOST_WAITS if paths else 0):
        if before == after:
            return
        cancel.wait(_STILL_SECONDS)
        cancel.check()
        before, after = after, _looks(paths)


def _looks(paths: Iterable[Path]) -> dict[Path, Look]:
    """Return size and time of each path that is there."""
    found = {}
    for path in paths:
        try:
            status = path.stat()
        except OSError:
            continue  # it has gone, which is a change like any other
        found[path] = (status.st_size, status.st_mtime_ns)
    return found
