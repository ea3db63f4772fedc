from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.conftest import WAIT
from ui.doorbell import BELL, Doorbell, ring


@pytest.fixture
def bell(qapp: QApplication, tmp_path: Path) -> Iterator[Doorbell]:
    assert qapp is not None
    made = Doorbell(tmp_path)
    yield made
    made.close()
    made.deleteLater()


def rung(home: Path, paths: list[Path], taken: list[bool]) -> threading.Thread:
    """Ring from another thread, as another process would."""
    thread = threading.Thread(target=lambda: taken.append(ring(home, paths)))
    thread.start()
    return thread


def test_a_later_start_hands_over_its_files(bell: Doorbell, tmp_path: Path, qtbot: QtBot):
    taken: list[bool] = []
    with qtbot.waitSignal(bell.rung, timeout=WAIT) as heard:
        thread = rung(tmp_path, [tmp_path / "é 1.pdf", Path("b.pdf")], taken)
    thread.join()
    assert heard.args == [[tmp_path / "é 1.pdf", Path("b.pdf").absolute()]]
    assert taken == [True]


def test_nobody_answers_where_no_window_is_open_or_was_left_behind(tmp_path: Path):
    assert not ring(tmp_path, [])
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as left:
        left.bind(str(tmp_path / BELL))
    assert (tmp_path / BELL).exists()
    assert not ring(tmp_path, [])


def test_the_bell_is_gone_with_its_window(qapp: QApplication, tmp_path: Path):
    assert qapp is not None
    made = Doorbell(tmp_path)
    made.close()
    assert not (tmp_path / BELL).exists()


def test_what_is_no_list_of_paths_adds_nothing(bell: Doorbell, tmp_path: Path, qtbot: QtBot):
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as stranger:
        stranger.connect(str(tmp_path / BELL))
        with qtbot.waitSignal(bell.rung, timeout=WAIT) as heard:
            stranger.sendall(b"{nonsense\n")
    assert heard.args == [[]]
