"""All running work in one place: what, how far, how long still, and a way to stop it."""

from __future__ import annotations

from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from assistant.jobs import Progress
from ui import wording
from ui.jobs import Jobs, Task
from ui.theme import Theme
from ui.views.elided import ElidedLabel
from ui.views.parts import ground, icon_button, label, row


class QueueRow(QWidget):
    """One task with a title."""

    def __init__(self, theme: Theme, task: Task) -> None:
        super().__init__()
        self.title = ElidedLabel(task.title)
        self.detail = label(self.tr("Waiting for its turn"), "small")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setRange(0, 1)
        self.bar.setAccessibleName(wording.fill(self.tr("Progress of %1"), task.title))
        self.stop = icon_button(theme, "close", wording.fill(self.tr("Stop %1"), task.title), self._stop)
        self._task = task
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(4)
        lines.addLayout(row(self.title, self.stop, spacing=4, stretch=0))
        lines.addWidget(self.bar)
        lines.addWidget(self.detail)
        task.progressed.connect(self._show)

    def _show(self, step: Progress) -> None:
        self.bar.setRange(0, step.total or 0)
        self.bar.setValue(step.done)
        self.detail.setText(wording.progress(step))

    def _stop(self) -> None:
        self.stop.setEnabled(False)
        self.detail.setText(self.tr("Stopping after this step…"))
        self._task.cancel()


class QueuePanel(QWidget):
    """Shows the tasks that have a title, in the order in which they came; hidden while there are none."""

    def __init__(self, theme: Theme, jobs: Jobs) -> None:
        super().__init__()
        ground(self, "queue")
        self._theme = theme
        self._rows: dict[int, QueueRow] = {}
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(14, 4, 14, 12)
        self._lines.setSpacing(theme.space("medium"))
        self._lines.addWidget(label(self.tr("In progress"), "section"))
        self.hide()
        jobs.started.connect(self._add)

    def rows(self) -> list[QueueRow]:
        """Return the rows shown, oldest first."""
        return list(self._rows.values())

    def _add(self, task: Task) -> None:
        if not task.title:
            return
        shown = QueueRow(self._theme, task)
        self._rows[task.number] = shown
        self._lines.addWidget(shown)
        task.ended.connect(lambda: self._remove(task.number))
        self.show()

    def _remove(self, number: int) -> None:
        gone = self._rows.pop(number)
        gone.hide()
        gone.deleteLater()
        self.setVisible(bool(self._rows))
