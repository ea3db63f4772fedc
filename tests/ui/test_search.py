"""The search tab, finding within a document and stepping through citations."""

from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from assistant.documents.values import PageStatus
from assistant.library.records import PageRecord
from tests.ui.conftest import WAIT, MakeWindow
from tests.ui.scripted import START, record
from tests.ui.test_conversation import ask_and_wait
from ui import finding, wording
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
