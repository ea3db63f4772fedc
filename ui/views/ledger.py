"""How each page of a document was read, and why not where it was not."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHeaderView,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from assistant.documents.values import PageStatus
from assistant.library.records import DocumentRecord, LedgerLine
from ui import wording
from ui.spots import Spot
from ui.views.parts import label


class LedgerView(QDialog):
    """A line a page; a line that is chosen opens its page."""

    opened = Signal(object)
    """The `Spot` of a line."""

    def __init__(self, document: DocumentRecord, lines: Sequence[LedgerLine], parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(wording.fill(self.tr("How %1 was read"), wording.one_line(document.title, 60)))
        self.resize(640, 460)
        self._sha256 = document.sha256
        self.table = self._make_table()
        self.table.addTopLevelItems([self._item(line) for line in lines])
        self.table.setColumnHidden(3, not any(line.reason for line in lines))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 18)
        layout.setSpacing(10)
        layout.addWidget(label(_sum(lines), "muted"))
        layout.addWidget(self.table)

    def _make_table(self) -> QTreeWidget:
        table = QTreeWidget()
        table.setAccessibleName(self.tr("Pages"))
        table.setHeaderLabels([self.tr("Page"), self.tr("Read as"), self.tr("With"), self.tr("Why not")])
        table.setRootIsDecorated(False)
        table.setUniformRowHeights(True)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.header().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        table.itemActivated.connect(self._open)
        table.itemClicked.connect(self._open)
        return table

    def _item(self, line: LedgerLine) -> QTreeWidgetItem:
        page = wording.page_name(line.page, line.label)
        item = QTreeWidgetItem([page, read_as(line.status), line.tool, wording.flat(line.reason)])
        item.setData(0, Qt.ItemDataRole.UserRole, line.page)
        item.setToolTip(3, wording.tooltip(line.reason))
        return item

    def _open(self, item: QTreeWidgetItem) -> None:
        self.opened.emit(Spot(self._sha256, item.data(0, Qt.ItemDataRole.UserRole)))


def read_as(status: PageStatus) -> str:
    """Return how a page was read, in words."""
    tr = wording.tr
    return {
        PageStatus.TEXT: tr("Text"),
        PageStatus.OCR: tr("Scan, recognised"),
        PageStatus.MIXED: tr("Text and scan"),
        PageStatus.EMPTY: tr("Empty"),
        PageStatus.FAILED: tr("Not read"),
        PageStatus.PENDING: tr("Still to be read"),
    }[status]


def _sum(lines: Sequence[LedgerLine]) -> str:
    """Return how many pages were read and how many were not."""
    unread = sum(line.status in {PageStatus.FAILED, PageStatus.PENDING} for line in lines)
    tr = wording.tr
    if not unread:
        return tr("Every page was read: %1.", wording.pages(len(lines)))
    return tr("%1, of which not read: %2.", wording.pages(len(lines)), wording.number(unread))
