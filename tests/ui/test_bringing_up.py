"""A library of an earlier program: how far its copy is, seen in the status line; closed midway, left midway."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from tests.ui.conftest import WAIT, MakeWindow
from tests.ui.scripted import Gate
from tests.ui.states import settle
from ui.main_window import MainWindow

COPIED = "Copied before it is brought up to date: 24 of 900 MB"


def opening(make_window: MakeWindow, qtbot: QtBot) -> tuple[MainWindow, Gate]:
    """A window that opens another library, which is being copied."""
    window, workspace = make_window()
    settle(window, qtbot)
    workspace.libraries.create("old")
    gate = workspace.gate("bring_up")
    assert window.desk is not None
    window.desk.session.open("old")
    qtbot.waitUntil(lambda: window.status.library.text_in_full == COPIED, timeout=WAIT)
    return window, gate


def test_the_status_line_says_how_far_the_copy_is_and_then_what_the_library_holds(
    make_window: MakeWindow, qtbot: QtBot
):
    window, gate = opening(make_window, qtbot)
    gate.opened.set()
    settle(window, qtbot)
    assert window.status.library.text_in_full == "0 documents · 0 pages"


def test_going_to_another_library_stops_the_copy(make_window: MakeWindow, qtbot: QtBot):
    window, gate = opening(make_window, qtbot)
    assert window.desk is not None
    window.desk.session.open("default")
    qtbot.waitUntil(lambda: window.status.library.text_in_full == COPIED, timeout=WAIT)
    gate.opened.set()
    settle(window, qtbot)
    assert window.status.library.text_in_full == "1 document · 12 pages"


def test_a_window_that_is_closed_meanwhile_closes(make_window: MakeWindow, qtbot: QtBot):
    window, _gate = opening(make_window, qtbot)
    with qtbot.waitSignal(window.closed, timeout=WAIT):
        window.close()
