"""One question and what became of it: pages found, text as it is written, then the checked answer."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from assistant.answers.model import Answer, Claim, EvidenceReady, PromptRead
from assistant.search.evidence import Evidence
from ui import wording
from ui.theme import Theme
from ui.views.claim import ClaimView
from ui.views.evidence import EvidenceList
from ui.views.notice import Notice, Tone
from ui.views.parts import column, frame, icon_button, icon_label, label, row


class Turn(QWidget):
    """A question in a conversation."""

    opened = Signal(object)
    """A `Spot` was clicked."""
    retry_wanted = Signal(str)
    """The question is to be asked again."""
    copy_wanted = Signal(object)
    """The `Answer` is to be copied."""

    def __init__(self, theme: Theme, question: str) -> None:
        super().__init__()
        self.question = question
        self._theme = theme
        self._phase = label(self.tr("Looking for pages…"), "muted")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setRange(0, 0)
        self._bar.setAccessibleName(self.tr("Progress of the answer"))
        self._written = label("", selectable=True)
        self._written.hide()
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
            self._extract = self._claims(self.tr("From the pages themselves"), ready.extract)
            self._lines.addWidget(self._extract)
        if found.evidence:
            heading = wording.fill(self.tr("Pages found in %1"), wording.seconds(found.seconds))
            self._evidence = self._listed(heading, found.evidence)
            self._lines.addWidget(self._evidence)
        self._phase.setText(self.tr("The model starts to read the pages…"))

    def show_reading(self, step: PromptRead) -> None:
        """Show how much of the pages the model has read."""
        self._bar.setRange(0, step.total or 0)
        self._bar.setValue(step.done)
        left = wording.time_left(step.seconds_left)
        self._phase.setText(" · ".join(part for part in (self.tr("The model reads the pages"), left) if part))

    def add_text(self, text: str) -> None:
        """Show the next piece of the answer, not yet checked."""
        self._bar.setRange(0, 0)
        self._phase.setText(self.tr("The answer is being written; each sentence is checked afterwards"))
        self._written.setText(self._written.text() + text)
        self._written.show()

    def show_answer(self, answer: Answer) -> None:
        """Show the checked answer in place of everything before."""
        self._clear_progress()
        self._drop_drafts()
        if answer.refused:
            self._show_refusal(answer)
        else:
            self._show_claims(answer)
        for notice in answer.notices:
            self._lines.addLayout(row(icon_label(self._theme, "info", "muted", 15), label(notice, "small"), stretch=1))
        self._lines.addLayout(self._foot(answer))

    def show_stopped(self) -> None:
        """Say that the answer was stopped; what was written stays, marked as unchecked."""
        self._clear_progress()
        text = self.tr("Stopped. What was written was not checked.") if self.written else self.tr("Stopped.")
        self._lines.addWidget(label(text, "small"))

    def show_stopping(self) -> None:
        """Say that Stop was heard."""
        self._phase.setText(self.tr("Stopping…"))

    def show_error(self, sentence: str) -> None:
        """Say in one sentence what went wrong and offer another try."""
        self._clear_progress()
        notice = Notice(self._theme, Tone.BAD, sentence, closable=False)
        notice.add_action(self.tr("Try again"), lambda: self.retry_wanted.emit(self.question), primary=True)
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
        self._lines.addWidget(self._written)

    def _show_refusal(self, answer: Answer) -> None:
        self._lines.addWidget(Notice(self._theme, Tone.INFO, answer.refusal or answer.text, closable=False))
        if answer.evidence:
            heading = self.tr("Nearest passages, which do not answer it")
            self._lines.addWidget(self._listed(heading, answer.evidence))

    def _show_claims(self, answer: Answer) -> None:
        if answer.extract:
            self._lines.addWidget(self._claims(self.tr("From the pages themselves"), answer.extract))
        if answer.claims and not _same_words(answer):
            heading = wording.fill(self.tr("Written by %1, checked by Haversack"), answer.model)
            self._lines.addWidget(self._claims(heading if answer.model else self.tr("Answer"), answer.claims))
        if answer.evidence:
            self._lines.addWidget(self._listed(self.tr("Pages found"), answer.evidence))

    def _claims(self, heading: str, claims: tuple[Claim, ...]) -> QWidget:
        views = [ClaimView(self._theme, claim) for claim in claims]
        for view in views:
            view.opened.connect(self.opened)
        return frame("card", column(label(heading, "section"), *views, spacing=self._theme.space("medium")), 14)

    def _listed(self, heading: str, evidence: Sequence[Evidence]) -> EvidenceList:
        made = EvidenceList(self._theme, heading, evidence)
        made.opened.connect(self.opened)
        return made

    def _foot(self, answer: Answer) -> QHBoxLayout:
        copy = icon_button(self._theme, "copy", self.tr("Copy with citations"), lambda: self.copy_wanted.emit(answer))
        return row(label(coverage(answer), "small"), copy, stretch=0)

    def _clear_progress(self) -> None:
        self._phase.hide()
        self._bar.hide()

    def _drop_drafts(self) -> None:
        for draft in (self._written, self._evidence, self._extract):
            if draft is not None:
                draft.hide()


def _same_words(answer: Answer) -> bool:
    """Whether the model only repeated the sentences that were taken from the pages."""
    return {claim.text for claim in answer.claims} <= {claim.text for claim in answer.extract}


def coverage(answer: Answer) -> str:
    """Return how much of the library the answer rests on and how long it took."""
    tr = wording.tr
    rests = answer.coverage
    parts = [tr("Searched %1, %2", wording.documents(rests.documents), wording.pages(rests.pages))]
    if rests.pages_unread:
        parts.append(tr("%1 could not be read", wording.pages(rests.pages_unread)))
    parts.append(tr("answered in %1", wording.seconds(answer.timings.total_s)))
    return " · ".join(parts)
