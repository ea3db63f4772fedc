"""The form that edits a template: its name, and section by section what is looked for and how it looks."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QScrollArea,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from ui.views.parts import button, label, row
from ui.views.template_section import SectionForm

Data = dict[str, Any]


class TemplateForm(QDialog):
    """What is typed leaves as the data of a TOML file; what it has no field for stays as it was."""

    kept = Signal(object)
    """The data of the template as it is to be kept."""
    remove_wanted = Signal()

    def __init__(self, data: Data, parent: QWidget, *, removable: bool) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Template"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(860, 640)
        self._data = data
        self._sections: list[Data] = [dict(section) for section in data.get("sections", [])]
        self._at = -1
        self.name = _line(self.tr("Name"), data.get("name", ""))
        self.title = _line(self.tr("Title"), data.get("title", ""))
        self.description = _line(self.tr("What it is for"), data.get("description", ""))
        self.symptom = QCheckBox(self.tr("Asks for a symptom"))
        self.symptom.setChecked(bool(data.get("symptom")))
        self.documents = QSpinBox()
        self.documents.setAccessibleName(self.tr("Number of documents, 0 for any"))
        self.documents.setRange(0, 9)
        self.documents.setValue(int(data.get("documents", 0)))
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Sections"))
        self.section = SectionForm()
        self.problem = label("", "badge", selectable=True)
        self._build(removable=removable)
        self._show_list(0)

    def show_problem(self, sentence: str) -> None:
        """Say what is wrong with what was typed."""
        self.problem.setText(sentence)
        self.problem.setProperty("tone", "bad")
        self.problem.style().polish(self.problem)
        self.problem.show()

    def data(self) -> Data:
        """Return the template as it is typed."""
        self._take()
        told = {
            "name": self.name.text().strip(),
            "title": self.title.text().strip(),
            "description": self.description.text().strip(),
            "symptom": self.symptom.isChecked(),
            "documents": self.documents.value(),
        }
        return {**self._data, **told, "sections": self._sections}

    def add_section(self) -> None:
        """Add an empty section behind the one that is shown."""
        self._take()
        fresh = {"name": self.tr("New section"), "shape": "list", "nothing": self.tr("Nothing was found."), "cues": []}
        self._sections.insert(self._at + 1, fresh)
        self._show_list(self._at + 1)
        self.section.name.setFocus()

    def remove_section(self) -> None:
        """Take the section that is shown away."""
        if self._sections:
            self._sections.pop(self._at)
            at, self._at = max(0, self._at - 1), -1
            self._show_list(at)

    def move_section(self, by: int) -> None:
        """Move the section that is shown up or down."""
        self._take()
        to = self._at + by
        if 0 <= to < len(self._sections):
            self._sections.insert(to, self._sections.pop(self._at))
            self._at = -1
            self._show_list(to)

    def _take(self) -> None:
        """Take over what was typed for the section that is shown."""
        if 0 <= self._at < len(self._sections):
            self._sections[self._at] = self.section.data()
            self.list.item(self._at).setText(self._sections[self._at]["name"])

    def _show_list(self, at: int) -> None:
        self.list.blockSignals(True)
        self.list.clear()
        self.list.addItems([section["name"] for section in self._sections])
        self.list.setCurrentRow(min(at, len(self._sections) - 1))
        self.list.blockSignals(False)
        self._at = self.list.currentRow()
        self._show_section()

    def _chosen(self, at: int) -> None:
        self._take()
        self._at = at
        self._show_section()

    def _show_section(self) -> None:
        there = 0 <= self._at < len(self._sections)
        self.section.setEnabled(there)
        if there:
            self.section.show_data(self._sections[self._at])

    def _build(self, *, removable: bool) -> None:
        head = QFormLayout()
        head.addRow(self.tr("Name"), self.name)
        head.addRow(self.tr("Title"), self.title)
        head.addRow(self.tr("What it is for"), self.description)
        head.addRow(self.tr("Documents (0 for any)"), row(self.documents, self.symptom))
        lines = QVBoxLayout(self)
        lines.setSpacing(12)
        lines.addLayout(head)
        lines.addLayout(self._make_middle(), 1)
        lines.addWidget(self.problem)
        lines.addLayout(self._make_foot(removable=removable))
        self.problem.hide()
        self.list.currentRowChanged.connect(self._chosen)

    def _make_middle(self) -> QHBoxLayout:
        area = QScrollArea()
        area.setAccessibleName(self.tr("Section"))
        area.setWidgetResizable(True)
        area.setWidget(self.section)
        tools = row(
            button("+", self.tr("Add a section"), "", self.add_section),
            button("−", self.tr("Remove the section"), "", self.remove_section),
            button("↑", self.tr("Move the section up"), "", lambda: self.move_section(-1)),
            button("↓", self.tr("Move the section down"), "", lambda: self.move_section(1)),
            spacing=4,
        )
        left = QVBoxLayout()
        left.addWidget(self.list, 1)
        left.addLayout(tools)
        middle = QHBoxLayout()
        middle.addLayout(left, 1)
        middle.addWidget(area, 3)
        return middle

    def _make_foot(self, *, removable: bool) -> QHBoxLayout:
        keep = button(self.tr("Keep"), self.tr("Keep the template"), "primary", lambda: self.kept.emit(self.data()))
        leave = button(self.tr("Cancel"), self.tr("Leave it as it was"), "", self.reject)
        remove = button(self.tr("Delete the template"), self.tr("Delete the template"), "", self.remove_wanted.emit)
        remove.setVisible(removable)
        foot = QHBoxLayout()
        foot.addWidget(remove)
        foot.addStretch(1)
        foot.addWidget(leave)
        foot.addWidget(keep)
        return foot


def _line(name: str, text: str) -> QLineEdit:
    field = QLineEdit(text)
    field.setAccessibleName(name)
    return field
