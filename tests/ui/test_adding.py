from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from assistant.library.records import FailedFile
from tests.ui.conftest import WAIT, MakeWindow
from ui.main_window import MainWindow


def files(tmp_path: Path, count: int) -> list[Path]:
    made = [tmp_path / f"paper {number}.pdf" for number in range(count)]
    for path in made:
        path.write_text("x")
    return made


def drop(window: MainWindow, *urls: QUrl) -> None:
    data = QMimeData()
    data.setUrls(urls)
    at, copy = window.rect().center(), Qt.DropAction.CopyAction
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(window, QDragEnterEvent(at, copy, data, buttons, keys))
    assert window.library.drop_zone.property("active")
    QApplication.sendEvent(window, QDropEvent(QPointF(at), copy, data, buttons, keys))
    assert not window.library.drop_zone.property("active")


def drop_files(window: MainWindow, paths: list[Path]) -> None:
    drop(window, *(QUrl.fromLocalFile(str(path)) for path in paths))


def said(window: MainWindow) -> str:
    return "\n".join(notice.text for notice in window.notices.notices())


def test_dropped_files_are_read_with_progress_and_listed(make_window: MakeWindow, qtbot: QtBot, tmp_path: Path):
    window, workspace = make_window(())
    gate = workspace.gate("add")
    drop_files(window, files(tmp_path, 2))
    qtbot.waitUntil(gate.reached.is_set, timeout=WAIT)
    qtbot.waitUntil(lambda: "file" in window.queue.rows()[0].detail.text(), timeout=WAIT)
    assert window.queue.rows()[0].title.text() == "Adding 2 files and folders"
    assert window.queue.rows()[0].detail.text() == "paper 0.pdf · page 3 · 0 of 2 files · about 20 s left"
    gate.opened.set()
    qtbot.waitUntil(lambda: not window.jobs.running, timeout=WAIT)
    assert [document.title for document in window.library.model.documents()] == ["paper 0", "paper 1"]
    assert window.queue.isHidden()


def test_up_to_three_dropped_files_are_summarised_by_themselves(make_window: MakeWindow, qtbot: QtBot, tmp_path: Path):
    window, workspace = make_window(())
    drop_files(window, files(tmp_path, 3))
    qtbot.waitUntil(lambda: len(workspace.summarised) == 3 and not window.jobs.running, timeout=WAIT)
    assert len(window.summaries.cards()) == 3


def test_above_three_files_the_summary_waits_for_a_click_and_says_its_time(
    make_window: MakeWindow, qtbot: QtBot, tmp_path: Path
):
    window, workspace = make_window(())
    drop_files(window, files(tmp_path, 4))
    qtbot.waitUntil(lambda: len(window.summaries.cards()) == 4 and not window.jobs.running, timeout=WAIT)
    assert workspace.summarised == []
    card = window.summaries.cards()[0]
    assert card.write.text() == "Write a summary (about 90 s)"
    window.tabs.setCurrentWidget(window.summaries)
    qtbot.waitUntil(card.write.isVisible, timeout=WAIT)
    qtbot.mouseClick(card.write, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: workspace.summarised == [card.document.sha256], timeout=WAIT)
    qtbot.waitUntil(lambda: not window.jobs.running, timeout=WAIT)


def test_a_network_address_is_refused_in_the_window_and_the_file_beside_it_is_taken(
    make_window: MakeWindow, qtbot: QtBot, tmp_path: Path
):
    window, workspace = make_window(())
    path = files(tmp_path, 1)[0]
    drop(window, QUrl("https://example.org/a.pdf"), QUrl.fromLocalFile(str(path)))
    assert "fetches nothing from a network" in said(window)
    qtbot.waitUntil(lambda: not window.jobs.running, timeout=WAIT)
    assert workspace.added == [((path,), {})]


def test_a_drop_while_files_are_read_waits_for_its_turn(make_window: MakeWindow, qtbot: QtBot, tmp_path: Path):
    window, workspace = make_window(())
    gate = workspace.gate("add")
    first, second = files(tmp_path, 2)
    drop_files(window, [first])
    qtbot.waitUntil(gate.reached.is_set, timeout=WAIT)
    drop_files(window, [second])
    assert [row.detail.text() for row in window.queue.rows()][1] == "Waiting for its turn"
    gate.opened.set()
    qtbot.waitUntil(lambda: not window.jobs.running, timeout=WAIT)
    assert [paths for paths, _passwords in workspace.added] == [(first,), (second,)]


