"""A table of the statements that were found on all pages; a row that is chosen opens its page."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from assistant.answers.model import Claim
from ui.models.statements import StatementsModel

MOST_ROWS_SEEN = 14
_PAGE, _QUOTE, _VALUE = 1, 2, 3


class StatementsTable(QTableView):
    """Document, page, words and value of each statement."""

    opened = Signal(object)
    """The `Spot` of a row."""

    def __init__(self, claims: Sequence[Claim]) -> None:
        super().__init__()
        self._statements = StatementsModel(claims)
        self.setModel(self._statements)
        self.setAccessibleName(self.tr("Statements found"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        for column in (_PAGE, _VALUE):
            self.horizontalHeader().setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        self.horizontalHeader().setSectionResizeMode(_QUOTE, QHeaderView.ResizeMode.Stretch)
        self.activated.connect(self._open)
        self.clicked.connect(self._open)
        self._fit()

    def _fit(self) -> None:
        rows = min(MOST_ROWS_SEEN, max(1, self._statements.rowCount()))
        height = self.horizontalHeader().sizeHint().height() + 2 * self.frameWidth()
        self.setFixedHeight(height + rows * self.verticalHeader().defaultSectionSize())

    def _open(self, index: QModelIndex) -> None:
        self.opened.emit(self._statements.spot(index.row()))
