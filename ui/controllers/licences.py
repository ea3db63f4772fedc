"""The licence of a model: shown before its first answer, and who has accepted it kept."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from assistant.errors import WorldError
from ui import wording
from ui.controllers.session import Session, on_success
from ui.jobs import Lane
from ui.views.licence import ask_to_accept
from ui.views.notice import Notice, NoticeStack, Tone

if TYPE_CHECKING:  # see ui.controllers.session
    from assistant.engine.licences import Licence


class LicenceController(QObject):
    """Asks once at a time."""

    def __init__(self, session: Session, notices: NoticeStack) -> None:
        super().__init__(session)
        self._session = session
        self._notices = notices
        self._asked: Notice | None = None
        session.licence_needed.connect(self.ask)

    def look(self) -> None:
        """Show the licence of the model in use, unless it has been accepted."""
        self._ask(lambda: self._session.workspace.engine.model().name)

    def ask(self, model: str) -> None:
        """Show the licence of a model, unless it has been accepted meanwhile."""
        self._ask(lambda: model)

    def _ask(self, name: Callable[[], str]) -> None:
        task = self._session.jobs.call(partial(self._needed, name), lane=Lane.BACKGROUND)
        on_success(task, self._show, self._session)

    def _needed(self, name: Callable[[], str]) -> Licence | None:
        """Return the licence that somebody has to accept first, None for no such one."""
        try:
            licence = self._session.workspace.licences.of(name())
        except WorldError:  # there is no model: whoever asks one is told
            return None
        return None if licence.shipped or licence.accepted else licence

    def _show(self, licence: Licence | None) -> None:
        if licence is not None and self._asked is None:
            self._asked = ask_to_accept(self._notices, licence, partial(self._accept, licence.model))
            self._asked.dismissed.connect(self._answered)

    def _answered(self) -> None:
        self._asked = None

    def _accept(self, model: str) -> None:
        task = self._session.jobs.call(lambda: self._session.workspace.licences.accept(model), lane=Lane.BACKGROUND)
        on_success(task, self._accepted, self._session)

    def _accepted(self, licence: Licence) -> None:
        kept = wording.fill(self.tr("It was kept that you accept the terms of %1. Ask again."), licence.model)
        self._notices.say(Tone.GOOD, kept)
