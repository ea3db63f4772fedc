"""Followed folders whose changes are written down beforehand."""

from __future__ import annotations

import queue
from pathlib import Path

from assistant.errors import UsageError
from assistant.jobs import CancelToken, Job
from assistant.library.following import FollowedFolder
from assistant.library.watching import Watching


class ScriptedFollowing:
    """Tells the steps that a test puts into it."""

    def __init__(self) -> None:
        self.folders: dict[Path, FollowedFolder] = {}
        self.steps: queue.Queue[Watching] = queue.Queue()
        self.watched: list[tuple[Path, ...]] = []

    def keep(self, folder: Path, *, present: bool = True) -> FollowedFolder:
        self.folders[folder] = FollowedFolder(folder, str(folder), "2026-01-02T03:04:05+00:00", present, 3)
        return self.folders[folder]

    def list(self, _library: str = "default") -> list[FollowedFolder]:
        return list(self.folders.values())

    def follow(self, folder: Path, *, library: str = "default") -> FollowedFolder:
        if not folder.is_dir():
            raise UsageError("not-a-folder", f"“{folder}” is not a folder that can be followed.")
        return self.keep(folder)

    def unfollow(self, folder: Path, *, library: str = "default") -> None:
        del self.folders[folder]

    def watch(self, cancel: CancelToken, *, library: str = "default") -> Job[None]:
        self.watched.append(tuple(self.folders))
        yield Watching(changed=tuple(self.folders))
        while True:
            cancel.check()
            try:
                yield self.steps.get(timeout=0.01)
            except queue.Empty:
                continue
