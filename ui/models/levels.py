"""The rows of the documents tree, level by level: of a large one those that were looked at, and what stands for others.

A row takes a kilobyte in Qt and Python together, and a view lays out all rows whenever one comes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby

from PySide6.QtCore import Qt
from PySide6.QtGui import QStandardItem

from ui.models.arranging import Node, Tree
from ui.models.rows import OF_DOCUMENT, OF_FOLDER, of_rest

MOST_STEPS = 50
"""Where rows come and go at more places than this, all rows beside each other are made anew."""
ALL_AT_ONCE = 1000
"""All rows of a tree are made where it has no more than these."""
AT_ONCE = 500
"""Of a larger one so many are made when they come into sight."""


class Row(QStandardItem):
    """A row of the tree.

    Attributes:
        node: What it stands for.
        level: What stands beneath it, None for a document.
    """

    def __init__(self, node: Node) -> None:
        super().__init__()
        self.node = node
        self.level = Level(lambda: self, 0) if node.document is None else None

    def data(self, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what the row says under a role."""
        if self.node.document is None:
            of_folder = OF_FOLDER.get(int(role))
            return of_folder(self.node) if of_folder else None
        of_document = OF_DOCUMENT.get(int(role))
        return of_document(self.node.document) if of_document else None


class Rest(QStandardItem):
    """Stands for the rows that are not made yet, at the end of their level.

    Attributes:
        level: Where it stands.
        count: How many they are.
    """

    def __init__(self, level: Level, count: int) -> None:
        super().__init__()
        self.level = level
        self.count = count
        self.setFlags(Qt.ItemFlag.NoItemFlags)

    def data(self, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what the row says under a role, and Qt what it cannot be used for."""
        said = of_rest(self.count, int(role))
        return super().data(role) if said is None else said


class Level:
    """What stands beneath one item.

    Attributes:
        rows: Those that are made, which are the first.

    Args:
        above: Tells the item. It is not kept: the root of a model ends with the model, unseen by Python, which would
            then take whatever comes to lie at that place for it.
        first: How many rows are made before anybody has looked, where the tree is large.
    """

    def __init__(self, above: Callable[[], QStandardItem], first: int) -> None:
        self._above = above
        self._first = first
        self._tree = Tree([], [])
        self._places: Sequence[int] = ()
        self._rest: Rest | None = None
        self.rows: list[Row] = []

    def show(self, tree: Tree, places: Sequence[int]) -> None:
        """Show the nodes of a tree that stand at some places; rows that stay are left as they are."""
        self._tree, self._places = tree, places
        most = len(places) if len(tree.nodes) <= ALL_AT_ONCE else max(self._first, len(self.rows))
        self._merge([tree.nodes[at] for at in places[:most]])
        self._stand_in()

    def grow(self, to: int) -> None:
        """Make the rows up to a place."""
        start = len(self.rows)
        self._insert(start, [self._tree.nodes[at] for at in self._places[start:to]])
        self._stand_in()

    def grow_whole(self) -> None:
        """Make all rows, of the levels beneath as well."""
        self.grow(len(self._places))
        for row in self.rows:
            if row.level is not None:
                row.level.grow_whole()

    def beneath(self, place: int) -> Level:
        """Return the level beneath the row at a place, which is made if need be; of a document, its own."""
        self.grow(place + 1)
        level = self.rows[place].level
        return self if level is None else level

    def documents(self) -> Iterator[tuple[str, Row]]:
        """Yield the SHA-256 and the row of each document that has one, however deep it stands."""
        for row in self.rows:
            if row.node.document is not None:
                yield row.node.document.sha256, row
            elif row.level is not None:
                yield from row.level.documents()

    def _merge(self, wanted: list[Node]) -> None:
        """Bring the rows to what is wanted, with as few steps as that takes."""
        keys = {node.key for node in wanted}
        kept = [row.node.key for row in self.rows if row.node.key in keys]
        known = set(kept)
        gone, come = _runs([row.node.key in known for row in self.rows]), _runs([node.key in known for node in wanted])
        if kept != [node.key for node in wanted if node.key in known] or len(gone) + len(come) > MOST_STEPS:
            gone, come = [(0, len(self.rows))], [(0, len(wanted))]
        for start, end in reversed(gone):
            self._above().removeRows(start, end - start)
            del self.rows[start:end]
        for start, end in come:
            self._insert(start, wanted[start:end])
        for row, node in zip(self.rows, wanted, strict=True):
            self._refresh(row, node)

    def _insert(self, start: int, nodes: Sequence[Node]) -> None:
        if nodes:
            made = [self._grown(node) for node in nodes]
            self.rows[start:start] = made
            self._above().insertRows(start, made)

    def _grown(self, node: Node) -> Row:
        """Return a new row with what stands beneath it."""
        row = Row(node)
        if row.level is not None:
            row.level.show(self._tree, node.children)
        return row

    def _refresh(self, row: Row, node: Node) -> None:
        """Let a row stand for a node of the present tree."""
        before, row.node = row.node, node
        if before is node:
            return
        if row.level is not None:
            row.level.show(self._tree, node.children)
        if (before.document, before.name, before.count) != (node.document, node.name, node.count):
            row.emitDataChanged()

    def _stand_in(self) -> None:
        """Let one row stand for all that are not made."""
        left = len(self._places) - len(self.rows)
        if self._rest is None and left:
            self._rest = Rest(self, left)
            self._above().appendRow(self._rest)
        elif self._rest is not None and not left:
            self._rest = None
            self._above().removeRow(len(self.rows))
        elif self._rest is not None and self._rest.count != left:
            self._rest.count = left
            self._rest.emitDataChanged()


def _runs(stays: Sequence[bool]) -> list[tuple[int, int]]:
    """Return the runs [start, end) of what does not stay."""
    runs, at = [], 0
    for stay, group in groupby(stays):
        length = len(list(group))
        if not stay:
            runs.append((at, at + length))
        at += length
    return runs
