from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from assistant.answers.model import ClaimStatus
from assistant.errors import WorldError
from tests.ui.conftest import WAIT, MakeWindow
from tests.ui.scripted import QUOTE, answer, claim, no_picture, record
from ui.main_window import MainWindow

QUESTION = "How often are the bearings greased?"


def ask(window: MainWindow, qtbot: QtBot, question: str = QUESTION) -> None:
    field = window.conversation.composer.field
    qtbot.keyClicks(field, question)
    qtbot.keyClick(field, Qt.Key.Key_Return)


def ask_and_wait(window: MainWindow, qtbot: QtBot, question: str = QUESTION) -> None:
    assert window.desk is not None
    with qtbot.waitSignal(window.desk.asking.answered, timeout=WAIT):
        ask(window, qtbot, question)
    turn = window.conversation.turns()[-1]
    qtbot.waitUntil(lambda: any(text.startswith("Searched") for text in texts(turn)), timeout=WAIT)


def texts(widget: QWidget) -> list[str]:
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisible()]


def chips(widget: QWidget) -> list[QPushButton]:
    found = widget.findChildren(QPushButton)
    return [each for each in found if each.property("role") == "chip" and each.isVisible()]


def test_enter_asks_and_the_checked_answer_is_shown_with_its_pages(make_window: MakeWindow, qtbot: QtBot):
    window, workspace = make_window()
    ask_and_wait(window, qtbot)
    turn = window.conversation.turns()[0]
    assert workspace.asked == [(QUESTION, ())]
    assert {"Grease both bearings every 250 hours.", "Found on the page"} <= set(texts(turn))
    assert [chip.text() for chip in chips(turn)] == ["manual.pdf · p. 3"]
    assert window.conversation.composer.field.toPlainText() == ""


