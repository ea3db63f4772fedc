"""The window's one door to the background: core jobs run on worker threads, their reports arrive on the GUI thread.

Progress is handed over at most every 100 ms. A report that carries nothing but numbers is replaced by the next one of
its kind; one that carries something of its own (evidence, written text) is always delivered, in order.
"""

from __future__ import annotations

from collections.abc import Callable, Generator
from enum import Enum
from functools import partial
from itertools import count
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from assistant.errors import Cancelled
from assistant.jobs import CancelToken, Job, Progress
from ui.mailbox import Done, Failed, Letter, Mailbox, Outcome, Stopped

if TYPE_CHECKING:  # loaded with the first job, after the window has been painted
    from concurrent.futures import Future, ThreadPoolExecutor

DELIVERY_MS = 100
"""Shortest time between two deliveries of progress, in milliseconds."""

Start = Callable[[CancelToken], Job[Any]]
"""Makes the job, on the worker thread."""


class Lane(Enum):
    """Where a job runs. Jobs of one lane start in the order in which they came."""

    INGEST = "ingest"
    WRITING = "writing"
    PICTURES = "pictures"
    BACKGROUND = "background"
    WATCHING = "watching"
    POOL = "pool"


_WORKERS = {Lane.INGEST: 1, Lane.WRITING: 1, Lane.PICTURES: 1, Lane.BACKGROUND: 1, Lane.WATCHING: 1, Lane.POOL: 4}


class Task(QObject):
    """One job in the background, seen from the GUI thread.

    Attributes:
        number: Unique among the tasks of one window, ascending.
        title: What the user is told is being done, "" for quick work that isn't shown.
        pausable: Whether the job looks at its token often enough to be paused.
        watches: Whether it only waits for something to happen, until it is stopped.
        token: Set to stop the job at its next step.
    """

    progressed = Signal(object)
    """The next `Progress`."""
    finished = Signal(object)
    """The job's result."""
    failed = Signal(object)
    """The exception that ended the job."""
    cancelled = Signal()
    """The job was stopped on request."""
    ended = Signal()
    """After any of the three, once."""
    rested = Signal(bool)
    """The job was paused (True) or goes on (False)."""

    def __init__(self, number: int, title: str, call: Callable[[int, bool], object], parent: QObject) -> None:
        super().__init__(parent)
        self._call = call
        self.number = number
        self.title = title
        self.pausable = False
        self.watches = False
        self.token = CancelToken()
        self._mailbox = Mailbox()
        self._abandoned = False
        self._future: Future[None] | None = None
        self._pause = QTimer(self, singleShot=True, interval=DELIVERY_MS)
        self._pause.timeout.connect(self.deliver)

    @property
    def paused(self) -> bool:
        """Whether the job rests."""
        return self.token.paused

    def set_paused(self, paused: bool) -> None:
        """Let the job rest at its next step, or go on."""
        if paused:
            self.token.pause()
        else:
            self.token.resume()
        self.rested.emit(paused)

    def cancel(self) -> None:
        """Ask the job to stop; `cancelled` follows, at once where it hasn't begun yet."""
        self.token.cancel()
        if self._future is not None and self._future.cancel():
            self._post(Stopped())

    def abandon(self) -> None:
        """Stop the job and drop everything that it still reports: only `ended` follows."""
        self._abandoned = True
        self.cancel()

    def abandon_at(self, closing: Any) -> None:  # noqa: ANN401 - PySide6 has no public type for a bound signal
        """Be abandoned where a signal comes before the end, such as that a view is closed."""
        connection = closing.connect(self.abandon)
        self.ended.connect(lambda: QObject.disconnect(connection))  # whose sender may be gone by then

    def submit(self, executor: ThreadPoolExecutor, start: Start) -> None:
        """Hand the job to its lane."""
        self._future = executor.submit(self._run, start)

    def _run(self, start: Start) -> None:
        self._post(self._drive(start))

    def _drive(self, start: Start) -> Outcome:
        """Run the job to its end, on the worker thread."""
        try:
            self.token.check()
            return Done(self._exhaust(start(self.token)))
        except Cancelled:
            return Stopped()
        except Exception as error:  # noqa: BLE001 - handed to the window, whose error door tells the kinds apart
            return Failed(error)

    def _exhaust(self, job: Job[Any]) -> object:
        try:
            while True:
                self._post(next(job))
                self.token.check()
        except StopIteration as end:
            return end.value
        finally:
            job.close()

    def _post(self, letter: Letter) -> None:
        first = self._mailbox.put(letter)
        over = not isinstance(letter, Progress)
        if first or over:
            self._call(self.number, over)

    def deliver(self, *, at_once: bool = True) -> None:
        """Announce what has arrived; unless `at_once`, not sooner than a moment after the last time."""
        if self._pause.isActive() and not at_once:
            return
        letters = self._mailbox.take()
        if letters:
            self._pause.start()
        for letter in letters:
            self._announce(letter)

    def _announce(self, letter: Letter) -> None:
        if isinstance(letter, Progress):
            self._tell(self.progressed, letter)
            return
        match letter:
            case Done(result):
                self._tell(self.finished, result)
            case Failed(error):
                self._tell(self.failed, error)
            case Stopped():
                self._tell(self.cancelled)
        self._pause.stop()
        self.ended.emit()

    def _tell(self, signal: Any, *values: object) -> None:  # noqa: ANN401 - PySide6 has no public type for a bound signal
        if not self._abandoned:
            signal.emit(*values)


