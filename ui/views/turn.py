"""One question and what became of it: pages found, text as it is written, then the checked answer."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from assistant.answers.model import Answer, EvidenceReady, Offer, PromptRead
from assistant.jobs import Progress
from ui import wording
from ui.theme import Theme
from ui.views.answered import AnswerView
from ui.views.claim import ClaimCard
from ui.views.evidence import EvidenceList
from ui.views.notice import Notice, Tone
from ui.views.offer import sweep_offer
from ui.views.parts import column, icon_label, label, row
from ui.views.thoughts import Thoughts
from ui.wishes import AskAgain, KeepAsDocument


class Turn(QWidget):
    """A question in a conversation."""

    opened = Signal(object)
    """A `Spot` was clicked."""
    wished = Signal(object)
    """One of `ui.wishes`: the question again, a sweep, going on, …"""
    copy_wanted = Signal(object)
    """The `Answer` is to be copied."""

    def __init__(self, theme: Theme, question: str) -> None:
        super().__init__()
        self.question = question
        self._theme = theme
        self._phase = label(self.tr("Looking for pages…"), "muted")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._theme.show_busy(self._bar)
        self._bar.setAccessibleName(self.tr("Progress of the answer"))
        self._written = label("", selectable=True)
        self._written.hide()
        self.thoughts = Thoughts()
        self._evidence: QWidget | None = None
        self._extract: QWidget | None = None
        self._lines = QVBoxLayout(self)
        self._build(question)

    @property
    def written(self) -> str:
        """The answer's text as far as the model has written it."""
        return self._written.text()

    @property
    def phase(self) -> str:
        """What is being done, "" once it is done."""
        return "" if self._phase.isHidden() else self._phase.text()

    def show_evidence(self, ready: EvidenceReady) -> None:
        """Show the pages, and the sentences that stand on them where that was worked out."""
        found = ready.found
        if ready.extract:
            card = ClaimCard(self._theme, self.tr("From the pages themselves"), ready.extract)
            self._extract = self._add(card)
        if found.evidence:
            heading = wording.fill(self.tr("Pages found in %1"), wording.seconds(found.seconds))
            self._evidence = self._add(EvidenceList(self._theme, heading, found.evidence))
        self._phase.setText(self.tr("The model starts to read the pages…"))

    def show_reading(self, step: PromptRead) -> None:
        """Show how much of the pages the model has read."""
        self._bar.setRange(0, step.total or 0)
        self._bar.setValue(step.done)
        left = wording.time_left(step.seconds_left)
        self._phase.setText(" · ".join(part for part in (self.tr("The model reads the pages"), left) if part))

    def add_thought(self, text: str) -> None:
        """Show the next piece of the model's reasoning, apart from its answer."""
        self._theme.show_busy(self._bar)
        self._phase.setText(self.tr("The model thinks before it answers"))
        self.thoughts.add(text)

    def show_sweeping(self, step: Progress) -> None:
        """Show how many of the pages a sweep has read."""
        self._bar.setRange(0, step.total or 0)
        self._bar.setValue(step.done)
        self._phase.setText(wording.fill(self.tr("Every page is read · %1"), wording.progress(step)))

    def show_offer(self, offer: Offer) -> None:
        """Offer to read every page for the question."""
        self._clear_progress()
        self._lines.addWidget(sweep_offer(self._theme, offer, self.question, self.wished.emit))

    def add_text(self, text: str) -> None:
        """Show the next piece of the answer, not yet checked."""
        self._theme.show_busy(self._bar)
        self._phase.setText(self.tr("The answer is being written; each sentence is checked afterwards"))
        self._written.setText(self._written.text() + text)
        self._written.show()

    def show_answer(self, answer: Answer) -> None:
        """Show the checked answer in place of everything before."""
        self._clear_progress()
        self._drop_drafts()
        self.thoughts.show_text(answer.thinking)
        shown = AnswerView(self._theme, self.question, answer)
        shown.wished.connect(self.wished)
        shown.copy_wanted.connect(self.copy_wanted)
        self._add(shown)

    def show_stopped(self) -> None:
        """Say that the answer was stopped; what was written stays, marked as unchecked."""
        self._clear_progress()
        text = self.tr("Stopped. What was written was not checked.") if self.written else self.tr("Stopped.")
        self._lines.addWidget(label(text, "small"))

    def show_stopping(self) -> None:
        """Say that Stop was heard."""
        self._phase.setText(self.tr("Stopping…"))

    def show_error(self, sentence: str, *, too_long: bool = False) -> None:
        """Say in one sentence what went wrong and offer another try, or what is too long as a document."""
        self._clear_progress()
        notice = Notice(self._theme, Tone.BAD, sentence, closable=False)
        if too_long:
            keep = partial(self.wished.emit, KeepAsDocument(self.question))
            notice.add_action(self.tr("Add it as a document"), keep, primary=True)
        else:
            again = partial(self.wished.emit, AskAgain(self.question))
            notice.add_action(self.tr("Try again"), again, primary=True)
        self._lines.addWidget(notice)

    def show_changed(self) -> None:
        """Say that the library has other documents now than when this was answered."""
        text = self.tr("The documents have changed since this was answered. Ask again to see what they say now.")
        notice = Notice(self._theme, Tone.WARN, text)
        notice.add_action(self.tr("Ask again"), partial(self.wished.emit, AskAgain(self.question)))
        self._lines.addWidget(notice)

    def _build(self, question: str) -> None:
        asked = label(question, "question", selectable=True)
        icon = icon_label(self._theme, "ask", "accent", 20)
        head = row(icon, asked, spacing=10, stretch=1)
        head.setAlignment(icon, Qt.AlignmentFlag.AlignTop)
        head.setContentsMargins(0, 0, 0, 4)
        top = QWidget()
        top.setLayout(head)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(self._theme.space("medium"))
        self._lines.addWidget(top)
        self._lines.addLayout(column(self._phase, self._bar, spacing=6))
        self._lines.addWidget(self.thoughts)
        self._lines.addWidget(self._written)

    def _add(self, part: ClaimCard | EvidenceList | AnswerView) -> QWidget:
        part.opened.connect(self.opened)
        self._lines.addWidget(part)
        return part

    def _clear_progress(self) -> None:
        self._phase.hide()
        self._bar.hide()

    def _drop_drafts(self) -> None:
        for draft in (self._written, self._evidence, self._extract):
            if draft is not None:
                draft.hide()
