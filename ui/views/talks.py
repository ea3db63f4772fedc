"""All conversations that are kept with a library: to be found again, opened, renamed, exported and deleted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QAbstractItemView, QDialog, QLineEdit, QListView, QPushButton, QVBoxLayout, QWidget

from ui import wording
from ui.models.talks import TalksModel
from ui.theme import Theme
from ui.views.administered import administered
from ui.views.notice import Notice, Tone
from ui.views.parts import button, row

if TYPE_CHECKING:  # nothing of it is needed to paint an empty window
    from assistant.answers.conversations import ConversationRecord

PAUSE_MS = 180
"""How long nothing must be typed before the conversations are searched."""


class TalksDialog(QDialog):
    """A field to search in, the list, and what can be done with the one that is chosen."""

    sought = Signal(str)
    """Words that must have been said in a conversation, "" for all."""
    open_wanted = Signal(str)
    export_wanted = Signal(str)
    delete_wanted = Signal(str)
    """The title of a conversation; it was asked whether it is really meant."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Conversations"))
        self.resize(620, 440)
        self._theme = theme
        self.model = TalksModel()
        self.field = QLineEdit()
        self.field.setClearButtonEnabled(True)
        self.field.setPlaceholderText(self.tr("Search what was asked and answered"))
        self.field.setAccessibleName(self.tr("Search in conversations"))
        self.list = self._make_list()
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(lambda: self.sought.emit(self.field.text().strip()))
        self.field.textChanged.connect(lambda _text: self._pause.start())
        self._buttons = self._make_buttons()
        self._lines = QVBoxLayout(self)
        self._lines.addWidget(self.field)
        self._lines.addWidget(self.list, 1)
        self._lines.addLayout(row(*self._buttons, stretch=None))
        self._refresh()

    def show_records(self, records: Sequence[ConversationRecord]) -> None:
        """Show these conversations."""
        self.model.show(records)
        if records:
            self.list.setCurrentIndex(self.model.index(0))
        self._refresh()

    def done(self, result: int) -> None:
        """Close, and wait for nothing any more."""
        self._pause.stop()
        super().done(result)

    def _make_list(self) -> QListView:
        made = QListView()
        made.setAccessibleName(self.tr("Conversations"))
        made.setModel(self.model)
        made.setUniformItemSizes(True)
        made.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        made.activated.connect(lambda _index: self._open())
        made.selectionModel().currentChanged.connect(lambda _new, _old: self._refresh())
        return made

    def _make_buttons(self) -> list[QPushButton]:
        def made(text: str, name: str, clicked: Callable[[], object], role: str = "") -> QPushButton:
            return button(text, name, role, clicked)

        self.export = made(self.tr("Export…"), self.tr("Save the conversation as a document"), self._export)
        return [
            made(self.tr("Open"), self.tr("Open the conversation"), self._open, "primary"),
            made(self.tr("Rename"), self.tr("Rename the conversation"), self._rename),
            self.export,
            made(self.tr("Delete…"), self.tr("Delete the conversation"), self._ask_deletion),
        ]

    def _refresh(self) -> None:
        for each in self._buttons:
            each.setEnabled(bool(self._title()) and not administered(each))

    def _title(self) -> str:
        return self.model.title(self.list.currentIndex())

    def _open(self) -> None:
        self.open_wanted.emit(self._title())
        self.accept()

    def _rename(self) -> None:
        self.list.edit(self.list.currentIndex())

    def _export(self) -> None:
        self.export_wanted.emit(self._title())

    def _ask_deletion(self) -> None:
        title = self._title()
        text = self.tr("Delete “%1” for good? It is then in no file of this library.")
        notice = Notice(self._theme, Tone.WARN, wording.fill(text, wording.one_line(title, 60)))
        notice.add_action(self.tr("Delete"), lambda: self.delete_wanted.emit(title), primary=True)
        notice.add_action(self.tr("Keep it"), lambda: None)
        self._lines.insertWidget(0, notice)
