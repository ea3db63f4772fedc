"""The program as it is started: a process with a window, ended from outside."""

from __future__ import annotations

import gc
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.conftest import WAIT
from ui.app import Application
from ui.doorbell import BELL

START = [sys.executable, "-m", "ui"]


def started(tmp_path: Path, *arguments: str) -> subprocess.Popen[bytes]:
    environment = os.environ | {
        "QT_QPA_PLATFORM": "offscreen",
        "HAVERSACK_HOME": str(tmp_path / "données été"),
        "HAVERSACK_NETWORK": "process",
    }
    return subprocess.Popen(
        [*START, *arguments], env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True
    )


def wait_for(path: Path, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + 120
    while not path.exists():
        assert process.poll() is None, process.communicate()[1].decode()
        assert time.monotonic() < until, f"{path} never came"
        time.sleep(0.05)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_closes_the_window_and_leaves_no_process_behind(tmp_path: Path, number: signal.Signals):
    process = started(tmp_path, "--library", "Fleet")
    wait_for(tmp_path / "données été" / "libraries", process)
    children = psutil.Process(process.pid).children(recursive=True)
    process.send_signal(number)
    _out, err = process.communicate(timeout=60)
    assert process.returncode == 0, err.decode()
    _gone, alive = psutil.wait_procs(children, timeout=10)
    assert alive == []
    assert b"Traceback" not in err
    assert (tmp_path / "données été" / "window.ini").exists()


def test_a_home_that_cannot_be_made_is_said_in_the_window_which_still_closes(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path
):
    assert qapp is not None
    home = tmp_path / "home"
    home.write_text("a file where the folder should be")
    application = Application(home)
    application.start([])
    window = application.window
    qtbot.waitUntil(lambda: window.furnished and bool(window.notices.notices()), timeout=WAIT)
    assert str(home) in application.window.notices.notices()[0].text
    application.window.close()
    assert not application.window.isVisible()
    application.stop()


def test_what_is_loaded_is_no_longer_looked_through_for_garbage_until_the_window_has_gone(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path
):
    assert qapp is not None
    application = Application(tmp_path / "home")
    application.start([])
    window = application.window
    qtbot.waitUntil(lambda: window.desk is not None and not window.jobs.running, timeout=WAIT)
    assert gc.get_freeze_count() > 50_000
    window.close()
    application.stop()
    assert gc.get_freeze_count() == 0


def test_a_second_start_hands_its_files_to_the_first_and_ends(tmp_path: Path):
    home, paper = tmp_path / "données été", tmp_path / "paper.txt"
    paper.write_text("The bearing is greased every 250 hours.", encoding="utf-8")
    first = started(tmp_path)
    wait_for(home / BELL, first)
    second = started(tmp_path, str(paper))
    _out, err = second.communicate(timeout=60)
    assert second.returncode == 0, err.decode()
    library = home / "libraries"
    until = time.monotonic() + 60
    while not [path for path in library.rglob("originals/*/*") if path.is_file()]:
        assert time.monotonic() < until, "the file never came"
        time.sleep(0.05)
    first.send_signal(signal.SIGTERM)
    first.communicate(timeout=60)
    assert first.returncode == 0
    assert not (home / BELL).exists()


def test_wrong_arguments_are_refused_before_a_window_opens(tmp_path: Path):
    process = started(tmp_path, "--no-such-thing")
    _out, err = process.communicate(timeout=60)
    assert process.returncode == 2
    assert b"--no-such-thing" in err
