"""One section of a brief: each cell with its badge and the pages it rests on."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from assistant.answers.model import Claim, ClaimStatus
from assistant.briefs.filled import NOT_FOUND, FilledSection, Item
from assistant.briefs.template import Shape
from ui import wording
from ui.theme import Theme
from ui.views.claim import ClaimView
from ui.views.parts import button, column, empty, frame, label

SHOWN_AT_FIRST = 12
"""So many rows are shown until more are asked for."""


class BriefSection(QWidget):
    """A heading over paragraphs, list entries, or rows that are cards of named cells."""

    opened = Signal(object)
    """A `Spot` was clicked."""

    def __init__(self, theme: Theme, section: FilledSection) -> None:
        super().__init__()
        self._theme = theme
        self._section = section
        self._items = QVBoxLayout()
        self._items.setSpacing(theme.space("small"))
        self.more = button("", "", "link", self.show_all)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(theme.space("small"))
        lines.addWidget(label(wording.flat(section.name), "heading"))
        lines.addLayout(self._items)
        lines.addWidget(self.more)
        self._show(SHOWN_AT_FIRST)

    def show_all(self) -> None:
        """Show every row."""
        self._show(len(self._section.items))

    def _show(self, limit: int) -> None:
        empty(self._items)
        words = self._made_of_words()
        shown = [self._words()] if words else [self._item(item) for item in self._section.items[:limit]]
        for widget in shown or [label(self._section.nothing, "muted")]:
            self._items.addWidget(widget)
        text = wording.fill(self.tr("Show all %1"), wording.number(len(self._section.items)))
        self.more.setText(text)
        self.more.setAccessibleName(text)
        self.more.setVisible(not words and limit < len(self._section.items))

    def _made_of_words(self) -> bool:
        """Whether it lists nothing but words that the program drew from the whole, such as keywords."""
        cells = [cell for item in self._section.items for cell in item.cells]
        derived = all(cell.status is ClaimStatus.DERIVED and not cell.citations for cell in cells)
        return self._section.shape is Shape.LIST and bool(cells) and derived

    def _words(self) -> QWidget:
        said = " · ".join(wording.flat(item.text) for item in self._section.items)
        return ClaimView(self._theme, Claim(said, ClaimStatus.DERIVED))

    def _item(self, item: Item) -> QWidget:
        if self._section.shape is Shape.TABLE:
            return self._card(self._section.columns, item.cells)
        if self._section.shape is Shape.KEY_VALUE:
            return self._card((item.cells[0].text,), item.cells[1:])
        return self._cell(item.cells[0])

    def _card(self, names: Sequence[str], cells: Sequence[Claim]) -> QFrame:
        lines = column(spacing=self._theme.space("small"))
        for name, cell in zip(names, cells, strict=True):
            lines.addLayout(column(label(wording.flat(name), "section"), self._cell(cell), spacing=1))
        return frame("evidence", lines)

    def _cell(self, cell: Claim) -> QWidget:
        if cell.text == NOT_FOUND:
            return label(self.tr("Not found in the documents"), "muted")
        plain = cell.status is ClaimStatus.DERIVED and self._section.shape is not Shape.LIST and not cell.citations
        made = ClaimView(self._theme, cell, badge=not plain)
        made.opened.connect(self.opened)
        return made
