"""How the documents of a library stand: which of them, in what order, and in which folders."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import PurePath
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # nothing of it is needed to paint an empty window
    from assistant.library.records import DocumentRecord


class Order(StrEnum):
    """What documents are sorted by; titles decide where it is the same."""

    NAME = "name"
    ADDED = "added"
    DATE = "date"
    STATE = "state"
    MARKING = "marking"


@dataclass(frozen=True)
class Sieve:
    """What is wanted of a library.

    Attributes:
        words: Each must stand in the title, the path's name, the kind, a tag or the marking, letter case aside.
        tags: All of them must be there.
    """

    words: str = ""
    tags: frozenset[str] = frozenset()

    def lets_through(self, document: DocumentRecord) -> bool:
        """Whether a document is wanted."""
        if not self.tags <= set(document.tags):
            return False
        return not self.words or _holds(document, self.words.casefold().split())


@dataclass(slots=True)
class Node:
    """A folder or a document of the tree.

    Attributes:
        parent: Place of the folder around it in the tree's list, -1 at the top.
        row: Its place among what stands beside it.
        name: Of the folder, from the one that is shown above it.
        path: Of the folder.
        document: None for a folder.
        children: Places of what stands in the folder.
        count: Documents in the folder, however deep.
    """

    parent: int
    row: int
    name: str = ""
    path: str = ""
    document: DocumentRecord | None = None
    children: list[int] = field(default_factory=list)
    count: int = 0

    @property
    def key(self) -> str:
        """What it is known by from one tree to the next: a document's SHA-256, a folder's path."""
        return self.path if self.document is None else self.document.sha256


@dataclass(frozen=True)
class Tree:
    """The nodes, each after the folder around it.

    Attributes:
        nodes: All of them.
        top: The places of those at the top.
        order: What they are sorted by.
        sieve: What was let through.
    """

    nodes: list[Node]
    top: list[int]
    order: Order = Order.NAME
    sieve: Sieve = Sieve()


def arrange(
    documents: Sequence[DocumentRecord], order: Order, sieve: Sieve, rank: Callable[[str], int] = lambda _marking: 0
) -> Tree:
    """Return the wanted documents as a tree: folders as they lie on the disk, without those that all have in common.

    Args:
        documents: Of the library.
        order: What they are sorted by.
        sieve: Which of them are wanted.
        rank: Tells the place of a marking in the order of levels.
    """
    wanted = [document for document in documents if sieve.lets_through(document)] if sieve != Sieve() else documents
    by_name = sorted(wanted, key=lambda each: (each.title.casefold(), each.path))
    groups: dict[str, list[DocumentRecord]] = {}
    for document in _sorted(by_name, order, rank):
        groups.setdefault(os.path.dirname(document.path), []).append(document)  # noqa: PTH120 - 5,000 times at once
    tree = Tree([], [], order, sieve)
    _plant(tree, -1, _Folder.of(groups))
    return tree


def _sorted(by_name: list[DocumentRecord], order: Order, rank: Callable[[str], int]) -> list[DocumentRecord]:
    if order is Order.NAME:
        return by_name
    return sorted(by_name, key=_by_marking(by_name, rank) if order is Order.MARKING else _KEYS[order])


@dataclass
class _Folder:
    """A folder while the tree is being made."""

    path: str = ""
    folders: dict[str, _Folder] = field(default_factory=dict)
    documents: list[DocumentRecord] = field(default_factory=list)

    @classmethod
    def of(cls, groups: dict[str, list[DocumentRecord]]) -> _Folder:
        """Return the folder that all have in common, with the others beneath it."""
        root = cls()
        for path, documents in groups.items():
            root.at(path).documents = documents
        while not root.documents and len(root.folders) == 1:
            root = next(iter(root.folders.values()))
        return root

    def at(self, path: str) -> _Folder:
        """Return the folder beneath this one that a path leads to, made where it is new."""
        here = self
        for name in PurePath(path).parts:
            here = here.folders.setdefault(name, _Folder(str(PurePath(here.path, name))))
        return here


def _plant(tree: Tree, parent: int, folder: _Folder) -> int:
    """Put what stands in a folder into the tree, folders first; return how many documents there are."""
    count = len(folder.documents)
    for name in sorted(folder.folders, key=str.casefold):
        count += _plant_folder(tree, parent, name, folder.folders[name])
    for document in folder.documents:
        _add(tree, Node(parent, 0, document=document))
    return count


def _plant_folder(tree: Tree, parent: int, name: str, folder: _Folder) -> int:
    """Put a folder into the tree; folders that only hold one other folder share a row with it."""
    while not folder.documents and len(folder.folders) == 1:
        inner, folder = next(iter(folder.folders.items()))
        name = f"{name}{os.sep}{inner}"
    node = Node(parent, 0, name, folder.path)
    at = _add(tree, node)
    node.count = _plant(tree, at, folder)
    return node.count


def _add(tree: Tree, node: Node) -> int:
    beside = tree.top if node.parent < 0 else tree.nodes[node.parent].children
    node.row = len(beside)
    beside.append(len(tree.nodes))
    tree.nodes.append(node)
    return beside[-1]


def _holds(document: DocumentRecord, words: Sequence[str]) -> bool:
    name = os.path.basename(document.path)  # noqa: PTH119 - 5,000 times at once
    text = " ".join((document.title, name, document.kind, document.marking, *document.tags)).casefold()
    return all(word in text for word in words)


_STATES = {"failed": 0, "partly": 1, "words-only": 2, "indexed": 3}


def _newest_first(date: str) -> tuple[int, ...]:
    """Return what sorts ISO dates backwards, unknown ones last."""
    return tuple(-ord(sign) for sign in date) or (1,)


_Key = Callable[["DocumentRecord"], tuple[str | int, ...]]
_KEYS: dict[Order, _Key] = {
    Order.ADDED: lambda document: _newest_first(document.added),
    Order.DATE: lambda document: _newest_first(document.created),
    Order.STATE: lambda document: (_STATES.get(document.status, 0),),
}


def _by_marking(documents: Sequence[DocumentRecord], rank: Callable[[str], int]) -> _Key:
    """Return what sorts the highest marking first, and what is not marked last."""
    ranks = {marking: rank(marking) for marking in {document.marking for document in documents}}
    return lambda document: (not document.marking, -ranks[document.marking], document.marking.casefold())
