"""The middle's second tab: a card a document, the newest on top."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from ui.theme import Theme
from ui.views.empty_state import EmptyState
from ui.views.parts import empty, ground, reading_area

if TYPE_CHECKING:  # there is no card to show before a document was read
    from assistant.library.records import DocumentRecord
    from ui.views.summary_card import SummaryCard


class Summaries(QWidget):
    """Shows the documents that were summarised in this session."""

    opened = Signal(object)
    """A `Spot` was clicked."""
    changed = Signal()
    """A card came or went."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        ground(self, "summaries")
        self._theme = theme
        self._cards: dict[str, SummaryCard] = {}
        self._column = QVBoxLayout()
        self._stack = QStackedWidget()
        self.empty = EmptyState(
            theme,
            "summary",
            self.tr("Summaries appear here"),
            self.tr("Drop documents, or right-click one on the left and choose “Summarise”."),
        )
        self._column.setSpacing(theme.space("large"))
        self.area = reading_area(self._column, self.tr("Summaries"))
        self._stack.addWidget(self.empty)
        self._stack.addWidget(self.area)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.addWidget(self._stack)

    def card(self, document: DocumentRecord) -> SummaryCard:
        """Return the card of a document, made on top where there is none yet."""
        if document.sha256 not in self._cards:
            from ui.views.summary_card import SummaryCard  # noqa: PLC0415 - as above

            made = SummaryCard(self._theme, document)
            made.opened.connect(self.opened)
            self._cards[document.sha256] = made
            self._column.insertWidget(0, made)
            self._stack.setCurrentWidget(self.area)
            self.changed.emit()
        return self._cards[document.sha256]

    def cards(self) -> list[SummaryCard]:
        """Return the cards, oldest first."""
        return list(self._cards.values())

    def show_card(self, sha256: str) -> None:
        """Bring a card to the top and into view."""
        card = self._cards[sha256]
        self._column.removeWidget(card)
        self._column.insertWidget(0, card)
        self.area.verticalScrollBar().setValue(0)

    def put_first(self, card: QWidget) -> None:
        """Put a card that is about several documents on top and into view."""
        self._column.removeWidget(card)
        self._column.insertWidget(0, card)
        self._stack.setCurrentWidget(self.area)
        self.area.verticalScrollBar().setValue(0)

    def take_away(self, card: QWidget) -> None:
        """Take a card away."""
        self._column.removeWidget(card)
        card.hide()
        card.deleteLater()

    def remove(self, sha256: str) -> None:
        """Take away the card of a document that is gone."""
        card = self._cards.pop(sha256, None)
        if card is not None:
            self.take_away(card)
        if not self._cards:
            self._stack.setCurrentWidget(self.empty)
        self.changed.emit()

    def clear(self) -> None:
        """Take every card away."""
        self._cards.clear()
        empty(self._column)
        self._stack.setCurrentWidget(self.empty)
        self.changed.emit()
