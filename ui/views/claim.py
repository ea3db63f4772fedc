"""One checked sentence: its words, what the check says (an icon and a word, never colour alone) and its citations."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from assistant.answers.model import Citation, Claim, ClaimStatus
from ui import copying, spots, wording
from ui.statuses import status_look
from ui.theme import Theme
from ui.views.carrying import Carrier
from ui.views.elided import ElidedButton
from ui.views.flow import FlowLayout
from ui.views.marked_text import MarkedText
from ui.views.parts import column, icon_label, label, restyle
from ui.wording import tr


class StatusBadge(QWidget):
    """A status as an icon and a word."""

    def __init__(self, theme: Theme, status: ClaimStatus) -> None:
        super().__init__()
        look = status_look(status)
        word = label(look.word, "badge", wrap=False)
        restyle(word, "tone", look.tone)
        self.setToolTip(look.meaning)
        self.setAccessibleName(look.word)
        self.setAccessibleDescription(look.meaning)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 2, 4, 2)
        line.setSpacing(5)
        line.addWidget(icon_label(theme, look.icon, look.tone, 15))
        line.addWidget(word)


class ClaimView(QWidget):
    """A sentence with its badge and a chip for each citation."""

    opened = Signal(object)
    """A citation's `Spot` was clicked."""

    def __init__(self, theme: Theme, claim: Claim, *, badge: bool = True) -> None:
        super().__init__()
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(4)
        self._marks = theme.marks
        lines.addWidget(_sentence(claim))
        foot = FlowLayout(spacing=6)
        if badge:
            foot.addWidget(StatusBadge(theme, claim.status))
        for citation in _one_a_page(claim.citations):
            foot.addWidget(self._chip(citation))
        lines.addLayout(foot)
        for note in _notes(claim):
            lines.addWidget(label(note, "small", selectable=True))

    def _chip(self, citation: Citation) -> QWidget:
        page = wording.page_name(citation.page, citation.label)
        name = wording.one_line(wording.file_name(citation.path), 36)
        text = f"{name} · {page}" if name else page
        chip = ElidedButton(text, wording.fill(self.tr("Open %1"), text), "chip")
        if citation.quote:
            chip.setToolTip(wording.tooltip(f"“{wording.one_line(citation.quote)}”"))
        chip.clicked.connect(lambda: self.opened.emit(spots.of_citation(citation)))
        Carrier(chip, lambda: copying.citation_data(citation, self._marks.of([citation.document])))
        return chip


class ClaimCard(QFrame):
    """Several checked sentences under a heading."""

    opened = Signal(object)
    """A citation's `Spot` was clicked."""

    def __init__(self, theme: Theme, heading: str, claims: Sequence[Claim]) -> None:
        super().__init__()
        self.setProperty("role", "card")
        views = [ClaimView(theme, claim) for claim in claims]
        for view in views:
            view.opened.connect(self.opened)
        lines = column(label(heading, "section"), *views, spacing=theme.space("medium"))
        lines.setContentsMargins(14, 14, 14, 14)
        self.setLayout(lines)


def _sentence(claim: Claim) -> QWidget:
    """Return the sentence, with the figures and names underlined that are in none of its sources."""
    text = wording.flat(claim.text)
    if claim.missing and claim.status is ClaimStatus.PARTLY:
        said = wording.fill(tr("%1 In none of its sources: %2"), text, ", ".join(claim.missing))
        return MarkedText(text, claim.missing, said)
    return label(text, selectable=True)


def _one_a_page(citations: tuple[Citation, ...]) -> list[Citation]:
    """Return the best citation of each page, in the order of first use."""
    best: dict[tuple[str, int], Citation] = {}
    for citation in citations:
        key = (citation.document, citation.page)
        if key not in best or citation.score > best[key].score:
            best[key] = citation
    return list(best.values())


def _notes(claim: Claim) -> list[str]:
    notes = [claim.note] if claim.note else []
    if claim.missing:
        notes.append(wording.fill(tr("In none of its sources: %1"), ", ".join(claim.missing)))
    return notes
