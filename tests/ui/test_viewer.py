from __future__ import annotations

from PySide6.QtCore import QSizeF, Qt
from pytestqt.qtbot import QtBot

from assistant.documents.values import Box
from assistant.errors import WorldError
from tests.ui.conftest import WAIT, MakeWindow
from tests.ui.scripted import END, START, record
from ui.main_window import MainWindow
from ui.spots import Spot
from ui.theme import Theme
from ui.views import highlights
from ui.views.page_text import PageText

DOCUMENT = record("manual.pdf").sha256


def open_page(window: MainWindow, qtbot: QtBot, page: int) -> None:
    assert window.desk is not None
    with qtbot.waitSignal(window.desk.pages.page_shown, timeout=WAIT):
        window.desk.pages.open(Spot(DOCUMENT, page, START, END))


def test_words_of_one_line_are_marked_together_and_lines_apart():
    words = [Box(0.1, 0.1, 0.2, 0.12), Box(0.21, 0.1, 0.3, 0.12), Box(0.1, 0.13, 0.2, 0.15)]
    assert highlights.lines(words) == [Box(0.1, 0.1, 0.3, 0.12), Box(0.1, 0.13, 0.2, 0.15)]


def test_cells_far_apart_on_one_line_are_marked_apart():
    assert len(highlights.lines([Box(0.1, 0.1, 0.2, 0.12), Box(0.6, 0.1, 0.7, 0.12)])) == 2


def test_a_mark_lies_on_its_words_at_any_size():
    marked = highlights.rectangle(Box(0.25, 0.5, 0.75, 0.52), QSizeF(400, 800))
    assert marked.contains(100, 400)
    assert marked.contains(300, 416)


def test_marks_in_text_count_characters_and_not_utf16_units(theme: Theme, qtbot: QtBot):
    view = PageText(theme)
    qtbot.addWidget(view)
    text = "🧭🧭 bearing 𝟛 grease"
    start = text.index("grease")
    view.show_text(text, start, start + len("grease"))
    assert view.marked() == "grease"


def test_pages_are_turned_with_buttons_and_by_number(make_window: MakeWindow, qtbot: QtBot):
    window, _workspace = make_window()
    assert window.desk is not None
    open_page(window, qtbot, 3)
    bar, shown = window.viewer.bar, window.desk.pages.page_shown
    with qtbot.waitSignal(shown, timeout=WAIT):
        qtbot.mouseClick(bar.next, Qt.MouseButton.LeftButton)
    assert bar.number.text() == "4"
    bar.number.setText("12")
    with qtbot.waitSignal(shown, timeout=WAIT):
        qtbot.keyClick(bar.number, Qt.Key.Key_Return)
    assert not bar.next.isEnabled()
    with qtbot.waitSignal(shown, timeout=WAIT):
        qtbot.mouseClick(bar.previous, Qt.MouseButton.LeftButton)
    assert bar.number.text() == "11"


def test_a_page_number_beyond_the_end_is_not_taken(make_window: MakeWindow, qtbot: QtBot):
    window, _workspace = make_window()
    open_page(window, qtbot, 3)
    qtbot.waitUntil(lambda: not window.jobs.running, timeout=WAIT)
    window.viewer.bar.number.setText("99")
    qtbot.keyClick(window.viewer.bar.number, Qt.Key.Key_Return)
    assert not window.jobs.running


def test_the_text_that_was_read_can_be_seen_beside_the_picture(make_window: MakeWindow, qtbot: QtBot):
    window, _workspace = make_window()
    assert window.desk is not None
    open_page(window, qtbot, 3)
    with qtbot.waitSignal(window.desk.pages.page_shown, timeout=WAIT):
        qtbot.mouseClick(window.viewer.bar.text, Qt.MouseButton.LeftButton)
    assert window.viewer.stack.currentWidget() is window.viewer.text
    assert window.viewer.text.marked()
    with qtbot.waitSignal(window.desk.pages.page_shown, timeout=WAIT):
        qtbot.mouseClick(window.viewer.bar.text, Qt.MouseButton.LeftButton)
    assert window.viewer.stack.currentWidget() is window.viewer.area


def test_zooming_keeps_the_marks_and_asks_for_a_sharper_picture(make_window: MakeWindow, qtbot: QtBot):
    window, _workspace = make_window()
    open_page(window, qtbot, 3)
    before, width = window.viewer.picture.width(), window.viewer.picture_width
    with qtbot.waitSignal(window.viewer.picture_wanted, timeout=WAIT):
        qtbot.mouseClick(window.viewer.bar.larger, Qt.MouseButton.LeftButton)
    assert window.viewer.picture.width() > before
    assert window.viewer.picture_width > width
    assert window.viewer.picture.boxes
    qtbot.waitUntil(lambda: not window.jobs.running, timeout=WAIT)


def test_only_the_page_asked_for_last_is_shown(make_window: MakeWindow, qtbot: QtBot):
    window, _workspace = make_window()
    assert window.desk is not None
    seen: list[int] = []
    window.desk.pages.page_shown.connect(lambda spot: seen.append(spot.page))
    for page in range(1, 13):
        window.desk.pages.open(Spot(DOCUMENT, page))
    qtbot.waitUntil(lambda: not window.jobs.running, timeout=WAIT)
    assert seen == [12]


def test_a_picture_that_cannot_be_made_leaves_the_text_and_the_reason(make_window: MakeWindow, qtbot: QtBot):
    window, workspace = make_window()
    workspace.picture_fails = WorldError("damaged-file", "The file is damaged.")
    open_page(window, qtbot, 3)
    assert window.viewer.stack.currentWidget() is window.viewer.text
    assert [notice.text for notice in window.viewer.remarks.notices()] == ["The file is damaged."]


def test_a_page_of_a_document_that_is_gone_says_so(make_window: MakeWindow, qtbot: QtBot):
    window, workspace = make_window()
    workspace.library().kept.clear()
    assert window.desk is not None
    window.desk.pages.open(Spot(DOCUMENT, 1))
    qtbot.waitUntil(lambda: window.viewer.stack.currentWidget() is window.viewer.problem, timeout=WAIT)
    assert window.viewer.problem.text.text() == "There is no such document."


def test_turning_back_shows_the_picture_that_was_kept(make_window: MakeWindow, qtbot: QtBot):
    window, workspace = make_window()
    open_page(window, qtbot, 3)
    open_page(window, qtbot, 4)
    workspace.picture_fails = AssertionError("asked again")
    open_page(window, qtbot, 3)
    assert window.viewer.stack.currentWidget() is window.viewer.area
