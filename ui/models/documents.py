"""The documents of a library as a tree for Qt: folders where there are several, in one of several orders, sifted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QObject
from PySide6.QtGui import QStandardItemModel

from ui.marks import Marks
from ui.models.arranging import Order, Sieve, Tree, arrange
from ui.models.levels import AT_ONCE, Level, Rest

if TYPE_CHECKING:  # nothing of it is needed to paint an empty window
    from assistant.library.records import DocumentRecord
    from ui.models.levels import Row


class DocumentsModel(QStandardItemModel):
    """A snapshot of a library's documents; `show` changes the rows that are different now and leaves the others alone.

    Qt keeps the rows, so that a view lays out thousands of them without asking Python about each. Of a large library
    only those are made that were looked at: one row stands for the rest of its level until `make_more`.
    """

    def __init__(self, parent: QObject | None = None, marks: Marks | None = None) -> None:
        super().__init__(parent)
        self._marks = marks or Marks(self)
        self._all: list[DocumentRecord] = []
        self._tree = Tree([], [])
        self._rows: dict[str, Row] = {}
        self._top = Level(self.invisibleRootItem, AT_ONCE)
        self.order = Order.NAME
        self.sieve = Sieve()

    @property
    def is_empty(self) -> bool:
        """Whether the library has no documents at all."""
        return not self._all

    @property
    def grouped(self) -> bool:
        """Whether there are folders above documents."""
        return any(row.node.document is None for row in self._top.rows[:1])

    def show(self, documents: Sequence[DocumentRecord], tree: Tree | None = None) -> bool:
        """Show these documents instead, as the tree that was made of them; whether anything is different now.

        A tree that was made for another order or sieve than the present ones is made anew.
        """
        if self._all == list(documents):
            return False
        self._all = list(documents)
        if tree is None or (tree.order, tree.sieve) != (self.order, self.sieve):
            tree = self.arranged(self._all)
        self._take(tree)
        return True

    def arranged(self, documents: Sequence[DocumentRecord]) -> Tree:
        """Return some documents in the present order, without those that are not wanted; also for a worker thread."""
        return arrange(documents, self.order, self.sieve, self._marks.rank)

    def set_order(self, order: Order) -> None:
        """Sort the documents by something else."""
        self.order = order
        self._take(self.arranged(self._all))

    def set_sieve(self, sieve: Sieve) -> None:
        """Show only some of the documents."""
        self.sieve = sieve
        self._take(self.arranged(self._all))

    def sort_again(self) -> bool:
        """Sort anew where markings count, which another scheme may rank otherwise; whether that was so."""
        if self.order is Order.MARKING:
            self._take(self.arranged(self._all))
        return self.order is Order.MARKING

    def tags(self) -> list[str]:
        """Return the tags that any of the documents has, sorted."""
        return sorted({tag for document in self._all for tag in document.tags}, key=str.casefold)

    def documents(self) -> list[DocumentRecord]:
        """Return the documents in the order shown."""
        return [node.document for node in self._tree.nodes if node.document is not None]

    def find(self, sha256: str) -> QModelIndex:
        """Return the index of a document, invalid where it isn't shown."""
        found = self.find_all([sha256])
        return found[0] if found else QModelIndex()

    def find_all(self, hashes: Sequence[str]) -> list[QModelIndex]:
        """Return the indexes of those of some documents that are shown; rows are made for them where there are none."""
        unmade = set(hashes) - self._rows.keys()
        if unmade:
            for node in self._tree.nodes:
                if node.document is not None and node.document.sha256 in unmade:
                    self._level_at(node.parent).grow(node.row + 1)
            self._know_rows()
        return [self._rows[sha256].index() for sha256 in hashes if sha256 in self._rows]

    def make_more(self, index: QModelIndex) -> bool:
        """Make more rows in place of one that stands for them; whether it is such a one."""
        rest = self.itemFromIndex(index)
        if not isinstance(rest, Rest):
            return False
        rest.level.grow(len(rest.level.rows) + AT_ONCE)
        self._know_rows()
        return True

    def make_all(self) -> None:
        """Make all rows, for what is done with all of them."""
        self._top.grow_whole()
        self._know_rows()

    def _take(self, tree: Tree) -> None:
        self._tree = tree
        self._top.show(tree, tree.top)
        self._know_rows()

    def _know_rows(self) -> None:
        self._rows = dict(self._top.documents())

    def _level_at(self, place: int) -> Level:
        """Return the level beneath a folder of the tree, -1 for the first level; rows are made on the way to it."""
        if place < 0:
            return self._top
        folder = self._tree.nodes[place]
        return self._level_at(folder.parent).beneath(folder.row)
