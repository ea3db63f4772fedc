from __future__ import annotations

import pytest
from PySide6.QtGui import QAction
from pytestqt.qtbot import QtBot

from tests.ui.conftest import WAIT, MakeWindow
from tests.ui.test_welcome import notices, offered, settle
from ui.main_window import MainWindow


def chosen(window: MainWindow, qtbot: QtBot) -> None:
    """Ask by which model the library is searched, as its menu does."""
    menu = window.library.chooser.menu
    [action] = [each for each in menu.actions() if each.text() == "Search by another model…"]
    assert isinstance(action, QAction)
    action.trigger()
    settle(window, qtbot)


def test_a_library_is_searched_by_another_model_only_after_its_time_was_agreed_to(
    make_window: MakeWindow, qtbot: QtBot
):
    window, workspace = make_window()
    chosen(window, qtbot)
    assert notices(window)[0] == "My library is searched by the model shipped. Search it by another one?"
    offered(window.notices, "nomic").click()
    settle(window, qtbot)
    assert "1234 passages are embedded anew. That takes about 4 min" in notices(window)[0]
    assert workspace.embedding.in_use == "shipped"
    offered(window.notices, "Embed anew").click()
    settle(window, qtbot)
    assert workspace.embedding.in_use == "nomic"
    assert notices(window)[0] == "My library is searched by nomic now."


def test_without_another_model_the_way_to_bring_one_is_told(make_window: MakeWindow, qtbot: QtBot):
    window, workspace = make_window()
    workspace.embedding.names = ["shipped"]
    chosen(window, qtbot)
    assert notices(window)[0].endswith("Drop a GGUF file to bring another one.")


@pytest.mark.parametrize("closed", [False, True], ids=["stopped", "window closed"])
def test_embedding_anew_can_be_stopped(make_window: MakeWindow, qtbot: QtBot, *, closed: bool):
    window, workspace = make_window()
    gate = workspace.gate("embedding")
    assert window.desk is not None
    window.desk.embedding.change("default", "nomic")
    qtbot.waitUntil(gate.reached.is_set, timeout=WAIT)
    if closed:
        with qtbot.waitSignal(window.closed, timeout=WAIT):
            window.close()
    else:
        window.queue.rows()[0].stop.click()
        settle(window, qtbot)
        assert notices(window)[0].startswith("It was stopped: the library is searched as before.")
    assert workspace.embedding.in_use == "shipped"
