"""What the workspace does with followed folders: keep them with a library, and tell when something changes in them."""

from __future__ import annotations

from pathlib import Path

from assistant.jobs import CancelToken, Job
from assistant.library import following
from assistant.library.following import FollowedFolder
from assistant.library.watching import Watching, watch
from assistant.workspace.shelf import DEFAULT_LIBRARY, Shelf


class Following:
    """Follows folders; thread-safe."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf

    def list(self, library: str = DEFAULT_LIBRARY) -> list[FollowedFolder]:
        """Return the folders that a library follows."""
        return following.followed(self._shelf.library(library))

    def follow(self, folder: Path, *, library: str = DEFAULT_LIBRARY) -> FollowedFolder:
        """Let a library follow a folder; raises as `library.following.follow`."""
        return following.follow(self._shelf.library(library), folder)

    def unfollow(self, folder: Path, *, library: str = DEFAULT_LIBRARY) -> None:
        """Let a library follow a folder no longer; its documents stay. Raises UsageError `not-followed`."""
        following.unfollow(self._shelf.library(library), folder)

    def watch(self, cancel: CancelToken, *, library: str = DEFAULT_LIBRARY) -> Job[None]:
        """Yield `Watching` when something changes in the folders that are followed now, until the job is cancelled.

        Whoever drives it adds the folders that changed; documents in folders that went are marked as missing here.
        """
        opened = self._shelf.library(library)
        for step in watch([folder.path for folder in following.followed(opened)], cancel):
            for folder in step.gone if isinstance(step, Watching) else ():
                following.mark_gone(opened, folder)
            yield step
