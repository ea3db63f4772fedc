"""What a turn offers beside its sentences: limits, sweeps, sides, going on, thoughts."""

from __future__ import annotations

from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from assistant.answers.model import ClaimStatus, Limit, Offer, Side
from assistant.answers.scope import EVERYTHING
from assistant.errors import WorldError
from tests.ui.conftest import WAIT, MakeWindow
from tests.ui.scripted import answer, claim, record
from tests.ui.test_conversation import QUESTION, ask, ask_and_wait, chips, texts
from ui.main_window import MainWindow
from ui.views.marked_text import MarkedText
from ui.views.statements import StatementsTable
from ui.views.steps import CitationSteps


def click(qtbot: QtBot, widget: QWidget, text: str) -> None:
    (found,) = [each for each in widget.findChildren(QPushButton) if each.text() == text and each.isVisible()]
    qtbot.mouseClick(found, Qt.MouseButton.LeftButton)


def answered(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not window.jobs.running, timeout=WAIT)


def test_the_missing_figure_of_a_sentence_is_underlined(make_window: MakeWindow, qtbot: QtBot):
    window, workspace = make_window()
    document = record("manual.pdf")
    said = claim(document, "Grease them every 300 hours.", ClaimStatus.PARTLY)
    workspace.answers[QUESTION] = answer(QUESTION, document, claims=(_lacking(said, "300 hours"),))
    ask_and_wait(window, qtbot)
    (marked,) = window.conversation.findChildren(MarkedText)
    assert marked.underlined == ["300 hours"]
    assert marked.toPlainText() == said.text


def test_the_citations_of_an_answer_are_gone_through_one_by_one(make_window: MakeWindow, qtbot: QtBot):
    window, workspace = make_window()
    document = record("manual.pdf")
    claims = tuple(claim(document, f"On page {page}.", page=page) for page in (3, 5, 8))
    workspace.answers[QUESTION] = answer(QUESTION, document, claims=claims)
    ask_and_wait(window, qtbot)
    (steps,) = window.conversation.findChildren(CitationSteps)
    before, after = steps.findChildren(QPushButton)
    assert window.desk is not None
    seen = []
    for button in (after, after, before, before):
        with qtbot.waitSignal(window.desk.pages.page_shown, timeout=WAIT) as shown:
            qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        seen.append((shown.args[0].page, steps.count.text()))
    assert seen == [(3, "1 of 3"), (5, "2 of 3"), (3, "1 of 3"), (8, "3 of 3")]


def test_how_a_follow_up_was_understood_is_shown(make_window: MakeWindow, qtbot: QtBot):
    window, workspace = make_window()
    workspace.answers["And in 2031?"] = answer("q", record("manual.pdf"), understood="What was it in 2031?")
    ask_and_wait(window, qtbot, "And in 2031?")
    assert "Understood as: What was it in 2031?" in texts(window.conversation.turns()[0])


def test_a_limit_that_the_question_set_is_taken_back_with_a_click(make_window: MakeWindow, qtbot: QtBot):
    window, workspace = make_window()
    limits = (Limit("company", "Norvik"), Limit("year", "2031"))
    workspace.answers[QUESTION] = answer(QUESTION, record("manual.pdf"), narrowed=limits)
    ask_and_wait(window, qtbot)
    click(qtbot, window.conversation.turns()[0], "2031  ✕")
    answered(window, qtbot)
    assert workspace.wishes[-1].without == {"year"}


def test_a_question_about_everything_offers_a_sweep_with_its_estimate_and_shows_a_table(
    make_window: MakeWindow, qtbot: QtBot
):
    window, workspace = make_window()
    workspace.answers[QUESTION] = answer(QUESTION, record("manual.pdf"), offer=Offer(1, 12, 3.0))
    ask_and_wait(window, qtbot)
    del workspace.answers[QUESTION]
    turn = window.conversation.turns()[0]
    assert any("12 pages of 1 document, in about 3.0 s" in text for text in texts(turn))
    click(qtbot, turn, "Read 12 pages")
    answered(window, qtbot)
    assert workspace.swept == [QUESTION]
    (table,) = window.conversation.turns()[1].findChildren(StatementsTable)
    cells = [table.model().index(0, column).data() for column in range(4)]
    assert cells[:2] == ["manual.pdf", "p. 3"]
    assert window.desk is not None
    with qtbot.waitSignal(window.desk.pages.page_shown, timeout=WAIT):
        table.activated.emit(table.model().index(0, 0))


@pytest.mark.qt_log_ignore("raise", "grabbing")  # the offscreen platform has no window manager to tell
def test_a_smaller_part_can_be_chosen_first_and_keeps_the_question(make_window: MakeWindow, qtbot: QtBot):
    window, workspace = make_window()
    workspace.answers[QUESTION] = answer(QUESTION, record("manual.pdf"), offer=Offer(1, 12, 3.0))
    ask_and_wait(window, qtbot)
    composer = window.conversation.composer
    composer.limits.menu.aboutToShow.connect(composer.limits.menu.hide, Qt.ConnectionType.QueuedConnection)
    click(qtbot, window.conversation.turns()[0], "Choose a smaller part first…")
    assert composer.field.toPlainText() == QUESTION
    assert not workspace.swept


def test_a_sweep_is_stopped_midway(make_window: MakeWindow, qtbot: QtBot):
    window, workspace = make_window()
    gate = workspace.gate("sweep")
    assert window.desk is not None
    window.desk.asking.sweep(QUESTION)
    qtbot.waitUntil(gate.reached.is_set, timeout=WAIT)
    turn = window.conversation.turns()[0]
    qtbot.waitUntil(lambda: "6 of 12 pages" in turn.phase, timeout=WAIT)
    window.escape()
    qtbot.waitUntil(lambda: "Stopped." in texts(turn), timeout=WAIT)


