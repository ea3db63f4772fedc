"""A sentence in which some words are underlined; it is plain text all the same."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QFrame, QSizePolicy, QTextEdit

from ui.views.elided import LEAST


class MarkedText(QTextEdit):
    """As high as its text at the width it is given."""

    def __init__(self, text: str, underlined: Sequence[str], name: str) -> None:
        super().__init__()
        self.setAcceptRichText(False)
        self.setReadOnly(True)
        self.setPlainText(text)
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("role", "marked")
        self.viewport().setAutoFillBackground(False)
        self.document().setDocumentMargin(0)
        self.setTabChangesFocus(True)
        for policy in (self.setHorizontalScrollBarPolicy, self.setVerticalScrollBarPolicy):
            policy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setExtraSelections([self._underline(start, end) for start, end in _places(text, underlined)])

    @property
    def underlined(self) -> list[str]:
        """The words that are underlined, in order."""
        return [selection.cursor.selectedText() for selection in self.extraSelections()]

    def minimumSizeHint(self) -> QSize:
        """Return one short line."""
        return QSize(LEAST, self.fontMetrics().lineSpacing())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Follow the height of the text at the new width."""
        super().resizeEvent(event)
        self.setFixedHeight(max(self.fontMetrics().lineSpacing(), round(self.document().size().height())))

    def _underline(self, start: int, end: int) -> QTextEdit.ExtraSelection:
        made = QTextEdit.ExtraSelection()
        look = QTextCharFormat()
        look.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
        look.setFontUnderline(True)
        made.format = look
        cursor = QTextCursor(self.document())
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        made.cursor = cursor
        return made


def _places(text: str, sought: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield where words stand in a text, each where it stands first."""
    for words in sought:
        start = text.find(words)
        if start >= 0 and words:
            yield start, start + len(words)
