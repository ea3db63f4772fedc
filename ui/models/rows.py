"""What a row of the documents tree says: of a folder, and of a document."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from ui import wording
from ui.models.arranging import Node
from ui.wording import tr

if TYPE_CHECKING:  # nothing of it is needed to paint an empty window
    from assistant.library.records import DocumentRecord

RECORD_ROLE = int(Qt.ItemDataRole.UserRole) + 1
"""The `DocumentRecord` of a row, None for a folder."""
DETAIL_ROLE = RECORD_ROLE + 1
"""The second line of a row."""
BADGES_ROLE = RECORD_ROLE + 2
"""Ledger badges of a row and its tags, a tuple of `Badge`."""
ICON_ROLE = RECORD_ROLE + 3
"""Name of the row's icon and of its colour."""


@dataclass(frozen=True)
class Badge:
    """A word about a document, and its tone: `bad`, `warn`, `info`, or `tag` for what people wrote on it."""

    text: str
    tone: str


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
    """Return what the ledger says beyond plain text (scans, empty pages, failures), then marking, tags and notes."""
    from assistant.documents.values import PageStatus  # noqa: PLC0415 - an empty window has no row

    counts = document.ledger
    scanned = counts.get(PageStatus.OCR, 0) + counts.get(PageStatus.MIXED, 0)
    empty, failed = counts.get(PageStatus.EMPTY, 0), counts.get(PageStatus.FAILED, 0)
    shown = (
        (failed, tr("%1 unread", wording.number(failed)), "bad"),
        (empty, tr("%1 empty", wording.number(empty)), "warn"),
        (document.marking, document.marking, "warn"),
        (scanned, tr("%1 scanned", wording.number(scanned)), "info"),
        *((tag, tag, "tag") for tag in document.tags),
        (document.notes, notes(document.notes), "tag"),
    )
    return tuple(Badge(text, tone) for there, text, tone in shown if there)


def notes(count: int) -> str:
    """Return `1 note` or `12 notes`."""
    return tr("1 note") if count == 1 else tr("%1 notes", wording.number(count))


def explanation(document: DocumentRecord) -> str:
    """Return the path, the state, its reason, what the badges say, and size and dates, as plain text."""
    lines = [document.path, state(document), document.reason]
    lines += [badge.text for badge in badges(document)]
    facts = [wording.size(document.size) if document.size else "", wording.date(document.created)]
    lines.append(" · ".join(fact for fact in facts if fact))
    if document.added:
        lines.append(tr("Added %1", wording.date(document.added)))
    return "\n".join(line for line in lines if line)


def spoken(document: DocumentRecord) -> str:
    """Return what a screen reader says of a row."""
    return ", ".join((title(document), detail(document), state(document), *(badge.text for badge in badges(document))))


def icon(document: DocumentRecord) -> tuple[str, str]:
    """Return the icon of a document's kind, or of its state where it isn't whole, and its colour."""
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

OF_FOLDER: dict[int, Callable[[Node], object]] = {
    int(Qt.ItemDataRole.DisplayRole): lambda folder: folder.name,
    int(Qt.ItemDataRole.ToolTipRole): lambda folder: wording.tooltip(folder.path),
    int(Qt.ItemDataRole.AccessibleTextRole): lambda folder: tr("Folder %1", folder.path),
    DETAIL_ROLE: lambda folder: wording.documents(folder.count),
    ICON_ROLE: lambda _folder: ("folder", "muted"),
    BADGES_ROLE: lambda _folder: (),
}
"""What a folder's row says, by role."""

OF_DOCUMENT: dict[int, Callable[[DocumentRecord], object]] = {
    int(Qt.ItemDataRole.DisplayRole): title,
    int(Qt.ItemDataRole.ToolTipRole): lambda document: wording.tooltip(explanation(document)),
    int(Qt.ItemDataRole.AccessibleTextRole): spoken,
    RECORD_ROLE: lambda document: document,
    DETAIL_ROLE: detail,
    ICON_ROLE: icon,
    BADGES_ROLE: badges,
}
"""What a document's row says, by role."""
