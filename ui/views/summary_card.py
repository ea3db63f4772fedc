"""One document in short: its own key sentences at once, then what a model wrote, each with the pages it rests on."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFrame, QProgressBar, QVBoxLayout, QWidget

from assistant.answers.model import Claim
from assistant.briefs.facts.model import Facts
from assistant.briefs.model import KeySentence, Summary
from assistant.briefs.summary import Length
from assistant.jobs import Progress
from assistant.library.records import DocumentRecord
from ui import spots, wording
from ui.spots import Spot
from ui.theme import Theme
from ui.views.claim import ClaimView
from ui.views.fact_sheet import FactSheet
from ui.views.marking import MarkingChip
from ui.views.notice import Notice, Tone
from ui.views.parts import button, column, empty, icon_label, label, row


class SummaryCard(QFrame):
    """Shows how far the summary of one document is."""

    opened = Signal(object)
    """A `Spot` was clicked."""
    write_wanted = Signal()
    """The model is to write a summary."""
    stop_wanted = Signal()
    export_wanted = Signal()
    """What is shown is to be saved as a file."""

    def __init__(self, theme: Theme, document: DocumentRecord) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.document = document
        self._theme = theme
        self._phase = label("", "small")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(self.tr("Progress of the summary"))
        self.write = button(self.tr("Write a summary"), self.tr("Write a summary"), "primary", self.write_wanted.emit)
        self.stop = button(self.tr("Stop"), self.tr("Stop the summary"), "", self.stop_wanted.emit)
        self.export = button(self.tr("Export…"), self.tr("Export the summary"), "", self.export_wanted.emit)
        self.length = self._make_length()
        self.summary: Summary | None = None
        self._facts = QVBoxLayout()
        self._written = QVBoxLayout()
        self._keys = QVBoxLayout()
        self._problem = QVBoxLayout()
        self._build()
        self.show_idle()

    def show_facts(self, facts: Facts) -> None:
        """Show the document at a glance."""
        empty(self._facts)
        sheet = FactSheet(self._theme, facts)
        sheet.opened.connect(self.opened)
        self._facts.addWidget(sheet)

    def show_keys(self, sentences: Sequence[KeySentence]) -> None:
        """Show the document's own most telling sentences."""
        empty(self._keys)
        if sentences:
            self._keys.addWidget(label(self.tr("Key sentences, from the document itself"), "section"))
        for sentence in sentences:
            spot = spots.of_key_sentence(self.document.sha256, sentence)
            self._keys.addWidget(self._sentence(sentence.text, spot))

    def show_offer(self, seconds: float) -> None:
        """Offer the model's summary with the time it takes."""
        text = wording.fill(self.tr("Write a summary (about %1)"), wording.seconds(max(1.0, seconds)))
        self.write.setText(text)
        self.write.setAccessibleName(text)

    def show_waiting(self) -> None:
        """Say that the model is to write, once it is free."""
        self._show_phase(self.tr("Waiting for the model; questions go first"), busy=True)

    def show_progress(self, step: Progress) -> None:
        """Show how far the model is."""
        left = wording.time_left(step.seconds_left)
        words = (self.tr("The model reads the document"), wording.counted(step), left)
        self._show_phase(" · ".join(part for part in words if part), busy=True)
        self._bar.setRange(0, step.total or 0)
        self._bar.setValue(step.done)

    def show_sentences(self, sentences: Sequence[Claim], model: str = "") -> None:
        """Show what the model has written so far, checked."""
        empty(self._written)
        if sentences:
            heading = wording.fill(self.tr("Summary by %1, checked by Haversack"), model)
            self._written.addWidget(label(heading if model else self.tr("Summary so far"), "section"))
        for sentence in sentences:
            view = ClaimView(self._theme, sentence)
            view.opened.connect(self.opened)
            self._written.addWidget(view)

    def show_summary(self, summary: Summary) -> None:
        """Show the finished summary."""
        self.summary = summary
        self.show_keys(summary.key_sentences)
        self.show_sentences(summary.sentences, summary.model)
        self.show_idle()
        self.export.show()
        if summary.sentences:
            self._offer_again()
        said = [*summary.notices, wording.fill(self.tr("Written in %1"), wording.seconds(summary.seconds))]
        self._phase.setText("\n".join(said))
        self._phase.show()

    def show_idle(self, said: str = "") -> None:
        """Show that nothing is being written."""
        self._phase.setText(said)
        self._phase.setVisible(bool(said))
        self._bar.hide()
        self.stop.hide()
        self.export.setVisible(self.summary is not None)
        self.write.show()
        self.length.show()

    def show_problem(self, sentence: str) -> None:
        """Say in one sentence what went wrong; the button offers another try."""
        self.show_idle()
        empty(self._problem)
        self._problem.addWidget(Notice(self._theme, Tone.BAD, sentence))

    def _show_phase(self, text: str, *, busy: bool) -> None:
        self._phase.setText(text)
        self._phase.show()
        self._theme.show_busy(self._bar)
        self._bar.setVisible(busy)
        self.stop.setVisible(busy)
        self.write.setVisible(not busy)
        self.length.setVisible(not busy)
        self.export.setVisible(not busy and self.summary is not None)

    def _offer_again(self) -> None:
        """Offer another summary, of another length."""
        self.write.setText(self.tr("Write it anew"))
        self.write.setAccessibleName(self.tr("Write the summary anew"))

    def _make_length(self) -> QComboBox:
        box = QComboBox()
        box.setAccessibleName(self.tr("Length of the summary"))
        names = {
            Length.LINE: self.tr("One line"),
            Length.PARAGRAPH: self.tr("One paragraph"),
            Length.PAGE: self.tr("One page"),
        }
        for length, name in names.items():
            box.addItem(name, length.value)
        box.setCurrentIndex(box.findData(Length.PARAGRAPH.value))
        return box

    def _sentence(self, text: str, place: Spot) -> QWidget:
        made = QWidget()
        lines = column(label(wording.flat(text), selectable=True), spacing=3)
        lines.addLayout(row(self._chip(place)))
        made.setLayout(lines)
        return made

    def _chip(self, place: Spot) -> QWidget:
        page = wording.page_name(place.page, "")
        name = wording.fill(self.tr("Open %1 of %2"), page, self.document.title)
        return button(page, name, "chip", lambda: self.opened.emit(place))

    def _build(self) -> None:
        title = label(wording.one_line(self.document.title, 120), "heading")
        head = row(icon_label(self._theme, "summary", "accent", 20), title, spacing=10, stretch=1)
        for part in (self._keys, self._written):
            part.setSpacing(self._theme.space("medium"))
        lines = QVBoxLayout(self)
        lines.setContentsMargins(16, 14, 16, 14)
        lines.setSpacing(self._theme.space("medium"))
        self.marking = MarkingChip(self._theme)
        lines.addWidget(self.marking)
        self.marking.show_of([self.document.sha256])
        lines.addLayout(head)
        lines.addLayout(self._problem)
        lines.addLayout(self._facts)
        lines.addLayout(self._written)
        lines.addWidget(self._bar)
        lines.addWidget(self._phase)
        lines.addLayout(row(self.write, self.length, self.stop, self.export))
        lines.addLayout(self._keys)
