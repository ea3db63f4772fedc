"""The settings in one place, found by typing, each with a sentence that says what it does."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QScrollArea,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from ui import languages, wording
from ui.look import TEXT_SIZES, Look, Mode
from ui.theme import Theme
from ui.views.parts import button, column, ground, label, restyle, row

FIELD_HEIGHT = 34
MOST_IDLE = 1440
"""Minutes without a touch before a sealed library is locked, at the most."""
LEAST_CONTEXT, MOST_CONTEXT, CONTEXT_STEP = 512, 131_072, 1024


class Preferences(QDialog):
    """Tells what was chosen at once: there is no OK to forget. Nothing here takes long or removes anything."""

    look_chosen = Signal(object)
    """A `Look`."""
    language_chosen = Signal(str)
    """An ISO code, "" for the system's."""
    model_chosen = Signal(str)
    model_wanted = Signal()
    """A model file is to be chosen."""
    context_chosen = Signal(int)
    marking_chosen = Signal(bool)
    """Whether a summary shows, marked, what the pages do not hold."""
    scheme_chosen = Signal(str)
    """Markings are to be read by the scheme of this name."""
    idle_chosen = Signal(int)
    """After so many minutes without a touch a sealed library is to be locked."""
    reports_wanted = Signal()
    """The crash reports are to be shown."""

    def __init__(self, theme: Theme, language: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Settings"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(560, 600)
        self._theme = theme
        self.sought = self._make_sought()
        self.colours = self._make_colours(theme.look.mode)
        self.size_of_text = self._make_sizes(theme.look.text)
        self.calm = QCheckBox(self.tr("Show nothing that moves by itself"))
        self.calm.setChecked(theme.look.calm)
        self.language = self._make_languages(language)
        self.model = QComboBox()
        self.model.setEnabled(False)
        self.context = self._make_context()
        self.marking = QCheckBox(self.tr("Show what the pages do not hold, marked"))
        self.idle = self._make_idle()
        self.scheme = QComboBox()
        self.scheme.setEnabled(False)
        self.bring = button(self.tr("Import a model…"), "", "", self.model_wanted.emit)
        self._sentences: dict[QWidget, QLabel] = {}
        self.remark = label("", "small")
        self._nothing = label(self.tr("No setting is called that."), "muted")
        self.fields: list[QWidget] = []
        self.entries: list[tuple[QWidget, str]] = []
        self._build(theme)
        self._connect()

    def show_engine(self, models: Sequence[str], in_use: str, context: int) -> None:
        """Show which models there are, which one is asked, and how much it may hold."""
        self.model.clear()
        self.model.addItems(list(models))
        self.model.setCurrentText(in_use)
        self.model.setEnabled(bool(models))
        self.context.setValue(context)
        self.context.setEnabled(True)

    def show_marking(self, *, marked: bool) -> None:
        """Show whether a summary keeps, marked, what the pages do not hold."""
        self.marking.setChecked(marked)

    def show_idle(self, minutes: int, most: int = MOST_IDLE) -> None:
        """Show after how many minutes a sealed library is locked, and the most that can be chosen."""
        self.idle.setMaximum(most)
        self.idle.setValue(minutes)
        self.idle.setEnabled(True)

    def show_schemes(self, schemes: Sequence[tuple[str, str]], in_use: str) -> None:
        """Show which marking schemes there are, each with its name and title, and which one is in force."""
        self.scheme.clear()
        for name, title in schemes:
            self.scheme.addItem(title, name)
        self.scheme.setCurrentIndex(max(0, self.scheme.findData(in_use)))
        self.scheme.setEnabled(True)

    def administer(self, field: QWidget, sentence: str, *, enabled: bool = False) -> None:
        """Say beneath a field what the administrator has set; nothing can be chosen there unless `enabled`."""
        field.setEnabled(enabled)
        field.setAccessibleDescription(sentence)
        self._sentences[field].setText(sentence)
        restyle(self._sentences[field], "tone", "info")

    def show_remark(self, sentence: str) -> None:
        """Say what became of a choice."""
        self.remark.setText(sentence)

    def _seek(self, words: str) -> None:
        """Show the settings in whose name or sentence all the words stand."""
        parts = words.casefold().split()
        for entry, text in self.entries:
            entry.setVisible(all(part in text for part in parts))
        self._nothing.setVisible(all(entry.isHidden() for entry, _text in self.entries))

    def _make_sought(self) -> QLineEdit:
        field = QLineEdit()
        field.setPlaceholderText(self.tr("Search settings"))
        field.setAccessibleName(self.tr("Search settings"))
        field.setClearButtonEnabled(True)
        field.setAcceptDrops(False)
        field.textChanged.connect(self._seek)
        return field

    def _make_colours(self, mode: Mode) -> QComboBox:
        choice = QComboBox()
        for each, text in (
            (Mode.SYSTEM, self.tr("As the system has them")),
            (Mode.LIGHT, self.tr("Light")),
            (Mode.DARK, self.tr("Dark")),
        ):
            choice.addItem(text, each)
        choice.setCurrentIndex(choice.findData(mode))
        return choice

    def _make_sizes(self, chosen: float) -> QComboBox:
        choice = QComboBox()
        for factor in TEXT_SIZES:
            choice.addItem(wording.fill(self.tr("%1 %"), wording.number(round(100 * factor))), factor)
        choice.setCurrentIndex(max(0, choice.findData(chosen)))
        return choice

    def _make_languages(self, chosen: str) -> QComboBox:
        choice = QComboBox()
        choice.addItem(self.tr("As the system has it"), "")
        for code in languages.available():
            choice.addItem(languages.name(code), code)
        choice.setCurrentIndex(max(0, choice.findData(chosen)))
        return choice

    def _make_context(self) -> QSpinBox:
        field = QSpinBox()
        field.setRange(LEAST_CONTEXT, MOST_CONTEXT)
        field.setSingleStep(CONTEXT_STEP)
        field.setGroupSeparatorShown(True)
        field.setKeyboardTracking(False)
        field.setEnabled(False)
        return field

    def _make_idle(self) -> QSpinBox:
        field = QSpinBox()
        field.setRange(1, MOST_IDLE)
        field.setKeyboardTracking(False)
        field.setEnabled(False)
        return field

    def _connect(self) -> None:
        self.scheme.activated.connect(lambda _index: self.scheme_chosen.emit(self.scheme.currentData()))
        self.idle.editingFinished.connect(lambda: self.idle_chosen.emit(self.idle.value()))
        self.colours.activated.connect(self._choose_look)
        self.size_of_text.activated.connect(self._choose_look)
        self.calm.toggled.connect(self._choose_look)
        self.language.activated.connect(lambda _index: self.language_chosen.emit(self.language.currentData()))
        self.model.textActivated.connect(self.model_chosen)
        self.context.editingFinished.connect(lambda: self.context_chosen.emit(self.context.value()))
        self.marking.clicked.connect(self.marking_chosen)

    def _choose_look(self) -> None:
        chosen = Look(Mode(self.colours.currentData()), self.size_of_text.currentData(), self.calm.isChecked())
        self.look_chosen.emit(chosen)

    def _build(self, theme: Theme) -> None:
        inner = QWidget()
        ground(inner, "column")
        column_of_entries = QVBoxLayout(inner)
        column_of_entries.setContentsMargins(20, 16, 20, 16)
        column_of_entries.setSpacing(theme.space("large"))
        for field, name, sentence in self._described():
            self.fields.append(field)
            entry = self._entry(field, name, sentence)
            self.entries.append((entry, f"{name} {sentence}".casefold()))
            column_of_entries.addWidget(entry)
        self._nothing.hide()
        column_of_entries.addWidget(self._nothing)
        column_of_entries.addStretch(1)
        area = QScrollArea()
        area.setAccessibleName(self.tr("Settings"))
        area.setWidget(inner)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        foot = row(self.remark, button(self.tr("Close"), self.tr("Close"), "primary", self.accept), stretch=0)
        foot.setContentsMargins(20, 4, 20, 14)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 16, 0, 0)
        lines.setSpacing(theme.space("medium"))
        head = row(self.sought, stretch=0)
        head.setContentsMargins(20, 0, 20, 0)
        lines.addLayout(head)
        lines.addWidget(area, 1)
        lines.addLayout(foot)
        self.sought.setFocus(Qt.FocusReason.OtherFocusReason)

    def _entry(self, field: QWidget, name: str, sentence: str) -> QWidget:
        field.setMinimumHeight(FIELD_HEIGHT)
        field.setAccessibleName(name)
        field.setAccessibleDescription(sentence)
        entry = QWidget()
        self._sentences[field] = label(sentence, "small")
        entry.setLayout(column(label(name, "section"), field, self._sentences[field], spacing=4))
        return entry

    def _described(self) -> tuple[tuple[QWidget, str, str], ...]:
        """Return each field with its name and the sentence that says what it does."""
        reports = button(self.tr("Show the crash reports…"), "", "", self.reports_wanted.emit)
        return (
            (self.colours, self.tr("Colours"), self.tr("Light, dark, or what the system shows elsewhere.")),
            (self.size_of_text, self.tr("Size of text"), self.tr("Of everything in the window, at once.")),
            (self.calm, self.tr("Motion"), self.tr("Stops bars that run to and fro and the blinking of the cursor.")),
            (self.language, self.tr("Language"), self.tr("Of the window, from the next start on.")),
            (
                self.model,
                self.tr("Model"),
                self.tr("Writes answers and summaries. Answers that were given stay as they are."),
            ),
            (
                self.bring,
                self.tr("Another model"),
                self.tr("From a GGUF file on this machine. It is checked and copied."),
            ),
            (
                self.context,
                self.tr("Context, in tokens"),
                self.tr("The most that a model holds at once, pages and answer together. More takes more memory."),
            ),
            (
                self.marking,
                self.tr("Unsupported sentences"),
                self.tr("In summaries; else they are left out and counted."),
            ),
            (
                self.scheme,
                self.tr("Markings"),
                self.tr("By which scheme they are read and ranked. What is stored keeps its words."),
            ),
            (
                self.idle,
                self.tr("Lock after, in minutes"),
                self.tr("Without a touch, a sealed library locks itself. So it does when the screen is locked."),
            ),
            (
                reports,
                self.tr("Crash reports"),
                self.tr("Kept on this machine, never sent, without a word of your documents."),
            ),
        )
