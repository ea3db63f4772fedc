"""The settings and the ledger of a document."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.conftest import WAIT, MakeWindow
from ui.theme import Mode
from ui.views.ledger import LedgerView
from ui.views.preferences import Preferences

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen platform has no window manager to tell


def test_the_settings_show_what_is_set_and_do_what_is_chosen(make_window: MakeWindow, qtbot: QtBot):
    window, workspace = make_window()
    window.show_settings()
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
    settings.mode_chosen.emit(Mode.DARK)
    assert window.theme.dark
    settings.close()
    qtbot.waitUntil(lambda: not window.jobs.running, timeout=WAIT)


def test_every_setting_has_a_name_and_a_sentence(make_window: MakeWindow, qtbot: QtBot):
    window, _workspace = make_window()
    window.show_settings()
    settings = window.findChild(Preferences)
    assert settings is not None
    for field in (settings.colours, settings.model, settings.context):
        assert field.accessibleName()
        assert field.accessibleDescription().endswith(".")
    settings.close()
    qtbot.waitUntil(lambda: not window.jobs.running, timeout=WAIT)


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
