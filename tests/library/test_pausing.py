from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psutil
import pytest

from assistant.documents.reader import Reader
from assistant.errors import Cancelled
from assistant.guard.sandbox import Launcher
from assistant.jobs import CancelToken, Job
from assistant.library.ingest import Adding, add
from assistant.library.library import Library
from assistant.library.records import AddReport
from tests.library.work import found_by_words

LINES = 30_000
WAIT = 30


class PausingReader(Reader):
    """A real reader that takes a child for hung after a second, and pauses the job at the third page."""

    def __init__(self) -> None:
        super().__init__(Launcher(patience=1))
        self.paused = threading.Event()

    def read(
        self, path: Any, cancel: CancelToken, password: str | None = None, *, glanced: bool = False
    ) -> Iterator[Any]:
        for number, part in enumerate(super().read(path, cancel, password, glanced=glanced)):
            if number == 3:
                cancel.pause()
                self.paused.set()
            yield part


class Driven:
    """A job that runs on a thread of its own."""

    def __init__(self, job: Job[AddReport]) -> None:
        self._job = job
        self.steps: list[Adding] = []
        self.report: AddReport | None = None
        self.stopped = False
        self.thread = threading.Thread(target=self._run)
        self.thread.start()

    def _run(self) -> None:
        try:
            while True:
                step = next(self._job)
                assert isinstance(step, Adding)
                self.steps.append(step)
        except StopIteration as end:
            self.report = end.value
        except Cancelled:
            self.stopped = True


@pytest.fixture
def pausing() -> Iterator[PausingReader]:
    opened = PausingReader()
    yield opened
    opened.close()


@pytest.fixture
def paused(library: Library, pausing: PausingReader, desk: Path) -> Iterator[tuple[Driven, CancelToken]]:
    (desk / "long.txt").write_text("\n".join(f"This is line {number} of many." for number in range(LINES)))
    cancel = CancelToken()
    driven = Driven(add(library, [desk], [pausing], cancel))
    assert pausing.paused.wait(WAIT)
    yield driven, cancel
    cancel.cancel()
    driven.thread.join(WAIT)


def used(*processes: psutil.Process) -> float:
    """Seconds of processor time so far."""
    return sum(sum(process.cpu_times()[:2]) for process in processes)


def test_a_paused_add_uses_no_processor_and_goes_on_where_it_was(
    library: Library, pausing: PausingReader, paused: tuple[Driven, CancelToken]
):
    driven, cancel = paused
    assert pausing._child is not None
    both = (psutil.Process(), psutil.Process(pausing._child.pid))
    time.sleep(0.3)  # the page in work is read to its end
    before, steps = used(*both), len(driven.steps)
    time.sleep(1.2)  # longer than the reader's patience; time is what is measured here
    assert used(*both) - before < 0.1
    assert len(driven.steps) == steps
    cancel.resume()
    driven.thread.join(WAIT)
    assert driven.report is not None
    assert (len(driven.report.added), driven.report.failed) == (1, ())
    [record] = library.documents()
    assert record.pages == driven.steps[-1].pages_read > 100
    assert found_by_words(library, f'"line {LINES - 1}"')


def test_a_paused_add_is_stopped_at_once(library: Library, paused: tuple[Driven, CancelToken]):
    driven, cancel = paused
    cancel.cancel()
    driven.thread.join(WAIT)
    assert driven.stopped
    assert library.documents() == []
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("adding")]


def test_time_in_pauses_is_not_counted(paused: tuple[Driven, CancelToken]):
    driven, cancel = paused
    began = time.monotonic()
    time.sleep(1)  # time is what is measured here
    cancel.resume()
    driven.thread.join(WAIT)
    last, whole = driven.steps[-1], time.monotonic() - began
    assert last.pages_per_second > last.pages_read / whole
