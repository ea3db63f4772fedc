"""The window's whole journey with the real reader, index, embedder and engine."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from reportlab.pdfgen.canvas import Canvas

from tests.briefs.papers import TREND
from ui.app import Application, make_application
from ui.main_window import MainWindow

PATIENCE = 240_000
"""Longest wait for one step, in milliseconds: the starter model runs on the processor."""

PAGES = (
    ("Signal lamp HL-9", "This leaflet covers the signal lamp HL-9 of the Brenn lighthouse."),
    ("Care", "The lens of the signal lamp HL-9 is cleaned every 14 days with distilled water."),
)


@pytest.fixture(scope="session")
def qapp_cls():
    """The application is made as the program makes it."""
    return lambda _arguments: make_application()


@pytest.fixture
def leaflet(tmp_path: Path) -> Path:
    path = tmp_path / "papers" / "lamp leaflet.pdf"
    path.parent.mkdir()
    canvas = Canvas(str(path))
    for heading, sentence in PAGES:
        canvas.drawString(72, 760, heading)
        canvas.drawString(72, 720, sentence)
        canvas.showPage()
    canvas.save()
    return path


@pytest.fixture
def window(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    assert qapp is not None
    application = Application(tmp_path / "home")
    application.start([])
    qtbot.waitUntil(lambda: application.window.desk is not None, timeout=PATIENCE)
    assert application.window.desk is not None
    yield application.window
    application.window.close()
    qtbot.waitUntil(lambda: not application.window.isVisible(), timeout=PATIENCE)
    application.stop()


def drop(window: MainWindow, path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    at, copy = window.rect().center(), Qt.DropAction.CopyAction
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(window, QDragEnterEvent(at, copy, data, buttons, keys))
    QApplication.sendEvent(window, QDropEvent(QPointF(at), copy, data, buttons, keys))


def chips(widget: QWidget) -> list[QPushButton]:
    found = widget.findChildren(QPushButton)
    return [each for each in found if each.property("role") == "chip" and each.isVisible()]


@pytest.mark.engine
@pytest.mark.timeout(900)
def test_drop_a_folder_ask_about_it_see_the_cited_words_on_their_page_and_export(
    window: MainWindow, leaflet: Path, qtbot: QtBot
):
    desk = window.desk
    assert desk is not None
    drop(window, leaflet.parent)
    qtbot.waitUntil(lambda: [each.status for each in desk.session.documents] == ["indexed"], timeout=PATIENCE)
    desk.session.jobs.cancel_all()  # the summary, which begins by itself: this test is about the question

    field = window.conversation.composer.field
    qtbot.keyClicks(field, "How often is the lens of the signal lamp HL-9 cleaned?")
    with qtbot.waitSignal(desk.asking.answered, timeout=PATIENCE) as answered:
        qtbot.keyClick(field, Qt.Key.Key_Return)
    answer = answered.args[0]
    assert not answer.refused
    assert answer.coverage.pages == len(PAGES)

    turn = window.conversation.turns()[0]
    qtbot.waitUntil(lambda: bool(chips(turn)), timeout=PATIENCE)
    with qtbot.waitSignal(desk.pages.page_shown, timeout=PATIENCE) as shown:
        qtbot.mouseClick(chips(turn)[0], Qt.MouseButton.LeftButton)
    assert shown.args[0].page == 2
    assert window.viewer.bar.number.text() == "2"
    assert window.viewer.stack.currentWidget() is window.viewer.area
    assert window.viewer.picture.boxes

    saved = leaflet.parent / "talk.md"
    desk.exporting.export(saved)
    qtbot.waitUntil(saved.exists, timeout=PATIENCE)
    assert "lamp leaflet.pdf" in saved.read_text(encoding="utf-8")


@pytest.mark.engine
@pytest.mark.timeout(300)
def test_drop_a_report_fill_a_brief_open_its_pages_and_see_its_signals(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
):
    desk = window.desk
    assert desk is not None
    papers = tmp_path / "reports"
    papers.mkdir()
    (papers / "trend.txt").write_text(TREND, encoding="utf-8")
    drop(window, papers)
    qtbot.waitUntil(lambda: [each.status for each in desk.session.documents] == ["indexed"], timeout=PATIENCE)
    desk.session.jobs.cancel_all()  # the summary, which begins by itself: this test is about the brief

    view = desk.briefs.view
    window.tabs.setCurrentWidget(window.briefs)
    qtbot.waitUntil(lambda: view.form.template.count() > 0, timeout=PATIENCE)
    view.form.choose("trend-brief")
    view.form.own_words.setChecked(True)
    window.library.tree.selectAll()
    qtbot.mouseClick(view.form.fill, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: view.model.rowCount() == 1, timeout=PATIENCE)
    with qtbot.waitSignal(desk.pages.page_shown, timeout=PATIENCE):
        qtbot.mouseClick(chips(view.page)[0], Qt.MouseButton.LeftButton)

    board = desk.signals.view
    qtbot.waitUntil(lambda: board.model.rowCount() == 3, timeout=PATIENCE)
    saved = papers.parent / "brief.docx"
    desk.briefs.export(saved)
    qtbot.waitUntil(saved.exists, timeout=PATIENCE)
    qtbot.waitUntil(lambda: not window.jobs.running, timeout=PATIENCE)
