"""The search tab, finding within a document and stepping through citations."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QLabel, QMenu, QPushButton
from pytestqt.qtbot import QtBot

from assistant.answers.scope import EVERYTHING, Scope
from assistant.documents.values import PageStatus
from assistant.library.records import PageRecord
from assistant.search.evidence import Narrowing
from tests.ui.conftest import WAIT, MakeWindow
from tests.ui.scripted import START, ScriptedWorkspace, evidence, record
from tests.ui.test_conversation import ask_and_wait, chips
from ui import finding, wording
from ui.main_window import MainWindow
from ui.spots import Spot
from ui.views.evidence import EvidenceRow


def page(number: int, text: str) -> PageRecord:
    return PageRecord("d", number, str(number), "page", text, PageStatus.TEXT, "", "")


def test_results_come_as_one_types_once_for_a_run_of_keys(make_window: MakeWindow, qtbot: QtBot):
    window, workspace = make_window((record("a.pdf", 1), record("b.pdf", 2)))
    window.go_to_search()
    qtbot.keyClicks(window.search.field, "bearing")
    qtbot.waitUntil(lambda: len(window.search.findChildren(EvidenceRow)) == 2, timeout=WAIT)
    assert workspace.searched == [("bearing", ())]
    assert window.search.state.text() == "2 passages · 0.1 s"
    window.search.field.clear()
    assert window.search.empty.isVisible()


def test_a_result_opens_its_page(make_window: MakeWindow, qtbot: QtBot):
    window, _workspace = make_window()
    assert window.desk is not None
    window.go_to_search()
    qtbot.keyClicks(window.search.field, "grease")
    qtbot.waitUntil(lambda: bool(window.search.findChildren(EvidenceRow)), timeout=WAIT)
    with qtbot.waitSignal(window.desk.pages.page_shown, timeout=WAIT):
        qtbot.mouseClick(window.search.findChildren(EvidenceRow)[0], Qt.MouseButton.LeftButton)
    assert window.desk.pages.spot is not None
    assert window.desk.pages.spot.page == 3


def test_a_selection_of_several_documents_limits_the_search(make_window: MakeWindow, qtbot: QtBot):
    window, workspace = make_window((record("a.pdf", 1), record("b.pdf", 2), record("c.pdf", 3)))
    window.library.tree.selectAll()
    qtbot.keyClicks(window.search.field, "oil")
    qtbot.waitUntil(lambda: bool(workspace.searched), timeout=WAIT)
    assert len(workspace.searched[0][1]) == 3
    qtbot.waitUntil(lambda: not window.jobs.running, timeout=WAIT)


def test_a_result_tells_of_the_pages_that_say_the_same(qtbot: QtBot):
    first, second = record("a.pdf", 1), record("b.pdf", 2)
    twins = ((first.sha256, 9), (first.sha256, 4), (second.sha256, 3))
    row = EvidenceRow(replace(evidence(first), also_on=twins))
    qtbot.addWidget(row)
    assert "Also on: p. 4, p. 9, in 1 document" in [shown.text() for shown in row.findChildren(QLabel)]


def search_for(window: MainWindow, qtbot: QtBot, words: str) -> None:
    window.go_to_search()
    window.search.state.clear()
    qtbot.keyClicks(window.search.field, words)
    qtbot.waitUntil(lambda: bool(window.search.state.text()) and not window.jobs.running, timeout=WAIT)


def wait_for_scope(window: MainWindow, workspace: ScriptedWorkspace, qtbot: QtBot, scope: Scope) -> None:
    qtbot.waitUntil(lambda: workspace.scopes[-1] == scope and not window.jobs.running, timeout=WAIT)


def wait_for_chips(window: MainWindow, qtbot: QtBot, *words: str) -> None:
    shown = [f"{each}  ✕" for each in words]
    qtbot.waitUntil(lambda: [chip.text() for chip in chips(window.search)] == shown, timeout=WAIT)
    qtbot.waitUntil(lambda: not window.jobs.running, timeout=WAIT)


def test_folders_tags_and_dates_limit_the_search_until_their_chips_are_clicked(make_window: MakeWindow, qtbot: QtBot):
    window, workspace = make_window((record("a.pdf", 1, tags=("Pumps",)), record("b.pdf", 2)))
    assert window.desk is not None
    search_for(window, qtbot, "oil")
    limits = window.search.limits
    limits.menu.aboutToShow.emit()
    folders, tags, kinds = limits.menu.findChildren(QMenu)
    folders.actions()[0].trigger()
    tags.actions()[0].trigger()
    kinds.actions()[0].trigger()
    window.desk.searching.scope.set_dates("2021", "")
    wait_for_scope(window, workspace, qtbot, Scope(folders=("/papers",), tags=("Pumps",), since="2021", kinds=("pdf",)))
    wait_for_chips(window, qtbot, "Folder: papers", "Tag: Pumps", "Kind: pdf", "2021 – …")
    for left in (["Tag: Pumps", "Kind: pdf", "2021 – …"], ["Kind: pdf", "2021 – …"], ["2021 – …"], []):
        qtbot.mouseClick(chips(window.search)[0], Qt.MouseButton.LeftButton)
        wait_for_chips(window, qtbot, *left)
    wait_for_scope(window, workspace, qtbot, EVERYTHING)
    assert window.desk.asking.scope.scope == EVERYTHING


def test_a_limit_that_the_words_set_is_taken_back_by_keyboard_and_may_be_set_by_other_words(
    make_window: MakeWindow, qtbot: QtBot
):
    window, workspace = make_window()
    every = frozenset({record("manual.pdf").sha256})
    workspace.narrowed = (Narrowing("company", "Norvik", every), Narrowing("year", "2031", every))
    search_for(window, qtbot, "Norvik 2031")
    wait_for_chips(window, qtbot, "Norvik", "2031")
    year = chips(window.search)[1]
    assert year.accessibleName() == "Once more without the limit to 2031"
    assert year.focusPolicy() & Qt.FocusPolicy.TabFocus
    qtbot.keyClick(year, Qt.Key.Key_Space)
    wait_for_chips(window, qtbot, "Norvik")
    assert window.search.field.hasFocus()
    search_for(window, qtbot, " oil")
    wait_for_chips(window, qtbot, "Norvik", "2031")
    window.search.field.clear()
    assert not chips(window.search)


def test_dropping_the_chosen_documents_lets_the_selection_go(make_window: MakeWindow, qtbot: QtBot):
    window, workspace = make_window((record("a.pdf", 1), record("b.pdf", 2)))
    window.library.tree.selectAll()
    search_for(window, qtbot, "oil")
    (chip,) = chips(window.search)
    assert chip.text() == "Only in 2 selected documents  ✕"
    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
    wait_for_scope(window, workspace, qtbot, EVERYTHING)
    assert not chips(window)


def test_only_questions_can_be_thorough(make_window: MakeWindow):
    window, _workspace = make_window()
    offered = []
    for limits in (window.conversation.composer.limits, window.search.limits):
        limits.menu.aboutToShow.emit()
        offered.append([action.text() for action in limits.menu.actions() if action.isCheckable()])
    assert [len(each) for each in offered] == [1, 0]


def test_words_are_found_whatever_their_case_and_across_lines():
    pages = [page(1, "The bearing\noil. Bearing oil"), page(2, "none"), page(4, "BEARING  OIL")]
    found = finding.places_of(" bearing oil ", pages)
    assert [(each.page, each.start, each.end) for each in found] == [(1, 4, 15), (1, 17, 28), (4, 0, 12)]
    assert finding.places_of("(", [page(1, "a (b) ")]) == [Spot("d", 1, 2, 3)]
    assert finding.places_of(" ", pages) == []


def test_finding_begins_at_the_page_that_is_seen_and_goes_round(make_window: MakeWindow, qtbot: QtBot):
    window, _workspace = make_window()
    desk = window.desk
    assert desk is not None
    with qtbot.waitSignal(desk.pages.page_shown, timeout=WAIT):
        desk.pages.open(Spot(desk.session.documents[0].sha256, 12))
    desk.finding.begin()
    qtbot.keyClicks(window.viewer.find_bar.field, "GREASE BOTH")
    qtbot.waitUntil(lambda: window.viewer.find_bar.count.text() == "12 of 12", timeout=WAIT)
    qtbot.keyClick(window.viewer.find_bar.field, Qt.Key.Key_Return)
    assert window.viewer.find_bar.count.text() == "1 of 12"
    qtbot.waitUntil(lambda: desk.pages.spot is not None and desk.pages.spot.page == 1, timeout=WAIT)
    assert desk.pages.spot is not None
    assert desk.pages.spot.start == START
    window.escape()
    assert window.viewer.find_bar.isHidden()


def test_words_that_are_not_there_are_said_to_be_missing(make_window: MakeWindow, qtbot: QtBot):
    window, _workspace = make_window()
    desk = window.desk
    assert desk is not None
    desk.finding.begin()
    assert window.viewer.find_bar.isHidden()
    with qtbot.waitSignal(desk.pages.page_shown, timeout=WAIT):
        desk.pages.open(Spot(desk.session.documents[0].sha256, 1))
    desk.finding.begin()
    qtbot.keyClicks(window.viewer.find_bar.field, "nowhere")
    qtbot.waitUntil(lambda: window.viewer.find_bar.count.text() == "Not in this document", timeout=WAIT)
    qtbot.waitUntil(lambda: not window.jobs.running, timeout=WAIT)


def test_citations_are_stepped_through_from_the_keyboard(make_window: MakeWindow, qtbot: QtBot):
    window, _workspace = make_window()
    desk = window.desk
    assert desk is not None
    ask_and_wait(window, qtbot, "q")
    with qtbot.waitSignal(desk.pages.page_shown, timeout=WAIT):
        desk.citations.step(1)
    assert desk.pages.spot is not None
    assert (desk.pages.spot.page, desk.pages.spot.start) == (3, START)


def test_a_snippet_begins_where_the_words_stand():
    text = "Header of the works. " * 20 + "The mechanical seal is kit KP40-110."
    shown = wording.snippet(text, "the seal kit", 80)
    assert shown.startswith("…")
    assert "seal is kit" in shown
    assert wording.snippet("Short text", "absent") == "Short text"


def look_further(window: MainWindow) -> None:
    [link] = [each for each in window.search.findChildren(QPushButton) if each.text().startswith("Look further")]
    link.click()
    assert not link.isEnabled()


def headings(window: MainWindow) -> list[str]:
    return [each.text() for each in window.search.area.findChildren(QLabel) if "found by" in each.text()]


def test_what_other_wordings_find_is_added_below_what_the_words_found(make_window: MakeWindow, qtbot: QtBot):
    window, workspace = make_window((record("a.pdf", 1),))
    workspace.further = (record("b.pdf", 2),)
    search_for(window, qtbot, "oil")
    assert headings(window) == []
    look_further(window)
    qtbot.waitUntil(lambda: headings(window) == ["Also found by “other words”"], timeout=WAIT)
    assert len(window.search.findChildren(EvidenceRow)) == 2


def test_other_wordings_that_find_nothing_more_are_said(make_window: MakeWindow, qtbot: QtBot):
    window, _workspace = make_window((record("a.pdf", 1),))
    search_for(window, qtbot, "oil")
    look_further(window)
    said = "Other wordings of the model find nothing more."
    qtbot.waitUntil(lambda: said in [each.text() for each in window.search.findChildren(QLabel)], timeout=WAIT)


@pytest.mark.parametrize("closed", [False, True], ids=["other words are typed", "window closed"])
def test_looking_further_ends_when_it_is_no_longer_wanted(make_window: MakeWindow, qtbot: QtBot, *, closed: bool):
    window, workspace = make_window((record("a.pdf", 1),))
    gate = workspace.gate("further")
    workspace.further = (record("b.pdf", 2),)
    search_for(window, qtbot, "oil")
    look_further(window)
    qtbot.waitUntil(gate.reached.is_set, timeout=WAIT)
    if closed:
        with qtbot.waitSignal(window.closed, timeout=WAIT):
            window.close()
        return
    search_for(window, qtbot, " seal")
    assert headings(window) == []


@pytest.mark.qt_log_ignore("This plugin does not support")  # the offscreen platform raises no menu
def test_the_key_for_limits_opens_those_of_the_search_where_that_is_in_view(make_window: MakeWindow, qtbot: QtBot):
    window, _workspace = make_window()
    for go, chooser in (
        (window.go_to_search, window.search.limits),
        (window.go_to_question, window.conversation.composer.limits),
    ):
        go()
        with qtbot.waitSignal(chooser.menu.aboutToShow, timeout=WAIT):
            QTimer.singleShot(0, chooser.menu, chooser.menu.close)
            window.limit()
    window.tabs.setCurrentWidget(window.briefs)
    QTimer.singleShot(0, window.conversation.composer.limits.menu.close)
    window.limit()
    assert window.tabs.currentWidget() is window.conversation
