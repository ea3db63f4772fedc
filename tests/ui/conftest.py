"""Windows over scripted workspaces; a window, a timer or a worker that outlives its test fails it."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, cast

import pytest
from PySide6.QtCore import QSettings, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from assistant.guard.policy import Policy
from assistant.library.records import DocumentRecord
from tests.ui.scripted import ScriptedWorkspace, record
from ui.app import make_application
from ui.errors import ErrorDoor
from ui.garbage import look
from ui.jobs import Jobs
from ui.look import Mode
from ui.main_window import MainWindow
from ui.theme import Theme

if TYPE_CHECKING:
    from assistant.workspace import Workspace

WAIT = 5000
"""Longest wait for a signal, in milliseconds."""


@pytest.fixture(scope="session")
def qapp_cls():
    """The application is made as the program makes it."""

    def make(_arguments: list[str]) -> QApplication:
        return make_application()

    return make


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    assert qapp is not None
    made = Theme(Mode.LIGHT)
    yield made
    made.deleteLater()


@pytest.fixture
def jobs(qapp: QApplication) -> Iterator[Jobs]:
    assert qapp is not None
    made = Jobs()
    yield made
    made.wait_all()
    made.deleteLater()


@pytest.fixture
def door(tmp_path: Path) -> ErrorDoor:
    return ErrorDoor(tmp_path / "logs")


@pytest.fixture(autouse=True)
def garbage_on_this_thread() -> Iterator[None]:
    """As in the program, no worker ends what belongs to a window."""
    gc.disable()
    yield
    look()
    gc.enable()


@pytest.fixture(autouse=True)
def no_leaked_widgets(qapp: QApplication, qtbot: QtBot) -> Iterator[None]:
    """A window that is still there, or a timer that still runs, fails the test."""
    assert qtbot is not None
    yield
    QGuiApplication.clipboard().clear()
    shown = [widget for widget in qapp.topLevelWidgets() if widget.isVisible()]
    assert not shown, f"windows left open: {shown}"
    running = [timer for widget in qapp.topLevelWidgets() for timer in widget.findChildren(QTimer) if timer.isActive()]
    assert not running, f"timers left running: {running}"


MakeWindow = Callable[..., tuple[MainWindow, ScriptedWorkspace]]


@pytest.fixture
def make_window(theme: Theme, jobs: Jobs, door: ErrorDoor, tmp_path: Path, qtbot: QtBot) -> Iterator[MakeWindow]:
    """A shown window over a scripted workspace with some documents."""
    made: list[MainWindow] = []

    def make(
        documents: tuple[DocumentRecord, ...] = (record("manual.pdf"),), policy: Policy | None = None
    ) -> tuple[MainWindow, ScriptedWorkspace]:
        workspace = ScriptedWorkspace(tmp_path / "home", documents)
        workspace.policy = policy or workspace.policy
        settings = QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)
        window = MainWindow(theme, jobs, door, settings)
        made.append(window)
        window.show()
        window.attach(cast("Workspace", workspace))
        assert window.desk is not None
        with qtbot.waitSignal(window.desk.session.documents_changed, timeout=WAIT):
            pass
        return window, workspace

    yield make
    for window in made:
        _close(window, jobs, qtbot)


def _close(window: MainWindow, jobs: Jobs, qtbot: QtBot) -> None:
    window.close()
    qtbot.waitUntil(lambda: not jobs.running and not window.isVisible(), timeout=WAIT)
    window.deleteLater()


def focusable(window: QWidget) -> list[QWidget]:
    """Every control that can be reached with the keyboard."""
    from PySide6.QtCore import Qt

    return [
        widget
        for widget in window.findChildren(QWidget)
        if widget.focusPolicy() is not Qt.FocusPolicy.NoFocus and not widget.objectName().startswith("qt_")
    ]
