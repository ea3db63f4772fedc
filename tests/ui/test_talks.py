"""Conversations that are kept: found again, renamed, exported, really deleted."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QPushButton
from pytestqt.qtbot import QtBot

from assistant.answers.conversations import TurnRecord
from tests.ui.conftest import WAIT, MakeWindow
from tests.ui.scripted_asking import WHEN
from tests.ui.test_conversation import ask_and_wait, texts
from ui.main_window import MainWindow
from ui.views.talks import TalksDialog

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen platform has no window manager to tell

FIRST, SECOND = "How often are bearings greased?", "How heavy is the pump?"


def two_talks(window: MainWindow, qtbot: QtBot) -> None:
    ask_and_wait(window, qtbot, FIRST)
    window.conversation.bar.new.click()
    ask_and_wait(window, qtbot, SECOND)


def listed(window: MainWindow, qtbot: QtBot, count: int = 2) -> TalksDialog:
    window.conversation.bar.all.click()
    (dialog,) = window.findChildren(TalksDialog)
    qtbot.waitUntil(lambda: dialog.model.rowCount() == count, timeout=WAIT)
    return dialog


def press(dialog: TalksDialog, qtbot: QtBot, text: str) -> None:
    def found() -> list[QPushButton]:
        return [each for each in dialog.findChildren(QPushButton) if each.text() == text and each.isVisible()]

    qtbot.waitUntil(lambda: len(found()) == 1, timeout=WAIT)
    qtbot.mouseClick(found()[0], Qt.MouseButton.LeftButton)


def settled(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not window.jobs.running, timeout=WAIT)


def test_a_first_question_names_the_conversation_and_the_next_goes_on_in_it(make_window: MakeWindow, qtbot: QtBot):
    window, workspace = make_window()
    ask_and_wait(window, qtbot, FIRST)
    ask_and_wait(window, qtbot, "And in 2031?")
    assert [wish.conversation for wish in workspace.wishes] == [FIRST, FIRST]
    assert window.conversation.bar.title.accessibleName() == FIRST


def test_a_new_conversation_begins_empty_and_the_same_question_gets_a_title_of_its_own(
    make_window: MakeWindow, qtbot: QtBot
):
    window, workspace = make_window()
    ask_and_wait(window, qtbot, FIRST)
    window.conversation.bar.new.click()
    assert not window.conversation.turns()
    settled(window, qtbot)
    ask_and_wait(window, qtbot, FIRST)
    assert [wish.conversation for wish in workspace.wishes] == [FIRST, f"{FIRST} (2)"]


def test_a_kept_conversation_is_opened_as_it_was_and_goes_on(make_window: MakeWindow, qtbot: QtBot):
    window, workspace = make_window()
    two_talks(window, qtbot)
    dialog = listed(window, qtbot)
    dialog.list.setCurrentIndex(dialog.model.index(1))
    press(dialog, qtbot, "Open")
    settled(window, qtbot)
    (turn,) = window.conversation.turns()
    assert FIRST in texts(turn)
    assert "Grease both bearings every 250 hours." in texts(turn)
    assert window.desk is not None
    with qtbot.waitSignal(window.desk.pages.page_shown, timeout=WAIT):
        window.desk.citations.step(1)
    ask_and_wait(window, qtbot, "Why?")
    assert workspace.wishes[-1].conversation == FIRST


def test_a_long_conversation_opens_at_its_end_and_shows_the_rest_on_a_click(make_window: MakeWindow, qtbot: QtBot):
    window, workspace = make_window()
    ask_and_wait(window, qtbot, FIRST)
    kept = workspace.conversations().kept[FIRST]
    kept += [TurnRecord(f"Question {number}?", kept[0].answer, WHEN, "the same") for number in range(2, 31)]
    press(listed(window, qtbot, 1), qtbot, "Open")
    settled(window, qtbot)
    assert [turn.question for turn in window.conversation.turns()] == [
        f"Question {number}?" for number in range(19, 31)
    ]
    newest = window.conversation.turns()[-1]
    qtbot.waitUntil(lambda: not newest.visibleRegion().isEmpty(), timeout=WAIT)
    earlier = next(each for each in window.conversation.findChildren(QPushButton) if "(18)" in each.text())
    qtbot.mouseClick(earlier, Qt.MouseButton.LeftButton)
    assert [turn.question for turn in window.conversation.turns()][:1] == ["Question 7?"]
    qtbot.mouseClick(earlier, Qt.MouseButton.LeftButton)
    assert len(window.conversation.turns()) == 30
    assert window.conversation.turns()[0].question == FIRST
    assert not earlier.isVisible()


def test_documents_that_changed_since_are_said_when_it_is_opened(make_window: MakeWindow, qtbot: QtBot):
    window, workspace = make_window()
    ask_and_wait(window, qtbot, FIRST)
    workspace.conversations().documents = "others"
    dialog = listed(window, qtbot, 1)
    press(dialog, qtbot, "Open")
    settled(window, qtbot)
    assert any(text.startswith("The documents have changed since") for text in texts(window.conversation.turns()[0]))


def test_conversations_are_found_by_what_was_said(make_window: MakeWindow, qtbot: QtBot):
    window, _workspace = make_window()
    two_talks(window, qtbot)
    dialog = listed(window, qtbot)
    qtbot.keyClicks(dialog.field, "heavy")
    qtbot.waitUntil(lambda: dialog.model.rowCount() == 1, timeout=WAIT)
    assert dialog.model.title(dialog.model.index(0)) == SECOND
    dialog.reject()
    settled(window, qtbot)


def test_a_conversation_is_renamed_and_a_taken_title_is_refused(make_window: MakeWindow, qtbot: QtBot):
    window, workspace = make_window()
    two_talks(window, qtbot)
    dialog = listed(window, qtbot)
    assert dialog.model.setData(dialog.model.index(0), "Weights")
    qtbot.waitUntil(lambda: "Weights" in workspace.conversations().kept, timeout=WAIT)
    qtbot.waitUntil(lambda: window.conversation.bar.title.accessibleName() == "Weights", timeout=WAIT)
    settled(window, qtbot)
    assert dialog.model.setData(dialog.model.index(0), FIRST)
    qtbot.waitUntil(lambda: bool(window.notices.notices()), timeout=WAIT)
    assert "already" in window.notices.notices()[0].text
    dialog.reject()
    settled(window, qtbot)


def test_a_conversation_is_deleted_for_good_once_it_is_confirmed(make_window: MakeWindow, qtbot: QtBot):
    window, workspace = make_window()
    two_talks(window, qtbot)
    dialog = listed(window, qtbot)
    press(dialog, qtbot, "Delete…")
    assert SECOND in workspace.conversations().kept
    press(dialog, qtbot, "Delete")
    qtbot.waitUntil(lambda: dialog.model.rowCount() == 1, timeout=WAIT)
    assert list(workspace.conversations().kept) == [FIRST]
    assert not window.conversation.turns()
    dialog.reject()
    settled(window, qtbot)


def test_a_kept_conversation_is_exported(
    make_window: MakeWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    window, _workspace = make_window()
    two_talks(window, qtbot)
    dialog = listed(window, qtbot)
    path = tmp_path / "talk.md"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_given: (str(path), ""))
    dialog.list.setCurrentIndex(dialog.model.index(1))
    press(dialog, qtbot, "Export…")
    qtbot.waitUntil(path.exists, timeout=WAIT)
    settled(window, qtbot)
    assert FIRST in path.read_text(encoding="utf-8")
    dialog.reject()
    settled(window, qtbot)


def test_another_library_begins_a_new_conversation(make_window: MakeWindow, qtbot: QtBot):
    window, workspace = make_window()
    workspace.libraries.create("Fleet")
    ask_and_wait(window, qtbot, FIRST)
    window.library.chooser.chosen.emit("Fleet")
    settled(window, qtbot)
    assert not window.conversation.turns()
    assert window.conversation.bar.title.accessibleName() == "New conversation"
