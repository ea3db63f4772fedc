"""The cards of summaries: facts at once, lengths, exports, and several documents beside each other."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from assistant.briefs.joint.model import Joint
from assistant.briefs.summary import Length
from assistant.errors import WorldError
from assistant.jobs import CancelToken, Job
from tests.ui.conftest import WAIT, MakeWindow
from tests.ui.scripted import record
from tests.ui.test_adding import drop_files, files
from ui.controllers.summaries import MOST_CARDS
from ui.main_window import MainWindow
from ui.views.fact_sheet import FactSheet
from ui.views.joint_card import JointCard
from ui.views.summary_card import SummaryCard

TWO = (record("north.pdf", 1), record("south.pdf", 2))


def card_of(window: MainWindow, qtbot: QtBot) -> SummaryCard:
    assert window.desk is not None
    window.desk.summaries.summarise(window.desk.session.documents[0])
    qtbot.waitUntil(lambda: not window.jobs.running, timeout=WAIT)
    return window.summaries.cards()[0]


def texts(widget: QWidget) -> list[str]:
    said = [each.text() for each in widget.findChildren(QLabel)]
    return said + [each.text() for each in widget.findChildren(QPushButton)]


def chip(widget: QWidget, text: str) -> QPushButton:
    return next(each for each in widget.findChildren(QPushButton) if text in each.accessibleName())


def joint_card(window: MainWindow, qtbot: QtBot) -> JointCard:
    assert window.desk is not None
    window.library.tree.selectAll()
    window.desk.summarise_selected()
    qtbot.waitUntil(lambda: not window.jobs.running, timeout=WAIT)
    found = window.summaries.findChildren(JointCard)
    assert len(found) == 1
    return found[0]


def test_the_facts_of_a_document_stand_on_its_card_and_open_their_page(make_window: MakeWindow, qtbot: QtBot):
    window, _workspace = make_window()
    card = card_of(window, qtbot)
    (sheet,) = card.findChildren(FactSheet)
    assert any("Orla Brandt" in text and "English" in text and "12 pages" in text for text in texts(sheet))
    assert window.desk is not None
    with qtbot.waitSignal(window.desk.pages.page_shown, timeout=WAIT):
        qtbot.mouseClick(chip(sheet, "Elin Marker"), Qt.MouseButton.LeftButton)
    assert window.desk.pages.spot is not None
    assert window.desk.pages.spot.page == 4


def test_the_length_that_is_chosen_is_written(make_window: MakeWindow, qtbot: QtBot):
    window, workspace = make_window()
    card = card_of(window, qtbot)
    card.length.setCurrentIndex(card.length.findData("page"))
    qtbot.mouseClick(card.write, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(workspace.lengths) == 2 and not window.jobs.running, timeout=WAIT)
    assert workspace.lengths == [Length.PARAGRAPH, Length.PAGE]


def test_a_summary_is_exported(make_window: MakeWindow, qtbot: QtBot, tmp_path: Path):
    window, _workspace = make_window()
    card = card_of(window, qtbot)
    assert card.export.isVisibleTo(card)
    path = tmp_path / "summary.md"
    assert window.desk is not None
    window.desk.summaries.export(card, path)
    qtbot.waitUntil(lambda: bool(window.notices.notices()), timeout=WAIT)
    assert "Bearings are greased every 250 hours." in path.read_text(encoding="utf-8")
    qtbot.waitUntil(lambda: not window.jobs.running, timeout=WAIT)


def test_several_selected_documents_are_compared_side_by_side(make_window: MakeWindow, qtbot: QtBot):
    window, _workspace = make_window(TWO)
    card = joint_card(window, qtbot)
    said = texts(card)
    assert {
        "The tank holds 12 m³.",
        "The tank holds 9 m³.",
        "12 m³ against 9 m³",
        "Only in north",
        "Only here.",
    } <= set(said)
    assert window.desk is not None
    with qtbot.waitSignal(window.desk.pages.page_shown, timeout=WAIT):
        qtbot.mouseClick(chip(card, "Open"), Qt.MouseButton.LeftButton)


def test_a_joint_summary_is_exported_with_the_summaries(make_window: MakeWindow, qtbot: QtBot, tmp_path: Path):
    window, _workspace = make_window(TWO)
    card = joint_card(window, qtbot)
    path = tmp_path / "joint.md"
    assert window.desk is not None
    window.desk.joint.export(card, path)
    qtbot.waitUntil(lambda: bool(window.notices.notices()), timeout=WAIT)
    text = path.read_text(encoding="utf-8")
    assert "12 m³ against 9 m³" in text
    assert "Bearings are greased every 250 hours." in text
    qtbot.waitUntil(lambda: not window.jobs.running, timeout=WAIT)


def test_two_dropped_documents_are_compared_by_themselves(make_window: MakeWindow, qtbot: QtBot, tmp_path: Path):
    window, _workspace = make_window(())
    drop_files(window, files(tmp_path, 2))
    qtbot.waitUntil(lambda: bool(window.summaries.findChildren(JointCard)), timeout=WAIT)
    qtbot.waitUntil(lambda: not window.jobs.running, timeout=WAIT)
    assert window.summaries.findChildren(JointCard)[0].joint is not None


def test_above_three_documents_the_comparison_waits_for_a_click(make_window: MakeWindow, qtbot: QtBot, tmp_path: Path):
    window, _workspace = make_window(())
    drop_files(window, files(tmp_path, 4))
    qtbot.waitUntil(lambda: bool(window.summaries.findChildren(JointCard)), timeout=WAIT)
    qtbot.waitUntil(lambda: not window.jobs.running, timeout=WAIT)
    card = window.summaries.findChildren(JointCard)[0]
    assert card.joint is None
    window.tabs.setCurrentWidget(window.summaries)
    qtbot.mouseClick(card.compare, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: card.joint is not None, timeout=WAIT)
    qtbot.waitUntil(lambda: not window.jobs.running, timeout=WAIT)


def test_a_flood_of_documents_gets_so_many_cards_and_no_comparison(
    make_window: MakeWindow, qtbot: QtBot, tmp_path: Path
):
    window, _workspace = make_window(())
    drop_files(window, files(tmp_path, MOST_CARDS + 6))
    qtbot.waitUntil(lambda: len(window.summaries.cards()) == MOST_CARDS, timeout=WAIT)
    qtbot.waitUntil(lambda: not window.jobs.running, timeout=WAIT)
    assert len(window.library.model.documents()) == MOST_CARDS + 6
    assert len(window.summaries.cards()) == MOST_CARDS
    assert not window.summaries.findChildren(JointCard)


def test_a_comparison_that_fails_says_why_and_offers_another_try(make_window: MakeWindow, qtbot: QtBot):
    window, workspace = make_window(TWO)

    def fails(*_given: object, **_named: object) -> Job[Joint]:
        yield from ()
        raise WorldError("disk-fault", "The disk cannot be read.")

    workspace.compare = fails  # type: ignore[method-assign]
    card = joint_card(window, qtbot)
    assert "The disk cannot be read." in texts(card)
    assert card.compare.isVisibleTo(card)


def test_a_comparison_is_stopped_with_its_button(make_window: MakeWindow, qtbot: QtBot):
    window, workspace = make_window(TWO)
    gate = workspace.gate("compare")

    def waits(_documents: object, cancel: CancelToken, **_named: object) -> Job[Joint]:
        yield from ()
        gate.pass_through(cancel)
        raise AssertionError

    workspace.compare = waits  # type: ignore[method-assign,assignment]
    assert window.desk is not None
    window.library.tree.selectAll()
    window.desk.summarise_selected()
    qtbot.waitUntil(gate.reached.is_set, timeout=WAIT)
    card = window.summaries.findChildren(JointCard)[0]
    card.stop.click()
    qtbot.waitUntil(lambda: not window.jobs.running, timeout=WAIT)
    assert card.phase.text() == "Stopped."


def test_a_document_that_is_removed_takes_its_comparison_with_it(make_window: MakeWindow, qtbot: QtBot):
    window, _workspace = make_window(TWO)
    joint_card(window, qtbot)
    assert window.desk is not None
    window.desk.libraries.removal.remove((window.desk.session.documents[0],))
    window.notices.notices()[0].dismiss()
    qtbot.waitUntil(lambda: not window.summaries.findChildren(JointCard), timeout=WAIT)
    qtbot.waitUntil(lambda: not window.jobs.running, timeout=WAIT)
