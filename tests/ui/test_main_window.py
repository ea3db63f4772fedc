from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from assistant import places
from tests.ui.conftest import WAIT, MakeWindow, focusable
from tests.ui.scripted import answer, record
from tests.ui.test_conversation import ask_and_wait
from ui.errors import ErrorDoor
from ui.jobs import Jobs
from ui.look import Mode
from ui.main_window import MainWindow
from ui.theme import Theme
from ui.views.notice import Tone


def test_every_control_has_a_name_for_a_screen_reader(make_window: MakeWindow, qtbot: QtBot):
    window, workspace = make_window((record("a.pdf", 1), record("b.pdf", 2)))
    workspace.answers["q"] = answer("q", record("a.pdf", 1))
    ask_and_wait(window, qtbot, "q")
    assert window.desk is not None
    window.desk.summaries.summarise(window.desk.session.documents[0])
    window.notices.say(Tone.INFO, "Said.")
    qtbot.waitUntil(lambda: not window.jobs.running, timeout=WAIT)
    kinds = (QAbstractButton, QLineEdit, QPlainTextEdit)
    controls = [each for each in focusable(window) if isinstance(each, kinds)]
    assert len(controls) > 20
    nameless = [each for each in controls if not (each.accessibleName() or getattr(each, "text", str)())]
    assert nameless == []


def test_every_menu_action_has_words_and_no_two_share_a_shortcut(make_window: MakeWindow):
    window, _workspace = make_window()
    actions = [action for action in window.findChildren(QAction) if action.text() and action.menu() is None]
    used = [shortcut.toString() for action in actions for shortcut in action.shortcuts()]
    assert len(used) == len(set(used))
    assert {"Ctrl+O", "Ctrl+Q", "Ctrl+L", "Esc", "Ctrl+Shift+C"} <= set(used)


def test_the_window_is_painted_before_there_is_a_workspace(
    theme: Theme, jobs: Jobs, door: ErrorDoor, tmp_path: Path, qtbot: QtBot
):
    from PySide6.QtCore import QSettings

    window = MainWindow(theme, jobs, door, QSettings(str(tmp_path / "w.ini"), QSettings.Format.IniFormat))
    qtbot.addWidget(window)
    window.show()
    assert not window.conversation.composer.field.isEnabled()
    assert not window.grab().isNull()
    window.close()


def test_files_given_before_the_workspace_is_open_are_added_afterwards(
    theme: Theme, jobs: Jobs, door: ErrorDoor, tmp_path: Path, qtbot: QtBot
):
    from PySide6.QtCore import QSettings

    from tests.ui.scripted import ScriptedWorkspace

    paper = tmp_path / "paper.pdf"
    paper.touch()
    window = MainWindow(theme, jobs, door, QSettings(str(tmp_path / "w.ini"), QSettings.Format.IniFormat))
    qtbot.addWidget(window)
    window.show()
    window.add_paths([paper])
    workspace = ScriptedWorkspace(tmp_path / "home")
    window.attach(workspace)  # type: ignore[arg-type]
    qtbot.waitUntil(lambda: not jobs.running, timeout=WAIT)
    assert workspace.added == [((paper,), {})]
    window.close()


def test_a_library_that_is_asked_for_is_made_and_given_the_files(
    theme: Theme, jobs: Jobs, door: ErrorDoor, tmp_path: Path, qtbot: QtBot
):
    from PySide6.QtCore import QSettings

    from tests.ui.scripted import ScriptedWorkspace

    paper = tmp_path / "paper.pdf"
    paper.touch()
    window = MainWindow(theme, jobs, door, QSettings(str(tmp_path / "w.ini"), QSettings.Format.IniFormat))
    qtbot.addWidget(window)
    window.add_paths([paper])
    workspace = ScriptedWorkspace(tmp_path / "home")
    window.attach(workspace, "Samples")  # type: ignore[arg-type]
    qtbot.waitUntil(lambda: bool(workspace.added) and not jobs.running, timeout=WAIT)
    assert [document.title for document in workspace.shelf["Samples"].documents()] == ["paper"]
    window.close()