def test_adding_is_stopped_with_its_button(make_window: MakeWindow, qtbot: QtBot, tmp_path: Path):
    window, workspace = make_window(())
    gate = workspace.gate("add")
    drop_files(window, files(tmp_path, 1))
    qtbot.waitUntil(gate.reached.is_set, timeout=WAIT)
    row = window.queue.rows()[0]
    qtbot.waitUntil(row.stop.isVisible, timeout=WAIT)
    qtbot.mouseClick(row.stop, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not window.jobs.running, timeout=WAIT)
    assert said(window).startswith("Stopped: Adding paper 0.pdf.")


def test_files_that_failed_are_named_with_their_reasons(make_window: MakeWindow, qtbot: QtBot, tmp_path: Path):
    window, workspace = make_window(())
    workspace.failures = (
        FailedFile("/x/a.pdf", "empty-file", "The file is empty."),
        FailedFile("/x/b.pdf", "damaged-file", "The file is damaged."),
    )
    drop_files(window, files(tmp_path, 1))
    qtbot.waitUntil(lambda: not window.jobs.running, timeout=WAIT)
    lines = ["2 files could not be read:", "a.pdf: The file is empty.", "b.pdf: The file is damaged."]
    assert said(window).splitlines() == lines


def test_a_locked_file_asks_for_its_password_in_the_window(make_window: MakeWindow, qtbot: QtBot, tmp_path: Path):
    window, workspace = make_window(())
    path = files(tmp_path, 1)[0]
    workspace.failures = (FailedFile(str(path), "password-needed", "The file needs a password."),)
    drop_files(window, [path])
    qtbot.waitUntil(lambda: not window.jobs.running, timeout=WAIT)
    workspace.failures = ()
    notice = window.notices.notices()[0]
    field = notice.findChildren(QLineEdit)[0]
    assert field.echoMode() is QLineEdit.EchoMode.Password
    field.setText("geheim")
    unlock = next(each for each in notice.findChildren(QPushButton) if each.text() == "Unlock")
    qtbot.waitUntil(unlock.isVisible, timeout=WAIT)
    qtbot.mouseClick(unlock, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not window.jobs.running, timeout=WAIT)
    assert workspace.added[-1] == ((path,), {path: "geheim"})


def test_a_question_is_answered_while_a_summary_is_written(make_window: MakeWindow, qtbot: QtBot):
    window, workspace = make_window()
    gate = workspace.gate("summary")
    assert window.desk is not None
    window.desk.summaries.summarise(window.desk.session.documents[0])
    qtbot.waitUntil(gate.reached.is_set, timeout=WAIT)
    with qtbot.waitSignal(window.desk.asking.answered, timeout=WAIT):
        window.desk.asking.ask("How often?")
    gate.opened.set()
    qtbot.waitUntil(lambda: not window.jobs.running, timeout=WAIT)


def test_a_summary_shows_key_sentences_first_then_parts_then_the_whole(make_window: MakeWindow, qtbot: QtBot):
    from tests.ui.test_conversation import chips, texts

    window, workspace = make_window()
    gate = workspace.gate("summary")
    assert window.desk is not None
    window.desk.summaries.summarise(window.desk.session.documents[0])
    assert window.tabs.currentWidget() is window.summaries
    card = window.summaries.cards()[0]
    qtbot.waitUntil(lambda: "Summary so far" in texts(card), timeout=WAIT)
    assert "Grease both bearings every 250 hours." in texts(card)
    assert any("1 of 2 parts · about 30 s left" in text for text in texts(card))
    gate.opened.set()
    qtbot.waitUntil(lambda: "Summary by scripted, checked by Haversack" in texts(card), timeout=WAIT)
    with qtbot.waitSignal(window.desk.pages.page_shown, timeout=WAIT):
        qtbot.mouseClick(chips(card)[0], Qt.MouseButton.LeftButton)


def test_a_summary_is_stopped_on_its_card(make_window: MakeWindow, qtbot: QtBot):
    window, workspace = make_window()
    gate = workspace.gate("summary")
    assert window.desk is not None
    window.desk.summaries.summarise(window.desk.session.documents[0])
    card = window.summaries.cards()[0]
    qtbot.waitUntil(lambda: gate.reached.is_set() and card.stop.isVisible(), timeout=WAIT)
    qtbot.mouseClick(card.stop, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not window.jobs.running, timeout=WAIT)
    assert card.write.isVisibleTo(window)
