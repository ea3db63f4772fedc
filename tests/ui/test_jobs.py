from __future__ import annotations

import threading
from collections.abc import Generator
from dataclasses import dataclass
from functools import partial

from pytestqt.qtbot import QtBot

from assistant.errors import WorldError
from assistant.jobs import CancelToken, Progress
from tests.ui.conftest import WAIT
from tests.ui.scripted import Gate
from ui.jobs import Jobs, Lane, Task

JobOf = Generator[Progress, None, str]


@dataclass(frozen=True, kw_only=True)
class Word(Progress):
    text: str


def counting(steps: int) -> JobOf:
    for done in range(steps):
        yield Progress(done=done)
    return "counted"


def speaking(words: list[str]) -> JobOf:
    for word in words:
        yield Word(text=word)
        yield Progress(subject=word)
    return "spoken"


class Seen:
    """Everything that a task announced, in order."""

    def __init__(self, task: Task) -> None:
        self.progress: list[Progress] = []
        self.results: list[object] = []
        self.errors: list[Exception] = []
        self.cancelled = 0
        self.threads: set[int] = set()
        task.progressed.connect(self._step)
        task.finished.connect(self.results.append)
        task.failed.connect(self.errors.append)
        task.cancelled.connect(self._stopped)

    def _step(self, step: Progress) -> None:
        self.progress.append(step)
        self.threads.add(threading.get_ident())

    def _stopped(self) -> None:
        self.cancelled += 1


def test_a_job_runs_off_the_gui_thread_and_its_result_arrives_on_it(jobs: Jobs, qtbot: QtBot):
    workers: list[int] = []
    task = jobs.call(lambda: workers.append(threading.get_ident()))
    seen = Seen(task)
    with qtbot.waitSignal(task.ended, timeout=WAIT):
        pass
    assert seen.results == [None]
    assert workers != [threading.get_ident()]


def test_bare_progress_is_thinned_out_and_the_latest_is_kept(jobs: Jobs, qtbot: QtBot):
    task = jobs.start(lambda _cancel: counting(20_000))
    seen = Seen(task)
    with qtbot.waitSignal(task.ended, timeout=WAIT):
        pass
    assert len(seen.progress) < 200
    assert seen.progress[-1].done == 19_999
    assert seen.threads == {threading.get_ident()}


def test_progress_that_carries_something_is_never_lost_and_stays_in_order(jobs: Jobs, qtbot: QtBot):
    words = [str(number) for number in range(500)]
    task = jobs.start(lambda _cancel: speaking(words))
    seen = Seen(task)
    with qtbot.waitSignal(task.ended, timeout=WAIT):
        pass
    assert [step.text for step in seen.progress if isinstance(step, Word)] == words


def test_an_error_arrives_as_it_was_raised(jobs: Jobs, qtbot: QtBot):
    error = WorldError("disk-full", "The disk is full.")

    def failing(_cancel: CancelToken) -> JobOf:
        yield Progress()
        raise error

    task = jobs.start(failing)
    seen = Seen(task)
    with qtbot.waitSignal(task.ended, timeout=WAIT):
        pass
    assert seen.errors == [error]
    assert not seen.results


def test_a_job_that_is_stopped_midway_is_closed_and_says_so(jobs: Jobs, qtbot: QtBot):
    gate, closed = Gate(), threading.Event()

    def waiting(cancel: CancelToken) -> JobOf:
        try:
            yield Progress()
            gate.pass_through(cancel)
            return "never"
        finally:
            closed.set()

    task = jobs.start(waiting)
    seen = Seen(task)
    assert gate.reached.wait(5)
    with qtbot.waitSignal(task.ended, timeout=WAIT):
        task.cancel()
    assert closed.is_set()
    assert (seen.cancelled, seen.results, seen.errors) == (1, [], [])


def test_a_job_that_never_looks_at_its_token_is_stopped_between_two_steps(jobs: Jobs, qtbot: QtBot):
    closed = threading.Event()

    def endless(_cancel: CancelToken) -> JobOf:
        try:
            while True:
                yield Progress()
        finally:
            closed.set()

    task = jobs.start(endless)
    with qtbot.waitSignal(task.progressed, timeout=WAIT):
        pass
    with qtbot.waitSignal(task.cancelled, timeout=WAIT):
        task.cancel()
    assert closed.is_set()


def test_a_job_that_waits_for_its_lane_is_stopped_at_once(jobs: Jobs, qtbot: QtBot):
    gate = Gate()
    begun: list[str] = []

    def holding(cancel: CancelToken) -> JobOf:
        gate.pass_through(cancel)
        yield Progress()
        return "held"

    first = jobs.start(holding, lane=Lane.INGEST)
    second = jobs.call(lambda: begun.append("second"), lane=Lane.INGEST)
    assert gate.reached.wait(5)
    with qtbot.waitSignal(second.cancelled, timeout=WAIT):
        second.cancel()
    assert not begun
    with qtbot.waitSignal(first.finished, timeout=WAIT):
        gate.opened.set()


def test_jobs_of_one_lane_run_one_after_the_other_in_order(jobs: Jobs, qtbot: QtBot):
    order: list[int] = []
    for number in range(5):
        jobs.call(partial(order.append, number), lane=Lane.INGEST)
    with qtbot.waitSignal(jobs.idle, timeout=WAIT):
        pass
    assert order == [0, 1, 2, 3, 4]


def test_a_busy_lane_holds_up_no_other(jobs: Jobs, qtbot: QtBot):
    gate = Gate()

    def holding(cancel: CancelToken) -> JobOf:
        gate.pass_through(cancel)
        yield Progress()
        return "held"

    jobs.start(holding, lane=Lane.WRITING)
    with qtbot.waitSignal(jobs.call(lambda: "asked").finished, timeout=WAIT):
        pass
    with qtbot.waitSignal(jobs.idle, timeout=WAIT):
        gate.opened.set()


def test_an_abandoned_job_announces_only_its_end(jobs: Jobs, qtbot: QtBot):
    gate = Gate()

    def late(_cancel: CancelToken) -> JobOf:
        yield Word(text="early")
        gate.reached.set()
        gate.opened.wait(5)
        return "late"

    task = jobs.start(late)
    seen = Seen(task)
    assert gate.reached.wait(5)
    with qtbot.waitSignal(task.ended, timeout=WAIT):
        task.abandon()
        gate.opened.set()
    assert (seen.progress, seen.results, seen.cancelled) == ([], [], 0)


def test_waiting_for_all_ends_every_worker(qtbot: QtBot):
    assert qtbot is not None
    jobs, gate = Jobs(), Gate()

    def holding(cancel: CancelToken) -> JobOf:
        gate.pass_through(cancel)
        yield Progress()
        return "never"

    jobs.start(holding)
    jobs.start(holding)
    assert gate.reached.wait(5)
    jobs.wait_all()
    jobs.deleteLater()
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("haversack-")]
