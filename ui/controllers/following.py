"""Following folders: waits for changes in the background and has them taken over, one look at a time."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from assistant.jobs import Progress
from assistant.library.following import FollowedFolder
from assistant.library.watching import Watching
from ui.controllers.ingest import IngestController
from ui.controllers.session import Session, on_success
from ui.jobs import Lane, Task
from ui.views.followed import FollowedStrip, FollowedView


class FollowController(QObject):
    """Watches the folders of the open library."""

    listed = Signal(object)
    """The `FollowedFolder`s of the open library, as they are now."""

    def __init__(self, session: Session, ingest: IngestController, strip: FollowedStrip) -> None:
        super().__init__(session)
        self._session = session
        self._ingest = ingest
        self._library = ""
        self._watch: Task | None = None
        self._look: Task | None = None
        self._changed: dict[Path, None] = {}
        self.listed.connect(strip.show_folders)
        session.library_opened.connect(self._leave_library)
        session.documents_changed.connect(self._begin)

    def follow(self, folder: Path) -> None:
        """Let the open library follow a folder."""
        name, following = self._session.library_name, self._session.workspace.following
        task = self._session.jobs.call(lambda: following.follow(folder, library=name))
        on_success(task, self._begin_anew, self._session)

    def unfollow(self, folder: Path) -> None:
        """Let the open library follow a folder no longer."""
        name, following = self._session.library_name, self._session.workspace.following
        task = self._session.jobs.call(lambda: following.unfollow(folder, library=name))
        on_success(task, self._begin_anew, self._session)

    def show_in(self, view: FollowedView) -> None:
        """Fill a view as long as it is open."""
        view.leave_wanted.connect(self.unfollow)
        self.listed.connect(view.show_folders)
        self._list()

    def _leave_library(self) -> None:
        self._library = ""
        self._changed.clear()
        if self._watch is not None:
            self._watch.abandon()
        self._watch = None
        self.listed.emit(())

    def _begin(self, _documents: object) -> None:
        """Begin to watch, once the library is open."""
        if self._library != self._session.library_name:
            self._begin_anew()

    def _begin_anew(self, _changed: object = None) -> None:
        self._leave_library()
        self._library = self._session.library_name
        on_success(self._list(), self._watch_these, self._session)

    def _list(self) -> Task:
        name = self._session.library_name
        task = self._session.jobs.call(lambda: self._session.workspace.following.list(name))
        task.finished.connect(self.listed)
        return task

    def _watch_these(self, folders: Sequence[FollowedFolder]) -> None:
        name = self._session.library_name
        if not folders or name != self._library or self._watch is not None:
            return
        self._watch = self._session.jobs.start(
            lambda cancel: self._session.workspace.following.watch(cancel, library=name), lane=Lane.WATCHING
        )
        self._watch.progressed.connect(self._take_over)
        self._watch.failed.connect(self._session.report)

    def _take_over(self, step: Progress) -> None:
        if isinstance(step, Watching):
            self._changed |= dict.fromkeys(step.changed)
            self._look_at_changes()
            if step.gone:
                self._session.refresh()
                self._list()

    def _look_at_changes(self) -> None:
        """Add what changed, unless that is being done: then what changes meanwhile is added afterwards."""
        if self._look is not None or not self._changed:
            return
        self._look = self._ingest.take_over(tuple(self._changed))
        self._changed.clear()
        self._look.ended.connect(self._looked)

    def _looked(self) -> None:
        self._look = None
        self._list()
        self._look_at_changes()
