"""The documents of a library as a tree for Qt: folders where there are several, in one of several orders, sifted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from ui.marks import Marks
from ui.models.arranging import Order, Sieve, Tree, arrange
from ui.models.rows import OF_DOCUMENT, OF_FOLDER

if TYPE_CHECKING:  # nothing of it is needed to paint an empty window
    from assistant.library.records import DocumentRecord

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class DocumentsModel(QAbstractItemModel):
    """A snapshot of a library's documents; `show` replaces it. An index's id is its node's place in the tree's list."""

    def __init__(self, parent: QObject | None = None, marks: Marks | None = None) -> None:
        super().__init__(parent)
        self._marks = marks or Marks(self)
        self._all: list[DocumentRecord] = []
        self._tree = Tree([], [])
        self._places: dict[str, int] = {}
        self.order = Order.NAME
        self.sieve = Sieve()

    @property
    def is_empty(self) -> bool:
        """Whether the library has no documents at all."""
        return not self._all

    @property
    def grouped(self) -> bool:
        """Whether there are folders above documents."""
        return any(self._tree.nodes[at].document is None for at in self._tree.top)

    def show(self, documents: Sequence[DocumentRecord]) -> bool:
        """Show these documents instead; whether anything is different now."""
        if self._all == list(documents):
            return False
        self._all = list(documents)
        self._arrange()
        return True

    def set_order(self, order: Order) -> None:
        """Sort the documents by something else."""
        self.order = order
        self._arrange()

    def set_sieve(self, sieve: Sieve) -> None:
        """Show only some of the documents."""
        self.sieve = sieve
        self._arrange()

    def sort_again(self) -> bool:
        """Sort anew where markings count, which another scheme may rank otherwise; whether that was so."""
        if self.order is Order.MARKING:
            self._arrange()
        return self.order is Order.MARKING

    def tags(self) -> list[str]:
        """Return the tags that any of the documents has, sorted."""
        return sorted({tag for document in self._all for tag in document.tags}, key=str.casefold)

    def documents(self) -> list[DocumentRecord]:
        """Return the documents in the order shown."""
        return [node.document for node in self._tree.nodes if node.document is not None]

    def find(self, sha256: str) -> QModelIndex:
        """Return the index of a document, invalid where it isn't shown."""
        at = self._places.get(sha256)
        return QModelIndex() if at is None else self.createIndex(self._tree.nodes[at].row, 0, at)

    def index(self, row: int, column: int, parent: Index = _NOWHERE) -> QModelIndex:
        """Return the index of a row beneath a folder or at the top."""
        beside = self._beneath(parent)
        if column != 0 or not 0 <= row < len(beside):
            return QModelIndex()
        return self.createIndex(row, column, beside[row])

    def parent(self, index: Index = _NOWHERE) -> QModelIndex:  # type: ignore[override]  # QObject.parent() shares the name
        """Return the folder of a row, invalid for what stands at the top."""
        at = self._tree.nodes[index.internalId()].parent if index.isValid() else -1
        return QModelIndex() if at < 0 else self.createIndex(self._tree.nodes[at].row, 0, at)

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Return the number of rows beneath an index."""
        return len(self._beneath(parent))

    def columnCount(self, _parent: Index = _NOWHERE) -> int:
        """Return 1: the delegate draws everything in one column."""
        return 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what a row says under a role."""
        if not index.isValid():
            return None
        node = self._tree.nodes[index.internalId()]
        if node.document is None:
            of_folder = OF_FOLDER.get(int(role))
            return of_folder(node) if of_folder else None
        of_document = OF_DOCUMENT.get(int(role))
        return of_document(node.document) if of_document else None

    def _beneath(self, parent: Index) -> list[int]:
        return self._tree.nodes[parent.internalId()].children if parent.isValid() else self._tree.top

    def _arrange(self) -> None:
        self.beginResetModel()
        self._tree = arrange(self._all, self.order, self.sieve, self._marks.rank)
        nodes = enumerate(self._tree.nodes)
        self._places = {node.document.sha256: at for at, node in nodes if node.document is not None}
        self.endResetModel()
