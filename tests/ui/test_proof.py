"""The status line's sentence about the network, and the proof behind it."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from tests.ui.conftest import WAIT, MakeWindow
from ui.main_window import MainWindow
from ui.views.proof import ProofView

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen platform has no window manager to tell


def settle(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not window.jobs.running, timeout=WAIT)


def test_a_click_on_the_sentence_tries_to_leave_before_the_users_eyes(make_window: MakeWindow, qtbot: QtBot):
    window, _workspace = make_window()
    window.status.show_network(kernel=True, sentence="No network: the kernel gives this program none.")
    assert window.status.network.text() == "Offline: no network exists for this program"
    qtbot.mouseClick(window.status.network, Qt.MouseButton.LeftButton)
    settle(window, qtbot)
    proof = window.findChild(ProofView)
    assert proof is not None
    said = [each.text() for each in proof.findChildren(QLabel)]
    assert {"No network: the kernel gives this program none.", "Network is unreachable"} <= set(said)
    qtbot.keyClick(proof, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: window.findChild(ProofView) is None, timeout=WAIT)


def test_a_proof_that_is_closed_at_once_leaves_nothing_behind(make_window: MakeWindow, qtbot: QtBot):
    window, _workspace = make_window()
    window.dialogs.show_proof()
    proof = window.findChild(ProofView)
    assert proof is not None
    proof.close()
    settle(window, qtbot)


def test_a_signed_report_is_made_in_the_queue_and_can_be_stopped(make_window: MakeWindow, qtbot: QtBot, tmp_path: Path):
    window, workspace = make_window()
    assert window.desk is not None
    window.desk.proving.report(tmp_path / "report.json")
    settle(window, qtbot)
    assert window.notices.notices()[0].text.startswith("Proved for this run")
    gate = workspace.gate("report")
    window.desk.proving.report(tmp_path / "second.json")
    qtbot.waitUntil(gate.reached.is_set, timeout=WAIT)
    assert window.status.queue.text_in_full == "1 task in progress"
    window.queue.rows()[0].stop.click()
    settle(window, qtbot)
    assert not (tmp_path / "second.json").exists()
    qtbot.waitUntil(lambda: window.status.queue.text_in_full == "", timeout=WAIT)
    assert window.status.memory.text_in_full == "Memory: 412.0 MB"