def test_closing_while_busy_stops_the_work_and_then_closes(make_window: MakeWindow, qtbot: QtBot):
    window, workspace = make_window()
    asked, summary = workspace.gate("q"), workspace.gate("summary")
    assert window.desk is not None
    window.desk.asking.ask("q")
    window.desk.summaries.summarise(window.desk.session.documents[0])
    qtbot.waitUntil(lambda: asked.reached.is_set() and summary.reached.is_set(), timeout=WAIT)
    with qtbot.waitSignal(window.closed, timeout=WAIT):
        window.close()
    assert not window.isVisible()
    assert not window.jobs.running


def test_an_empty_library_offers_the_samples_and_a_full_one_does_not(make_window: MakeWindow, qtbot: QtBot):
    window, workspace = make_window(())
    offer = next(
        each for each in window.conversation.findChildren(QPushButton) if each.text() == "Open the sample library"
    )
    qtbot.waitUntil(offer.isVisible, timeout=WAIT)
    qtbot.mouseClick(offer, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not window.jobs.running, timeout=WAIT)
    assert workspace.added == [((places.resource("samples"),), {})]
    assert offer.isHidden()


def test_the_theme_the_columns_and_the_size_are_remembered(
    make_window: MakeWindow, theme: Theme, jobs: Jobs, door: ErrorDoor, tmp_path: Path, qtbot: QtBot
):
    from PySide6.QtCore import QSettings

    window, _workspace = make_window()
    window.set_mode(Mode.DARK)
    window.splitter.setSizes([260, 500, 520])
    widths = window.splitter.sizes()
    window.close()
    again = MainWindow(theme, jobs, door, QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat))
    qtbot.addWidget(again)
    again.resize(window.size())
    again.show()
    assert again.splitter.sizes() == widths
    assert QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat).value("theme") == "dark"
    again.close()


def test_the_status_line_says_where_the_engine_runs(make_window: MakeWindow, qtbot: QtBot):
    window, workspace = make_window()
    qtbot.waitUntil(lambda: window.status.engine.text_in_full == "Engine on this machine only", timeout=WAIT)
    from tests.ui.scripted import ScriptedStatus

    workspace.engine.state = ScriptedStatus(private=False, sentence="A development server answers.")
    assert window.desk is not None
    window.desk.status.refresh()
    qtbot.waitUntil(lambda: "not private" in window.status.engine.text_in_full, timeout=WAIT)
    assert window.status.library.text_in_full == "1 document · 12 pages"
    assert window.status.model.text_in_full == "Model: scripted"


def test_an_unexpected_error_leaves_a_report_without_document_text(door: ErrorDoor, tmp_path: Path):
    sentence = door.sentence(ValueError("secret words of a document"))
    reports = list((tmp_path / "logs").glob("crash-*.txt"))
    assert len(reports) == 1
    assert str(reports[0]) in sentence
    written = reports[0].read_text(encoding="utf-8")
    assert "ValueError" in written
    assert "secret" not in written


def test_what_the_system_refuses_is_said_and_is_not_taken_for_a_mistake_of_the_program(door: ErrorDoor, tmp_path: Path):
    error = PermissionError(13, "Permission denied", "/stick/papers")
    assert door.sentence(error) == "The system refused it: Permission denied (/stick/papers)."
    assert not (tmp_path / "logs").exists()


@pytest.mark.parametrize("mode", [Mode.LIGHT, Mode.DARK])
def test_nothing_is_wider_than_its_column(make_window: MakeWindow, qtbot: QtBot, mode: Mode):
    window, workspace = make_window((record("a very long name " * 12 + ".pdf", 1),))
    window.set_mode(mode)
    window.resize(window.minimumSize())
    workspace.answers["q"] = answer("q", window.desk.session.documents[0])  # type: ignore[union-attr]
    ask_and_wait(window, qtbot, "q")
    for area in (window.conversation.area, window.summaries.area):
        column = area.widget()
        assert column is not None
        assert column.minimumSizeHint().width() <= area.viewport().width()
