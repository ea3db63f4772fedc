"""Folders that the open library follows: watched in the background, taken over, listed and left."""

from __future__ import annotations

import threading
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from assistant.jobs import CancelToken
from assistant.library.records import FailedFile
from assistant.library.watching import Watching
from tests.ui.conftest import WAIT, MakeWindow
from tests.ui.scripted import Gate, ScriptedWorkspace
from ui.main_window import MainWindow
from ui.views.followed import FollowedView

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen platform has no window manager to tell


def quiet(window: MainWindow) -> bool:
    """Whether nothing runs but the watching."""
    return not any(task.title for task in window.jobs.running)


def has_lines(view: FollowedView, count: int) -> bool:
    return view.table.topLevelItemCount() == count


def follow(window: MainWindow, workspace: ScriptedWorkspace, folder: Path, qtbot: QtBot) -> None:
    assert window.desk is not None
    count = len(workspace.following.watched)
    window.desk.following.follow(folder)
    qtbot.waitUntil(lambda: len(workspace.following.watched) > count and quiet(window), timeout=WAIT)


def test_a_folder_that_is_followed_is_read_and_read_again_when_it_changes(
    make_window: MakeWindow, qtbot: QtBot, tmp_path: Path
):
    window, workspace = make_window(())
    follow(window, workspace, tmp_path, qtbot)
    qtbot.waitUntil(lambda: workspace.added == [((tmp_path,), {})], timeout=WAIT)
    qtbot.waitUntil(lambda: window.followed.link.text_in_full == "Following 1 folder", timeout=WAIT)
    qtbot.waitUntil(lambda: quiet(window), timeout=WAIT)
    workspace.following.steps.put(Watching(changed=(tmp_path,)))
    qtbot.waitUntil(lambda: len(workspace.added) == 2 and quiet(window), timeout=WAIT)
    assert workspace.summarised == []
    assert window.notices.notices() == []


class SecondGate(Gate):
    """Lets the first file pass, and holds up the second one."""

    passed = 0

    def pass_through(self, cancel: CancelToken) -> None:
        self.passed += 1
        if self.passed > 1:
            super().pass_through(cancel)


def test_documents_of_a_followed_folder_are_shown_while_others_are_read(
    make_window: MakeWindow, qtbot: QtBot, tmp_path: Path
):
    window, workspace = make_window(())
    gate = workspace.gates["add"] = SecondGate()
    workspace.following.keep(tmp_path / "second")
    assert window.desk is not None
    window.desk.following.follow(tmp_path)
    qtbot.waitUntil(gate.reached.is_set, timeout=WAIT)
    qtbot.waitUntil(lambda: len(window.library.model.documents()) == 1, timeout=WAIT)
    gate.opened.set()
    qtbot.waitUntil(lambda: len(window.library.model.documents()) == 2 and quiet(window), timeout=WAIT)


def test_changes_during_a_look_are_looked_at_once_afterwards(make_window: MakeWindow, qtbot: QtBot, tmp_path: Path):
    window, workspace = make_window(())
    gate = workspace.gate("add")
    assert window.desk is not None
    window.desk.following.follow(tmp_path)
    qtbot.waitUntil(gate.reached.is_set, timeout=WAIT)
    for _ in range(5):
        workspace.following.steps.put(Watching(changed=(tmp_path,)))
    qtbot.waitUntil(workspace.following.steps.empty, timeout=WAIT)
    qtbot.wait(150)  # until the last step has been handed over
    gate.opened.set()
    qtbot.waitUntil(lambda: len(workspace.added) == 2 and quiet(window), timeout=WAIT)


def test_a_failure_is_said_once(make_window: MakeWindow, qtbot: QtBot, tmp_path: Path):
    window, workspace = make_window(())
    workspace.failures = (FailedFile("/x/b.pdf", "damaged-file", "“b.pdf” is damaged."),)
    follow(window, workspace, tmp_path, qtbot)
    qtbot.waitUntil(lambda: len(window.notices.notices()) == 1 and quiet(window), timeout=WAIT)
    workspace.following.steps.put(Watching(changed=(tmp_path,)))
    qtbot.waitUntil(lambda: len(workspace.added) == 2 and quiet(window), timeout=WAIT)
    assert len(window.notices.notices()) == 1


def test_followed_folders_are_watched_when_the_window_opens_and_leaving_one_ends_it(
    make_window: MakeWindow, qtbot: QtBot, tmp_path: Path
):
    window, workspace = make_window(())
    follow(window, workspace, tmp_path, qtbot)
    lost = tmp_path / "stick"
    workspace.following.keep(lost, present=False)
    workspace.following.steps.put(Watching(gone=(lost,)))
    qtbot.waitUntil(lambda: "2 folders, 1 not there now" in window.followed.link.text_in_full, timeout=WAIT)
    window.dialogs.show_followed()
    view = window.findChild(FollowedView)
    assert view is not None
    qtbot.waitUntil(partial(has_lines, view, 2), timeout=WAIT)
    rows = [[view.table.topLevelItem(line).text(column) for column in range(3)] for line in range(2)]  # type: ignore[union-attr]
    assert rows == [[str(tmp_path), "Followed", "3"], [str(lost), "Not there now", "3"]]
    assert not view.leave.isEnabled()
    for left in (1, 0):
        view.table.setCurrentIndex(view.table.model().index(0, 0))
        view.leave.click()
        qtbot.waitUntil(partial(has_lines, view, left), timeout=WAIT)
    qtbot.waitUntil(lambda: window.followed.isHidden() and not window.jobs.running, timeout=WAIT)
    view.close()


def test_a_window_that_watches_closes_at_once(make_window: MakeWindow, qtbot: QtBot, tmp_path: Path):
    window, workspace = make_window(())
    follow(window, workspace, tmp_path, qtbot)
    with qtbot.waitSignal(window.closed, timeout=WAIT):
        window.close()


def test_what_cannot_be_followed_is_said(
    make_window: MakeWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    window, workspace = make_window(())
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path / "none"))
    window.dialogs.choose_followed()
    qtbot.waitUntil(lambda: bool(window.notices.notices()), timeout=WAIT)
    assert "is not a folder" in window.notices.notices()[0].text
    assert workspace.following.watched == []


def test_a_window_that_is_closed_while_a_library_opens_does_not_wait_for_its_folders(
    make_window: MakeWindow, qtbot: QtBot, tmp_path: Path
):
    window, workspace = make_window()
    desk = window.desk
    assert desk is not None
    qtbot.waitUntil(lambda: not window.jobs.running, timeout=WAIT)
    workspace.following.keep(tmp_path)
    opening = threading.Event()
    window.jobs.call(opening.wait).finished.connect(lambda _opened: desk.session.open("default"))
    window.close()
    with qtbot.waitSignal(window.closed, timeout=WAIT):
        opening.set()
