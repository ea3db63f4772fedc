"""One page as plain text, for documents that have no picture, with the words that matter marked."""

from __future__ import annotations

from PySide6.QtGui import QColor, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit

from ui.theme import Theme


class PageText(QPlainTextEdit):
    """Shows text as it is: nothing in it is markup, a link or a resource."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("pageText")
        self.setAccessibleName(self.tr("Text of the page"))
        self.setReadOnly(True)
        self.setAcceptDrops(False)
        self._theme = theme

    def show_text(self, text: str, start: int = 0, end: int = 0) -> None:
        """Show a page's text with the characters [start, end) marked and in view."""
        self.setPlainText(text)
        self.setExtraSelections([])
        if end > start:
            self._mark(_utf16(text, start), _utf16(text, end))

    def marked(self) -> str:
        """Return the words that are marked."""
        return "".join(selection.cursor.selectedText() for selection in self.extraSelections())

    def _mark(self, start: int, end: int) -> None:
        cursor = self.textCursor()
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        selection = QTextEdit.ExtraSelection()
        selection.cursor = cursor
        selection.format.setBackground(self._theme.colour("mark"))
        selection.format.setForeground(QColor("black"))
        self.setExtraSelections([selection])
        caret = self.textCursor()
        caret.setPosition(start)
        self.setTextCursor(caret)
        self.centerCursor()


def _utf16(text: str, offset: int) -> int:
    """Return Qt's position of a character offset: Qt counts UTF-16 units, Python counts characters."""
    return len(text[:offset].encode("utf-16-le")) // 2
