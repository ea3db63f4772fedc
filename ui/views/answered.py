"""A whole answer: how the question was understood, the checked sentences with their pages, and what may follow."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from assistant.answers.model import Answer, Claim
from assistant.search.evidence import Evidence
from ui import spots, wording
from ui.copying import answer_data
from ui.theme import Theme
from ui.views.carrying import Carrier
from ui.views.claim import ClaimCard
from ui.views.evidence import EvidenceList
from ui.views.limits import LimitChips
from ui.views.marking import MarkingChip
from ui.views.notice import Notice, Tone
from ui.views.offer import sweep_offer
from ui.views.parts import icon_button, icon_label, label, row
from ui.views.sides import SidesView
from ui.views.statements import StatementsTable
from ui.views.steps import CitationSteps
from ui.wishes import Estimate, GoOn, TakeBack


class AnswerView(QWidget):
    """The answer to a question."""

    opened = Signal(object)
    """A `Spot` was clicked."""
    wished = Signal(object)
    """One of `ui.wishes`."""
    copy_wanted = Signal(object)
    """The `Answer` is to be copied."""

    def __init__(self, theme: Theme, question: str, answer: Answer) -> None:
        super().__init__()
        self._theme = theme
        self._question = question
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(theme.space("medium"))
        self.marking = MarkingChip(theme)
        self._lines.addWidget(self.marking)
        self.marking.show_of(spots.documents_of(answer), answer.marking)
        self._show_reading_of(answer)
        if answer.refused:
            self._show_refusal(answer)
        elif answer.swept:
            self._show_statements(answer)
        else:
            self._show_claims(answer)
        for notice in answer.notices:
            self._lines.addLayout(row(icon_label(theme, "info", "muted", 15), label(notice, "small"), stretch=1))
        self._offer_more(answer)
        self._lines.addLayout(self._foot(answer))

    def _show_reading_of(self, answer: Answer) -> None:
        """Show how the question was understood, and what it limited itself to."""
        if answer.understood:
            understood = wording.fill(self.tr("Understood as: %1"), answer.understood)
            self._lines.addWidget(label(understood, "small", selectable=True))
        if answer.narrowed:
            chips = LimitChips(answer.narrowed)
            chips.taken_back.connect(lambda kind: self.wished.emit(TakeBack(self._question, frozenset({kind}))))
            self._lines.addWidget(chips)

    def _show_statements(self, answer: Answer) -> None:
        if answer.claims:
            table = StatementsTable(answer.claims)
            table.opened.connect(self.opened)
            self._lines.addWidget(table)

    def _offer_more(self, answer: Answer) -> None:
        """Offer to go on where the answer was cut, and to read every page where the question asks for all."""
        if answer.cut and not answer.refused:
            notice = Notice(self._theme, Tone.INFO, self.tr("The model can go on where it stopped."))
            notice.add_action(self.tr("Go on"), partial(self.wished.emit, GoOn(answer)), primary=True)
            self._lines.addWidget(notice)
        if answer.offer is not None:
            self._lines.addWidget(sweep_offer(self._theme, answer.offer, self._question, self.wished.emit))

    def _show_refusal(self, answer: Answer) -> None:
        self._lines.addWidget(Notice(self._theme, Tone.INFO, answer.refusal or answer.text, closable=False))
        if answer.evidence:
            heading = self.tr("Nearest passages, which do not answer it")
            self._lines.addWidget(self._listed(heading, answer.evidence))

    def _show_claims(self, answer: Answer) -> None:
        if answer.sides:
            sides = SidesView(self._theme, answer.sides)
            sides.opened.connect(self.opened)
            self._lines.addWidget(sides)
        elif answer.extract:
            self._add_card(self.tr("From the pages themselves"), answer.extract)
        if answer.claims and not _same_words(answer):
            heading = wording.fill(self.tr("Written by %1, checked by Haversack"), answer.model)
            self._add_card(heading if answer.model else self.tr("Answer"), answer.claims)
        if answer.evidence:
            self._lines.addWidget(self._listed(self.tr("Pages found"), answer.evidence))

    def _add_card(self, heading: str, claims: Sequence[Claim]) -> None:
        card = ClaimCard(self._theme, heading, claims)
        card.opened.connect(self.opened)
        self._lines.addWidget(card)

    def _listed(self, heading: str, evidence: Sequence[Evidence]) -> EvidenceList:
        made = EvidenceList(self._theme, heading, evidence)
        made.opened.connect(self.opened)
        return made

    def _foot(self, answer: Answer) -> QHBoxLayout:
        offered = [*self._steps(answer), *self._everything(answer), self._copy(answer)]
        return row(label(coverage(answer), "small"), *offered, stretch=0)

    def _copy(self, answer: Answer) -> QWidget:
        name = self.tr("Copy with citations, or drag into another program")
        copy = icon_button(self._theme, "copy", name, lambda: self.copy_wanted.emit(answer))
        Carrier(copy, lambda: answer_data(answer, self.marking.text_in_full))
        return copy

    def _everything(self, answer: Answer) -> Iterator[QWidget]:
        """Yield what lets every page be read, unless that is offered or was done already."""
        if answer.offer is not None or (answer.swept and answer.model):
            return
        by_words, by_model = self.tr("Read every page for this question…"), self.tr("Let the model read every page…")
        estimate = partial(self.wished.emit, Estimate(self._question, by_model=answer.swept))
        yield icon_button(self._theme, "table", by_model if answer.swept else by_words, estimate)

    def _steps(self, answer: Answer) -> Iterator[QWidget]:
        """Yield what leads from citation to citation, where there are several."""
        places = spots.of_claims([*answer.extract, *answer.claims])
        if len(places) > 1 and not answer.swept:
            steps = CitationSteps(self._theme, places)
            steps.opened.connect(self.opened)
            yield steps


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