def test_shift_enter_begins_a_new_line(make_window: MakeWindow, qtbot: QtBot):
    window, workspace = make_window()
    field = window.conversation.composer.field
    qtbot.keyClicks(field, "one")
    qtbot.keyClick(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClicks(field, "two")
    assert field.toPlainText() == "one\ntwo"
    assert not workspace.asked


def test_an_empty_question_is_not_asked(make_window: MakeWindow, qtbot: QtBot):
    window, workspace = make_window()
    ask(window, qtbot, "   ")
    assert not workspace.asked
    assert not window.conversation.composer.send.isEnabled()


def test_the_answer_is_seen_as_it_is_written_after_the_pages_found(make_window: MakeWindow, qtbot: QtBot):
    window, workspace = make_window()
    gate = workspace.gate(QUESTION)
    ask(window, qtbot)
    qtbot.waitUntil(lambda: window.conversation.turns()[0].written == "".join(workspace.words), timeout=WAIT)
    turn = window.conversation.turns()[0]
    qtbot.waitUntil(lambda: any(text.startswith("Pages found in") for text in texts(turn)), timeout=WAIT)
    assert window.conversation.composer.stop.isVisible()
    assert window.desk is not None
    with qtbot.waitSignal(window.desk.asking.answered, timeout=WAIT):
        gate.opened.set()
    assert not window.conversation.composer.stop.isVisible()
    assert turn.phase == ""


def test_escape_stops_the_answer_and_keeps_what_was_written_as_unchecked(make_window: MakeWindow, qtbot: QtBot):
    window, workspace = make_window()
    workspace.gate(QUESTION)
    ask(window, qtbot)
    turn = window.conversation.turns()[0]
    qtbot.waitUntil(lambda: bool(turn.written), timeout=WAIT)
    window.escape()
    qtbot.waitUntil(lambda: "Stopped. What was written was not checked." in texts(turn), timeout=WAIT)
    qtbot.waitUntil(lambda: not window.conversation.composer.stop.isVisible(), timeout=WAIT)
    assert not chips(turn)


def test_the_stop_button_stops_the_answer(make_window: MakeWindow, qtbot: QtBot):
    window, workspace = make_window()
    workspace.gate(QUESTION)
    ask(window, qtbot)
    qtbot.waitUntil(lambda: bool(window.conversation.turns()[0].written), timeout=WAIT)
    qtbot.mouseClick(window.conversation.composer.stop, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not window.conversation.composer.stop.isVisible(), timeout=WAIT)


def test_a_new_question_stops_the_old_one_whose_late_result_is_dropped(make_window: MakeWindow, qtbot: QtBot):
    window, workspace = make_window()
    gate = workspace.gate("first")
    ask(window, qtbot, "first")
    qtbot.waitUntil(lambda: bool(window.conversation.turns()[0].written), timeout=WAIT)
    ask_and_wait(window, qtbot, "second")
    gate.opened.set()
    qtbot.waitUntil(lambda: not window.jobs.running, timeout=WAIT)
    first, second = window.conversation.turns()
    assert not chips(first)
    assert len(chips(second)) == 1


def test_an_engine_that_is_gone_is_said_in_one_sentence_with_a_retry_and_the_question_kept(
    make_window: MakeWindow, qtbot: QtBot
):
    window, workspace = make_window()
    workspace.asking_fails = WorldError("engine-gone", "The engine has stopped. Try again; it starts by itself.")
    ask(window, qtbot)
    turn = window.conversation.turns()[0]
    qtbot.waitUntil(lambda: "The engine has stopped. Try again; it starts by itself." in texts(turn), timeout=WAIT)
    assert window.conversation.composer.field.toPlainText() == QUESTION
    workspace.asking_fails = None
    retry = next(each for each in turn.findChildren(QPushButton) if each.text() == "Try again")
    assert window.desk is not None
    with qtbot.waitSignal(window.desk.asking.answered, timeout=WAIT):
        qtbot.mouseClick(retry, Qt.MouseButton.LeftButton)
    assert workspace.asked[-1] == (QUESTION, ())


def test_each_status_is_an_icon_and_a_word(make_window: MakeWindow, qtbot: QtBot):
    window, workspace = make_window()
    document = record("manual.pdf")
    claims = tuple(claim(document, f"It is {status.value}.", status) for status in ClaimStatus)
    workspace.answers[QUESTION] = answer(QUESTION, document, claims=claims)
    ask_and_wait(window, qtbot)
    words = {"Found on the page", "Recalculated", "Partly found", "Not found", "Projection", "Derived"}
    assert words <= set(texts(window.conversation.turns()[0]))


def test_a_refusal_is_said_kindly_with_the_nearest_passages(make_window: MakeWindow, qtbot: QtBot):
    window, workspace = make_window()
    said = "Your documents do not answer this."
    document = record("manual.pdf")
    workspace.answers[QUESTION] = answer(QUESTION, document, refused=True, refusal=said, claims=(), text=said)
    ask_and_wait(window, qtbot)
    shown = texts(window.conversation.turns()[0])
    assert said in shown
    assert "Nearest passages, which do not answer it" in shown
    assert not chips(window.conversation.turns()[0])


def test_notices_and_coverage_stand_beneath_the_answer(make_window: MakeWindow, qtbot: QtBot):
    window, workspace = make_window()
    workspace.answers[QUESTION] = answer(QUESTION, record("manual.pdf"), notices=("Two pages did not fit.",))
    ask_and_wait(window, qtbot)
    shown = texts(window.conversation.turns()[0])
    assert "Two pages did not fit." in shown
    assert "Searched 1 document, 12 pages · answered in 2.0 s" in shown


def test_markup_in_an_answer_stays_text_and_loads_nothing(make_window: MakeWindow, qtbot: QtBot):
    window, workspace = make_window()
    evil = '<img src="file:///etc/passwd"> ![](http://127.0.0.1:9/x.png) <a href="javascript:1">x</a>'
    document = record("manual.pdf")
    workspace.words = [evil]
    workspace.answers[QUESTION] = answer(QUESTION, document, claims=(claim(document, evil),))
    ask_and_wait(window, qtbot)
    labels = [label for label in window.conversation.turns()[0].findChildren(QLabel) if evil in label.text()]
    assert labels
    assert all(label.textFormat() is Qt.TextFormat.PlainText for label in window.findChildren(QLabel))
    assert not any(label.openExternalLinks() for label in window.findChildren(QLabel))


def test_a_click_on_a_citation_opens_the_page_with_the_words_marked(make_window: MakeWindow, qtbot: QtBot):
    window, _workspace = make_window()
    ask_and_wait(window, qtbot)
    assert window.desk is not None
    with qtbot.waitSignal(window.desk.pages.page_shown, timeout=WAIT):
        qtbot.mouseClick(chips(window.conversation.turns()[0])[0], Qt.MouseButton.LeftButton)
    assert window.viewer.bar.number.text() == "3"
    assert window.viewer.stack.currentWidget() is window.viewer.area
    assert [(box.left, box.right) for box in window.viewer.picture.boxes] == [(0.1, 0.5)]


def test_a_document_without_pictures_shows_its_text_with_the_quotation_marked(make_window: MakeWindow, qtbot: QtBot):
    window, workspace = make_window((record("notes.txt"),))
    workspace.picture_fails = no_picture()
    ask_and_wait(window, qtbot)
    assert window.desk is not None
    with qtbot.waitSignal(window.desk.pages.page_shown, timeout=WAIT):
        qtbot.mouseClick(chips(window.conversation.turns()[0])[0], Qt.MouseButton.LeftButton)
    assert window.viewer.stack.currentWidget() is window.viewer.text
    assert window.viewer.text.marked() == QUOTE
    assert not window.viewer.bar.larger.isVisible()


def test_a_page_that_was_found_opens_from_anywhere_on_its_row(make_window: MakeWindow, qtbot: QtBot):
    from ui.views.evidence import EvidenceRow

    window, _workspace = make_window()
    ask_and_wait(window, qtbot)
    shown = [each for each in window.conversation.findChildren(EvidenceRow) if each.isVisible()]
    assert window.desk is not None
    with qtbot.waitSignal(window.desk.pages.page_shown, timeout=WAIT):
        qtbot.mouseClick(shown[0], Qt.MouseButton.LeftButton)


def test_an_answer_is_copied_with_its_citations(make_window: MakeWindow, qtbot: QtBot):
    window, _workspace = make_window()
    ask_and_wait(window, qtbot)
    assert window.desk is not None
    window.desk.asking.copy_last()
    assert "Grease both bearings every 250 hours. (manual.pdf, p. 3)" in QGuiApplication.clipboard().text()


def test_switching_libraries_while_an_answer_is_written_drops_it(make_window: MakeWindow, qtbot: QtBot):
    window, workspace = make_window()
    workspace.libraries.create("Fleet")
    workspace.gate(QUESTION)
    ask(window, qtbot)
    qtbot.waitUntil(lambda: bool(window.conversation.turns()[0].written), timeout=WAIT)
    window.library.chooser.chosen.emit("Fleet")
    qtbot.waitUntil(lambda: not window.jobs.running, timeout=WAIT)
    assert not window.conversation.turns()
    assert window.library.model.documents() == []
    assert not window.conversation.composer.stop.isVisible()


def test_several_selected_documents_limit_the_question_until_the_limit_is_clicked_away(
    make_window: MakeWindow, qtbot: QtBot
):
    window, workspace = make_window((record("a.pdf", 1), record("b.pdf", 2), record("c.pdf", 3)))
    window.library.tree.selectAll()
    ask_and_wait(window, qtbot)
    assert len(workspace.asked[0][1]) == 3
    (limit,) = chips(window.conversation.composer)
    qtbot.mouseClick(limit, Qt.MouseButton.LeftButton)
    ask_and_wait(window, qtbot)
    assert workspace.asked[1][1] == ()


def test_200_turns_stay_in_order_and_the_newest_in_view(make_window: MakeWindow, qtbot: QtBot):
    window, _workspace = make_window()
    for number in range(199):
        window.conversation.add_turn(f"question {number}")
    ask_and_wait(window, qtbot)
    assert len(window.conversation.turns()) == 200
    last = window.conversation.turns()[-1]
    qtbot.waitUntil(lambda: not last.visibleRegion().isEmpty(), timeout=WAIT)
