"""A text that is too long for a question, kept as a document."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QObject

from ui.controllers.ingest import IngestController
from ui.controllers.session import Session, on_success


class PasteController(QObject):
    """Writes a text into the program's own folder and adds it like any other file."""

    def __init__(self, session: Session, ingest: IngestController) -> None:
        super().__init__(session)
        self._session = session
        self._ingest = ingest

    def keep(self, text: str) -> None:
        """Add a text as a document."""
        folder = self._session.workspace.home / "pasted"
        task = self._session.jobs.call(lambda: _written(folder, text))
        on_success(task, self._add, self._session)

    def _add(self, path: Path) -> None:
        self._ingest.add_own(path)


def _written(folder: Path, text: str) -> Path:
    """Write a text into a file of its own and return its path."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"Pasted text {datetime.now(UTC):%Y-%m-%d %H%M%S %f}.txt"
    path.write_text(text, encoding="utf-8")
    return path
