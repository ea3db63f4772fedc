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
    path = tmp_path / "lamp leaflet.pdf"
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
def test_drop_a_file_ask_about_it_and_see_the_cited_words_on_their_page(
    window: MainWindow, leaflet: Path, qtbot: QtBot
):
    desk = window.desk
    assert desk is not None
    drop(window, leaflet)
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
