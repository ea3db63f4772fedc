"""The self-test: every part of the installation tried out in the background, before the user's eyes."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from assistant.jobs import Progress
from ui import wording
from ui.controllers.session import Session, on_success
from ui.newest import Newest
from ui.views.notice import NoticeStack, Tone
from ui.views.self_test import SelfTestView

if TYPE_CHECKING:  # see ui.controllers.session
    from assistant.workspace.self_test import Outcome


class SelfTestController(QObject):
    """Runs one self-test at a time; it ends with the view that shows it."""

    def __init__(self, session: Session, notices: NoticeStack) -> None:
        super().__init__(session)
        self._session = session
        self._notices = notices
        self._newest = Newest()
        self._view: SelfTestView | None = None
        self._found: Outcome | None = None

    def show_in(self, view: SelfTestView) -> None:
        """Test, and show it in a view until that is closed."""
        self._view = view
        view.again_wanted.connect(self._begin)
        view.stop_wanted.connect(self._newest.stop)
        view.finished.connect(self._closed)
        self._begin()

    def save(self, path: Path) -> None:
        """Write what was found last as text."""
        if self._found is not None:
            text = "\n".join([*self._found.lines(), ""])
            task = self._session.jobs.call(lambda: path.write_text(text, encoding="utf-8"))
            on_success(task, partial(self._saved, path), self._session)

    def _begin(self) -> None:
        self._newest.drop()
        self._found = None
        if self._view is not None:
            self._view.begin()
        workspace = self._session.workspace
        task = self._newest.take(self._session.jobs.start(workspace.self_test, title=self.tr("Self-test")))
        task.progressed.connect(self._progress)
        task.finished.connect(self._finished)
        task.failed.connect(self._failed)
        task.cancelled.connect(lambda: self._tell(self.tr("The self-test was stopped.")))

    def _progress(self, step: Progress) -> None:
        from assistant.workspace.self_test import Trying  # noqa: PLC0415 - loads the core, which is there by now

        if self._view is not None and isinstance(step, Trying):
            self._view.show_step(step)

    def _finished(self, found: Outcome) -> None:
        self._found = found
        if self._view is not None:
            self._view.show_outcome(found)

    def _failed(self, error: Exception) -> None:
        self._tell(self._session.door.sentence(error))

    def _tell(self, sentence: str) -> None:
        if self._view is not None:
            self._view.show_stopped(sentence)

    def _closed(self) -> None:
        self._view = None
        self._newest.drop()

    def _saved(self, path: Path, _size: object) -> None:
        self._notices.say(Tone.GOOD, wording.fill(self.tr("The self-test was saved as %1."), str(path)))
