from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.ui.conftest import WAIT, MakeWindow
from tests.ui.scripted_sealing import CODE, PASSPHRASE
from ui.controllers.sealing import MINUTE_MS
from ui.main_window import MainWindow
from ui.views.preferences import Preferences

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen platform has no window manager to tell


def seal_it(window: MainWindow, qtbot: QtBot, passphrase: str = PASSPHRASE) -> None:
    assert window.desk is not None
    window.desk.sealing.ask_seal()
    qtbot.keyClicks(window.place.seal.field, passphrase)
    qtbot.keyClicks(window.place.seal.again, passphrase)
    qtbot.keyClick(window.place.seal.again, Qt.Key.Key_Return)


def lock_it(window: MainWindow, qtbot: QtBot) -> None:
    desk = window.desk
    assert desk is not None
    qtbot.waitUntil(lambda: window.place.code.waiting, timeout=WAIT)
    qtbot.waitUntil(lambda: desk.session.sealed, timeout=WAIT)
    qtbot.waitUntil(lambda: not window.jobs.running, timeout=WAIT)
    desk.sealing.lock()
    qtbot.waitUntil(lambda: window.place.currentWidget() is window.place.lock, timeout=WAIT)


def test_sealing_shows_the_recovery_code_once(make_window: MakeWindow, qtbot: QtBot):
    window, workspace = make_window()
    seal_it(window, qtbot)
    qtbot.waitUntil(lambda: window.place.currentWidget() is window.place.code, timeout=WAIT)
    assert workspace.sealing.sealed
    assert window.place.code.code.text() == CODE
    assert "/papers/manual.pdf" in window.place.code.outside.text()
    assert window.desk is not None
    window.desk.session.open("default")
    assert window.place.currentWidget() is window.place.code, "another look at the library must not take the code away"
    qtbot.mouseClick(window.place.code.written, Qt.MouseButton.LeftButton)
    assert window.place.currentWidget() is window.tabs
    assert not window.place.code.waiting
    qtbot.waitUntil(lambda: "sealed" in window.library.chooser.button.accessibleName(), timeout=WAIT)


def test_a_weak_passphrase_is_asked_for_again(make_window: MakeWindow, qtbot: QtBot):
    window, workspace = make_window()
    seal_it(window, qtbot, "short")
    qtbot.waitUntil(lambda: "12 characters" in window.place.seal.problem.text(), timeout=WAIT)
    assert not workspace.sealing.sealed
    assert window.place.seal.field.text() == ""


def test_a_locked_library_is_replaced_by_the_lock_screen(make_window: MakeWindow, qtbot: QtBot):
    window, workspace = make_window()
    seal_it(window, qtbot)
    lock_it(window, qtbot)
    assert window.desk is not None
    assert window.desk.session.documents == []
    assert window.status.library.text_in_full == ""
    assert window.library.empty.heading.text() == "Locked"
    assert not window.library.drop_zone.isVisible()
    qtbot.keyClicks(window.place.lock.field, "a wrong one")
    qtbot.keyClick(window.place.lock.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "neither" in window.place.lock.problem.text(), timeout=WAIT)
    assert workspace.sealing.locked
    qtbot.keyClicks(window.place.lock.field, PASSPHRASE)
    with qtbot.waitSignal(window.desk.session.documents_changed, timeout=WAIT):
        qtbot.mouseClick(window.place.lock.unlock, Qt.MouseButton.LeftButton)
    assert window.place.currentWidget() is window.tabs


def test_a_library_that_nobody_touches_is_locked(make_window: MakeWindow, qtbot: QtBot):
    window, workspace = make_window()
    seal_it(window, qtbot)
    assert window.desk is not None
    desk = window.desk
    qtbot.waitUntil(lambda: desk.session.sealed and not window.jobs.running, timeout=WAIT)
    desk.sealing._idle.timeout.emit()
    qtbot.waitUntil(lambda: workspace.sealing.locked, timeout=WAIT)
    qtbot.waitUntil(lambda: window.place.currentWidget() is window.place.lock, timeout=WAIT)


def test_following_a_folder_is_no_work_that_keeps_it_unlocked(make_window: MakeWindow, qtbot: QtBot, tmp_path: Path):
    window, workspace = make_window(())
    seal_it(window, qtbot)
    assert window.desk is not None
    desk = window.desk
    desk.following.follow(tmp_path)
    qtbot.waitUntil(lambda: bool(workspace.following.watched) and desk.session.sealed, timeout=WAIT)
    qtbot.waitUntil(lambda: [task.watches for task in window.jobs.running] == [True], timeout=WAIT)
    desk.sealing._idle.timeout.emit()
    qtbot.waitUntil(lambda: workspace.sealing.locked, timeout=WAIT)


def test_a_library_that_another_program_wants_locked_is_locked(make_window: MakeWindow, qtbot: QtBot):
    window, workspace = make_window()
    seal_it(window, qtbot)
    assert window.desk is not None
    desk = window.desk
    qtbot.waitUntil(lambda: bool(desk.sealing._requests._watcher.directories()), timeout=WAIT)
    qtbot.waitUntil(lambda: desk.session.sealed and not window.jobs.running, timeout=WAIT)
    (workspace.sealing.requests_folder() / desk.session.library_name).touch()
    qtbot.waitUntil(lambda: workspace.sealing.locked, timeout=WAIT)
    qtbot.waitUntil(lambda: window.place.currentWidget() is window.place.lock, timeout=WAIT)


def test_the_idle_minutes_are_chosen_in_the_settings(make_window: MakeWindow, qtbot: QtBot):
    window, workspace = make_window()
    seal_it(window, qtbot)
    desk = window.desk
    assert desk is not None
    qtbot.waitUntil(lambda: desk.session.sealed and not window.jobs.running, timeout=WAIT)
    assert desk.sealing._idle.interval() == 15 * MINUTE_MS
    window.dialogs.show_settings()
    view = window.findChild(Preferences)
    assert view is not None
    qtbot.waitUntil(view.idle.isEnabled, timeout=WAIT)
    view.idle.setValue(3)
    view.idle.editingFinished.emit()
    qtbot.waitUntil(lambda: desk.sealing._idle.interval() == 3 * MINUTE_MS, timeout=WAIT)
    assert workspace.settings.idle_lock_minutes == 3
    assert desk.sealing._idle.isActive()
    view.close()
