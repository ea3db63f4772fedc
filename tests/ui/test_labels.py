"""Tags and notes in the window: by keyboard, and undone."""

from __future__ import annotations

from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from tests.ui.conftest import WAIT, MakeWindow
from tests.ui.scripted import ScriptedWorkspace, record
from ui.main_window import MainWindow
from ui.models.arranging import Order
from ui.models.rows import BADGES_ROLE
from ui.spots import Spot

TWO = (record("a.pdf", 1, tags=("fleet",)), record("b.pdf", 2, tags=("fleet", "old")))


def settle(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not window.jobs.running, timeout=WAIT)


def badges(window: MainWindow, row: int) -> list[str]:
    return [badge.text for badge in window.library.model.index(row, 0).data(BADGES_ROLE)]


def test_tags_of_several_documents_are_edited_by_keyboard(make_window: MakeWindow, qtbot: QtBot):
    window, workspace = make_window(TWO)
    window.library.tree.selectAll()
    qtbot.keyClick(window, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    field = window.library.tags.field
    assert field.text() == "fleet, "
    field.setText("urgent,  north   sea ")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    settle(window, qtbot)
    kept = workspace.library().documents()
    assert [document.tags for document in kept] == [("north sea", "urgent"), ("north sea", "old", "urgent")]
    assert badges(window, 1) == ["north sea", "old", "urgent"]
    assert window.library.tags.isHidden()


def test_esc_leaves_the_tags_as_they_are(make_window: MakeWindow, qtbot: QtBot):
    window, workspace = make_window(TWO)
    window.library.select(TWO[0].sha256)
    window.library.edit_tags()
    window.library.tags.field.setText("other")
    window.escape()
    settle(window, qtbot)
    assert window.library.tags.isHidden()
    assert workspace.library().documents()[0].tags == ("fleet",)


def test_a_chosen_tag_is_a_chip_that_takes_itself_back(make_window: MakeWindow, qtbot: QtBot):
    window, _workspace = make_window(TWO)
    sifting = window.library.sifting
    next(action for action in sifting.tags.menu().actions() if action.text() == "old").trigger()
    assert [document.title for document in window.library.model.documents()] == ["b"]
    (chip,) = [each for each in sifting.chips.findChildren(QPushButton) if not each.isHidden()]
    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
    assert [document.title for document in window.library.model.documents()] == ["a", "b"]


def test_the_order_of_documents_is_remembered(make_window: MakeWindow, qtbot: QtBot):
    window, _workspace = make_window(TWO)
    window.library.sifting.order_chosen.emit(Order.ADDED)
    again = MainWindow(window.theme, window.jobs, window.door, window._settings)
    qtbot.addWidget(again)
    assert again.library.model.order is Order.ADDED
    assert isinstance(window._settings, QSettings)


def opened(make_window: MakeWindow, qtbot: QtBot) -> tuple[MainWindow, ScriptedWorkspace]:
    window, workspace = make_window(TWO)
    assert window.desk is not None
    with qtbot.waitSignal(window.desk.pages.page_shown, timeout=WAIT):
        window.desk.pages.open(Spot(TWO[0].sha256, 3))
    settle(window, qtbot)
    return window, workspace


def test_a_note_is_written_on_the_page_that_is_seen(make_window: MakeWindow, qtbot: QtBot):
    window, workspace = opened(make_window, qtbot)
    qtbot.keyClick(window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    notes = window.viewer.side.notes
    qtbot.waitUntil(notes.field.isVisible, timeout=WAIT)
    qtbot.keyClicks(notes.field, "Ask the crew")
    qtbot.keyClick(notes.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle(window, qtbot)
    assert [(note.page, note.text) for note in workspace.library().labels.notes(TWO[0].sha256)] == [(3, "Ask the crew")]
    assert "p. 3" in [each.text() for each in notes.findChildren(QPushButton)]


def test_a_note_is_changed_removed_and_brought_back(make_window: MakeWindow, qtbot: QtBot):
    window, workspace = opened(make_window, qtbot)
    labels, notes = workspace.library().labels, window.viewer.side.notes
    notes.written.emit(0, "First words")
    settle(window, qtbot)
    notes._edit(labels.notes(TWO[0].sha256)[0])
    notes.field.setPlainText("Better words")
    notes.field.sent.emit()
    settle(window, qtbot)
    (note,) = labels.notes(TWO[0].sha256)
    assert note.text == "Better words"
    notes.removal_wanted.emit(note)
    settle(window, qtbot)
    assert labels.notes(TWO[0].sha256) == []
    undo = next(each for each in window.notices.findChildren(QPushButton) if each.text() == "Undo")
    undo.click()
    settle(window, qtbot)
    assert [each.text for each in labels.notes(TWO[0].sha256)] == ["Better words"]
