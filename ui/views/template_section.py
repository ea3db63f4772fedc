"""The fields of one section of a template, with the table of its columns."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QFormLayout,
    QHeaderView,
    QLineEdit,
    QSpinBox,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from assistant.briefs.template import CellKind, Fill, Shape, Take
from ui.views.parts import button, row
from ui.wording import tr

Data = dict[str, Any]
_NAME, _NAMES, _TAKE, _CUES, _KIND = range(5)


class SectionForm(QWidget):
    """Shows a section's data and gives back what was typed; what has no field stays as it was."""

    def __init__(self) -> None:
        super().__init__()
        self._data: Data = {}
        self.name = _line(self.tr("Heading"))
        self.shape = _choice(self.tr("Looks like"), shape_names())
        self.fill = _choice(self.tr("Filled from"), fill_names())
        self.instruction = _line(self.tr("What the model is told"))
        self.query = _line(self.tr("What it is about"))
        self.cues = _line(self.tr("Words that a sentence must hold, with commas between"))
        self.under = _line(self.tr("Words in the heading above, with commas between"))
        self.nothing = _line(self.tr("What stands there when nothing is found"))
        self.most = QSpinBox()
        self.most.setAccessibleName(self.tr("Most entries"))
        self.most.setRange(1, 500)
        self.columns = self._make_columns()
        self._build()

    def show_data(self, data: Data) -> None:
        """Show a section."""
        self._data = data
        self.name.setText(data.get("name", ""))
        self.shape.setCurrentIndex(self.shape.findData(data.get("shape", Shape.LIST.value)))
        self.fill.setCurrentIndex(self.fill.findData(data.get("fill", Fill.PAGES.value)))
        self.instruction.setText(data.get("instruction", ""))
        self.query.setText(data.get("query", ""))
        self.cues.setText(", ".join(data.get("cues", [])))
        self.under.setText(", ".join(data.get("under", [])))
        self.nothing.setText(data.get("nothing", ""))
        self.most.setValue(int(data.get("most", 12)))
        self.columns.setRowCount(0)
        for column in data.get("columns", []):
            self._add_row(column)

    def data(self) -> Data:
        """Return the section as it is typed."""
        told = {
            "name": self.name.text().strip(),
            "shape": self.shape.currentData(),
            "fill": self.fill.currentData(),
            "instruction": self.instruction.text().strip(),
            "query": self.query.text().strip(),
            "cues": _listed(self.cues.text()),
            "under": _listed(self.under.text()),
            "nothing": self.nothing.text().strip(),
            "most": self.most.value(),
            "columns": [self._column(place) for place in range(self.columns.rowCount())],
        }
        return {**self._data, **told}

    def add_column(self) -> None:
        """Add an empty column."""
        self._add_row({"name": ""})
        self.columns.setCurrentCell(self.columns.rowCount() - 1, _NAME)
        self.columns.editItem(self.columns.currentItem())

    def remove_column(self) -> None:
        """Take the chosen column away."""
        self.columns.removeRow(self.columns.currentRow())

    def _add_row(self, column: Data) -> None:
        place = self.columns.rowCount()
        self.columns.insertRow(place)
        name = QTableWidgetItem(column.get("name", ""))
        name.setData(Qt.ItemDataRole.UserRole, column)
        self.columns.setItem(place, _NAME, name)
        self.columns.setItem(place, _NAMES, QTableWidgetItem(", ".join(column.get("names", []))))
        self.columns.setItem(place, _CUES, QTableWidgetItem(", ".join(column.get("cues", []))))
        take = _choice(self.tr("Takes"), take_names())
        take.setCurrentIndex(take.findData(column.get("take", Take.SENTENCE.value)))
        kind = _choice(self.tr("Kind"), kind_names())
        kind.setCurrentIndex(kind.findData(column.get("kind", CellKind.CLAIM.value)))
        self.columns.setCellWidget(place, _TAKE, take)
        self.columns.setCellWidget(place, _KIND, kind)

    def _column(self, place: int) -> Data:
        index = self.columns.model().index(place, _NAME)
        base: Data = index.data(Qt.ItemDataRole.UserRole)
        told = {
            "name": index.data().strip(),
            "names": _listed(index.siblingAtColumn(_NAMES).data()),
            "cues": _listed(index.siblingAtColumn(_CUES).data()),
            "take": self._chosen(place, _TAKE),
            "kind": self._chosen(place, _KIND),
        }
        return {**base, **told}

    def _chosen(self, place: int, column: int) -> str:
        box = self.columns.cellWidget(place, column)
        return str(box.currentData()) if isinstance(box, QComboBox) else ""

    def _make_columns(self) -> QTableWidget:
        table = QTableWidget(0, 5)
        table.setAccessibleName(self.tr("Columns"))
        table.setHorizontalHeaderLabels(
            [self.tr("Column"), self.tr("Also called"), self.tr("Takes"), self.tr("Words"), self.tr("Kind")]
        )
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setTabKeyNavigation(False)
        table.verticalHeader().hide()
        table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        table.setMinimumHeight(170)
        return table

    def _build(self) -> None:
        lines = QFormLayout()
        lines.addRow(self.tr("Heading"), self.name)
        lines.addRow(self.tr("Looks like"), self.shape)
        lines.addRow(self.tr("Filled from"), self.fill)
        lines.addRow(self.tr("Words in a sentence"), self.cues)
        lines.addRow(self.tr("Words in a heading"), self.under)
        lines.addRow(self.tr("About"), self.query)
        lines.addRow(self.tr("Told to the model"), self.instruction)
        lines.addRow(self.tr("Where nothing is found"), self.nothing)
        lines.addRow(self.tr("Most entries"), self.most)
        whole = QVBoxLayout(self)
        whole.addLayout(lines)
        whole.addWidget(self.columns, 1)
        add = button(self.tr("Add a column"), self.tr("Add a column"), "", self.add_column)
        remove = button(self.tr("Remove the column"), self.tr("Remove the column"), "", self.remove_column)
        whole.addLayout(row(add, remove))


