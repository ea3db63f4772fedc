from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from assistant.jobs import CancelToken
from tests.ui.conftest import WAIT
from tests.ui.scripted import Gate
from ui.jobs import Jobs
from ui.newest import Newest


@pytest.mark.usefixtures("qapp")
def test_a_newer_task_takes_the_place_of_one_that_runs_and_nothing_of_that_is_told(jobs: Jobs, qtbot: QtBot):
    newest, gate = Newest(), Gate()
    told: list[object] = []
    older = newest.take(jobs.call(lambda: gate.pass_through(CancelToken())))
    older.finished.connect(told.append)
    qtbot.waitUntil(gate.reached.is_set, timeout=WAIT)
    newer = newest.take(jobs.call(lambda: "newer"))
    newer.finished.connect(told.append)
    with qtbot.waitSignals([older.ended, newer.ended], timeout=WAIT):
        gate.opened.set()
    assert told == ["newer"]
    assert not newest.running


def test_what_was_dropped_runs_no_more_and_what_ended_is_not_held(jobs: Jobs, qtbot: QtBot):
    newest, running = Newest(), []
    with qtbot.waitSignal(newest.take(jobs.call(lambda: 1)).ended, timeout=WAIT):
        running.append(newest.running)
    running.append(newest.running)
    task = newest.take(jobs.call(lambda: 2))
    with qtbot.waitSignal(task.ended, timeout=WAIT):
        newest.drop()
    newest.stop()
    assert [*running, newest.running] == [True, False, False]
