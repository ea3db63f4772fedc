"""The window never waits: whatever it asks of the core, it asks on a worker thread."""

from __future__ import annotations

import functools
import inspect
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

import ui
from tests.ui.conftest import MakeWindow
from tests.ui.scripted import ScriptedEngine, ScriptedLabels, ScriptedLibrary, ScriptedWorkspace
from tests.ui.states import STATES
from tests.ui.test_audit import leave
from ui.controllers.rebuilding import _seconds_needed

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen platform has no window manager to tell

WINDOW = str(Path(ui.__file__).parent)
CORE = (ScriptedWorkspace, ScriptedLibrary, ScriptedLabels, ScriptedEngine)
HARMLESS = {"gate"}
"""What belongs to the script, not to the core."""


def called_by_the_window() -> bool:
    """Whether the nearest caller outside the tests is the window, on its own thread."""
    if threading.current_thread() is not threading.main_thread():
        return False
    frame = sys._getframe(2)
    return frame.f_code.co_filename.startswith(WINDOW)


@pytest.fixture
def waits(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The calls of the core on the GUI thread."""
    seen: list[str] = []

    def watched(name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(function)
        def call(*arguments: Any, **named: Any) -> Any:
            if called_by_the_window():
                seen.append(name)
            return function(*arguments, **named)

        return call

    for kind in CORE:
        for name, function in inspect.getmembers(kind, inspect.isfunction):
            if not name.startswith("_") and name not in HARMLESS:
                monkeypatch.setattr(kind, name, watched(f"{kind.__name__}.{name}", function))
    return seen


def test_the_watch_sees_a_call_on_the_gui_thread(make_window: MakeWindow, waits: list[str]):
    _window, workspace = make_window()
    _seconds_needed(workspace, "default")  # type: ignore[arg-type]
    assert waits == ["ScriptedWorkspace.library"]


@pytest.mark.parametrize(
    "name", ["welcome", "indexing", "citation", "search", "summaries", "brief", "signals", "ledger"]
)
def test_a_state_is_reached_without_a_call_of_the_core_on_the_gui_thread(
    make_window: MakeWindow, qtbot: QtBot, waits: list[str], name: str
):
    documents, state = STATES[name]
    window, workspace = make_window(documents)
    state(window, workspace, qtbot)
    leave(window, qtbot)
    assert waits == []


def test_tags_and_notes_are_written_on_worker_threads(make_window: MakeWindow, qtbot: QtBot, waits: list[str]):
    documents, state = STATES["citation"]
    window, workspace = make_window(documents)
    state(window, workspace, qtbot)
    window.viewer.side.notes.written.emit(0, "Ask the crew")
    window.library.tags.chosen.emit(documents[:1], ("new",), ("fleet",))
    leave(window, qtbot)
    assert waits == []
