"""What markings mean and how they look in the window: a snapshot of the scheme in force and of the open library.

Nothing is known before the first paint; then every view asks here, so that a change is seen everywhere at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:  # loaded once the window has been painted
    from ui.mark_reader import MarkReader


class Marks(QObject):
    """Knows the markings of the documents of the open library."""

    changed = Signal()
    """Another scheme is in force, or documents are marked differently."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.reader: MarkReader | None = None
        self._documents: dict[str, str] = {}

    def take_reader(self, reader: MarkReader) -> None:
        """Read markings by another scheme from now on."""
        self.reader = reader
        self.changed.emit()

    def take_documents(self, markings: Mapping[str, str]) -> None:
        """Keep the markings of the open library's documents, by SHA-256."""
        if self._documents != markings:
            self._documents = dict(markings)
            self.changed.emit()

    def of(self, documents: Iterable[str], *others: str) -> str:
        """Return the marking of what is made of documents, by SHA-256, and of what is marked already; "" for none."""
        return self.together([*(self._documents.get(each, "") for each in documents), *others])

    def of_library(self) -> str:
        """Return the marking of all that the open library holds."""
        return self.together(self._documents.values())

    def together(self, markings: Iterable[str]) -> str:
        """Return the marking of what is made of several marked things; "" for none."""
        texts = {text for text in markings if text}
        if self.reader is None:
            return " / ".join(sorted(texts))
        return self.reader.together(texts)

    def colours(self, marking: str) -> tuple[str, str] | None:
        """Return ground and ink of a marking as `#rrggbb`, None before a scheme is known."""
        return None if self.reader is None else self.reader.colours(marking)

    def short(self, marking: str) -> str:
        """Return a marking in few letters, as it stands in front of a part: `S//NF`."""
        return marking if self.reader is None else self.reader.short(marking)

    def rank(self, marking: str) -> int:
        """Return the place of a marking in the order of levels; what the scheme does not know stands above all."""
        return 0 if self.reader is None else self.reader.rank(marking)
