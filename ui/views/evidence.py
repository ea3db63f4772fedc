"""The pages that were found, best first, each a step away."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QVBoxLayout, QWidget

from assistant.search.evidence import Evidence
from ui import spots, wording
from ui.theme import Theme
from ui.views.elided import ElidedButton
from ui.views.parts import button, empty, label, row

SHOWN_AT_FIRST = 3


class EvidenceRow(QFrame):
    """One passage: where it stands, and its first words."""

    opened = Signal(object)
    """Its `Spot` was clicked."""

    def __init__(self, evidence: Evidence, words: str = "") -> None:
        super().__init__()
        self.setProperty("role", "evidence")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._spot = spots.of_evidence(evidence)
        title = wording.one_line(evidence.title or wording.file_name(evidence.path), 160)
        page = wording.page_name(evidence.page, evidence.label)
        link = ElidedButton(title, wording.fill(self.tr("Open %1 of %2"), page, title), "link")
        link.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        link.clicked.connect(self._open)
        link.setToolTip(wording.tooltip(evidence.path))
        lines = QVBoxLayout(self)
        lines.setContentsMargins(6, 4, 12, 8)
        lines.setSpacing(0)
        lines.addLayout(row(link, label(page, "small", wrap=False), stretch=0))
        snippet = label(wording.snippet(evidence.text, words), "muted")
        snippet.setContentsMargins(6, 0, 0, 0)
        lines.addWidget(snippet)
        if evidence.also_on:
            lines.addWidget(_twins(evidence))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open the passage: the whole row is a target."""
        if self.rect().contains(event.position().toPoint()):
            self._open()

    def _open(self) -> None:
        self.opened.emit(self._spot)


def _twins(evidence: Evidence) -> QLabel:
    """Return a line on the other pages that say the same."""
    inside = [page for document, page in evidence.also_on if document == evidence.document]
    elsewhere = len({document for document, _ in evidence.also_on if document != evidence.document})
    parts = [wording.tr("p. %1", wording.number(page)) for page in sorted(set(inside))]
    parts += [wording.tr("in %1", wording.documents(elsewhere))] if elsewhere else []
    made = label(wording.tr("Also on: %1", wording.one_line(", ".join(parts), 160)), "small")
    made.setContentsMargins(6, 2, 0, 0)
    return made


class EvidenceList(QWidget):
    """A heading over rows; only the first few until more is asked for."""

    opened = Signal(object)

    def __init__(
        self, theme: Theme, heading: str, evidence: Sequence[Evidence], shown: int = SHOWN_AT_FIRST, words: str = ""
    ) -> None:
        super().__init__()
        self._evidence = evidence
        self._words = words
        self._rows = QVBoxLayout()
        self._rows.setSpacing(theme.space("tight") + 2)
        self._more = button("", "", "link", self.show_all)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(theme.space("tight") + 2)
        lines.addWidget(label(heading, "section"))
        lines.addLayout(self._rows)
        lines.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeading)
        self._show(shown)

    def show_all(self) -> None:
        """Show every row."""
        self._show(len(self._evidence))

    def _show(self, limit: int) -> None:
        empty(self._rows)
        for evidence in self._evidence[:limit]:
            made = EvidenceRow(evidence, self._words)
            made.opened.connect(self.opened)
            self._rows.addWidget(made)
        text = wording.fill(self.tr("Show all %1"), wording.number(len(self._evidence)))
        self._more.setText(text)
        self._more.setAccessibleName(text)
        self._more.setVisible(limit < len(self._evidence))
