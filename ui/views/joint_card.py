"""Several documents beside each other: contradictions and agreements in two columns, and what only one says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from assistant.answers.model import Claim
from assistant.briefs.joint.model import Joint, Pair, Relation
from assistant.briefs.joint.naming import told_apart
from assistant.jobs import Progress
from assistant.library.records import DocumentRecord
from ui import wording
from ui.theme import Theme
from ui.views.claim import ClaimView
from ui.views.notice import Notice, Tone
from ui.views.parts import button, column, empty, frame, icon_label, label, row


class JointCard(QFrame):
    """Offers the comparison, shows how far it is, then what it found."""

    opened = Signal(object)
    """A `Spot` was clicked."""
    compare_wanted = Signal()
    stop_wanted = Signal()
    export_wanted = Signal()

    def __init__(self, theme: Theme, documents: Sequence[DocumentRecord]) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.documents = tuple(documents)
        self.joint: Joint | None = None
        self._theme = theme
        compare, export = self.tr("Compare these documents"), self.tr("Export…")
        self.compare = button(compare, compare, "primary", self.compare_wanted.emit)
        self.stop = button(self.tr("Stop"), self.tr("Stop the comparison"), "", self.stop_wanted.emit)
        self.export = button(export, self.tr("Export the joint summary"), "", self.export_wanted.emit)
        self.phase = label("", "small")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(self.tr("Progress of the comparison"))
        self._found = QVBoxLayout()
        self._build()
        self.show_idle()

    def show_idle(self, said: str = "") -> None:
        """Offer the comparison."""
        self._show_phase(said)
        self._offer(self.compare)

    def show_waiting(self) -> None:
        """Say that the comparison has begun."""
        self._show_phase(self.tr("Comparing sentence by sentence"))
        self._theme.show_busy(self._bar)
        self._offer(self._bar, self.stop)

    def show_progress(self, step: Progress) -> None:
        """Show how many pairs of documents are compared."""
        self._show_phase(wording.counted(step))
        self._bar.setRange(0, step.total or 0)
        self._bar.setValue(step.done)

    def show_problem(self, sentence: str) -> None:
        """Say in one sentence what went wrong."""
        self.show_idle()
        empty(self._found)
        self._found.addWidget(Notice(self._theme, Tone.BAD, sentence))

    def show_joint(self, joint: Joint) -> None:
        """Show what was found."""
        self.joint = joint
        empty(self._found)
        self._show_pairs(self.tr("Contradictions"), joint.contradictions, self.tr("The program found none."))
        self._show_pairs(self.tr("Agreements"), joint.agreements, self.tr("The program found none."))
        titles = told_apart(self.documents)
        for alone in joint.alone:
            self._show_alone(titles, alone.document, alone.statements)
        self._show_phase(wording.fill(self.tr("Compared in %1, without a model"), wording.seconds(joint.seconds)))
        self._offer(self.export)

    def _show_pairs(self, heading: str, pairs: Sequence[Pair], nothing: str) -> None:
        self._found.addWidget(label(heading, "section"))
        if not pairs:
            self._found.addWidget(label(nothing, "muted"))
        for pair in pairs:
            self._found.addWidget(self._pair(pair))

    def _pair(self, pair: Pair) -> QFrame:
        sides = QHBoxLayout()
        sides.setSpacing(self._theme.space("large"))
        for claim in (pair.first, pair.second):
            sides.addWidget(self._claim(claim), 1)
        lines = column(spacing=self._theme.space("small"))
        lines.addLayout(sides)
        if said := self._differs(pair):
            lines.addWidget(label(said, "small"))
        return frame("evidence", lines)

    def _differs(self, pair: Pair) -> str:
        if pair.differs:
            return wording.fill(self.tr("%1 against %2"), *pair.differs)
        return self.tr("One says not what the other says") if pair.relation is Relation.DENIAL else ""

    def _show_alone(self, titles: Mapping[str, str], document: str, statements: Sequence[Claim]) -> None:
        title = wording.one_line(titles.get(document, ""), 60)
        self._found.addWidget(label(wording.fill(self.tr("Only in %1"), title), "section"))
        if not statements:
            self._found.addWidget(label(self.tr("Nothing that the others do not touch."), "muted"))
        for statement in statements:
            self._found.addWidget(self._claim(statement))

    def _claim(self, claim: Claim) -> QWidget:
        view = ClaimView(self._theme, claim, badge=False)
        view.opened.connect(self.opened)
        return view

    def _show_phase(self, text: str) -> None:
        self.phase.setText(text)
        self.phase.setVisible(bool(text))

    def _offer(self, *wanted: QWidget) -> None:
        for widget in (self.compare, self.stop, self.export, self._bar):
            widget.setVisible(widget in wanted)

    def _build(self) -> None:
        titles = " · ".join(wording.one_line(title, 60) for title in told_apart(self.documents).values())
        heading = wording.fill(self.tr("%1 beside each other"), wording.documents(len(self.documents)))
        self._found.setSpacing(self._theme.space("medium"))
        lines = QVBoxLayout(self)
        lines.setContentsMargins(16, 14, 16, 14)
        lines.setSpacing(self._theme.space("medium"))
        head = row(icon_label(self._theme, "summary", "accent", 20), label(heading, "heading"), spacing=10, stretch=1)
        lines.addLayout(head)
        lines.addWidget(label(titles, "small"))
        lines.addLayout(self._found)
        lines.addWidget(self._bar)
        lines.addWidget(self.phase)
        lines.addLayout(row(self.compare, self.stop, self.export))
