"""The board of signals, over a scripted workspace."""

from __future__ import annotations

import csv
from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.ui.conftest import WAIT, MakeWindow
from tests.ui.scripted import record
from tests.ui.scripted_writing import scripted_brief
from ui.main_window import MainWindow
from ui.views.signals import SignalBoard

DOCUMENT = record("manual.pdf").sha256


def board_of(window: MainWindow, qtbot: QtBot) -> SignalBoard:
    assert window.desk is not None
    window.tabs.setCurrentWidget(window.signals)
    window.desk.session.workspace.writing.briefs().keep(scripted_brief(DOCUMENT))
    window.desk.briefs.refresh()
    view = window.desk.signals.view
    qtbot.waitUntil(lambda: view.model.rowCount() == 2, timeout=WAIT)
    qtbot.waitUntil(lambda: not window.jobs.running, timeout=WAIT)
    return view


def column(view: SignalBoard, name: str) -> list[str]:
    names = [
        view.sieve.headerData(at, Qt.Orientation.Horizontal, Qt.ItemDataRole.DisplayRole)
        for at in range(view.sieve.columnCount())
    ]
    return [view.sieve.index(row, names.index(name)).data() for row in range(view.sieve.rowCount())]


def test_the_signals_of_all_briefs_stand_in_one_table(make_window: MakeWindow, qtbot: QtBot):
    window, _workspace = make_window()
    view = board_of(window, qtbot)
    assert column(view, "Signal") == ["Cargo drones", "Harbour pilots"]
    assert column(view, "Status") == ["Found on the page"] * 2
    assert column(view, "Page") == ["p. 3"] * 2
    assert view.count.text() == "2 of 2 signals"


def test_a_click_on_a_heading_sorts(make_window: MakeWindow, qtbot: QtBot):
    window, _workspace = make_window()
    view = board_of(window, qtbot)
    view.table.sortByColumn(0, Qt.SortOrder.DescendingOrder)
    assert column(view, "Signal") == ["Harbour pilots", "Cargo drones"]


def test_words_sift_the_rows_in_whatever_column(make_window: MakeWindow, qtbot: QtBot):
    window, _workspace = make_window()
    view = board_of(window, qtbot)
    qtbot.keyClicks(view.filter, "PILOTS fell")
    qtbot.waitUntil(lambda: column(view, "Signal") == ["Harbour pilots"], timeout=WAIT)
    assert view.count.text() == "1 of 2 signals"
    view.filter.clear()
    qtbot.waitUntil(lambda: view.sieve.rowCount() == 2, timeout=WAIT)


def test_enter_opens_the_page_and_a_button_the_brief(make_window: MakeWindow, qtbot: QtBot):
    window, _workspace = make_window()
    view = board_of(window, qtbot)
    assert window.desk is not None
    view.table.selectRow(0)
    with qtbot.waitSignal(window.desk.pages.page_shown, timeout=WAIT):
        qtbot.keyClick(view.table, Qt.Key.Key_Return)
    assert window.desk.pages.spot is not None
    assert (window.desk.pages.spot.document, window.desk.pages.spot.page) == (DOCUMENT, 3)
    qtbot.mouseClick(view.brief, Qt.MouseButton.LeftButton)
    assert window.tabs.currentWidget() is window.briefs
    assert window.desk.briefs.view.page.title.text() == "Trend brief: manual"


def test_the_rows_shown_are_saved_as_csv(make_window: MakeWindow, qtbot: QtBot, tmp_path: Path):
    window, _workspace = make_window()
    view = board_of(window, qtbot)
    assert window.desk is not None
    view.table.sortByColumn(0, Qt.SortOrder.DescendingOrder)
    path = tmp_path / "signals.csv"
    window.desk.signals.export(path)
    qtbot.waitUntil(lambda: bool(window.notices.notices()), timeout=WAIT)
    with path.open(encoding="utf-8", newline="") as file:
        assert [row["Signal"] for row in csv.DictReader(file)] == ["Harbour pilots", "Cargo drones"]
    qtbot.waitUntil(lambda: not window.jobs.running, timeout=WAIT)


def test_an_empty_board_says_how_it_is_filled(make_window: MakeWindow, qtbot: QtBot):
    window, _workspace = make_window()
    qtbot.waitUntil(lambda: not window.jobs.running, timeout=WAIT)
    assert window.desk is not None
    view = window.desk.signals.view
    assert "Trend brief" in view.count.text()
    assert not view.export.isEnabled()