def shape_names() -> dict[str, str]:
    """Return the words for each shape of a section."""
    return {
        Shape.PARAGRAPH: tr("Paragraph"),
        Shape.LIST: tr("List"),
        Shape.TABLE: tr("Table"),
        Shape.KEY_VALUE: tr("Names with values"),
    }


def fill_names() -> dict[str, str]:
    """Return the words for where a section's entries come from."""
    return {
        Fill.PAGES: tr("Sentences and tables of the pages"),
        Fill.SUMMARY: tr("Key sentences"),
        Fill.KEYWORDS: tr("Keywords"),
        Fill.THEMES: tr("Headings, as themes"),
        Fill.CLOSEST: tr("Nearest other documents"),
        Fill.LOGBOOK: tr("Similar logbook entries"),
        Fill.GRADE: tr("Reading grade"),
        Fill.ADDED: tr("What a newer version added"),
        Fill.REMOVED: tr("What a newer version removed"),
        Fill.CHANGED: tr("What a newer version changed"),
    }


def take_names() -> dict[str, str]:
    """Return the words for what a column takes from a sentence."""
    return {
        Take.SENTENCE: tr("The whole sentence"),
        Take.BEFORE: tr("What stands before the words"),
        Take.FROM: tr("The words and what follows"),
        Take.AFTER: tr("What follows the words"),
        Take.DATE: tr("A date"),
        Take.CLOCK: tr("A time of day"),
        Take.AMOUNT: tr("An amount of money"),
        Take.FIGURE: tr("A figure"),
        Take.CODE: tr("A part number or code"),
        Take.NAME: tr("The first name"),
        Take.SECOND_NAME: tr("The second name"),
        Take.WORD: tr("One of the words"),
        Take.PATTERN: tr("A pattern"),
        Take.HEADING: tr("The heading above"),
        Take.DOCUMENT: tr("Document and page"),
        Take.NOTHING: tr("Nothing"),
    }


def kind_names() -> dict[str, str]:
    """Return the words for what a column's cells say."""
    return {
        CellKind.CLAIM: tr("Checked claim"),
        CellKind.PROJECTION: tr("Projection"),
        CellKind.DERIVED: tr("Derived"),
    }


def _choice(name: str, words: dict[str, str]) -> QComboBox:
    box = QComboBox()
    box.setAccessibleName(name)
    for value, text in words.items():
        box.addItem(text, str(value))
    return box


def _line(name: str) -> QLineEdit:
    field = QLineEdit()
    field.setAccessibleName(name)
    return field


def _listed(text: str) -> list[str]:
    return [word.strip() for word in text.split(",") if word.strip()]
