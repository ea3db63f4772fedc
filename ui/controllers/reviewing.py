"""Reviews of briefs: who has confirmed one and when is kept with it, and goes into what is exported."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal

from assistant.briefs.filled import Brief
from ui.controllers.session import Session, on_success
from ui.views.brief_page import BriefPage


class ReviewController(QObject):
    """Keeps that the brief which is shown was reviewed, or needs it again."""

    changed = Signal(object, object)
    """A `Brief` before and after."""

    def __init__(self, session: Session, page: BriefPage) -> None:
        super().__init__(session)
        self._session = session
        self._page = page
        page.review.confirmed.connect(self.confirm)
        page.review.taken_back.connect(self.take_back)

    def confirm(self) -> None:
        """Keep that whoever sits here has reviewed the brief."""
        name, writing = self._session.library_name, self._session.workspace.writing
        self._change(lambda brief: writing.review(brief, library=name))

    def take_back(self) -> None:
        """Let the brief need review again."""
        name, writing = self._session.library_name, self._session.workspace.writing
        self._change(lambda brief: writing.take_back_review(brief, library=name))

    def _change(self, function: Callable[[Brief], Brief]) -> None:
        brief = self._page.brief
        if brief is not None:
            task = self._session.jobs.call(lambda: function(brief))
            on_success(task, partial(self._changed, brief), self._session)

    def _changed(self, before: Brief, after: Brief) -> None:
        self._page.show_reviewed(before, after)
        self.changed.emit(before, after)
