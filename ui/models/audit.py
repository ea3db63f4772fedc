"""The log of a library, newest entry first, as a table for Qt."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from ui import wording
from ui.models import audit_words as words
from ui.wording import tr

if TYPE_CHECKING:  # nothing of it is needed to paint an empty window
    from assistant.library.audit.entries import Entry

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_WHEN = 1
_DIGITS = 12
"""Digits of a digest that a person is shown."""
_DIGEST = 64
_LONGEST_TIP = 2000


@dataclass(frozen=True)
class AuditLine:
    """An entry as it is shown.

    Attributes:
        at: When, ISO 8601 in UTC, as it stands in the log.
        cells: What each column says.
    """

    at: str
    cells: tuple[str, ...]

    def says(self, sought: Sequence[str]) -> bool:
        """Whether each of some case-folded words stands in it, in whatever column."""
        text = " ".join(self.cells).casefold()
        return all(word in text for word in sought)


class AuditModel(QAbstractTableModel):
    """One line an entry: number, when, who, what, and with what; those that hold what is sought."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines: list[AuditLine] = []
        self._shown: list[AuditLine] = []
        self._sought: list[str] = []

    @property
    def total(self) -> int:
        """The number of entries, those that are not shown among them."""
        return len(self._lines)

    def show(self, lines: Sequence[AuditLine]) -> None:
        """Show these lines; the words sought stay."""
        self._lines = list(lines)
        self._sift()

    def seek(self, sought: str) -> None:
        """Show only the lines that hold each of these words."""
        self._sought = sought.casefold().split()
        self._sift()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Return the number of lines that are shown."""
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Return the number of columns."""
        return 0 if parent.isValid() else len(_names())

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - what Qt asks for
        """Return the name of a column."""
        if role != Qt.ItemDataRole.DisplayRole or orientation is not Qt.Orientation.Horizontal:
            return None
        return _names()[section]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - what Qt asks for
        """Return what a cell says; the tooltip of a time is the one that stands in the log."""
        line, column = self._shown[index.row()], index.column()
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return line.cells[column]
        if role == Qt.ItemDataRole.ToolTipRole:
            return wording.tooltip(line.at if column == _WHEN else wording.one_line(line.cells[column], _LONGEST_TIP))
        return None

    def _sift(self) -> None:
        self.beginResetModel()
        self._shown = [line for line in self._lines if line.says(self._sought)]
        self.endResetModel()


def lines_of(entries: Iterable[Entry], names: Mapping[str, str]) -> list[AuditLine]:
    """Return the lines of a log, newest first; for a worker thread.

    Args:
        entries: The log, oldest first.
        names: What the documents that are there now are called, by SHA-256.
    """
    return [_line(entry, names) for entry in entries][::-1]


def _names() -> tuple[str, ...]:
    return tr("No."), tr("When"), tr("Who"), tr("What"), tr("With what")


def _line(entry: Entry, names: Mapping[str, str]) -> AuditLine:
    number, when = wording.number(entry.sequence), wording.moment(entry.at)
    what = words.action(entry.action, entry.subject)
    return AuditLine(entry.at, (number, when, wording.flat(entry.actor), what, _told(entry.subject, names)))


def _told(subject: Mapping[str, Any], names: Mapping[str, str]) -> str:
    """Return all that an entry says of what was done with what, on one line."""
    said = ((key, value) for key, value in subject.items() if _is_told(key, value))
    return wording.flat(" · ".join(f"{words.label(key)}: {_shown(key, value, names)}" for key, value in said))


def _is_told(key: str, value: Any) -> bool:  # noqa: ANN401 - whatever JSON can hold
    """Whether a value says something; that a marking was taken away does."""
    return key == "after" or (value not in ("", [], {}, None) and value is not False)


def _shown(key: str, value: Any, names: Mapping[str, str]) -> str:  # noqa: ANN401 - whatever JSON can hold
    match value:
        case list():
            return ", ".join(_shown(key, one, names) for one in value)
        case bool():
            return tr("yes")
        case int():
            return wording.number(value)
        case str():
            return _text(key, value, names)
        case _:
            return json.dumps(value, ensure_ascii=False)


def _text(key: str, text: str, names: Mapping[str, str]) -> str:
    if text in names:
        return names[text]
    if len(text) == _DIGEST and text.isalnum():
        return f"{text[:_DIGITS]}…"
    return wording.moment(text) if key in words.MOMENTS else words.value(key, text)
