"""The documents of a library as a tree: by folder where there is more than one, else one list."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from assistant.documents.values import PageStatus
from ui import wording
from ui.wording import tr

if TYPE_CHECKING:  # nothing of it is needed to paint an empty window
    from assistant.library.records import DocumentRecord

RECORD_ROLE = int(Qt.ItemDataRole.UserRole) + 1
"""The `DocumentRecord` of a row, None for a folder."""
DETAIL_ROLE = RECORD_ROLE + 1
"""The second line of a row."""
BADGES_ROLE = RECORD_ROLE + 2
"""Ledger badges of a row, a tuple of `Badge`."""
ICON_ROLE = RECORD_ROLE + 3
"""Name of the row's icon and of its colour."""

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


@dataclass(frozen=True)
class Badge:
    """A word about how pages were read, and its tone."""

    text: str
    tone: str


@dataclass(frozen=True)
class Folder:
    """A group of documents: the folder that they were added from."""

    path: str
    documents: tuple[DocumentRecord, ...]


class DocumentsModel(QAbstractItemModel):
    """A snapshot of a library's documents; `show` replaces it.

    Attributes:
        grouped: Whether folders are shown above the documents.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folders: tuple[Folder, ...] = ()
        self.grouped = False

    def show(self, documents: Sequence[DocumentRecord]) -> bool:
        """Show these documents instead; whether anything is different now."""
        folders = _by_folder(documents)
        if folders == self._folders:
            return False
        self.beginResetModel()
        self._folders = folders
        self.grouped = len(folders) > 1
        self.endResetModel()
        return True

    def documents(self) -> list[DocumentRecord]:
        """Return the documents in the order shown."""
        return [document for folder in self._folders for document in folder.documents]

    def find(self, sha256: str) -> QModelIndex:
        """Return the index of a document, invalid where it isn't shown."""
        for group, folder in enumerate(self._folders):
            for row, document in enumerate(folder.documents):
                if document.sha256 == sha256:
                    return self._document_index(group, row)
        return QModelIndex()

    def index(self, row: int, column: int, parent: Index = _NOWHERE) -> QModelIndex:
        """Return the index of a row beneath a folder or at the top."""
        if column != 0 or not 0 <= row < self.rowCount(parent):
            return QModelIndex()
        if not parent.isValid():
            return self.createIndex(row, column, 0 if self.grouped else 1)
        return self.createIndex(row, column, parent.row() + 1)

    def parent(self, index: Index = _NOWHERE) -> QModelIndex:  # type: ignore[override]  # QObject.parent() shares the name
        """Return the folder of a document, invalid for what stands at the top."""
        if not index.isValid() or not self.grouped or index.internalId() == 0:
            return QModelIndex()
        return self.createIndex(index.internalId() - 1, 0, 0)

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Return the number of rows beneath an index."""
        if not parent.isValid():
            return len(self._folders) if self.grouped else sum(len(folder.documents) for folder in self._folders)
        if not self.grouped or parent.internalId() != 0:
            return 0
        return len(self._folders[parent.row()].documents)

    def columnCount(self, _parent: Index = _NOWHERE) -> int:
        """Return 1: the delegate draws everything in one column."""
        return 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what a row says under a role."""
        if not index.isValid():
            return None
        if index.internalId() == 0:
            of_folder = _FOLDER_DATA.get(int(role))
            return of_folder(self._folders[index.row()]) if of_folder else None
        of_document = _DOCUMENT_DATA.get(int(role))
        return of_document(self._folders[index.internalId() - 1].documents[index.row()]) if of_document else None

    def _document_index(self, group: int, row: int) -> QModelIndex:
        return self.createIndex(row, 0, group + 1)


def _by_folder(documents: Sequence[DocumentRecord]) -> tuple[Folder, ...]:
    groups: dict[str, list[DocumentRecord]] = {}
    for document in sorted(documents, key=lambda each: (each.title.casefold(), each.path)):
        groups.setdefault(os.path.dirname(document.path), []).append(document)  # noqa: PTH120 - 5,000 times at once
    return tuple(Folder(path, tuple(groups[path])) for path in sorted(groups))


_FOLDER_DATA: dict[int, Callable[[Folder], object]] = {
    int(Qt.ItemDataRole.DisplayRole): lambda folder: PurePath(folder.path).name or folder.path,
    int(Qt.ItemDataRole.ToolTipRole): lambda folder: wording.tooltip(folder.path),
    int(Qt.ItemDataRole.AccessibleTextRole): lambda folder: tr("Folder %1", folder.path),
    DETAIL_ROLE: lambda folder: wording.documents(len(folder.documents)),
    ICON_ROLE: lambda _folder: ("folder", "muted"),
    BADGES_ROLE: lambda _folder: (),
}


def title(document: DocumentRecord) -> str:
    """Return the title on one line."""
    return wording.one_line(document.title, 160)


def detail(document: DocumentRecord) -> str:
    """Return the format and the page count."""
    return f"{document.kind.upper()} · {wording.pages(document.pages)}"


def state(document: DocumentRecord) -> str:
    """Return how a document stands, in words."""
    match document.status:
        case "indexed":
            return tr("Ready")
        case "partly":
            return tr("Some pages could not be read")
        case "words-only":
            return tr("Found by words; meaning is still being indexed")
        case _:
            return tr("Could not be read")


def badges(document: DocumentRecord) -> tuple[Badge, ...]:
    """Return what the ledger says beyond plain text: scans, empty pages, failures."""
    counts = document.ledger
    scanned = counts.get(PageStatus.OCR, 0) + counts.get(PageStatus.MIXED, 0)
    empty, failed = counts.get(PageStatus.EMPTY, 0), counts.get(PageStatus.FAILED, 0)
    shown = (
        (failed, tr("%1 unread", wording.number(failed)), "bad"),
        (empty, tr("%1 empty", wording.number(empty)), "warn"),
        (scanned, tr("%1 scanned", wording.number(scanned)), "info"),
    )
    return tuple(Badge(text, tone) for count, text, tone in shown if count)


def explanation(document: DocumentRecord) -> str:
    """Return the path, the state and its reason as plain text."""
    lines = [document.path, state(document), document.reason]
    lines += [badge.text for badge in badges(document)]
    return "\n".join(line for line in lines if line)


def _icon(document: DocumentRecord) -> tuple[str, str]:
    match document.status:
        case "indexed":
            return (_KIND_ICONS.get(document.kind, "document"), "accent")
        case "partly":
            return ("warning", "warn")
        case "words-only":
            return ("clock", "info")
        case _:
            return ("error", "bad")


_KIND_ICONS = {
    "pdf": "pdf",
    "xlsx": "table",
    "xls": "table",
    "csv": "table",
    "pptx": "presentation",
    "html": "web",
    "eml": "mail",
    "msg": "mail",
    "image": "image",
    "text": "text",
}

_DOCUMENT_DATA: dict[int, Callable[[DocumentRecord], object]] = {
    int(Qt.ItemDataRole.DisplayRole): title,
    int(Qt.ItemDataRole.ToolTipRole): lambda document: wording.tooltip(explanation(document)),
    int(Qt.ItemDataRole.AccessibleTextRole): lambda document: ", ".join(
        (title(document), detail(document), state(document))
    ),
    RECORD_ROLE: lambda document: document,
    DETAIL_ROLE: detail,
    ICON_ROLE: _icon,
    BADGES_ROLE: badges,
}
