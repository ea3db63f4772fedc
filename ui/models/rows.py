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
    """A word about a document, and its tone: `bad`, `warn`, `info`, `tag` for what people wrote on it, or `mark`.

    Attributes:
        text: The word.
        tone: How it is meant.
        marking: In whose colours it is shown, where its tone is `mark`.
    """

    text: str
    tone: str
    marking: str = ""


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
    """Return the marking, what the ledger says beyond plain text (scans, empty pages, failures), tags and notes."""
    from assistant.documents.values import PageStatus  # noqa: PLC0415 - an empty window has no row

    counts = document.ledger
    scanned = counts.get(PageStatus.OCR, 0) + counts.get(PageStatus.MIXED, 0)
    empty, failed = counts.get(PageStatus.EMPTY, 0), counts.get(PageStatus.FAILED, 0)
    shown = (
        (failed, tr("%1 unread", wording.number(failed)), "bad"),
        (empty, tr("%1 empty", wording.number(empty)), "warn"),
        (scanned, tr("%1 scanned", wording.number(scanned)), "info"),
        *((tag, tag, "tag") for tag in document.tags),
        (document.notes, notes(document.notes), "tag"),
    )
    return (*_marking(document), *(Badge(text, tone) for there, text, tone in shown if there))


def _marking(document: DocumentRecord) -> tuple[Badge, ...]:
    """Return the badge of a marking; one that nobody has confirmed is a question."""
    if not document.marking:
        return ()
    text = tr("%1?", document.marking) if document.marking_proposed else document.marking
    return (Badge(text, "mark", document.marking),)


def origin(document: DocumentRecord) -> str:
    """Return where a marking comes from, as a sentence; "" where there is none."""
    if not document.marking:
        return ""
    said = {
        "hand": tr("Marked %1 by hand."),
        "folder": tr("Marked %1 by the rule of its folder."),
        "banner": tr("Marked %1 by its own banner lines."),
        "outer": tr("Marked %1 as the document around it."),
        "version": tr("Marked %1 as the version before it."),
    }
    sentence = wording.fill(said.get(document.marking_source, tr("Marked %1.")), document.marking)
    return f"{sentence} {tr('Nobody has confirmed it yet.')}" if document.marking_proposed else sentence


def notes(count: int) -> str:
    """Return `1 note` or `12 notes`."""
    return tr("1 note") if count == 1 else tr("%1 notes", wording.number(count))


def explanation(document: DocumentRecord) -> str:
    """Return the path, the state, its reason, what the badges say, and size and dates, as plain text."""
    lines = [document.path, origin(document), state(document), document.reason]
    lines += [badge.text for badge in badges(document) if not badge.marking]
    facts = [wording.size(document.size) if document.size else "", wording.date(document.created)]
    lines.append(" · ".join(fact for fact in facts if fact))
    if document.added:
        lines.append(tr("Added %1", wording.date(document.added)))
    return "\n".join(line for line in lines if line)


def spoken(document: DocumentRecord) -> str:
    """Return what a screen reader says of a row."""
    words = (badge.text for badge in badges(document) if not badge.marking)
    parts = (title(document), detail(document), origin(document).removesuffix("."), state(document), *words)
    return ", ".join(part for part in parts if part)


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
    "tnef": "mail",
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


def of_rest(count: int, role: int) -> object:
    """Return what the row says that stands for so many others."""
    said: dict[int, object] = {
        int(Qt.ItemDataRole.DisplayRole): tr("and %1 more", wording.number(count)),
        int(Qt.ItemDataRole.AccessibleTextRole): tr("and %1 more", wording.number(count)),
        DETAIL_ROLE: "",
        ICON_ROLE: ("document", "muted"),
        BADGES_ROLE: (),
    }
    return said.get(role)
