"""The documents of a library as a tree for Qt: folders where there are several, in one of several orders, sifted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QObject, Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel

from ui.marks import Marks
from ui.models.arranging import Order, Sieve, Tree, arrange
from ui.models.rows import OF_DOCUMENT, OF_FOLDER

if TYPE_CHECKING:  # nothing of it is needed to paint an empty window
    from assistant.library.records import DocumentRecord
    from ui.models.arranging import Node

MOST_STEPS = 50
"""Where rows come and go at more places than this, all rows beside each other are made anew."""


class DocumentsModel(QStandardItemModel):
    """A snapshot of a library's documents; `show` changes the rows that are different now and leaves the others alone.

    Qt keeps the rows, so that a view lays out ten thousand of them without asking Python about each.
    """

    def __init__(self, parent: QObject | None = None, marks: Marks | None = None) -> None:
        super().__init__(parent)
        self._marks = marks or Marks(self)
        self._all: list[DocumentRecord] = []
        self._tree = Tree([], [])
        self._rows: dict[str, _Row] = {}
        self._top: list[_Row] = []
        self.order = Order.NAME
        self.sieve = Sieve()

    @property
    def is_empty(self) -> bool:
        """Whether the library has no documents at all."""
        return not self._all

    @property
    def grouped(self) -> bool:
        """Whether there are folders above documents."""
        return any(row.node.document is None for row in self._top)

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
        row = self._rows.get(sha256)
        return QModelIndex() if row is None else row.index()

    def _take(self, tree: Tree) -> None:
        self._tree = tree
        self._merge(self.invisibleRootItem(), self._top, [tree.nodes[at] for at in tree.top])
        self._rows = dict(_documents(self._top))

    def _merge(self, above: QStandardItem, rows: list[_Row], wanted: list[Node]) -> None:
        """Bring the rows beneath an item to what is wanted there, with as few steps as that takes."""
        keys = {node.key for node in wanted}
        kept = [row.node.key for row in rows if row.node.key in keys]
        known = set(kept)
        gone, come = _runs([row.node.key in known for row in rows]), _runs([node.key in known for node in wanted])
        if kept != [node.key for node in wanted if node.key in known] or len(gone) + len(come) > MOST_STEPS:
            gone, come = [(0, len(rows))], [(0, len(wanted))]
        for start, end in reversed(gone):
            above.removeRows(start, end - start)
            del rows[start:end]
        for start, end in come:
            made = [self._grown(node) for node in wanted[start:end]]
            above.insertRows(start, made)
            rows[start:start] = made
        for row, node in zip(rows, wanted, strict=True):
            self._refresh(row, node)

    def _grown(self, node: Node) -> _Row:
        """Return a new row with all that stands beneath it."""
        row = _Row(node)
        row.below = [self._grown(self._tree.nodes[at]) for at in node.children]
        row.insertRows(0, row.below)
        return row

    def _refresh(self, row: _Row, node: Node) -> None:
        """Let a row stand for a node of the present tree."""
        before, row.node = row.node, node
        if before is node:
            return
        if node.document is None:
            self._merge(row, row.below, [self._tree.nodes[at] for at in node.children])
        if (before.document, before.name, before.count) != (node.document, node.name, node.count):
            row.emitDataChanged()


class _Row(QStandardItem):
    """A row of the tree.

    Attributes:
        node: What it stands for.
        below: The rows beneath it, in order.
    """

    def __init__(self, node: Node) -> None:
        super().__init__()
        self.node = node
        self.below: list[_Row] = []

    def data(self, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what the row says under a role."""
        if self.node.document is None:
            of_folder = OF_FOLDER.get(int(role))
            return of_folder(self.node) if of_folder else None
        of_document = OF_DOCUMENT.get(int(role))
        return of_document(self.node.document) if of_document else None


def _documents(rows: Sequence[_Row]) -> Iterator[tuple[str, _Row]]:
    """Yield the SHA-256 and the row of each document, however deep it stands."""
    for row in rows:
        if row.node.document is not None:
            yield row.node.document.sha256, row
        yield from _documents(row.below)


def _runs(stays: Sequence[bool]) -> list[tuple[int, int]]:
    """Return the runs [start, end) of what does not stay."""
    runs, at = [], 0
    for stay, group in groupby(stays):
        length = len(list(group))
        if not stay:
            runs.append((at, at + length))
        at += length
    return runs
