"""The workspace and the library that are open: what every controller shares."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from assistant.errors import LicenceError
from assistant.jobs import CancelToken, Job
from assistant.library.records import DocumentRecord
from ui.copying import Clipboard
from ui.errors import ErrorDoor
from ui.jobs import Jobs, Lane, Task
from ui.libraries import FIRST_LIBRARY
from ui.marks import Marks

if TYPE_CHECKING:  # importing it loads the whole core, which must wait until the window has been painted
    from assistant.library.library import Library
    from assistant.workspace import Workspace

SOON_MS = 1000
"""Shortest time between two looks at a library that is being filled, in milliseconds."""
DOCUMENTS_PER_MS = 2
"""Looks at a large library are further apart: each takes the longer, the more documents there are."""


class Session(QObject):
    """Holds a snapshot of the open library's documents and fetches it anew when asked.

    Attributes:
        workspace: The core.
        jobs: Where work is done.
        door: What turns errors into sentences.
        library_name: The library that is open.
        sealed: Whether it is sealed.
        clipboard: Where what is copied goes.
        marks: What the documents are marked.
    """

    library_opened = Signal(str)
    """Another library is open; its documents follow."""
    brought_up = Signal(object)
    """The library that is opened was made by an earlier program: `Progress` in megabytes of the copy that is made."""
    documents_changed = Signal(object)
    """The list of `DocumentRecord` of the open library."""
    locked = Signal(str)
    """The open library, by name, is sealed and has to be unlocked first."""
    must_be_sealed = Signal(str)
    """The open library lies in clear, which the administrator forbids; that as a sentence."""
    licence_needed = Signal(str)
    """The licence of a model, by name, has to be accepted first."""
    failed = Signal(str)
    """A sentence about something that went wrong outside any view of its own."""

    def __init__(
        self, workspace: Workspace, jobs: Jobs, door: ErrorDoor, marks: Marks, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.marks = marks
        self.workspace = workspace
        self.jobs = jobs
        self.door = door
        self.library_name = FIRST_LIBRARY
        self.sealed = False
        self.clipboard = Clipboard()
        self._documents: dict[str, DocumentRecord] = {}
        self._refreshing: Task | None = None
        self._stale = False
        self._soon = QTimer(self, singleShot=True, interval=SOON_MS)
        self._soon.timeout.connect(self.refresh)

    @property
    def documents(self) -> list[DocumentRecord]:
        """The documents as they were fetched last."""
        return list(self._documents.values())

    def document(self, sha256: str) -> DocumentRecord | None:
        """Return a document of the open library as it was fetched last."""
        return self._documents.get(sha256)

    def open(self, name: str) -> None:
        """Open a library; everything that still comes from another one is dropped by those who listen."""
        self.library_name = name
        self._documents = {}
        self._drop_refresh()
        self.library_opened.emit(name)
        self.refresh()

    def refresh_soon(self) -> None:
        """Fetch the documents within a second, or in a few where there are thousands, for all calls meanwhile."""
        if not self._soon.isActive():
            self._soon.start(max(SOON_MS, len(self._documents) // DOCUMENTS_PER_MS))

    def refresh(self) -> None:
        """Fetch the documents anew; calls that come meanwhile are answered by one more fetch."""
        self._soon.stop()
        if self._refreshing is not None:
            self._stale = True
            return
        name = self.library_name
        self._refreshing = self.jobs.start(partial(self._read, name))
        self._refreshing.progressed.connect(self.brought_up)
        self._refreshing.finished.connect(self._fetched)
        self._refreshing.failed.connect(self._not_fetched)
        self._refreshing.ended.connect(self._refreshed)

    def with_library(self, function: Callable[[Library], object], *, lane: Lane = Lane.POOL) -> Task:
        """Run a function on the open library in the background."""
        name = self.library_name
        return self.jobs.call(lambda: function(self.workspace.library(name)), lane=lane)

    def show_failure(self, show: Callable[[str], object], error: Exception) -> None:
        """Have a view show what went wrong, and the licence asked for where that is what it takes."""
        show(self.door.sentence(error))
        if isinstance(error, LicenceError):
            self.licence_needed.emit(error.model)

    def report(self, error: Exception) -> None:
        """Tell the user of an error that belongs to no view."""
        if self.door.code(error) == "library-locked":
            self._fetched([])
            self.locked.emit(self.library_name)
            return
        self.show_failure(self.failed.emit, error)

    def _read(self, name: str, cancel: CancelToken) -> Job[list[DocumentRecord]]:
        yield from self.workspace.libraries.bring_up(name, cancel)
        return self.workspace.library(name).documents()

    def _fetched(self, documents: list[DocumentRecord]) -> None:
        self._documents = {document.sha256: document for document in documents}
        self.documents_changed.emit(documents)

    def _not_fetched(self, error: Exception) -> None:
        if self.door.code(error) == "set-by-administrator":
            self._fetched([])
            self.must_be_sealed.emit(self.door.sentence(error))
            return
        self.report(error)

    def _refreshed(self) -> None:
        self._refreshing = None
        if self._stale:
            self._stale = False
            self.refresh()

    def _drop_refresh(self) -> None:
        if self._refreshing is not None:
            self._refreshing.ended.disconnect(self._refreshed)
            self._refreshing.abandon()
        self._refreshing = None
        self._stale = False


def on_success(task: Task, done: Callable[..., object], session: Session, *values: object) -> Task:
    """Connect a task's result to a function (after `values`) and its error to the session's report."""
    task.finished.connect(partial(done, *values))
    task.failed.connect(session.report)
    return task
