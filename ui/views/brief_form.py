"""Where a brief is asked for: which form, from which documents, about which symptom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QFormLayout, QLineEdit, QVBoxLayout, QWidget

from assistant.briefs.template import Template
from assistant.library.records import DocumentRecord
from ui import wording
from ui.theme import Theme
from ui.views.flow import FlowLayout
from ui.views.parts import button, column, label

FIRST = "trend-brief"
"""Name of the template that is offered first."""
_NAMED = 3


@dataclass(frozen=True)
class Wish:
    """A brief that is asked for: the template's name, SHA-256 of each document, the symptom, whether unworded."""

    template: str
    documents: tuple[str, ...]
    symptom: str
    extractive: bool


class BriefForm(QWidget):
    """A template, documents, a symptom where the template asks for one, and a button."""

    asked = Signal(object)
    """A `Wish`."""
    edit_wanted = Signal(object)
    """A `Template` is to be edited."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._templates: dict[str, Template] = {}
        self._selected: tuple[DocumentRecord, ...] = ()
        self._all: tuple[DocumentRecord, ...] = ()
        self._turned = False
        self.template = QComboBox()
        self.template.setAccessibleName(self.tr("Template"))
        self.described = label("", "small")
        self.source = QComboBox()
        self.source.setAccessibleName(self.tr("Documents"))
        self.named = label("", "small")
        self.symptom = QLineEdit()
        self.symptom.setAccessibleName(self.tr("Symptom"))
        self.symptom.setPlaceholderText(self.tr("What is wrong, such as: shaft seal leaks"))
        self.own_words = QCheckBox(self.tr("Own words only, without a model"))
        self.fill = button(self.tr("Fill the brief"), self.tr("Fill the brief"), "primary", self._ask)
        self.edit = button(self.tr("Edit the template…"), self.tr("Edit the template"), "", self._edit)
        self.swap = button(self.tr("Swap older and newer"), self.tr("Swap older and newer"), "link", self._swap)
        self._lines = QFormLayout()
        self._build(theme)
        self._connect()

    def show_templates(self, templates: Sequence[Template]) -> None:
        """Offer these templates; the one that was chosen stays."""
        chosen = self.template.currentData() or FIRST
        self._templates = {template.name: template for template in templates}
        self.template.blockSignals(True)
        self.template.clear()
        for template in templates:
            self.template.addItem(template.title, template.name)
        self.template.setCurrentIndex(max(0, self.template.findData(chosen)))
        self.template.blockSignals(False)
        self._refresh()

    def choose(self, name: str) -> None:
        """Choose a template."""
        self.template.setCurrentIndex(max(0, self.template.findData(name)))

    def show_selected(self, documents: Sequence[DocumentRecord]) -> None:
        """Say which documents are selected."""
        self._selected, self._turned = tuple(documents), False
        self._offer_sources()

    def show_all(self, documents: Sequence[DocumentRecord]) -> None:
        """Say which documents the library has."""
        self._all = tuple(documents)
        self._selected = tuple(one for one in self._selected if one in self._all)
        self._offer_sources()

    @property
    def wish(self) -> Wish | None:
        """What is asked for, None while something is missing."""
        template, documents = self._chosen, self.documents
        if template is None or not documents or (template.documents and len(documents) != template.documents):
            return None
        symptom = self.symptom.text().strip() if template.symptom else ""
        if template.symptom and not symptom:
            return None
        hashes = tuple(document.sha256 for document in documents)
        return Wish(template.name, hashes, symptom, self.own_words.isChecked())

    @property
    def documents(self) -> tuple[DocumentRecord, ...]:
        """The documents that are chosen."""
        chosen = self._all if self.source.currentData() == "all" else self._selected
        return tuple(reversed(chosen)) if self._turned else chosen

    @property
    def _chosen(self) -> Template | None:
        return self._templates.get(self.template.currentData())

    def _ask(self) -> None:
        if wish := self.wish:
            self.asked.emit(wish)

    def _edit(self) -> None:
        if self._chosen is not None:
            self.edit_wanted.emit(self._chosen)

    def _swap(self) -> None:
        self._turned = not self._turned
        self._refresh()

    def _offer_sources(self) -> None:
        chosen = self.source.currentData() or "selected"
        number = wording.number
        self.source.blockSignals(True)
        self.source.clear()
        selected = wording.fill(self.tr("Selected on the left (%1)"), number(len(self._selected)))
        self.source.addItem(selected, "selected")
        self.source.addItem(wording.fill(self.tr("All of the library (%1)"), number(len(self._all))), "all")
        self.source.setCurrentIndex(self.source.findData(chosen))
        self.source.blockSignals(False)
        self._refresh()

    def _refresh(self) -> None:
        template = self._chosen
        self.described.setText(template.description if template else "")
        self._lines.setRowVisible(self.symptom, template is not None and template.symptom)
        self.swap.setVisible(template is not None and template.documents == len(self.documents) == _TWO)
        self.named.setText(self._names())
        self.fill.setEnabled(self.wish is not None)

    def _names(self) -> str:
        """Return the names of the documents, or what is missing."""
        template, documents = self._chosen, self.documents
        if not documents:
            return self.tr("Select one document or several on the left, or take all.")
        if template is not None and template.documents and len(documents) != template.documents:
            return wording.fill(self.tr("This template needs %1 documents."), wording.number(template.documents))
        titles = [wording.one_line(document.title, 40) for document in documents]
        if template is not None and template.documents == _TWO:
            return wording.fill(self.tr("Older: %1 · newer: %2"), *titles)
        more = wording.fill(self.tr("and %1 more"), wording.number(len(titles) - _NAMED))
        return " · ".join([*titles[:_NAMED], *([more] if len(titles) > _NAMED else [])])

    def _build(self, theme: Theme) -> None:
        self._lines.setLabelAlignment(Qt.AlignmentFlag.AlignLeading)
        self._lines.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        self._lines.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self._lines.setVerticalSpacing(theme.space("small"))
        self._lines.addRow(label(self.tr("Template"), wrap=False), _under(self.template, self.described))
        self._lines.addRow(label(self.tr("Documents"), wrap=False), _under(self.source, self.named, self.swap))
        self._lines.addRow(label(self.tr("Symptom"), wrap=False), self.symptom)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(theme.space("medium"))
        lines.addLayout(self._lines)
        lines.addWidget(self.own_words)
        foot = FlowLayout(spacing=8)
        foot.addWidget(self.fill)
        foot.addWidget(self.edit)
        lines.addLayout(foot)

    def _connect(self) -> None:
        self.template.currentIndexChanged.connect(self._refresh)
        self.source.currentIndexChanged.connect(self._refresh)
        self.symptom.textChanged.connect(self._refresh)
        self.symptom.returnPressed.connect(self._ask)
        self._refresh()


_TWO = 2


def _under(*widgets: QWidget) -> QWidget:
    made = QWidget()
    made.setLayout(column(*widgets, spacing=3))
    return made
