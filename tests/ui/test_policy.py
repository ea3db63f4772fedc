"""What the administrator of the machine has set: each control says so, and nothing can be chosen there."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QAction
from pytestqt.qtbot import QtBot

from assistant.guard.policy import Allowed, Feature, Policy, Rules
from tests.ui.conftest import WAIT, MakeWindow
from tests.ui.scripted_sealing import PASSPHRASE
from ui.main_window import MainWindow
from ui.views.command_palette import actions_of
from ui.views.preferences import Preferences

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen platform has no window manager to tell

NOTHING = Allowed(export=False, unsealed_libraries=False, model_import=False)
BY_ADMINISTRATOR = "(set by your administrator)"


def policy(**rules: object) -> Policy:
    return Policy(Rules.model_validate(rules), Path("policy.toml"))


def administered(window: MainWindow) -> set[str]:
    return {action.text() for action in actions_of(window.menuBar()) if not _can_be_chosen(action)}


def _can_be_chosen(action: QAction) -> bool:
    return action.isEnabled() and BY_ADMINISTRATOR not in action.text()


def opened_settings(window: MainWindow, qtbot: QtBot) -> Preferences:
    window.dialogs.show_settings()
    view = window.findChild(Preferences)
    assert isinstance(view, Preferences)
    qtbot.waitUntil(lambda: view.scheme.count() > 0, timeout=WAIT)
    return view


def test_actions_that_are_off_say_by_whom_and_cannot_be_chosen(make_window: MakeWindow):
    window, _ = make_window(policy=policy(allow=NOTHING))
    assert administered(window) == {
        f"Import a model {BY_ADMINISTRATOR}",
        f"Export the conversation {BY_ADMINISTRATOR}",
    }


def test_without_a_policy_every_action_can_be_chosen(make_window: MakeWindow):
    window, _ = make_window()
    assert administered(window) == set()


def test_the_export_of_briefs_and_signals_is_off_where_exports_are(make_window: MakeWindow):
    window, _ = make_window(policy=policy(allow=NOTHING))
    assert window.desk is not None
    for export in (window.desk.briefs.view.page.export, window.desk.signals.view.export):
        assert not export.isEnabled()
        assert export.accessibleName().endswith(BY_ADMINISTRATOR)
        assert export.accessibleDescription() == Feature.EXPORT.sentence


def test_settings_say_what_is_set_and_let_the_idle_time_be_shorter(make_window: MakeWindow, qtbot: QtBot):
    window, workspace = make_window(policy=policy(marking_scheme="tlp", idle_lock_minutes=10, allow=NOTHING))
    view = opened_settings(window, qtbot)
    assert not view.scheme.isEnabled()
    assert view.scheme.accessibleDescription() == "Set by your administrator."
    assert not view.bring.isEnabled()
    assert (view.idle.value(), view.idle.maximum()) == (10, 10)
    view.idle.setValue(4)
    view.idle.editingFinished.emit()
    qtbot.waitUntil(lambda: workspace.idle_lock_minutes == 4, timeout=WAIT)
    view.close()


def test_another_marking_scheme_can_be_chosen_where_none_is_set(make_window: MakeWindow, qtbot: QtBot):
    window, workspace = make_window()
    view = opened_settings(window, qtbot)
    view.scheme.setCurrentIndex(view.scheme.findData("tlp"))
    view.scheme.activated.emit(view.scheme.currentIndex())
    qtbot.waitUntil(lambda: workspace.settings.marking_scheme == "tlp", timeout=WAIT)
    view.close()


def test_a_library_in_clear_is_sealed_before_anything_of_it_is_shown(make_window: MakeWindow, qtbot: QtBot):
    window, workspace = make_window(policy=policy(allow={"unsealed_libraries": False}))
    screen = window.place.seal
    qtbot.waitUntil(lambda: window.place.currentWidget() is screen, timeout=WAIT)
    assert screen.problem.text() == Feature.UNSEALED.sentence
    assert window.desk is not None
    assert window.desk.session.documents == []
    for field in (screen.field, screen.again):
        field.setText(PASSPHRASE)
    screen.seal.click()
    qtbot.waitUntil(lambda: window.place.code.waiting and not window.jobs.running, timeout=WAIT)
    assert workspace.sealing.sealed
    assert len(window.desk.session.documents) == 1
