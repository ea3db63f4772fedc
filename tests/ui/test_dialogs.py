"""The settings and the ledger of a document."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QProgressBar
from pytestqt.qtbot import QtBot

from tests.ui.conftest import WAIT, MakeWindow
from ui.app import chosen_look
from ui.errors import ErrorDoor
from ui.look import Look, Mode
from ui.main_window import MainWindow
from ui.views.ledger import LedgerView
from ui.views.preferences import Preferences
from ui.views.reports import ReportsView

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen platform has no window manager to tell


def test_the_settings_show_what_is_set_and_do_what_is_chosen(make_window: MakeWindow, qtbot: QtBot):
    window, workspace = make_window()
    window.dialogs.show_settings()
    settings = window.findChild(Preferences)
    assert settings is not None
    qtbot.waitUntil(settings.model.isEnabled, timeout=WAIT)
    assert settings.model.currentText() == "scripted"
    assert settings.context.value() == 8192
    settings.model_chosen.emit("larger")
    qtbot.waitUntil(lambda: window.status.model.text_in_full == "Model: larger", timeout=WAIT)
    assert settings.remark.text() == "larger answers from now on."
    settings.context.setValue(4096)
    settings.context.editingFinished.emit()
    qtbot.waitUntil(lambda: workspace.settings.context == 4096, timeout=WAIT)
    settings.colours.setCurrentIndex(settings.colours.findData(Mode.DARK))
    settings.colours.activated.emit(settings.colours.currentIndex())
    assert window.theme.dark
    settings.close()
    qtbot.waitUntil(lambda: not window.jobs.running, timeout=WAIT)


def test_unsupported_sentences_are_marked_where_that_is_chosen(make_window: MakeWindow, qtbot: QtBot):
    window, workspace = make_window()
    window.dialogs.show_settings()
    settings = window.findChild(Preferences)
    assert settings is not None
    qtbot.waitUntil(settings.model.isEnabled, timeout=WAIT)
    assert not settings.marking.isChecked()
    settings.marking.click()
    qtbot.waitUntil(lambda: workspace.settings.unsupported == "mark", timeout=WAIT)
    settings.close()
    qtbot.waitUntil(lambda: not window.jobs.running, timeout=WAIT)


def test_every_setting_has_a_name_and_a_sentence_and_is_found_by_either(make_window: MakeWindow, qtbot: QtBot):
    window, _workspace = make_window()
    settings = opened_settings(window)
    assert len(settings.entries) >= 8
    for field in settings.fields:
        assert field.accessibleName()
        assert field.accessibleDescription().endswith(".")
    for words, found in (("dark", 1), ("colours", 1), ("memory", 1), ("zeppelin", 0)):
        settings.sought.setText(words)
        assert sum(not entry.isHidden() for entry, _text in settings.entries) == found, words
    assert settings._nothing.isVisible()
    settings.close()
    qtbot.waitUntil(lambda: not window.jobs.running, timeout=WAIT)


def opened_settings(window: MainWindow) -> Preferences:
    window.dialogs.show_settings()
    settings = window.findChild(Preferences)
    assert settings is not None
    return settings


def test_the_size_of_text_and_calm_are_seen_at_once_and_remembered(make_window: MakeWindow, qtbot: QtBot):
    window, _workspace = make_window()
    before = window.library.tree.font().pointSizeF()
    settings = opened_settings(window)
    settings.size_of_text.setCurrentIndex(settings.size_of_text.findData(1.5))
    settings.size_of_text.activated.emit(settings.size_of_text.currentIndex())
    settings.calm.setChecked(True)
    assert window.library.tree.font().pointSizeF() == pytest.approx(1.5 * before)
    assert QApplication.cursorFlashTime() == 0
    bar = QProgressBar()
    window.theme.show_busy(bar)
    assert bar.maximum() == 1
    assert chosen_look(window._settings) == Look(Mode.LIGHT, 1.5, calm=True)
    window.set_look(Look(Mode.LIGHT))
    settings.close()
    qtbot.waitUntil(lambda: not window.jobs.running, timeout=WAIT)


def test_a_language_is_remembered_for_the_next_start(make_window: MakeWindow, qtbot: QtBot):
    window, _workspace = make_window()
    settings = opened_settings(window)
    settings.language_chosen.emit("de")
    assert window._settings.value("language") == "de"
    assert settings.remark.text().endswith("from the next start on.")
    settings.close()
    qtbot.waitUntil(lambda: not window.jobs.running, timeout=WAIT)


def test_crash_reports_are_shown_newest_first(make_window: MakeWindow, door: ErrorDoor, qtbot: QtBot):
    window, _workspace = make_window()
    window.dialogs.show_reports()
    qtbot.waitUntil(lambda: not window.jobs.running, timeout=WAIT)
    view = window.findChild(ReportsView)
    assert view is not None
    assert view.state.text().startswith("There is none")
    view.close()
    qtbot.waitUntil(lambda: window.findChild(ReportsView) is None, timeout=WAIT)
    door.report(ValueError("first"))
    door.report(KeyError("second"))
    window.dialogs.show_reports()
    qtbot.waitUntil(lambda: not window.jobs.running, timeout=WAIT)
    view = window.findChild(ReportsView)
    assert view is not None
    assert view.text.toPlainText().startswith("builtins.KeyError")
    view.chosen.setCurrentIndex(1)
    assert view.text.toPlainText().startswith("builtins.ValueError")
    view.close()


def test_the_ledger_says_how_each_page_was_read_and_opens_it(make_window: MakeWindow, qtbot: QtBot):
    window, _workspace = make_window()
    desk = window.desk
    assert desk is not None
    window.library.select(desk.session.documents[0].sha256)
    desk.show_ledger()
    qtbot.waitUntil(lambda: window.findChild(LedgerView) is not None, timeout=WAIT)
    ledger = window.findChild(LedgerView)
    assert ledger is not None
    last = ledger.table.topLevelItem(11)
    assert last is not None
    assert [last.text(column) for column in range(4)] == ["p. 12", "Not read", "", "The page is damaged."]
    with qtbot.waitSignal(desk.pages.page_shown, timeout=WAIT):
        ledger.table.itemClicked.emit(last, 0)
    assert desk.pages.spot is not None
    assert desk.pages.spot.page == 12
    ledger.close()
