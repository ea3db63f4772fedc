"""What people wrote on the document that is open: their notes by page, and a field for the next one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QVBoxLayout, QWidget

from ui import wording
from ui.theme import Theme
from ui.views.parts import button, empty, ground, icon_button, label, row, scroll_area

if TYPE_CHECKING:  # there is no note before a document is open
    from assistant.library.labels import Note


class NoteField(QPlainTextEdit):
    """Plain text; Ctrl+Enter keeps it."""

    sent = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(self.tr("Note"))
        self.setAcceptDrops(False)
        self.setTabChangesFocus(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keep on Ctrl+Enter, pass everything else on."""
        enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.sent.emit()
            return
        super().keyPressEvent(event)


class NoteRow(QFrame):
    """One note: its page, its words, and what can be done with it."""

    page_chosen = Signal(int)
    edit_wanted = Signal(object)
    """The `Note`."""
    removal_wanted = Signal(object)
    """The `Note`."""

    def __init__(self, theme: Theme, note: Note) -> None:
        super().__init__()
        self.setProperty("role", "evidence")
        where = wording.page_name(note.page, "") if note.page else self.tr("Document")
        name = wording.fill(self.tr("Open %1"), where)
        link = button(where, name, "link", lambda: self.page_chosen.emit(max(1, note.page)))
        edit = icon_button(theme, "edit", self.tr("Change the note"), lambda: self.edit_wanted.emit(note), size=14)
        gone = icon_button(theme, "delete", self.tr("Remove the note"), lambda: self.removal_wanted.emit(note), size=14)
        line = row(link, edit, gone, spacing=0)
        line.takeAt(line.count() - 1)
        line.insertStretch(1, 1)
        words = label(note.text, selectable=True)
        words.setContentsMargins(5, 0, 5, 0)
        words.setToolTip(wording.tooltip(wording.date(note.at)))
        lines = QVBoxLayout(self)
        lines.setContentsMargins(4, 2, 2, 8)
        lines.setSpacing(2)
        lines.addLayout(line)
        lines.addWidget(words)


class NotesView(QWidget):
    """Shows notes and tells what is to be written."""

    page_chosen = Signal(int)
    written = Signal(int, str)
    """The number of the note that is changed, 0 for a new one on the page that is seen, and its words."""
    removal_wanted = Signal(object)
    """A `Note`."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        ground(self, "notes")
        self._theme = theme
        self._number = 0
        self._rows = QVBoxLayout()
        self.hint = label(self.tr("What you write on a page stands here, and goes wherever the library goes."), "small")
        self.field = NoteField()
        self.field.setPlaceholderText(self.tr("Note on this page"))
        self.field.setFixedHeight(84)
        self.keep = button(self.tr("Keep"), self.tr("Keep the note"), "primary", self._keep)
        self._build(theme)
        self._refresh()

    def show_notes(self, notes: Sequence[Note]) -> None:
        """Show the notes of the document that is open."""
        empty(self._rows)
        for note in notes:
            made = NoteRow(self._theme, note)
            made.page_chosen.connect(self.page_chosen)
            made.edit_wanted.connect(self._edit)
            made.removal_wanted.connect(self.removal_wanted)
            self._rows.addWidget(made)
        self.hint.setVisible(not notes)

    def begin(self) -> None:
        """Put the cursor where a note on this page is typed."""
        self.field.setFocus()

    def clear(self) -> None:
        """Forget what was begun."""
        self._number = 0
        self.field.clear()
        self.show_notes(())

    def _edit(self, note: Note) -> None:
        self._number = note.number
        self.field.setPlainText(note.text)
        self.begin()

    def _keep(self) -> None:
        text = self.field.toPlainText().strip()
        if text:
            number, self._number = self._number, 0
            self.field.clear()
            self.written.emit(number, text)

    def _refresh(self) -> None:
        self.keep.setEnabled(bool(self.field.toPlainText().strip()))

    def _build(self, theme: Theme) -> None:
        inner = QWidget()
        ground(inner, "notesColumn")
        column = QVBoxLayout(inner)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(theme.space("small"))
        self._rows.setSpacing(theme.space("small"))
        column.addWidget(self.hint)
        column.addLayout(self._rows)
        column.addStretch(1)
        area = scroll_area(inner, self.tr("Notes"))
        foot = QVBoxLayout()
        foot.setContentsMargins(8, 4, 8, 8)
        foot.addWidget(self.field)
        foot.addWidget(self.keep, 0, Qt.AlignmentFlag.AlignTrailing)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        lines.addWidget(area, 1)
        lines.addLayout(foot)
        self.field.textChanged.connect(self._refresh)
        self.field.sent.connect(self._keep)
