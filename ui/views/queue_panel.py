"""All running work in one place: what, how far, how long still, and ways to pause and to stop it."""

from __future__ import annotations

from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from assistant.jobs import Progress
from ui import wording
from ui.jobs import Jobs, Task
from ui.theme import Theme
from ui.views.elided import ElidedLabel
from ui.views.parts import ground, icon_button, label, row
from ui.views.waiting_files import WaitingFiles


class QueueRow(QWidget):
    """One task with a title."""

    def __init__(self, theme: Theme, task: Task) -> None:
        super().__init__()
        self._theme = theme
        self._task = task
        self._said = self.tr("Waiting for its turn")
        self.title = ElidedLabel(task.title)
        self.detail = label(self._said, "small")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setRange(0, 1)
        self.bar.setAccessibleName(wording.fill(self.tr("Progress of %1"), task.title))
        self.pause = icon_button(theme, "pause", wording.fill(self.tr("Pause %1"), task.title), self._toggle)
        self.pause.setVisible(task.pausable)
        self.stop = icon_button(theme, "close", wording.fill(self.tr("Stop %1"), task.title), self._stop)
        self.waiting = WaitingFiles()
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(4)
        lines.addLayout(row(self.title, self.pause, self.stop, spacing=4, stretch=0))
        for widget in (self.bar, self.detail, self.waiting):
            lines.addWidget(widget)
        task.progressed.connect(self._show)
        task.rested.connect(self._show_rest)

    def _show(self, step: Progress) -> None:
        from assistant.library.adding.board import Adding  # noqa: PLC0415 - nothing is read before the first paint

        self.bar.setRange(0, step.total or 0)
        self.bar.setValue(step.done)
        self._said = wording.progress(step)
        if not self._task.paused:
            self.detail.setText(self._said)
        if isinstance(step, Adding):
            self.waiting.show_files(step.next_files, step.waiting)

    def _toggle(self) -> None:
        self._task.set_paused(not self._task.paused)

    def _show_rest(self, paused: bool) -> None:
        text = self.tr("Go on with %1") if paused else self.tr("Pause %1")
        name = wording.fill(text, self._task.title)
        self.pause.setAccessibleName(name)
        self.pause.setToolTip(wording.tooltip(name))
        self._theme.dress(self.pause, "resume" if paused else "pause", "muted")
        self.detail.setText(wording.fill(self.tr("Paused · %1"), self._said) if paused else self._said)

    def _stop(self) -> None:
        self.stop.setEnabled(False)
        self.pause.setEnabled(False)
        self.detail.setText(self.tr("Stopping after this step…"))
        self._task.cancel()


class QueuePanel(QWidget):
    """Shows the tasks that have a title, in the order in which they came; hidden while there are none."""

    def __init__(self, theme: Theme, jobs: Jobs) -> None:
        super().__init__()
        ground(self, "queue")
        self._theme = theme
        self._jobs = jobs
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

    def toggle_pause(self) -> None:
        """Pause all work that can be paused; where all of it is paused already, let it go on."""
        tasks = [task for task in self._jobs.running if task.pausable]
        paused = not all(task.paused for task in tasks)
        for task in tasks:
            task.set_paused(paused)

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
