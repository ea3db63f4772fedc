"""Everything by keyboard: each action has its key, the focus goes where one reads, Esc closes what was opened."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QDialog, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.conftest import WAIT, MakeWindow
from tests.ui.scripted import record
from tests.ui.states import STATES, settle
from ui.main_window import MainWindow
from ui.views.command_palette import actions_of, words

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen platform has no window manager to tell

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def test_every_action_has_a_key_and_stands_in_a_menu(make_window: MakeWindow):
    window, _workspace = make_window()
    actions = actions_of(window.menuBar())
    assert len(actions) > 50
    assert [words(action) for action in actions if action.shortcut().isEmpty()] == []


def around(window: MainWindow, qtbot: QtBot) -> list[QWidget]:
    """What gets the focus one after the other, from the chooser of libraries all the way round."""
    first = here = window.library.chooser.button
    first.setFocus()
    seen: list[QWidget] = []
    while here not in seen:
        seen.append(here)
        qtbot.keyClick(here, Qt.Key.Key_Tab)
        there = window.focusWidget()
        assert there is not None
        here = there  # type: ignore[assignment]
    assert here is first
    return seen


def test_the_focus_goes_from_the_documents_to_the_middle_and_to_the_line_below(make_window: MakeWindow, qtbot: QtBot):
    window, _workspace = make_window((record("a.pdf", 1), record("b.pdf", 2)))
    settle(window, qtbot)
    seen = around(window, qtbot)
    assert window.library.filter in seen
    assert window.conversation.composer.field in seen
    places = [each.mapTo(window, QPoint(0, 0)) for each in seen]
    columns = [0 if at.x() < window.splitter.sizes()[0] else 1 for at in places if at.y() < window.status.y()]
    assert columns == sorted(columns)
    assert places[-1].y() >= window.status.y()


@pytest.mark.parametrize("name", ["settings", "ledger", "commands", "proof", "about"])
def test_escape_closes_what_was_opened(make_window: MakeWindow, qtbot: QtBot, name: str):
    documents, state = STATES[name]
    window, workspace = make_window(documents)
    opened = state(window, workspace, qtbot)
    assert isinstance(opened, QDialog)
    qtbot.keyClick(opened, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not [each for each in window.findChildren(QDialog) if each.isVisible()], timeout=WAIT)


def test_a_question_is_asked_its_citation_opened_and_its_words_copied_without_a_mouse(
    make_window: MakeWindow, qtbot: QtBot
):
    window, _workspace = make_window()
    assert window.desk is not None
    qtbot.keyClick(window, Qt.Key.Key_L, CTRL)
    field = window.conversation.composer.field
    qtbot.waitUntil(field.hasFocus, timeout=WAIT)
    qtbot.keyClicks(field, "How often?")
    with qtbot.waitSignal(window.desk.asking.answered, timeout=WAIT):
        qtbot.keyClick(field, Qt.Key.Key_Return)
    with qtbot.waitSignal(window.desk.pages.page_shown, timeout=WAIT):
        qtbot.keyClick(window, Qt.Key.Key_F8)
    assert window.viewer.bar.number.text() == "3"
    qtbot.keyClick(window, Qt.Key.Key_C, CTRL | SHIFT)
    qtbot.keyClick(window, Qt.Key.Key_F, CTRL | SHIFT)
    qtbot.waitUntil(window.search.field.hasFocus, timeout=WAIT)
    settle(window, qtbot)


def test_a_document_is_chosen_tagged_and_summarised_without_a_mouse(make_window: MakeWindow, qtbot: QtBot):
    window, workspace = make_window((record("a.pdf", 1), record("b.pdf", 2)))
    qtbot.keyClick(window, Qt.Key.Key_D, CTRL)
    qtbot.waitUntil(window.library.tree.hasFocus, timeout=WAIT)
    qtbot.keyClick(window, Qt.Key.Key_T, CTRL)
    qtbot.keyClicks(window.library.tags.field, "urgent")
    qtbot.keyClick(window.library.tags.field, Qt.Key.Key_Return)
    settle(window, qtbot)
    assert workspace.library().documents()[0].tags == ("urgent",)
    qtbot.keyClick(window, Qt.Key.Key_M, CTRL)
    settle(window, qtbot)
    assert workspace.summarised == [record("a.pdf", 1).sha256]
