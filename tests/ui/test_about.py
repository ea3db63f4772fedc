"""What the program is and ships with, in the window: licences of models, parts sifted and chosen, closed midway."""

from __future__ import annotations

import threading

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

import assistant.shipped
from assistant.shipped import Part, Shipped
from tests.ui.conftest import WAIT, MakeWindow, focusable
from tests.ui.states import settle
from ui.about import About
from ui.main_window import MainWindow
from ui.views.shipped import ShippedView

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen platform has no window manager to tell


def opened(window: MainWindow, qtbot: QtBot) -> About:
    window.dialogs.show_about()
    settle(window, qtbot)
    view = window.findChild(About)
    assert view is not None
    return view


def names(view: ShippedView) -> list[str]:
    return [str(view.model.index(row, 0).data()) for row in range(view.model.rowCount())]


def leave(window: MainWindow, view: About, qtbot: QtBot) -> None:
    view.close()
    qtbot.waitUntil(lambda: window.findChild(About) is None, timeout=WAIT)


def test_the_models_are_shown_with_the_text_of_their_licences(make_window: MakeWindow, qtbot: QtBot):
    window, _workspace = make_window()
    view = opened(window, qtbot)
    assert names(view.models) == ["all-MiniLM-L6-v2", "PP-OCR (inside rapidocr)", "SmolLM2-135M-Instruct"]
    assert "Apache License" in view.models.text.toPlainText()
    assert "runs from its source" in view.bill.text()
    leave(window, view, qtbot)


def test_a_part_is_found_by_words_of_its_name_or_its_licence_and_its_text_shown(make_window: MakeWindow, qtbot: QtBot):
    window, _workspace = make_window()
    view = opened(window, qtbot)
    view.parts.filter.setText("qt lesser general")
    qtbot.waitUntil(lambda: len(names(view.parts)) < 10, timeout=WAIT)
    assert "Qt (inside pyside6-essentials)" in names(view.parts)
    assert "LESSER GENERAL PUBLIC LICENSE" in view.parts.text.toPlainText()
    assert view.parts.count.text() == f"{len(names(view.parts))} of {view.parts.model.total} parts"
    view.parts.filter.setText("zeppelin")
    qtbot.waitUntil(lambda: names(view.parts) == [], timeout=WAIT)
    assert view.parts.text.toPlainText() == ""
    leave(window, view, qtbot)


def test_an_installed_program_tells_where_its_bill_of_materials_lies(
    make_window: MakeWindow, qtbot: QtBot, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
):
    bill = tmp_path_factory.mktemp("licences") / "sbom.cdx.json"
    shipped = Shipped((), (Part("typer", "0.20", "MIT", ""), Part("MIT.txt", "", "", "Permission …")), bill)
    monkeypatch.setattr(assistant.shipped, "shipped", lambda: shipped)
    window, _workspace = make_window()
    view = opened(window, qtbot)
    assert view.bill.text().endswith(str(bill))
    assert view.parts.text.toPlainText() == "Its licence text comes with the part itself."
    view.parts.table.selectRow(1)
    assert view.parts.text.toPlainText() == "Permission …"
    assert view.parts.model.index(1, 2).data() == "Text that several parts share"
    leave(window, view, qtbot)


def test_everything_is_reached_by_the_keyboard_and_has_a_name(make_window: MakeWindow, qtbot: QtBot):
    window, _workspace = make_window()
    view = opened(window, qtbot)
    view.pages.setCurrentWidget(view.parts)
    reached = focusable(view)
    assert {view.parts.filter, view.parts.table, view.parts.text} <= set(reached)
    assert all(widget.accessibleName() for widget in (view.parts.filter, view.parts.table, view.parts.text))
    view.parts.table.setFocus()
    qtbot.keyClick(view.parts.table, Qt.Key.Key_Down)
    assert view.parts.table.currentIndex().row() == 1
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: window.findChild(About) is None, timeout=WAIT)


def test_it_can_be_closed_while_the_licences_are_read(
    make_window: MakeWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
):
    reached, gate = threading.Event(), threading.Event()

    def slow() -> Shipped:
        reached.set()
        assert gate.wait(WAIT / 1000)
        return Shipped((), (), None)

    monkeypatch.setattr(assistant.shipped, "shipped", slow)
    window, _workspace = make_window()
    window.dialogs.show_about()
    qtbot.waitUntil(reached.is_set, timeout=WAIT)
    view = window.findChild(About)
    assert view is not None
    leave(window, view, qtbot)
    gate.set()
    qtbot.waitUntil(lambda: not window.jobs.running, timeout=WAIT)
