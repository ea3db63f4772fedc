"""Taking documents out: asked for, undone, and carried out when the way back has gone."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from tests.ui.conftest import WAIT, MakeWindow
from tests.ui.scripted import ScriptedWorkspace, record
from ui.main_window import MainWindow

TWO = (record("a.pdf", 1), record("b.pdf", 2))


def settle(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not window.jobs.running, timeout=WAIT)


def choose(window: MainWindow, text: str) -> None:
    [each for each in window.notices.findChildren(QPushButton) if each.text() == text][-1].click()


def shown(window: MainWindow) -> list[str]:
    return [document.title for document in window.library.model.documents()]


def kept(workspace: ScriptedWorkspace) -> list[str]:
    return [document.title for document in workspace.library().documents()]


def removed(window: MainWindow, qtbot: QtBot) -> None:
    settle(window, qtbot)
    window.library.select(TWO[0].sha256)
    qtbot.keyClick(window.library.tree, Qt.Key.Key_Delete)
    choose(window, "Remove")


def test_a_document_is_removed_only_after_asking_in_the_window(make_window: MakeWindow, qtbot: QtBot):
    window, workspace = make_window(TWO)
    settle(window, qtbot)
    window.library.removal_wanted.emit(TWO[0])
    assert "“a”" in window.notices.notices()[0].text
    choose(window, "Keep")
    assert shown(window) == kept(workspace) == ["a", "b"]


def test_a_removal_is_seen_at_once_and_can_be_undone(make_window: MakeWindow, qtbot: QtBot):
    window, workspace = make_window(TWO)
    removed(window, qtbot)
    assert shown(window) == ["b"]
    choose(window, "Undo")
    settle(window, qtbot)
    assert shown(window) == kept(workspace) == ["a", "b"]


def test_a_removal_is_carried_out_when_its_message_goes(make_window: MakeWindow, qtbot: QtBot):
    window, workspace = make_window(TWO)
    removed(window, qtbot)
    assert kept(workspace) == ["a", "b"]
    window.notices.notices()[0].dismiss()
    qtbot.waitUntil(lambda: kept(workspace) == ["b"], timeout=WAIT)
    settle(window, qtbot)
    assert shown(window) == ["b"]


def test_a_window_that_is_closed_meanwhile_carries_the_removal_out(make_window: MakeWindow, qtbot: QtBot):
    window, workspace = make_window(TWO)
    removed(window, qtbot)
    with qtbot.waitSignal(window.closed, timeout=WAIT):
        window.close()
    assert kept(workspace) == ["b"]


def test_several_documents_are_asked_for_and_removed_together(make_window: MakeWindow, qtbot: QtBot):
    window, workspace = make_window(TWO)
    settle(window, qtbot)
    window.library.tree.selectAll()
    assert window.desk is not None
    window.desk.remove_selected()
    assert window.notices.notices()[0].text.startswith("Remove 2 documents")
    choose(window, "Remove")
    assert shown(window) == []
    window.notices.notices()[0].dismiss()
    qtbot.waitUntil(lambda: kept(workspace) == [], timeout=WAIT)
    settle(window, qtbot)
