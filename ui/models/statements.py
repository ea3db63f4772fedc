"""The statements that a sweep found, as a table for Qt."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, Qt

from assistant.answers.model import Citation, Claim
from ui import spots, wording
from ui.models.table import Index
from ui.spots import Spot
from ui.wording import tr

_NOWHERE = QModelIndex()


def _document(_claim: Claim, cited: Citation) -> str:
    return wording.file_name(cited.path)


def _page(_claim: Claim, cited: Citation) -> str:
    return wording.page_name(cited.page, cited.label)


def _quote(_claim: Claim, cited: Citation) -> str:
    return wording.one_line(cited.quote)


def _value(claim: Claim, _cited: Citation) -> str:
    return claim.note


_COLUMNS: tuple[Callable[[Claim, Citation], str], ...] = (_document, _page, _quote, _value)


class StatementsModel(QAbstractTableModel):
    """A row a statement: document, page, quotation, value."""

    def __init__(self, claims: Sequence[Claim]) -> None:
        super().__init__()
        self._claims = [claim for claim in claims if claim.citations]

    def spot(self, row: int) -> Spot:
        """Return the place of a statement."""
        return spots.of_citation(self._claims[row].citations[0])

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Return the number of statements."""
        return 0 if parent.isValid() else len(self._claims)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Return the number of columns."""
        return 0 if parent.isValid() else len(_COLUMNS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what a column holds; rows are numbered from 1."""
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation is Qt.Orientation.Vertical:
            return wording.number(section + 1)
        return (tr("Document"), tr("Page"), tr("Words of the page"), tr("Value"))[section]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a cell; the whole quotation is its tooltip."""
        claim = self._claims[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return _COLUMNS[index.column()](claim, claim.citations[0])
        if role == Qt.ItemDataRole.ToolTipRole:
            return wording.tooltip(f"“{wording.one_line(claim.citations[0].quote)}”")
        return None
