"""Bringing a model: its file is checked and copied in the background, then it can answer."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from ui import wording
from ui.controllers.session import Session, on_success
from ui.jobs import Lane, Task
from ui.views.notice import NoticeStack, Tone

if TYPE_CHECKING:  # see ui.controllers.session
    from assistant.engine.models import ModelInfo

SUFFIX = ".gguf"


class ModelController(QObject):
    """Imports GGUF files; stopped midway, nothing of a file stays."""

    model_changed = Signal()
    """Another model answers from now on."""

    def __init__(self, session: Session, notices: NoticeStack) -> None:
        super().__init__(session)
        self._session = session
        self._notices = notices

    def take(self, paths: Sequence[Path]) -> list[Path]:
        """Import those of some files that are models; return the others."""
        models = [path for path in paths if path.suffix.casefold() == SUFFIX and path.is_file()]
        for path in models:
            self.bring(path)
        return [path for path in paths if path not in models]

    def bring(self, path: Path) -> Task:
        """Import a model file."""
        task = self._session.jobs.start(
            lambda cancel: self._session.workspace.engine.import_gguf(path, None, cancel),
            lane=Lane.BACKGROUND,
            title=wording.fill(self.tr("Importing the model %1"), path.name),
        )
        task.cancelled.connect(partial(self._cancelled, path))
        return on_success(task, self._imported, self._session)

    def use(self, name: str) -> None:
        """Let a model answer from now on."""
        task = self._session.jobs.call(lambda: self._session.workspace.engine.use(name), lane=Lane.BACKGROUND)
        on_success(task, lambda _nothing: self.model_changed.emit(), self._session)

    def _imported(self, model: ModelInfo) -> None:
        if model.embeds:
            text = self.tr("%1 was imported. A library is searched by it once you choose it in the library's menu.")
            self._notices.say(Tone.GOOD, wording.fill(text, model.name))
            return
        text = wording.fill(self.tr("%1 was imported. Shall it answer from now on?"), model.name)
        tone = Tone.WARN if model.notice else Tone.GOOD
        notice = self._notices.say(tone, f"{text}\n{model.notice}".strip())
        notice.add_action(self.tr("Answer with it"), partial(self.use, model.name), primary=True)
        notice.add_action(self.tr("Later"), lambda: None)

    def _cancelled(self, path: Path) -> None:
        text = self.tr("The import of %1 was stopped. Nothing of it was kept.")
        self._notices.say(Tone.INFO, wording.fill(text, path.name))
