"""The first start, a model that is brought, and a library that must be indexed anew."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from assistant.errors import WorldError
from assistant.workspace.checkup import Subject, Verdict
from tests.ui.conftest import WAIT, MakeWindow
from tests.ui.scripted import Gate, ScriptedWorkspace, record
from ui.main_window import MainWindow


def settle(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not window.jobs.running, timeout=WAIT)


def said(widget: QWidget) -> list[str]:
    return [each.text() for each in widget.findChildren(QLabel) if each.text() and each.isVisibleTo(widget)]


def offered(widget: QWidget, text: str) -> QPushButton:
    return [each for each in widget.findChildren(QPushButton) if each.text() == text][-1]


def notices(window: MainWindow) -> list[str]:
    return [notice.text for notice in window.notices.notices()]


def test_an_empty_library_welcomes_and_says_that_the_machine_is_ready(make_window: MakeWindow, qtbot: QtBot):
    window, _workspace = make_window(())
    settle(window, qtbot)
    assert "Welcome to Haversack" in said(window.conversation.empty)
    assert window.desk is not None
    checks = window.desk.welcome.checks
    assert said(checks) == ["This machine is ready."]
    offered(checks, "Show the 7 that are in order").click()
    qtbot.waitUntil(lambda: len(said(checks)) == len(Subject), timeout=WAIT)


def test_what_is_missing_comes_first_and_can_be_checked_again(make_window: MakeWindow, qtbot: QtBot):
    window, workspace = make_window()
    workspace.checks = tuple(
        replace(check, verdict=Verdict.BAD, sentence="No engine was found.")
        if check.subject is Subject.ENGINE
        else check
        for check in workspace.checks
    )
    assert window.desk is not None
    window.desk.welcome.look()
    settle(window, qtbot)
    assert window.desk.welcome.checks.isHidden()
    assert said(window.desk.welcome.checks)[:2] == ["Something is missing:", "No engine was found."]


def test_a_library_with_documents_teaches_to_ask(make_window: MakeWindow):
    window, _workspace = make_window()
    assert "Ask your documents" in said(window.conversation.empty)


def test_the_place_for_pages_comes_with_the_first_document(make_window: MakeWindow, qtbot: QtBot, tmp_path: Path):
    window, _workspace = make_window(())
    settle(window, qtbot)
    assert window.viewer.isHidden()
    (tmp_path / "paper.pdf").touch()
    dropped(window, tmp_path / "paper.pdf")
    settle(window, qtbot)
    assert not window.viewer.isHidden()


def dropped(window: MainWindow, *paths: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    assert window.desk is not None
    window.desk.add_mime(data)


def test_a_model_file_that_is_dropped_is_imported_and_offered(make_window: MakeWindow, qtbot: QtBot, tmp_path: Path):
    window, workspace = make_window()
    model, paper = tmp_path / "Llama.GGUF", tmp_path / "paper.pdf"
    model.touch()
    paper.touch()
    dropped(window, model, paper)
    settle(window, qtbot)
    assert workspace.added == [((paper,), {})]
    assert "Llama was imported. Shall it answer from now on?" in notices(window)
    offered(window.notices, "Answer with it").click()
    settle(window, qtbot)
    assert workspace.engine.in_use == "Llama"


def test_an_import_can_be_stopped_midway(make_window: MakeWindow, qtbot: QtBot, tmp_path: Path):
    window, workspace = make_window()
    gate = workspace.engine.importing = Gate()
    (tmp_path / "Llama.gguf").touch()
    dropped(window, tmp_path / "Llama.gguf")
    qtbot.waitUntil(gate.reached.is_set, timeout=WAIT)
    window.queue.rows()[0].stop.click()
    settle(window, qtbot)
    assert notices(window) == ["The import of Llama.gguf was stopped. Nothing of it was kept."]


def test_a_file_that_is_no_model_is_said(make_window: MakeWindow, qtbot: QtBot, tmp_path: Path):
    window, workspace = make_window()
    workspace.engine.import_fails = WorldError("not-a-model", "“x.gguf” is not a model.")
    (tmp_path / "x.gguf").touch()
    dropped(window, tmp_path / "x.gguf")
    settle(window, qtbot)
    assert notices(window) == ["“x.gguf” is not a model."]


def differing(make_window: MakeWindow, qtbot: QtBot) -> tuple[MainWindow, ScriptedWorkspace]:
    window, workspace = make_window((record("a.pdf"),))
    workspace.library().embedder_differs = True
    assert window.desk is not None
    window.desk.session.open("default")
    settle(window, qtbot)
    return window, workspace


def test_a_library_of_another_embedder_is_indexed_anew_only_when_asked(make_window: MakeWindow, qtbot: QtBot):
    window, workspace = differing(make_window, qtbot)
    assert "about 4 min" in notices(window)[0]
    assert workspace.library().embedder_differs
    offered(window.notices, "Index anew").click()
    settle(window, qtbot)
    assert not workspace.library().embedder_differs
    assert notices(window) == ["My library is indexed anew: pages are found by their meaning again."]


def test_indexing_anew_can_be_stopped_and_the_window_closed_meanwhile(make_window: MakeWindow, qtbot: QtBot):
    window, workspace = differing(make_window, qtbot)
    gate = workspace.gate("rebuild")
    offered(window.notices, "Index anew").click()
    qtbot.waitUntil(gate.reached.is_set, timeout=WAIT)
    window.queue.rows()[0].stop.click()
    settle(window, qtbot)
    assert notices(window)[0].startswith("Indexing was stopped.")
    assert window.desk is not None
    window.desk.rebuilding.rebuild("default")
    qtbot.waitUntil(lambda: bool(window.queue.rows()), timeout=WAIT)
    with qtbot.waitSignal(window.closed, timeout=WAIT):
        window.close()
