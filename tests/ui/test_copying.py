"""What leaves the window for another program: copied or dragged, as rich and as plain text."""

from __future__ import annotations

import subprocess
import sys

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDrag, QGuiApplication, QMouseEvent
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from tests.ui.conftest import WAIT, MakeWindow
from tests.ui.scripted import END, QUOTE, START, answer, claim, record
from tests.ui.scripted_writing import scripted_brief
from tests.ui.test_conversation import ask_and_wait
from ui import copying
from ui.spots import Spot
from ui.views.carrying import Carrier
from ui.views.command_palette import CommandPalette

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen platform has no window manager to tell

DOCUMENT = record("manual.pdf")


@pytest.fixture
def carried(monkeypatch: pytest.MonkeyPatch) -> list[QMimeData]:
    """What is dragged out; nothing takes it."""
    taken: list[QMimeData] = []
    monkeypatch.setattr(QDrag, "exec", lambda drag, _action: taken.append(drag.mimeData()))
    return taken


def pull(widget: QPushButton, qtbot: QtBot) -> None:
    start = QPoint(4, 4)
    qtbot.mousePress(widget, Qt.MouseButton.LeftButton, pos=start)
    move = start + QPoint(40, 0)
    event = QMouseEvent(
        QEvent.Type.MouseMove, QPointF(move), widget.mapToGlobal(QPointF(move)),
        Qt.MouseButton.NoButton, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    QGuiApplication.sendEvent(widget, event)


def test_an_answer_is_rich_and_plain_text_with_its_pages():
    data = copying.answer_data(answer("How <often>?", DOCUMENT))
    assert "every 250 hours. (manual.pdf, p. 3)" in data.text()
    assert "<b>How &lt;often&gt;?</b>" in data.html()
    assert "(manual.pdf, p. 3)" in data.html()


def test_a_quotation_carries_where_it_stands():
    data = copying.citation_data(claim(DOCUMENT, "x").citations[0])
    assert data.text() == f"“{QUOTE}” (manual.pdf, p. 3)"
    assert "<blockquote>" in data.html()


def test_a_brief_is_carried_whole():
    data = copying.brief_data(scripted_brief(DOCUMENT.sha256))
    assert data.text().startswith("# Trend brief: manual")
    assert "<h1>Trend brief: manual</h1>" in data.html()


def test_a_citation_and_an_answer_are_dragged_out(make_window: MakeWindow, qtbot: QtBot, carried: list[QMimeData]):
    window, _workspace = make_window((DOCUMENT,))
    ask_and_wait(window, qtbot, "q")
    buttons = [each for each in window.conversation.findChildren(QPushButton) if each.findChild(Carrier)]
    assert len(buttons) >= 2
    for each in buttons:
        pull(each, qtbot)
    assert f"“{QUOTE}” (manual.pdf, p. 3)" in [data.text() for data in carried]
    assert any(data.text().startswith("q\n\nGrease") for data in carried)


def test_selected_words_are_copied_with_their_page_else_the_newest_answer(make_window: MakeWindow, qtbot: QtBot):
    window, _workspace = make_window((DOCUMENT,))
    ask_and_wait(window, qtbot, "q")
    assert window.desk is not None
    window.desk.copy()
    assert QGuiApplication.clipboard().text().startswith("q\n\n")
    window.viewer.bar.text.setChecked(True)
    with qtbot.waitSignal(window.desk.pages.page_shown, timeout=WAIT):
        window.desk.pages.open(Spot(DOCUMENT.sha256, 3, START, END))
    cursor = window.viewer.text.textCursor()
    cursor.setPosition(START)
    cursor.setPosition(END, cursor.MoveMode.KeepAnchor)
    window.viewer.text.setTextCursor(cursor)
    window.desk.copy()
    assert QGuiApplication.clipboard().text() == f"“{QUOTE}” (manual.pdf, p. 3)"


def test_recent_documents_are_offered_newest_first_and_remembered(make_window: MakeWindow, qtbot: QtBot):
    two = (record("a.pdf", 1), record("b & c.pdf", 2))
    window, _workspace = make_window(two)
    assert window.desk is not None
    for document in two:
        with qtbot.waitSignal(window.desk.pages.page_shown, timeout=WAIT):
            window.desk.pages.open(Spot(document.sha256, 1))
    qtbot.waitUntil(lambda: not window.jobs.running, timeout=WAIT)
    window.dialogs.show_recent()
    chooser = window.findChild(CommandPalette)
    assert chooser is not None
    assert [chooser.list.item(row).text() for row in range(chooser.list.count())] == ["b & c", "a"]
    qtbot.keyClicks(chooser.field, "a")
    with qtbot.waitSignal(window.desk.pages.page_shown, timeout=WAIT) as seen:
        qtbot.keyClick(chooser.field, Qt.Key.Key_Return)
    assert seen.args == [Spot(two[0].sha256, 1)]
    assert [each.title for each in window.desk.recent.documents()] == ["a", "b & c"]


def test_what_was_copied_needs_the_program_no_more_when_it_ends():
    code = (
        "import sys\n"
        "from ui import copying\n"
        "from ui.app import make_application\n"
        "def main():\n"
        "    qt, clipboard = make_application(), copying.Clipboard()\n"
        "    clipboard.put(copying.quotation_data('Words', 'p. 1'))\n"
        "    clipboard.let_go()\n"
        "    print(qt.clipboard().text(), qt.clipboard().mimeData().formats())\n"
        "main()\n"
    )
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stderr
    assert ended.stdout == "“Words” (p. 1) ['text/plain']\n"
