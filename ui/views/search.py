"""The middle's third tab: passages as they are typed for, without a model."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from ui import wording
from ui.theme import Theme
from ui.views.empty_state import EmptyState
from ui.views.parts import empty, ground, icon_label, label, reading_column, row

if TYPE_CHECKING:  # nothing was found before something was typed
    from assistant.search.evidence import Found


class Search(QWidget):
    """A field and the passages that come nearest to what stands in it."""

    opened = Signal(object)
    """A `Spot` was clicked."""
    typed = Signal(str)
    """Other words stand in the field, without the room around them."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        ground(self, "search")
        self._theme = theme
        self.field = self._make_field()
        self.state = label("", "small")
        self._column = QVBoxLayout()
        self.empty = EmptyState(
            theme,
            "search",
            self.tr("Search every page"),
            self.tr("Results come as you type, by words and by meaning. No model is asked."),
        )
        self.area = self._make_scroll()
        self._stack = QStackedWidget()
        self._build()

    def show_scope(self, documents: int) -> None:
        """Say in how many documents is searched, 0 for all."""
        text = wording.fill(self.tr("Search in %1 selected documents"), wording.number(documents))
        self.field.setPlaceholderText(text if documents else self.tr("Search all documents"))

    def show_found(self, found: Found) -> None:
        """Show passages, best first."""
        from ui.views.evidence import EvidenceList  # noqa: PLC0415 - as above

        empty(self._column)
        self.state.setText(_state(found))
        if found.evidence:
            rows, words = found.evidence, found.question
            made = EvidenceList(self._theme, self.tr("Best first"), rows, shown=len(rows), words=words)
            made.opened.connect(self.opened)
            self._column.addWidget(made)
        self.area.verticalScrollBar().setValue(0)
        self._stack.setCurrentWidget(self.area)

    def show_problem(self, sentence: str) -> None:
        """Say why nothing could be searched."""
        empty(self._column)
        self.state.setText(sentence)

    def clear(self) -> None:
        """Show that nothing was searched for."""
        empty(self._column)
        self.state.setText("")
        self._stack.setCurrentWidget(self.empty)

    def _make_field(self) -> QLineEdit:
        field = QLineEdit()
        field.setAccessibleName(self.tr("Search all documents"))
        field.setPlaceholderText(self.tr("Search all documents"))
        field.setClearButtonEnabled(True)
        field.setAcceptDrops(False)
        field.setEnabled(False)
        field.textChanged.connect(lambda text: self.typed.emit(text.strip()))
        return field

    def _make_scroll(self) -> QScrollArea:
        inner = QWidget()
        ground(inner, "column")
        reading_column(inner, self._column)
        area = QScrollArea()
        area.setAccessibleName(self.tr("Search results"))
        area.setWidgetResizable(True)
        area.setWidget(inner)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        return area

    def _build(self) -> None:
        for widget in (self.empty, self.area):
            self._stack.addWidget(widget)
        head = row(icon_label(self._theme, "search", "muted"), self.field, stretch=1)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(20, 16, 20, 0)
        lines.setSpacing(self._theme.space("small"))
        lines.addLayout(head)
        lines.addWidget(self.state)
        lines.addWidget(self._stack, 1)


def _state(found: Found) -> str:
    """Return how much was found, how fast, and what the words themselves limited the search to."""
    count = len(found.evidence)
    tr = wording.tr
    if not count:
        return tr("Nothing on any page comes near these words.")
    passages = tr("1 passage") if count == 1 else tr("%1 passages", wording.number(count))
    parts = [passages, wording.seconds(found.seconds)]
    parts += [tr("only %1", each.value) for each in found.narrowed]
    if found.vectors_pending:
        parts.append(tr("%1 are searched by words only so far", wording.documents(found.vectors_pending)))
    return " · ".join(parts)
