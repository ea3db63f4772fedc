"""The licence of a model: shown before its first answer, accepted in place, and kept."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from assistant.errors import LicenceError, WorldError
from tests.ui.conftest import WAIT, MakeWindow
from tests.ui.scripted import ScriptedWorkspace
from tests.ui.scripted_licences import TERMS
from tests.ui.states import settle
from ui.main_window import MainWindow


def imported(make_window: MakeWindow) -> tuple[MainWindow, ScriptedWorkspace]:
    """A window whose model came from a file, so that nobody has accepted its licence."""
    window, workspace = make_window()
    workspace.licences.licence = replace(workspace.licences.licence, shipped=False)
    return window, workspace


def ask(window: MainWindow, qtbot: QtBot, question: str = "How often?") -> None:
    assert window.desk is not None
    window.desk.asking.ask(question)
    settle(window, qtbot)


def choose(window: MainWindow, qtbot: QtBot, text: str) -> None:
    offered = window.notices.notices()[0].findChildren(QPushButton)
    qtbot.mouseClick(next(each for each in offered if each.text() == text), Qt.MouseButton.LeftButton)
    settle(window, qtbot)


def test_the_first_question_shows_the_terms_and_after_they_are_accepted_it_is_answered(
    make_window: MakeWindow, qtbot: QtBot
):
    window, workspace = imported(make_window)
    ask(window, qtbot)
    (notice,) = window.notices.notices()
    assert notice.text.startswith("scripted is used for the first time.")
    shown = notice.findChild(QPlainTextEdit)
    assert shown is not None
    assert shown.toPlainText() == TERMS
    choose(window, qtbot, "Accept its terms")
    assert workspace.licences.licence.accepted is not None
    ask(window, qtbot)
    assert window.desk is not None
    assert len(window.desk.asking.talks.answers) == 1


@pytest.mark.parametrize("text", ["", TERMS])
def test_the_licence_is_named_and_told_as_the_commands_tell_it(make_window: MakeWindow, qtbot: QtBot, text: str):
    window, workspace = imported(make_window)
    told = replace(workspace.licences.licence, name="meadow", link="https://licence.example/meadow", text=text)
    workspace.licences.licence = told
    ask(window, qtbot)
    (notice,) = window.notices.notices()
    assert notice.text == f"scripted is used for the first time. {told.notice}"
    assert "It names “meadow” as its licence." in notice.text


def test_terms_that_are_not_accepted_leave_the_question_unanswered_and_are_shown_again(
    make_window: MakeWindow, qtbot: QtBot
):
    window, workspace = imported(make_window)
    ask(window, qtbot)
    ask(window, qtbot, "Why?")
    assert len(window.notices.notices()) == 1
    choose(window, qtbot, "Not now")
    assert workspace.licences.licence.accepted is None
    assert window.desk is not None
    assert window.desk.asking.talks.answers == []
    ask(window, qtbot)
    assert len(window.notices.notices()) == 1


def test_a_model_that_was_chosen_shows_its_terms_at_once(make_window: MakeWindow, qtbot: QtBot):
    window, _workspace = imported(make_window)
    assert window.desk is not None
    window.desk.models.use("larger")
    qtbot.waitUntil(lambda: bool(window.notices.notices()), timeout=WAIT)
    assert window.notices.notices()[0].text.startswith("larger is used for the first time.")
    settle(window, qtbot)


def test_the_terms_shown_are_those_of_the_model_that_was_refused(
    make_window: MakeWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
):
    window, workspace = imported(make_window)
    assert window.desk is not None

    def refuse(model: str, **_told: object) -> None:
        raise LicenceError(model)

    monkeypatch.setattr(workspace.embedding, "estimate", refuse)
    window.desk.embedding.estimate("default", "bge-m3")
    qtbot.waitUntil(lambda: len(window.notices.notices()) == 2, timeout=WAIT)
    settle(window, qtbot)
    terms, failure = window.notices.notices()
    assert terms.text.startswith("bge-m3 is used for the first time. Read the licence and the terms of use of bge-m3")
    assert failure.text == "bge-m3 is used for the first time: read its terms above, and accept them first."


def test_the_model_that_came_with_the_program_asks_for_nothing(make_window: MakeWindow, qtbot: QtBot):
    window, _workspace = make_window()
    ask(window, qtbot)
    assert window.notices.notices() == []


def test_an_acceptance_that_cannot_be_kept_is_told(make_window: MakeWindow, qtbot: QtBot):
    window, workspace = imported(make_window)
    workspace.licences.accepting_fails = WorldError("disk-full", "The disk is full: make room and try again.")
    ask(window, qtbot)
    choose(window, qtbot, "Accept its terms")
    assert window.notices.notices()[0].text == "The disk is full: make room and try again."


def test_a_window_that_is_closed_over_the_terms_leaves_nothing_behind(make_window: MakeWindow, qtbot: QtBot):
    window, workspace = imported(make_window)
    assert window.desk is not None
    window.desk.asking.ask("How often?")
    with qtbot.waitSignal(window.closed, timeout=WAIT):
        window.close()
    assert workspace.licences.licence.accepted is None
