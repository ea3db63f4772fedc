"""Work in progress: paused, stopped while paused, and what waits; the list of files afterwards."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QPushButton
from pytestqt.qtbot import QtBot

from assistant.library.records import FailedFile, FileLine
from tests.ui.conftest import WAIT, MakeWindow
from tests.ui.scripted import Gate, ScriptedWorkspace
from ui.main_window import MainWindow
from ui.views.file_list import FileListView
from ui.views.queue_panel import QueueRow

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen platform has no window manager to tell
FILES = (
    FileLine("/papers/a.pdf", "read", document="ab" * 32, pages=120, read_as={"text": 119, "ocr": 1}),
    FileLine("/papers/b.pdf", "failed", "damaged-file", "“b.pdf” is damaged: it cannot be read to its end."),
    FileLine("/papers/c.txt", "read", pages=1, vectors_pending=True),
)


def begun(window: MainWindow, workspace: ScriptedWorkspace, qtbot: QtBot, folder: Path) -> tuple[QueueRow, Gate]:
    """A file is being added and is held at the gate."""
    file = folder / "paper.pdf"
    file.write_text("x")
    gate = workspace.gate("add")
    window.add_paths([file])
    qtbot.waitUntil(gate.reached.is_set, timeout=WAIT)
    row = window.queue.rows()[0]
    qtbot.waitUntil(lambda: "file" in row.detail.text(), timeout=WAIT)
    return row, gate


def test_adding_is_paused_and_goes_on(make_window: MakeWindow, qtbot: QtBot, tmp_path: Path):
    window, workspace = make_window(())
    row, gate = begun(window, workspace, qtbot, tmp_path)
    said = row.detail.text()
    qtbot.mouseClick(row.pause, Qt.MouseButton.LeftButton)
    assert row.detail.text() == f"Paused · {said}"
    assert row.pause.accessibleName() == "Go on with Adding paper.pdf"
    gate.opened.set()
    assert window.jobs.running[0].token.paused
    window.queue.toggle_pause()
    assert row.pause.accessibleName() == "Pause Adding paper.pdf"
    qtbot.waitUntil(lambda: not window.jobs.running, timeout=WAIT)
    assert [document.title for document in window.library.model.documents()] == ["paper"]


def test_adding_is_stopped_while_it_is_paused(make_window: MakeWindow, qtbot: QtBot, tmp_path: Path):
    window, workspace = make_window(())
    row, _gate = begun(window, workspace, qtbot, tmp_path)
    window.queue.toggle_pause()
    qtbot.mouseClick(row.stop, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not window.jobs.running, timeout=WAIT)
    assert window.library.model.documents() == []


def test_a_window_closed_while_adding_is_paused_closes(make_window: MakeWindow, qtbot: QtBot, tmp_path: Path):
    window, workspace = make_window(())
    begun(window, workspace, qtbot, tmp_path)
    window.queue.toggle_pause()
    with qtbot.waitSignal(window.closed, timeout=WAIT):
        window.close()
    qtbot.waitUntil(lambda: not window.jobs.running, timeout=WAIT)
    assert workspace.library().documents() == []


def test_work_that_cannot_rest_has_no_button_for_it(make_window: MakeWindow, qtbot: QtBot):
    window, workspace = make_window()
    gate = workspace.gate("summary")
    assert window.desk is not None
    window.desk.summaries.summarise(window.desk.session.documents[0])
    qtbot.waitUntil(gate.reached.is_set, timeout=WAIT)
    assert window.queue.rows()[0].pause.isHidden()
    window.queue.toggle_pause()
    assert not window.jobs.running[0].token.paused
    gate.opened.set()
    qtbot.waitUntil(lambda: not window.jobs.running, timeout=WAIT)


def test_the_files_that_wait_are_counted_and_listed(make_window: MakeWindow, qtbot: QtBot, tmp_path: Path):
    window, workspace = make_window(())
    row, gate = begun(window, workspace, qtbot, tmp_path)
    row.waiting.show_files(["/papers/a.pdf", "/papers/b.pdf"], 3)
    assert row.waiting.toggle.text() == "3 files wait"
    row.waiting.toggle.click()
    model = row.waiting.names.model()
    assert [model.index(line, 0).data() for line in range(model.rowCount())] == ["a.pdf", "b.pdf", "and 1 more"]
    row.waiting.show_files([], 0)
    assert row.waiting.isHidden()
    gate.opened.set()
    qtbot.waitUntil(lambda: not window.jobs.running, timeout=WAIT)


def test_what_became_of_each_file_is_shown_and_saved(
    make_window: MakeWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    window, workspace = make_window(())
    workspace.files = FILES
    workspace.failures = (FailedFile("/papers/b.pdf", "damaged-file", "“b.pdf” is damaged."),)
    (tmp_path / "paper.pdf").write_text("x")
    window.add_paths([tmp_path / "paper.pdf"])
    qtbot.waitUntil(lambda: not window.jobs.running and bool(window.notices.notices()), timeout=WAIT)
    notice = window.notices.notices()[0]
    next(each for each in notice.findChildren(QPushButton) if each.text() == "All files…").click()
    view = window.findChild(FileListView)
    assert view is not None
    model = view.table.model()
    cells = [[model.index(line, column).data() for column in range(5)] for line in range(3)]
    assert cells[0] == ["a.pdf", "Read", "120", "119 as text, 1 recognised", ""]
    assert cells[1] == ["b.pdf", "Not read", "", "", "“b.pdf” is damaged: it cannot be read to its end."]
    assert cells[2][1] == "Found by words; by meaning soon"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "files.csv"), ""))
    view.save.click()
    qtbot.waitUntil(lambda: len(window.notices.notices()) == 1 and not window.jobs.running, timeout=WAIT)
    assert workspace.saved_lists == [tmp_path / "files.csv"]
    assert str(tmp_path / "files.csv") in window.notices.notices()[0].text
    view.close()


def test_before_anything_was_added_the_list_says_so(make_window: MakeWindow):
    window, _workspace = make_window(())
    window.dialogs.show_files()
    view = window.findChild(FileListView)
    assert view is not None
    assert view.sum.text() == "Nothing has been added since the program was started."
    assert not view.save.isEnabled()
    view.close()
