"""The middle's third tab: passages as they are typed for, without a model."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from ui import wording
from ui.theme import Theme
from ui.views.empty_state import EmptyState
from ui.views.limit_chooser import LimitChooser
from ui.views.parts import button, empty, ground, icon_label, label, reading_area, row

if TYPE_CHECKING:  # nothing was found before something was typed
    from assistant.search.evidence import Evidence, Found, Narrowing
    from assistant.search.rewriting import Further


class Search(QWidget):
    """A field and the passages that come nearest to what stands in it."""

    opened = Signal(object)
    """A `Spot` was clicked."""
    typed = Signal(str)
    """Other words stand in the field, without the room around them."""
    taken_back = Signal(str)
    """The kind of a limit that the words set and the user does not want."""
    further_wanted = Signal()
    """A model shall put the words in other ones, and what these find be added."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        ground(self, "search")
        self._theme = theme
        self.field = self._make_field()
        self.limits = LimitChooser(self.tr("Limit the search to a part of the library"), self)
        self._narrowed = QVBoxLayout()
        self.state = label("", "small")
        self._column = QVBoxLayout()
        self.empty = EmptyState(
            theme,
            "search",
            self.tr("Search every page"),
            self.tr(
                "Results come as you type, by words and by meaning. No model is asked. "
                "“Words in quotes” are found side by side, and pump* finds every ending; part numbers, dates, phone "
                "numbers and amounts are found however a page writes them."
            ),
        )
        self.area = reading_area(self._column, self.tr("Search results"))
        self._stack = QStackedWidget()
        self._build()

    def show_found(self, found: Found) -> None:
        """Show passages, best first, and what the words themselves limited the search to."""
        self._empty(_state(found))
        if found.narrowed:
            self._show_narrowed(found.narrowed)
        if found.evidence:
            self._add(self.tr("Best first"), found.evidence, found.question)
        self._column.addWidget(self._make_further(), 0, Qt.AlignmentFlag.AlignLeading)
        self.area.verticalScrollBar().setValue(0)
        self._stack.setCurrentWidget(self.area)

    def show_further(self, further: Sequence[Further]) -> None:
        """Add what other wordings found to what is shown, each under its own heading."""
        if not further:
            self._column.addWidget(label(self.tr("Other wordings of the model find nothing more."), "small"))
        for each in further:
            self._add(wording.fill(self.tr("Also found by “%1”"), each.wording), each.evidence, each.wording)

    def _add(self, heading: str, evidence: Sequence[Evidence], words: str) -> None:
        from ui.views.evidence import EvidenceList  # noqa: PLC0415 - as above

        made = EvidenceList(self._theme, heading, evidence, shown=len(evidence), words=words)
        made.opened.connect(self.opened)
        self._column.addWidget(made)

    def _make_further(self) -> QPushButton:
        """Make the button that is clicked once."""
        text = self.tr("Look further in other words of the model")
        made = button(text, text, "link", self.further_wanted.emit)
        made.clicked.connect(lambda: made.setEnabled(False))
        return made

    def show_problem(self, sentence: str) -> None:
        """Say why nothing could be searched."""
        self._empty(sentence)

    def clear(self) -> None:
        """Show that nothing was searched for."""
        self._empty("")
        self._stack.setCurrentWidget(self.empty)

    def _empty(self, state: str) -> None:
        """Take away what was found."""
        empty(self._column)
        empty(self._narrowed)
        self.state.setText(state)

    def _show_narrowed(self, narrowed: Sequence[Narrowing]) -> None:
        from assistant.answers.model import Limit  # noqa: PLC0415 - as above
        from ui.views.limits import LimitChips  # noqa: PLC0415 - as above

        chips = LimitChips([Limit(each.kind, each.value) for each in narrowed])
        chips.taken_back.connect(self._take_back)
        self._narrowed.addWidget(chips)

    def _take_back(self, kind: str) -> None:
        self.field.setFocus()  # the chip goes, and the keyboard's place with it
        self.taken_back.emit(kind)

    def _make_field(self) -> QLineEdit:
        field = QLineEdit()
        field.setAccessibleName(self.tr("Search the documents"))
        field.setPlaceholderText(self.tr("Search the documents"))
        field.setClearButtonEnabled(True)
        field.setAcceptDrops(False)
        field.setEnabled(False)
        field.textChanged.connect(lambda text: self.typed.emit(text.strip()))
        return field

    def _build(self) -> None:
        for widget in (self.empty, self.area):
            self._stack.addWidget(widget)
        head = row(icon_label(self._theme, "search", "muted"), self.field, self.limits.button, stretch=1)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(20, 16, 20, 0)
        lines.setSpacing(self._theme.space("small"))
        lines.addLayout(head)
        lines.addWidget(self.limits.chips)
        lines.addLayout(self._narrowed)
        lines.addWidget(self.state)
        lines.addWidget(self._stack, 1)


def _state(found: Found) -> str:
    """Return how much was found, and how fast."""
    count = len(found.evidence)
    tr = wording.tr
    if not count:
        return tr("Nothing on any page comes near these words.")
    passages = tr("1 passage") if count == 1 else tr("%1 passages", wording.number(count))
    parts = [passages, wording.seconds(found.seconds)]
    if found.vectors_pending:
        parts.append(tr("%1 are searched by words only so far", wording.documents(found.vectors_pending)))
    if found.by_words_only:
        parts.append(found.by_words_only)
    return " · ".join(parts)
