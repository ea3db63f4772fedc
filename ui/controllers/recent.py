"""The documents that were looked at last, remembered for each library."""

from __future__ import annotations

from PySide6.QtCore import QObject, QSettings

from assistant.library.records import DocumentRecord
from ui.controllers.pages import PageController
from ui.controllers.session import Session
from ui.spots import Spot

KEPT = 12
"""So many documents are remembered."""


class RecentController(QObject):
    """Keeps a list of hashes in the window's settings, the newest first; nothing of a sealed library."""

    def __init__(self, session: Session, pages: PageController, settings: QSettings) -> None:
        super().__init__(session)
        self._session = session
        self._settings = settings
        pages.page_shown.connect(self._note)

    def documents(self) -> list[DocumentRecord]:
        """Return the documents of the open library that were looked at last and are still there."""
        known = {document.sha256: document for document in self._session.documents}
        return [known[sha256] for sha256 in self._hashes() if sha256 in known]

    def _note(self, spot: Spot) -> None:
        if self._session.sealed:
            self._settings.remove(self._key())
            return
        others = [sha256 for sha256 in self._hashes() if sha256 != spot.document]
        self._settings.setValue(self._key(), " ".join([spot.document, *others][:KEPT]))

    def _hashes(self) -> list[str]:
        return str(self._settings.value(self._key(), "")).split()

    def _key(self) -> str:
        return f"recent/{self._session.library_name}"
