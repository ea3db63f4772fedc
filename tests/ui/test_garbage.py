"""Where what is no longer needed is ended: never on a worker."""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject, Qt
from pytestqt.qtbot import QtBot

from tests.ui.conftest import WAIT
from ui.garbage import Garbage


@pytest.fixture
def ended() -> Iterator[list[threading.Thread]]:
    """The threads on which an object ended that nothing but itself refers to."""
    threads: list[threading.Thread] = []
    gc.disable()
    lost = QObject()
    lost.destroyed.connect(lambda: threads.append(threading.current_thread()), Qt.ConnectionType.DirectConnection)
    lost.itself = [lost]  # type: ignore[attr-defined]
    del lost
    yield threads
    gc.enable()


def make_much() -> list[list[int]]:
    """Return what a worker made: so much that Python looks for garbage there."""
    made: list[list[int]] = []
    worker = threading.Thread(target=lambda: made.extend([] for _ in range(100_000)))
    worker.start()
    worker.join()
    return made


def test_python_by_itself_ends_an_object_of_the_window_on_a_worker(ended: list[threading.Thread]):
    gc.enable()
    make_much()
    assert threading.main_thread() not in ended
    assert len(ended) == 1


def test_an_object_of_the_window_ends_on_its_thread_whatever_a_worker_makes(
    ended: list[threading.Thread], qtbot: QtBot
):
    garbage = Garbage()
    garbage.begin()
    made = make_much()
    assert made
    assert ended == []
    qtbot.waitUntil(lambda: ended == [threading.main_thread()], timeout=WAIT)
    garbage.end()
    assert gc.isenabled()
