"""What became of each file of an adding, as a table for Qt."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ui import wording
from ui.models.table import TableModel
from ui.wording import tr

if TYPE_CHECKING:  # nothing of it is needed to paint an empty window
    from assistant.library.records import FileLine


class FilesModel(TableModel["FileLine"]):
    """One line a file: its name, what became of it, its pages, how they were read, and why not."""

    def names(self) -> Sequence[str]:
        """Return what the columns are called."""
        return tr("File"), tr("Outcome"), tr("Pages"), tr("Read as"), tr("Why not")

    def cells(self, row: FileLine) -> Sequence[str]:
        """Return what each column says of a file."""
        return _cells(row)

    def tip(self, row: FileLine, column: int) -> str:
        """Return a cell's tooltip: that of a name is the whole path."""
        return self.cells(row)[column] if column else row.path


def _cells(line: FileLine) -> tuple[str, ...]:
    pages = wording.number(line.pages) if line.pages else ""
    ways = ", ".join(f"{wording.number(count)} {how_read(how)}" for how, count in line.read_as.items())
    return wording.file_name(line.path), outcome(line), pages, ways, wording.flat(line.reason)


def outcome(line: FileLine) -> str:
    """Return what became of a file, in words."""
    if line.vectors_pending:
        return tr("Found by words; by meaning soon")
    words = {
        "read": tr("Read"),
        "partly": tr("Partly read"),
        "unchanged": tr("Unchanged"),
        "failed": tr("Not read"),
        "refused": tr("Refused"),
        "ignored": tr("Passed over"),
    }
    return words.get(line.outcome, line.outcome)


def how_read(status: str) -> str:
    """Return how some pages were read, in words that follow their number."""
    words = {
        "text": tr("as text"),
        "ocr": tr("recognised"),
        "mixed": tr("text and scan"),
        "empty": tr("empty"),
        "failed": tr("not read"),
        "pending": tr("still to be read"),
    }
    return words.get(status, status)
