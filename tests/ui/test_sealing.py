from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from assistant.errors import UsageError, WorldError
from assistant.guard.disk_encryption import DiskEncryption
from assistant.guard.memory import Secret
from assistant.jobs import CancelToken, Job
from assistant.workspace.sealing import Sealed
from tests.ui.conftest import WAIT, MakeWindow
from tests.ui.scripted import ScriptedInfo, ScriptedLibrary, ScriptedWorkspace
from ui.main_window import MainWindow

PASSPHRASE = "four grey herons on a jetty"
CODE = "AAAA-BBBB-CCCC-DDDD-EEEE-FFFF-GGGG-HHHH-JJJJ"


class ScriptedSealing:
    """A library that is sealed, locked and unlocked without a key."""

    def __init__(self) -> None:
        self.sealed = False
        self.locked = False

    def seal(self, name: str, passphrase: Secret, cancel: CancelToken) -> Job[Sealed]:
        yield from ()
        if len(passphrase.data) < 12:
            raise UsageError("weak-passphrase", "Choose a passphrase of at least 12 characters.")
        self.sealed = True
        return Sealed(CODE, ("/papers/manual.pdf",), DiskEncryption.CLEAR)

    def unlock(self, name: str, given: Secret, *, remember: bool = False) -> None:
        if given.data != PASSPHRASE.encode():
            raise WorldError("passphrase-wrong", "This is neither the passphrase nor the recovery code.")
        self.locked = False

    def lock(self, name: str) -> None:
        self.locked = True

    def info(self, name: str) -> ScriptedInfo:
        return ScriptedInfo(name, sealed=self.sealed)


@pytest.fixture
def sealing(monkeypatch: pytest.MonkeyPatch) -> ScriptedSealing:
    script = ScriptedSealing()
    monkeypatch.setattr(ScriptedWorkspace, "sealing", script, raising=False)
    library = ScriptedWorkspace.library

    def opened(workspace: ScriptedWorkspace, name: str = "default") -> ScriptedLibrary:
        workspace.libraries.list = lambda: [script.info(each) for each in workspace.shelf]  # type: ignore[method-assign] # as below
        workspace.libraries.info = script.info  # type: ignore[method-assign] # the script knows whether it is sealed
        if script.locked:
            raise WorldError("library-locked", "It is sealed.")
        return library(workspace, name)

    monkeypatch.setattr(ScriptedWorkspace, "library", opened)
    return script


def seal_it(window: MainWindow, qtbot: QtBot, passphrase: str = PASSPHRASE) -> None:
    assert window.desk is not None
    window.desk.sealing.ask_seal()
    qtbot.keyClicks(window.place.seal.field, passphrase)
    qtbot.keyClicks(window.place.seal.again, passphrase)
    qtbot.keyClick(window.place.seal.again, Qt.Key.Key_Return)


def lock_it(window: MainWindow, qtbot: QtBot) -> None:
    desk = window.desk
    assert desk is not None
    qtbot.waitUntil(lambda: desk.session.sealed, timeout=WAIT)
    qtbot.waitUntil(lambda: not window.jobs.running, timeout=WAIT)
    desk.sealing.lock()
    qtbot.waitUntil(lambda: window.place.currentWidget() is window.place.lock, timeout=WAIT)


def test_sealing_shows_the_recovery_code_once(make_window: MakeWindow, qtbot: QtBot, sealing: ScriptedSealing):
    window, _ = make_window()
    seal_it(window, qtbot)
    qtbot.waitUntil(lambda: CODE in said(window), timeout=WAIT)
    assert sealing.sealed
    assert "/papers/manual.pdf" in said(window)
    assert window.place.currentWidget() is window.tabs
    qtbot.waitUntil(lambda: "sealed" in window.library.chooser.button.accessibleName(), timeout=WAIT)


def test_a_weak_passphrase_is_asked_for_again(make_window: MakeWindow, qtbot: QtBot, sealing: ScriptedSealing):
    window, _ = make_window()
    seal_it(window, qtbot, "short")
    qtbot.waitUntil(lambda: "12 characters" in window.place.seal.problem.text(), timeout=WAIT)
    assert not sealing.sealed
    assert window.place.seal.field.text() == ""


def test_a_locked_library_is_replaced_by_the_lock_screen(
    make_window: MakeWindow, qtbot: QtBot, sealing: ScriptedSealing
):
    window, _ = make_window()
    seal_it(window, qtbot)
    lock_it(window, qtbot)
    assert window.desk is not None
    assert window.desk.session.documents == []
    assert "12 pages" not in " ".join(each.text() for each in window.status.findChildren(QLabel))
    qtbot.keyClicks(window.place.lock.field, "a wrong one")
    qtbot.keyClick(window.place.lock.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "neither" in window.place.lock.problem.text(), timeout=WAIT)
    assert sealing.locked
    qtbot.keyClicks(window.place.lock.field, PASSPHRASE)
    with qtbot.waitSignal(window.desk.session.documents_changed, timeout=WAIT):
        qtbot.mouseClick(window.place.lock.unlock, Qt.MouseButton.LeftButton)
    assert window.place.currentWidget() is window.tabs


def test_a_library_that_nobody_touches_is_locked(make_window: MakeWindow, qtbot: QtBot, sealing: ScriptedSealing):
    window, _ = make_window()
    seal_it(window, qtbot)
    assert window.desk is not None
    desk = window.desk
    qtbot.waitUntil(lambda: desk.session.sealed and not window.jobs.running, timeout=WAIT)
    desk.sealing._idle.timeout.emit()
    qtbot.waitUntil(lambda: sealing.locked, timeout=WAIT)
    qtbot.waitUntil(lambda: window.place.currentWidget() is window.place.lock, timeout=WAIT)


def said(window: MainWindow) -> str:
    return " ".join(each.text() for each in window.notices.findChildren(QLabel))
