"""One brief, as far as it is filled: its sections, what was checked, and what can be done with it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QMimeData, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from assistant.briefs.filled import Brief, FilledSection
from assistant.jobs import Progress
from ui import wording
from ui.copying import brief_data
from ui.theme import Theme
from ui.views.brief_section import BriefSection
from ui.views.carrying import Carrier
from ui.views.marking import MarkingChip
from ui.views.notice import Notice, Tone
from ui.views.parts import button, empty, label, reading_area
from ui.views.review import ReviewLine


class BriefPage(QWidget):
    """Shows a brief that is kept, or one that is being filled, section by section."""

    opened = Signal(object)
    """A `Spot` was clicked."""
    left = Signal()
    """All briefs are to be shown again."""
    stop_wanted = Signal()
    again_wanted = Signal()
    """The same is to be filled once more."""
    export_wanted = Signal()
    delete_wanted = Signal()
    changed = Signal()
    """Another brief is shown, or none."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.title = label("", "title")
        self.phase = label("", "small")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(self.tr("Progress of the brief"))
        self.back = button(self.tr("All briefs"), self.tr("Show all briefs"), "link", self.left.emit)
        self.stop = button(self.tr("Stop"), self.tr("Stop filling the brief"), "", self.stop_wanted.emit)
        self.again = button(self.tr("Go on"), self.tr("Go on filling the brief"), "primary", self.again_wanted.emit)
        self.export = button(self.tr("Export…"), self.tr("Export the brief"), "", self.export_wanted.emit)
        self.delete = button(self.tr("Delete"), self.tr("Delete the brief"), "", self.delete_wanted.emit)
        self._carried: Brief | None = None
        self.marking = MarkingChip(theme)
        self.review = ReviewLine(theme)
        Carrier(self.title, self._mime)
        self._notices = QVBoxLayout()
        self._sections = QVBoxLayout()
        self._build()

    def begin(self, title: str) -> None:
        """Show that a brief is being filled."""
        self._clear(title)
        self._show_phase(self.tr("Reading the documents"))
        self._theme.show_busy(self.bar)
        self._offer(busy=True)

    def add_section(self, section: FilledSection) -> None:
        """Show one more section that is done."""
        made = BriefSection(self._theme, section)
        made.opened.connect(self.opened)
        self._sections.addWidget(made)

    def show_progress(self, step: Progress) -> None:
        """Show how many sections are done and how long the rest takes."""
        parts = (wording.one_line(step.subject, 60), wording.counted(step), wording.time_left(step.seconds_left))
        self._show_phase(" · ".join(part for part in parts if part))
        if step.unit == "sections":
            self.bar.setRange(0, step.total or 0)
            self.bar.setValue(step.done)

    def show_brief(self, brief: Brief) -> None:
        """Show a whole brief."""
        self._clear(brief.title)
        checked = wording.fill(
            self.tr("Made with machine assistance; %1 of %2 claims were found in the documents."),
            wording.number(brief.supported),
            wording.number(brief.checked),
        )
        model = brief.model or self.tr("no model")
        told = (brief.source, checked, f"{wording.date(brief.made)} · {model} · {wording.seconds(brief.seconds)}")
        self._show_phase("\n".join(told))
        self.marking.show_of(brief.documents_used(), brief.marking)
        self.review.show_review(brief.reviewer, brief.reviewed)
        self._say(Tone.INFO, brief.notices)
        for section in brief.sections:
            self.add_section(section)
        self._offer(busy=False)
        self.export.show()
        self.delete.show()
        self._carried = brief
        self.changed.emit()

    @property
    def brief(self) -> Brief | None:
        """The whole brief that is shown, None while one is being filled."""
        return self._carried

    def show_reviewed(self, before: Brief, after: Brief) -> None:
        """Show that the brief which is shown was reviewed, or needs it again; another one stays as it is."""
        if self._carried is before:
            self._carried = after
            self.review.show_review(after.reviewer, after.reviewed)

    def show_stopped(self) -> None:
        """Say that the sections shown are kept."""
        self._offer(busy=False)
        self.again.show()
        self._show_phase(self.tr("Stopped. The sections below are done; going on costs only what is missing."))

    def show_problem(self, sentence: str) -> None:
        """Say in one sentence what went wrong; what is done stays."""
        self._offer(busy=False)
        self.again.show()
        self._show_phase("")
        self._say(Tone.BAD, (sentence,))

    def _mime(self) -> QMimeData:
        """Return what is dragged out by the title: the whole brief, or nothing but its title while it is being made."""
        return brief_data(self._carried, self.marking.text_in_full) if self._carried is not None else QMimeData()

    def _say(self, tone: Tone, sentences: Sequence[str]) -> None:
        for sentence in sentences:
            self._notices.addWidget(Notice(self._theme, tone, sentence))

    def _clear(self, title: str) -> None:
        self._carried = None
        self.marking.show_marking("")
        self.review.hide()
        self.changed.emit()
        self.title.setText(wording.flat(title))
        empty(self._notices)
        empty(self._sections)
        self.area.verticalScrollBar().setValue(0)

    def _show_phase(self, text: str) -> None:
        self.phase.setText(text)
        self.phase.setVisible(bool(text))

    def _offer(self, *, busy: bool) -> None:
        self.bar.setVisible(busy)
        self.stop.setVisible(busy)
        for done in (self.again, self.export, self.delete):
            done.hide()

    def _build(self) -> None:
        lines = QVBoxLayout()
        lines.setSpacing(self._theme.space("large"))
        lines.addWidget(self.marking)
        lines.addWidget(self.title)
        lines.addWidget(self.phase)
        lines.addWidget(self.review)
        lines.addLayout(self._notices)
        self._sections.setSpacing(self._theme.space("wide"))
        lines.addLayout(self._sections)
        self.area = reading_area(lines, self.tr("Brief"))
        head = QHBoxLayout()
        head.setContentsMargins(14, 8, 14, 8)
        head.setSpacing(self._theme.space("small"))
        head.addWidget(self.back)
        head.addStretch(1)
        for tool in (self.stop, self.again, self.export, self.delete):
            head.addWidget(tool)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(head)
        whole.addWidget(self.bar)
        whole.addWidget(self.area, 1)
