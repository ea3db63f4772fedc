"""A library that was indexed with another embedding model: the offer to index it anew, and doing so."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from ui import wording
from ui.controllers.session import Session, on_success
from ui.jobs import Lane
from ui.views.library_chooser import display_name
from ui.views.notice import NoticeStack, Tone

if TYPE_CHECKING:  # see ui.controllers.session
    from assistant.workspace import Workspace


class RebuildController(QObject):
    """Looks at each library that is opened, and asks before it does what takes long."""

    def __init__(self, session: Session, notices: NoticeStack) -> None:
        super().__init__(session)
        self._session = session
        self._notices = notices
        session.library_opened.connect(self._look)

    def rebuild(self, name: str) -> None:
        """Make all vectors of a library anew."""
        task = self._session.jobs.start(
            lambda cancel: self._session.workspace.reading.rebuild(cancel, library=name),
            lane=Lane.INGEST,
            title=wording.fill(self.tr("Indexing %1 anew"), display_name(name)),
        )
        on_success(task, partial(self._rebuilt, name), self._session)
        task.cancelled.connect(self._stopped)
        task.ended.connect(self._session.refresh)

    def _look(self, name: str) -> None:
        workspace = self._session.workspace
        task = self._session.jobs.call(lambda: _seconds_needed(workspace, name), lane=Lane.BACKGROUND)
        task.finished.connect(partial(self._offer, name))

    def _offer(self, name: str, seconds: float | None) -> None:
        if seconds is None or name != self._session.library_name:
            return
        text = self.tr(
            "This library was indexed with another embedding model. Until it is indexed anew, pages are found by their "
            "words only. That takes about %1; you can go on working, and stop it at any time."
        )
        notice = self._notices.say(Tone.WARN, wording.fill(text, wording.seconds(seconds)))
        notice.add_action(self.tr("Index anew"), partial(self.rebuild, name), primary=True)
        notice.add_action(self.tr("Not now"), lambda: None)

    def _rebuilt(self, name: str, _nothing: object) -> None:
        text = self.tr("%1 is indexed anew: pages are found by their meaning again.")
        self._notices.say(Tone.GOOD, wording.fill(text, display_name(name)))

    def _stopped(self) -> None:
        text = self.tr("Indexing was stopped. What was done stays; the rest goes on when documents are added.")
        self._notices.say(Tone.INFO, text)


def _seconds_needed(workspace: Workspace, name: str) -> float | None:
    """Return how long a library takes to index anew, None where it needs not."""
    if not workspace.library(name).embedder_differs:
        return None
    return workspace.reading.estimate_rebuild_seconds(library=name)
