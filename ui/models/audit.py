"""The log of a library, newest entry first, as a table for Qt."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ui import wording
from ui.models import audit_words as words
from ui.models.table import TableModel
from ui.wording import tr

if TYPE_CHECKING:  # nothing of it is needed to paint an empty window
    from assistant.library.audit.entries import Entry

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


class AuditModel(TableModel[AuditLine]):
    """One line an entry: number, when, who, what, and with what."""

    def names(self) -> Sequence[str]:
        """Return what the columns are called."""
        return tr("No."), tr("When"), tr("Who"), tr("What"), tr("With what")

    def cells(self, row: AuditLine) -> Sequence[str]:
        """Return what each column says of an entry."""
        return row.cells

    def tip(self, row: AuditLine, column: int) -> str:
        """Return a cell's tooltip: that of a time is the one that stands in the log."""
        return row.at if column == _WHEN else wording.one_line(row.cells[column], _LONGEST_TIP)


def lines_of(entries: Iterable[Entry], names: Mapping[str, str]) -> list[AuditLine]:
    """Return the lines of a log, newest first; for a worker thread.

    Args:
        entries: The log, oldest first.
        names: What the documents that are there now are called, by SHA-256.
    """
    return [_line(entry, names) for entry in entries][::-1]


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
