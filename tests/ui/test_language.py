"""Every word of the window goes through the translator: a pseudo-language shows which do not."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt, QTranslator
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QLabel, QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from tests.ui.conftest import WAIT, MakeWindow
from tests.ui.scripted import PAGE_TEXT, answer, record
from tests.ui.test_conversation import ask_and_wait

DATA = {
    "Haversack",
    " ".join(PAGE_TEXT.split()),
    "Grease both bearings every 250 hours.",
    "manual",
    "12",
    "1",
    "q",
    "Default",
}
"""Words that are names or come from documents."""


class Pseudo(QTranslator):
    """Marks each text and makes it longer, as German or Finnish would."""

    def __init__(self, tail: str = "") -> None:
        super().__init__()
        self._tail = tail

    def isEmpty(self) -> bool:
        return False

    def translate(self, _context: str, source: str, _disambiguation: str | None = None, _number: int = -1) -> str:
        return f"⟦{source}{self._tail * (len(source) // 2)}⟧"


@pytest.fixture
def pseudo(qapp: QApplication) -> Iterator[Pseudo]:
    translator = Pseudo()
    qapp.installTranslator(translator)
    yield translator
    qapp.removeTranslator(translator)


@pytest.fixture
def long_words(qapp: QApplication) -> Iterator[Pseudo]:
    translator = Pseudo("~")
    qapp.installTranslator(translator)
    yield translator
    qapp.removeTranslator(translator)


@pytest.fixture
def right_to_left(qapp: QApplication) -> Iterator[None]:
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    yield
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


@pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen platform has no window manager to tell
def test_no_word_of_the_window_escapes_the_translator(make_window: MakeWindow, pseudo: Pseudo, qtbot: QtBot):
    assert pseudo is not None
    window, workspace = make_window()
    workspace.answers["q"] = answer("q", record("manual.pdf"), model="")
    with qtbot.waitSignal(window.desk.asking.answered, timeout=WAIT):  # type: ignore[union-attr]
        window.desk.asking.ask("q")  # type: ignore[union-attr]
    window.dialogs.show_settings()
    shown = [each.text() for each in window.findChildren(QLabel)]
    shown += [each.text() for each in window.findChildren(QAction)]
    shown += [each.placeholderText() for each in window.findChildren(QLineEdit)]
    shown += [each.placeholderText() for each in window.findChildren(QPlainTextEdit)]
    shown += [each.text() for each in window.findChildren(QAbstractButton)]
    shown += [each.accessibleName() for each in window.findChildren(QAbstractButton)]
    window.findChildren(QDialog)[-1].close()
    hard = {text for text in shown if any(letter.isalpha() for letter in text) and "⟦" not in text}
    written_in_templates = {template.description for template in workspace.templates.all()}
    assert hard - DATA - written_in_templates == set()


def test_long_words_widen_no_column(make_window: MakeWindow, long_words: Pseudo, qtbot: QtBot):
    assert long_words is not None
    window, _workspace = make_window()
    window.resize(window.minimumSize())
    with qtbot.waitSignal(window.desk.asking.answered, timeout=WAIT):  # type: ignore[union-attr]
        window.desk.asking.ask("q")  # type: ignore[union-attr]
    column = window.conversation.area.widget()
    assert column is not None
    assert column.minimumSizeHint().width() <= window.conversation.area.viewport().width()


def test_the_window_mirrors_itself_for_right_to_left_languages(
    make_window: MakeWindow, right_to_left: None, qtbot: QtBot
):
    assert right_to_left is None
    window, _workspace = make_window()
    ask_and_wait(window, qtbot, "q")
    assert window.library.mapTo(window, window.library.rect().center()).x() > window.width() / 2
    assert window.viewer.mapTo(window, window.viewer.rect().center()).x() < window.width() / 2
