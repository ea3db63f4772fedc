"""The self-test in the window: a row a part, saved, stopped, failed and closed midway."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from assistant.errors import WorldError
from assistant.workspace import Workspace, self_test
from assistant.workspace.checkup import Subject
from tests.ui.conftest import WAIT, MakeWindow
from tests.ui.scripted import ScriptedWorkspace
from tests.ui.states import settle
from ui.main_window import MainWindow
from ui.views.self_test import SelfTestView

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen platform has no window manager to tell


def begin(window: MainWindow) -> SelfTestView:
    window.dialogs.show_self_test()
    view = window.findChild(SelfTestView)
    assert view is not None
    return view


def begin_and_hold(window: MainWindow, workspace: ScriptedWorkspace, qtbot: QtBot) -> SelfTestView:
    gate = workspace.gate("self-test")
    view = begin(window)
    qtbot.waitUntil(lambda: gate.reached.is_set() and bool(view.rows()), timeout=WAIT)
    return view


def test_each_part_has_a_row_and_what_was_found_is_saved_as_text(
    make_window: MakeWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    window, workspace = make_window()
    view = begin(window)
    settle(window, qtbot)
    assert view.state.text() == "Everything works."
    assert len(view.rows()) == len(workspace.checks) + len(workspace.tried)
    assert view.rows()[-1].accessibleName() == "Answers: The answers works."
    path = tmp_path / "found.txt"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    qtbot.mouseClick(view.save, Qt.MouseButton.LeftButton)
    settle(window, qtbot)
    assert path.read_text(encoding="utf-8").splitlines()[-1] == "Everything works."
    view.close()


def test_a_part_that_does_not_work_is_told_and_can_be_tried_again(make_window: MakeWindow, qtbot: QtBot):
    window, workspace = make_window()
    workspace.tried = (workspace.tried[0].__class__("index", works=False, sentence="Nothing came of it."),)
    view = begin(window)
    settle(window, qtbot)
    assert view.state.text() == "Not everything works."
    workspace.tried = ()
    qtbot.mouseClick(view.again, Qt.MouseButton.LeftButton)
    settle(window, qtbot)
    assert view.state.text() == "Everything works."
    view.close()


def test_it_is_stopped_midway_and_nothing_can_be_saved(make_window: MakeWindow, qtbot: QtBot):
    window, workspace = make_window()
    view = begin_and_hold(window, workspace, qtbot)
    assert window.status.queue.text_in_full == "1 task in progress"
    qtbot.mouseClick(view.stop, Qt.MouseButton.LeftButton)
    settle(window, qtbot)
    assert view.state.text() == "The self-test was stopped."
    assert not view.save.isEnabled()
    view.close()


def test_a_view_that_is_closed_midway_stops_the_test(make_window: MakeWindow, qtbot: QtBot):
    window, workspace = make_window()
    view = begin_and_hold(window, workspace, qtbot)
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    settle(window, qtbot)
    qtbot.waitUntil(lambda: window.findChild(SelfTestView) is None, timeout=WAIT)


def test_a_window_that_is_closed_midway_stops_the_test(make_window: MakeWindow, qtbot: QtBot):
    window, workspace = make_window()
    view = begin_and_hold(window, workspace, qtbot)
    with qtbot.waitSignal(window.closed, timeout=WAIT):
        window.close()
    view.close()


def test_a_disk_without_room_is_told_as_a_sentence(make_window: MakeWindow, qtbot: QtBot):
    window, workspace = make_window()
    workspace.self_test_fails = WorldError("disk-full", "The disk is full: make room and try again.")
    view = begin(window)
    settle(window, qtbot)
    assert view.state.text() == "The disk is full: make room and try again."
    view.close()


def test_the_workspace_tests_itself_and_an_index_of_nothing_is_told(
    make_window: MakeWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(self_test, "_ATTEMPTS", {"index": self_test._search})
    window, scripted = make_window()
    with Workspace(tmp_path / "real") as workspace:
        scripted.self_test = workspace.self_test  # type: ignore[method-assign] # the real one over a scripted library
        view = begin(window)
        qtbot.waitUntil(lambda: not window.jobs.running, timeout=60_000)
        assert view.rows()[-1].accessibleName() == "Index: Nothing came of it. Install the program again."
        assert len(view.rows()) == len(Subject) + 1
        view.close()
