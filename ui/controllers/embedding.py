"""By which model a library is searched: the offer of the others, how long one takes, and taking it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from ui import wording
from ui.controllers.session import Session, on_success
from ui.jobs import Lane
from ui.views.library_chooser import display_name
from ui.views.notice import NoticeStack, Tone

if TYPE_CHECKING:  # see ui.controllers.session
    from assistant.workspace.embedding import Change, Choice


class EmbeddingController(QObject):
    """Asks twice before it does what takes long: which model, and whether for that long."""

    def __init__(self, session: Session, notices: NoticeStack) -> None:
        super().__init__(session)
        self._session = session
        self._notices = notices

    def offer(self) -> None:
        """Show by which models the open library can be searched."""
        name, embedding = self._session.library_name, self._session.workspace.embedding
        task = self._session.jobs.call(lambda: embedding.choices(name), lane=Lane.BACKGROUND)
        on_success(task, partial(self._show, name), self._session)

    def estimate(self, name: str, model: str) -> None:
        """Measure how long another model takes for a library, and ask."""
        embedding = self._session.workspace.embedding
        task = self._session.jobs.call(lambda: embedding.estimate(model, library=name), lane=Lane.BACKGROUND)
        on_success(task, partial(self._ask, name), self._session)

    def change(self, name: str, model: str) -> None:
        """Search a library by another model."""
        task = self._session.jobs.start(
            lambda cancel: self._session.workspace.embedding.change(model, cancel, library=name),
            lane=Lane.INGEST,
            title=wording.fill(self.tr("Embedding %1 by %2"), display_name(name), model),
        )
        on_success(task, partial(self._changed, name, model), self._session)
        task.cancelled.connect(self._stopped)
        task.ended.connect(self._session.refresh)

    def _show(self, name: str, choices: Sequence[Choice]) -> None:
        used = next((choice.name for choice in choices if choice.in_use), "")
        others = [choice for choice in choices if not choice.in_use]
        text = self.tr("%1 is searched by the model %2.")
        more = self.tr("Search it by another one?") if others else self.tr("Drop a GGUF file to bring another one.")
        notice = self._notices.say(Tone.INFO, f"{wording.fill(text, display_name(name), used)} {more}")
        for choice in others:
            notice.add_action(choice.name, partial(self.estimate, name, choice.name))

    def _ask(self, name: str, change: Change) -> None:
        text = self.tr(
            "To search %1 by %2, %3 passages are embedded anew. That takes about %4; until then it is searched as "
            "before, and it can be stopped at any time."
        )
        told = (display_name(name), change.name, wording.number(change.passages), wording.seconds(change.seconds))
        notice = self._notices.say(Tone.WARN, wording.fill(text, *told))
        notice.add_action(self.tr("Embed anew"), partial(self.change, name, change.name), primary=True)
        notice.add_action(self.tr("Not now"), lambda: None)

    def _changed(self, name: str, model: str, _nothing: object) -> None:
        text = self.tr("%1 is searched by %2 now.")
        self._notices.say(Tone.GOOD, wording.fill(text, display_name(name), model))

    def _stopped(self) -> None:
        text = self.tr(
            "It was stopped: the library is searched as before. Choosing the model again goes on from there."
        )
        self._notices.say(Tone.INFO, text)
