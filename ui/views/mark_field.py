"""Where the marking of selected documents is chosen, over the tree, and a reason given where it is lowered."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QVBoxLayout, QWidget

from ui import wording
from ui.theme import Theme
from ui.views.elided import ElidedButton
from ui.views.flow import FlowLayout
from ui.views.parts import button, label
from ui.wording import tr

if TYPE_CHECKING:  # nothing of it is needed to paint an empty window
    from assistant.library.records import DocumentRecord


class MarkField(QWidget):
    """Hidden until it is asked for; Enter marks, Esc puts it away. It stays until the documents are marked."""

    chosen = Signal(object, str, str)
    """The documents, their new marking ("" for none) and the reason ("" where none was asked for)."""
    confirmed = Signal(object)
    """The documents whose proposed markings are right."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._documents: tuple[DocumentRecord, ...] = ()
        self.heading = label("", "small")
        self.marking = marking_choice(self.tr("Marking"))
        self.reason = _line(self.tr("Reason for lowering it"))
        self.problem = label()
        self.problem.setProperty("tone", "bad")
        self.confirm = button("", self.tr("Confirm as proposed"), "", self._confirm)
        self.mark = button(self.tr("Mark"), self.tr("Mark the documents"), "primary", self._take)
        self._build(theme)
        self._connect()
        self.hide()

    def ask(self, documents: Sequence[DocumentRecord]) -> None:
        """Let the marking of some documents be chosen, or what is proposed confirmed."""
        self._documents = tuple(documents)
        fill_levels(self.marking, self._theme)
        markings = {document.marking for document in documents}
        self.marking.setCurrentText(markings.pop() if len(markings) == 1 else "")
        self.heading.setText(self._heading())
        self.reason.clear()
        self.show_problem("")
        self._offer_to_confirm()
        self._look()
        self.show()
        self.marking.setFocus()

    def show_problem(self, sentence: str) -> None:
        """Say why the documents are not marked so."""
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))

    def put_away(self) -> bool:
        """Hide the field; whether it was shown."""
        shown = not self.isHidden()
        self.hide()
        return shown

    def _heading(self) -> str:
        if len(self._documents) == 1:
            return wording.fill(self.tr("Marking of “%1”"), wording.one_line(self._documents[0].title, 60))
        return wording.fill(self.tr("Marking of %1"), wording.documents(len(self._documents)))

    def _offer_to_confirm(self) -> None:
        proposed = {document.marking for document in self._documents if document.marking_proposed}
        one = wording.fill(self.tr("Confirm %1"), *proposed) if len(proposed) == 1 else self.tr("Confirm as proposed")
        self.confirm.setText(wording.on_button(one))
        self.confirm.setAccessibleName(one)
        self.confirm.setVisible(bool(proposed))

    def _look(self) -> None:
        """Ask for a reason where the marking that is typed is lower in any way."""
        reader = self._theme.marks.reader
        wanted = self.marking.currentText()
        lower = reader is not None and any(reader.lowers(each.marking, wanted) for each in self._documents)
        self.reason.setVisible(lower)

    def _take(self) -> None:
        if self.reason.isVisibleTo(self) and not self.reason.text().strip():
            self.show_problem(self.tr("This lowers the marking: say why."))
            self.reason.setFocus()
            return
        self.show_problem("")
        self.chosen.emit(self._documents, self.marking.currentText().strip(), self.reason.text().strip())

    def _confirm(self) -> None:
        self.show_problem("")
        self.confirmed.emit(tuple(document for document in self._documents if document.marking_proposed))

    def _build(self, theme: Theme) -> None:
        self.reason.hide()
        self.problem.hide()
        foot = FlowLayout(spacing=theme.space("small"))
        foot.addWidget(self.mark)
        foot.addWidget(self.confirm)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(4)
        for widget in (self.heading, self.marking, self.reason, self.problem):
            lines.addWidget(widget)
        lines.addLayout(foot)

    def _connect(self) -> None:
        self.marking.currentTextChanged.connect(self._look)
        line = self.marking.lineEdit()
        if line is not None:
            line.returnPressed.connect(self._take)
        self.reason.returnPressed.connect(self._take)


class ProposalStrip(ElidedButton):
    """One line that says how many markings nobody has confirmed yet; hidden where there are none."""

    def __init__(self, theme: Theme) -> None:
        super().__init__("", wording.tr("Proposed markings"), "link")
        theme.dress(self, "warning", "warn")
        self.hide()

    def show_count(self, count: int) -> None:
        """Say how many there are."""
        text = tr("1 marking to confirm") if count == 1 else tr("%1 markings to confirm", wording.number(count))
        self.show_text(text)
        self.setToolTip(wording.tooltip(tr("Read from the documents themselves. They count until you decide.")))
        self.setVisible(count > 0)


def marking_choice(name: str) -> QComboBox:
    """Return a field in which a marking is typed or a level chosen."""
    choice = QComboBox()
    choice.setEditable(True)
    choice.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
    choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    choice.setMinimumContentsLength(8)
    choice.setAccessibleName(name)
    line = choice.lineEdit()
    if line is not None:
        line.setAccessibleName(name)
        line.setAcceptDrops(False)
        line.setPlaceholderText(tr("None"))
    return choice


def fill_levels(choice: QComboBox, theme: Theme) -> None:
    """Offer the levels of the scheme in force, the highest first; nothing is chosen then."""
    reader = theme.marks.reader
    choice.clear()
    choice.addItems([*reversed(reader.levels), ""] if reader else [""])
    choice.setCurrentText("")


def _line(name: str) -> QLineEdit:
    field = QLineEdit()
    field.setAccessibleName(name)
    field.setPlaceholderText(name)
    field.setAcceptDrops(False)
    return field