class Jobs(QObject):
    """All background work of one window."""

    started = Signal(object)
    """A `Task` was accepted; it may have to wait for its lane."""
    idle = Signal()
    """The last running task has ended."""

    _called = Signal(int, bool)
    """From a worker: a task's mailbox has something in it. A task may be gone by then, this object is not."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._numbers = count(1)
        self._tasks: dict[int, Task] = {}
        self._closed = False
        self._called.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._lanes: dict[Lane, ThreadPoolExecutor] = {}

    @property
    def running(self) -> list[Task]:
        """Every task that hasn't ended, oldest first."""
        return list(self._tasks.values())

    def start(self, start: Start, *, lane: Lane = Lane.POOL, title: str = "", pausable: bool = False) -> Task:
        """Run a job; connect to the returned task's signals before going back to the event loop."""
        task = Task(next(self._numbers), title, self._called.emit, self)
        task.pausable, task.watches = pausable, lane is Lane.WATCHING
        self._tasks[task.number] = task
        task.ended.connect(partial(self._ended, task.number))
        task.submit(self._executor(lane), start)
        self.started.emit(task)
        if self._closed:
            task.cancel()
        return task

    def call(self, function: Callable[[], object], *, lane: Lane = Lane.POOL, title: str = "") -> Task:
        """Run a plain function as a job of one step."""
        return self.start(lambda _cancel: _single_step(function), lane=lane, title=title)

    def _executor(self, lane: Lane) -> ThreadPoolExecutor:
        """Return the workers of a lane, made for its first job."""
        from concurrent.futures import ThreadPoolExecutor  # noqa: PLC0415 - as above

        if lane not in self._lanes:
            self._lanes[lane] = ThreadPoolExecutor(_WORKERS[lane], thread_name_prefix=f"haversack-{lane.value}")
        return self._lanes[lane]

    def cancel_all(self) -> None:
        """Ask every task to stop."""
        for task in self.running:
            task.cancel()

    def take_no_more(self) -> None:
        """Stop every task that is started from now on, such as what the end of another one brings with it."""
        self._closed = True

    def wait_all(self) -> None:
        """Stop everything and wait until the worker threads have ended; nothing is announced any more."""
        for task in self.running:
            task.abandon()
        for executor in self._lanes.values():
            executor.shutdown(wait=True, cancel_futures=True)

    def _deliver(self, number: int, over: bool) -> None:
        task = self._tasks.get(number)
        if task is not None:
            task.deliver(at_once=over)

    def _ended(self, number: int) -> None:
        self._tasks.pop(number).deleteLater()
        if not self._tasks:
            self.idle.emit()


def _single_step(function: Callable[[], object]) -> Generator[Progress, None, object]:
    yield from ()
    return function()
