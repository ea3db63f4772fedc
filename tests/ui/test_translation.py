"""The way from the source to another language: every text is found by `lupdate` and looked for in the same place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QDate, QLocale, Qt, QTranslator
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from setup import translations
from tests.ui.conftest import WAIT, MakeWindow
from ui import languages, wording

UNTRANSLATED = re.compile(r'<source>(.*?)</source>(.*?)<translation type="unfinished"></translation>', re.DOTALL)
PSEUDO = "ar"
"""A language that is written from the right, with digits and dates of its own."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every text of the window between brackets, as a compiled translation."""
    folder = tmp_path_factory.mktemp("translations")
    written = folder / f"haversack_{PSEUDO}.ts"
    translations.update(written)
    texts = written.read_text(encoding="utf-8")
    written.write_text(UNTRANSLATED.sub(r"<source>\1</source>\2<translation>⟦\1⟧</translation>", texts), "utf-8")
    translations.compile_to(written, written.with_suffix(".qm"))
    return folder


@pytest.fixture
def pseudo(qapp: QApplication, folder: Path) -> Iterator[QTranslator]:
    before = QLocale()
    translator = languages.speak(qapp, PSEUDO, folder)
    assert translator is not None
    yield translator
    qapp.removeTranslator(translator)
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    QLocale.setDefault(before)


def test_a_compiled_language_reaches_widgets_menus_and_plain_functions(
    make_window: MakeWindow, pseudo: QTranslator, qtbot: QtBot
):
    assert not pseudo.isEmpty()
    window, _workspace = make_window()
    assert window.desk is not None
    assert window.tabs.tabText(0) == "⟦Conversation⟧"
    assert window.menuBar().actions()[0].text() == "⟦&File⟧"
    with qtbot.waitSignal(window.desk.asking.answered, timeout=WAIT):
        window.desk.asking.ask("q")
    assert "⟦Found on the page⟧" in {each.text() for each in window.conversation.findChildren(QLabel)}
    assert window.status.library.text_in_full.startswith("⟦1 document⟧ · ⟦")
    assert window.layoutDirection() is Qt.LayoutDirection.RightToLeft


def test_numbers_dates_and_sizes_are_those_of_the_language(pseudo: QTranslator):
    assert pseudo is not None
    locale = QLocale(PSEUDO)
    assert wording.number(1234) == locale.toString(1234)
    assert wording.size(1_400_000) == locale.formattedDataSize(1_400_000, 1, QLocale.DataSizeFormat.DataSizeSIFormat)
    assert wording.date("2025-03-14") == locale.toString(QDate(2025, 3, 14), QLocale.FormatType.ShortFormat)


def test_a_language_that_is_not_there_leaves_the_window_in_english(qapp: QApplication, folder: Path):
    assert languages.available(folder) == ["en", PSEUDO]
    before = QLocale()
    assert languages.speak(qapp, "fi", folder) is None
    QLocale.setDefault(before)
    assert languages.name("de") == "Deutsch"
