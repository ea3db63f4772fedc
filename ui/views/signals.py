"""The board: every signal of change of the library's briefs, sorted and sifted as one likes."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QTableView, QVBoxLayout, QWidget

from assistant.briefs.kept import BoardRow
from ui import spots, wording
from ui.models.signals import ROW_ROLE, SignalsModel, SignalsSieve
from ui.theme import Theme
from ui.views.administered import administered
from ui.views.flow import FlowLayout
from ui.views.parts import button, label, row
from ui.views.parts import icon_label as icon
from ui.views.sift_field import SiftField
from ui.views.tables import rows_table

WIDEST = 260


class SignalBoard(QWidget):
    """A table; Enter or a double click on a row opens its page."""

    opened = Signal(object)
    """The `Spot` of a signal."""
    brief_wanted = Signal(object)
    """The `BoardRow` whose brief is to be shown."""
    export_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.model = SignalsModel(self)
        self.sieve = SignalsSieve(self)
        self.sieve.setSourceModel(self.model)
        self.filter = SiftField(self.tr("Filter signals"))
        self.filter.sought.connect(self._sift)
        self.table = self._make_table()
        self.count = label("", "small")
        self.brief = button(self.tr("Show the brief"), self.tr("Show the brief of the row"), "", self._show_brief)
        self.export = button(self.tr("Export CSV…"), self.tr("Export the rows as CSV"), "", self.export_wanted.emit)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(20, 16, 20, 12)
        lines.setSpacing(theme.space("small"))
        lines.addLayout(row(icon(theme, "search", "muted"), self.filter, stretch=1))
        foot = FlowLayout(spacing=theme.space("small"))
        foot.addWidget(self.brief)
        foot.addWidget(self.export)
        lines.addLayout(foot)
        lines.addWidget(self.count)
        lines.addWidget(self.table, 1)
        self._tell()

    def show_rows(self, rows: Sequence[BoardRow]) -> None:
        """Show these signals; the order chosen and the words sought stay."""
        self.model.show(rows)
        self._fit()
        self._tell()

    def _make_table(self) -> QTableView:
        table = rows_table(self.tr("Signals"), self.sieve)
        table.setSortingEnabled(True)
        table.sortByColumn(-1, Qt.SortOrder.AscendingOrder)
        table.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        for text, run in ((self.tr("Open the page"), self._open), (self.tr("Show the brief"), self._show_brief)):
            action = QAction(text, table)
            action.triggered.connect(lambda _checked=False, run=run: run())
            table.addAction(action)
        table.activated.connect(lambda _index: self._open())
        return table

    def _current(self) -> BoardRow | None:
        index: QModelIndex = self.table.currentIndex()
        return index.data(ROW_ROLE) if index.isValid() else None

    def _open(self) -> None:
        chosen = self._current()
        if chosen is not None and chosen.cited is not None:
            self.opened.emit(spots.of_citation(chosen.cited))

    def _show_brief(self) -> None:
        chosen = self._current()
        if chosen is not None:
            self.brief_wanted.emit(chosen)

    def _sift(self, sought: str) -> None:
        self.sieve.seek(sought)
        self._tell()

    def _fit(self) -> None:
        header = self.table.horizontalHeader()
        self.table.resizeColumnsToContents()
        for column in range(header.count()):
            header.resizeSection(column, min(WIDEST, header.sectionSize(column)))

    def _tell(self) -> None:
        shown, total = self.sieve.rowCount(), self.model.rowCount()
        if not total:
            text = self.tr("Fill the template “Trend brief” first: the signals of all such briefs come together here.")
        else:
            text = wording.fill(self.tr("%1 of %2 signals"), wording.number(shown), wording.number(total))
        self.count.setText(text)
        self.export.setEnabled(bool(shown) and not administered(self.export))
        self.brief.setEnabled(bool(shown))