def test_closing_the_window_stops_a_sweep(make_window: MakeWindow, qtbot: QtBot):
    window, workspace = make_window()
    gate = workspace.gate("sweep")
    assert window.desk is not None
    window.desk.asking.sweep(QUESTION)
    qtbot.waitUntil(gate.reached.is_set, timeout=WAIT)
    with qtbot.waitSignal(window.closed, timeout=WAIT):
        window.close()


def test_every_page_can_be_read_for_any_question_once_its_time_was_said(make_window: MakeWindow, qtbot: QtBot):
    window, _workspace = make_window()
    ask_and_wait(window, qtbot)
    turn = window.conversation.turns()[0]
    everything = next(
        each for each in turn.findChildren(QPushButton) if each.accessibleName().startswith("Read every page")
    )
    qtbot.mouseClick(everything, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: any("in about 3.0 s" in text for text in texts(turn)), timeout=WAIT)


def test_where_words_do_not_suffice_the_model_may_read_every_page(make_window: MakeWindow, qtbot: QtBot):
    window, workspace = make_window()
    assert window.desk is not None
    window.desk.asking.sweep(QUESTION)
    answered(window, qtbot)
    turn = window.conversation.turns()[0]
    by_model = next(
        each for each in turn.findChildren(QPushButton) if each.accessibleName().startswith("Let the model")
    )
    qtbot.mouseClick(by_model, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: any("in about 90 s. Questions go before it." in text for text in texts(turn)), timeout=WAIT)
    click(qtbot, turn, "Read 12 pages")
    answered(window, qtbot)
    assert workspace.wishes[-1].thorough


def test_an_answer_that_was_cut_offers_to_go_on(make_window: MakeWindow, qtbot: QtBot):
    window, workspace = make_window()
    workspace.answers[QUESTION] = answer(QUESTION, record("manual.pdf"), cut=True)
    ask_and_wait(window, qtbot)
    click(qtbot, window.conversation.turns()[0], "Go on")
    answered(window, qtbot)
    assert workspace.went_on == [QUESTION]


def test_thoughts_stand_apart_and_folded(make_window: MakeWindow, qtbot: QtBot):
    window, workspace = make_window()
    workspace.thoughts = ["Which page ", "was it?"]
    workspace.answers[QUESTION] = answer(QUESTION, record("manual.pdf"), thinking="Which page was it?")
    ask_and_wait(window, qtbot)
    turn = window.conversation.turns()[0]
    assert turn.thoughts.text == "Which page was it?"
    assert "Which page was it?" not in texts(turn)
    click(qtbot, turn, "Show the model's reasoning (not a part of the answer)")
    assert "Which page was it?" in texts(turn)


def test_things_compared_stand_side_by_side(make_window: MakeWindow, qtbot: QtBot):
    window, workspace = make_window()
    document = record("manual.pdf")
    sides = (Side("P-101", (claim(document, "It weighs 12 kg."),)), Side("P-205", ()))
    workspace.answers[QUESTION] = answer(QUESTION, document, sides=sides, claims=sides[0].claims)
    ask_and_wait(window, qtbot)
    shown = texts(window.conversation.turns()[0])
    assert {"P-101", "It weighs 12 kg.", "P-205", "Nothing was found for it."} <= set(shown)


def test_a_question_that_is_too_long_is_added_as_a_document(make_window: MakeWindow, qtbot: QtBot):
    window, workspace = make_window()
    workspace.asking_fails = WorldError("question-too-long", "The question is too long for this model.")
    ask(window, qtbot, "word word word")
    turn = window.conversation.turns()[0]
    qtbot.waitUntil(lambda: "The question is too long for this model." in texts(turn), timeout=WAIT)
    click(qtbot, turn, "Add it as a document")
    qtbot.waitUntil(lambda: bool(workspace.added), timeout=WAIT)
    (path,) = workspace.added[0][0]
    assert path.read_text(encoding="utf-8") == "word word word"
    answered(window, qtbot)


def test_folders_tags_and_dates_limit_the_question_until_their_chips_are_clicked(make_window: MakeWindow, qtbot: QtBot):
    window, workspace = make_window((record("a.pdf", 1, tags=("Pumps",)), record("b.pdf", 2)))
    assert window.desk is not None
    composer = window.conversation.composer
    composer.limits.menu.aboutToShow.emit()
    folders, tags, _kinds = composer.limits.menu.findChildren(QMenu)
    folders.actions()[0].trigger()
    tags.actions()[0].trigger()
    window.desk.asking.scope.set_dates("2021", "")
    ask_and_wait(window, qtbot)
    scope = workspace.wishes[-1].scope
    assert (scope.folders, scope.tags, scope.since) == (("/papers",), ("Pumps",), "2021")
    assert [chip.text() for chip in chips(composer)] == ["Folder: papers  ✕", "Tag: Pumps  ✕", "2021 – …  ✕"]
    for left in (2, 1, 0):
        qtbot.mouseClick(chips(composer)[0], Qt.MouseButton.LeftButton)
        qtbot.waitUntil(partial(_are_left, composer, left), timeout=WAIT)
    ask_and_wait(window, qtbot)
    assert workspace.wishes[-1].scope == EVERYTHING


def _are_left(composer: QWidget, count: int) -> bool:
    return len(chips(composer)) == count


def _lacking(said: object, *missing: str) -> object:
    from dataclasses import replace

    return replace(said, missing=missing)  # type: ignore[type-var]  # a claim
