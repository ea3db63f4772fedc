"""The folders that the open library follows: how many, at the side, and a list of them with their state."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ui import wording
from ui.theme import Theme
from ui.views.elided import ElidedButton
from ui.views.parts import button, icon_label, label, row
from ui.views.tables import folder_table

if TYPE_CHECKING:  # nothing of it is needed to paint an empty window
    from assistant.library.following import FollowedFolder


class FollowedStrip(QWidget):
    """One line; hidden while no folder is followed."""

    list_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.link = ElidedButton("", self.tr("Followed folders"), "link")
        self.link.clicked.connect(lambda _checked=False: self.list_wanted.emit())
        lines = row(icon_label(theme, "folder", "muted"), self.link, spacing=6, stretch=1)
        lines.setContentsMargins(14, 4, 14, 4)
        self.setLayout(lines)
        self.hide()

    def show_folders(self, folders: Sequence[FollowedFolder]) -> None:
        """Say how many folders are followed, and how many of them are not there."""
        lost = sum(not folder.present for folder in folders)
        one = len(folders) == 1
        if lost:
            several = self.tr("Following %1 folders, %2 not there now")
            text = self.tr("Following 1 folder, not there now") if one else several
        else:
            text = self.tr("Following 1 folder") if one else self.tr("Following %1 folders")
        self.link.show_text(wording.fill(text, wording.number(len(folders)), wording.number(lost)))
        self.link.setToolTip(wording.tooltip("\n".join(folder.shown for folder in folders)))
        self.setVisible(bool(folders))


class FollowedView(QDialog):
    """A line a folder, with ways to follow another one and to leave one."""

    folder_wanted = Signal()
    leave_wanted = Signal(object)
    """The path of a folder that is to be followed no longer."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Followed folders"))
        self.resize(620, 320)
        self.table = self._make_table()
        self.follow = button(self.tr("Follow a folder…"), self.tr("Follow a folder"), "", self.folder_wanted.emit)
        self.leave = button(self.tr("Follow no longer"), self.tr("Follow the chosen folder no longer"), "", self._leave)
        self.leave.setEnabled(False)
        explained = self.tr("What comes, changes or goes in these folders is taken over while the program is open.")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 14)
        layout.setSpacing(12)
        layout.addWidget(label(explained, "muted"))
        layout.addWidget(self.table)
        foot = row(self.follow, self.leave)
        foot.addWidget(button(self.tr("Close"), self.tr("Close"), "primary", self.accept))
        layout.addLayout(foot)

    def show_folders(self, folders: Sequence[FollowedFolder]) -> None:
        """Show these folders."""
        self.table.clear()
        self.table.addTopLevelItems([_item(folder) for folder in folders])
        self._chosen()

    def _make_table(self) -> QTreeWidget:
        heads = [self.tr("Folder"), self.tr("State"), self.tr("Documents")]
        return folder_table(self.tr("Folders"), heads, self._chosen)

    def _chosen(self) -> None:
        self.leave.setEnabled(bool(self.table.selectedItems()))

    def _leave(self) -> None:
        for item in self.table.selectedItems():
            self.leave_wanted.emit(item.data(0, Qt.ItemDataRole.UserRole))


def _item(folder: FollowedFolder) -> QTreeWidgetItem:
    state = wording.tr("Followed") if folder.present else wording.tr("Not there now")
    item = QTreeWidgetItem([folder.shown, state, wording.number(folder.documents)])
    item.setData(0, Qt.ItemDataRole.UserRole, folder.path)
    item.setToolTip(0, wording.tooltip(folder.shown))
    return item
