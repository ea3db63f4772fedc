"""Ten thousand small files dropped on the window: how long the first adding takes, and what a second one costs.

    python -m benchmarks.many [--files N]

Prints the seconds of both, how late the window's event loop came round meanwhile beside a process that only sleeps and
wakes, and the memory of the window's process at each tenth of the time; that of its children, among them the index of
vectors, by itself. The second adding finds nothing changed: it must embed nothing and take under a twentieth of the
first; the event loop may be 50 ms late in one of a hundred rounds; from the second tenth on, when all is loaded, memory
may grow by 2 kB a file.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from array import array
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path

import psutil
from PySide6.QtCore import QEventLoop, QTimer

from assistant.jobs import CancelToken
from assistant.library.embedder import MiniLM, Vectors
from ui.app import Application, make_application
from ui.main_window import MainWindow

_MOST_SHARE = 0.05
_MOST_LATE_MS = 50
_MOST_GROWTH = 2000
_TICK_MS = 5
_LATEST_MS = 10_000
_SAMPLE_MS = 500
_PARTS = ("pump", "valve", "rotor", "seal", "hose", "filter")


class CountingMiniLM(MiniLM):
    """The product's embedder, which counts what it embeds."""

    embedded = 0

    def passages(self, texts: Sequence[str], cancel: CancelToken | None = None) -> Vectors:
        """Embed as the product does."""
        CountingMiniLM.embedded += len(texts)
        return super().passages(texts, cancel)


class Rounds:
    """How late rounds of 5 ms came, counted by tenths of a millisecond: a list of them would grow with the time."""

    def __init__(self) -> None:
        self._counts = array("q", bytes(8 * 10 * _LATEST_MS))
        self._last = time.perf_counter()

    def come(self) -> None:
        """Count a round that has come."""
        now = time.perf_counter()
        late = max(0.0, (now - self._last) * 1000 - _TICK_MS)
        self._counts[min(int(late * 10), len(self._counts) - 1)] += 1
        self._last = now

    def late(self, share: float) -> float:
        """Return how late the round at a share of all was, in milliseconds."""
        left = int((sum(self._counts) - 1) * share)
        for tenths, count in enumerate(self._counts):
            left -= count
            if left < 0:
                return tenths / 10
        return float(_LATEST_MS)

    def __str__(self) -> str:
        return " / ".join(f"{self.late(share):.1f}" for share in (0.5, 0.99, 1.0)) + " ms (median / 99 % / worst)"


@dataclass
class Run:
    """What one adding took.

    Attributes:
        seconds: From the drop until nothing runs any more.
        rounds: Of the event loop.
        memory: Bytes of the process, twice a second.
        children: Megabytes of each child process at the end, by what it is.
        embedded: Texts.
    """

    seconds: float = 0.0
    rounds: Rounds = field(default_factory=Rounds)
    memory: array[int] = field(default_factory=lambda: array("q"))
    children: dict[str, int] = field(default_factory=dict)
    embedded: int = 0

    def tenths(self) -> list[int]:
        """Return the memory at each tenth of the time and at the end, in bytes."""
        return [self.memory[(len(self.memory) - 1) * tenth // 10] for tenth in range(11)] if self.memory else []

    def growth(self, files: int) -> float:
        """Return by how many bytes a file the memory grew from the second tenth of the time to the end."""
        tenths = self.tenths()
        return (tenths[-1] - tenths[2]) / (0.8 * files) if tenths else 0.0


def write_notes(folder: Path, count: int) -> None:
    """Write small notes, each different."""
    folder.mkdir()
    for number in range(count):
        part = _PARTS[number % len(_PARTS)]
        (folder / f"note {number:05}.txt").write_text(f"Note {number}: the {part} of unit {number // 7} was checked.\n")


def timed_add(window: MainWindow, folder: Path) -> Run:
    """Drop a folder and wait until it is read."""
    run, process = Run(), psutil.Process()
    ticking, sampling = QTimer(interval=_TICK_MS), QTimer(interval=_SAMPLE_MS)
    ticking.timeout.connect(run.rounds.come)
    sampling.timeout.connect(lambda: run.memory.append(process.memory_info().rss))
    before, began = CountingMiniLM.embedded, time.perf_counter()
    ticking.start()
    sampling.start()
    window.add_paths([folder])
    until_idle(window)
    run.seconds, run.embedded = time.perf_counter() - began, CountingMiniLM.embedded - before
    run.children = {_role(child): child.memory_info().rss >> 20 for child in process.children(recursive=True)}
    return run


def _role(child: psutil.Process) -> str:
    """Return what a child process is: the last word of its module's name."""
    words = [word for word in child.cmdline() if word.startswith("assistant.")]
    return words[-1].rpartition(".")[2] if words else child.name()


def until_idle(window: MainWindow) -> None:
    """Let the event loop run until the window is open and nothing runs."""
    loop, looking = QEventLoop(), QTimer(interval=_TICK_MS)
    looking.timeout.connect(lambda: loop.quit() if window.desk is not None and not window.jobs.running else None)
    looking.start()
    loop.exec()


def main() -> None:
    """Print the figures; the exit status is 1 where one is not met."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=10_000)
    count = parser.parse_args().files
    with tempfile.TemporaryDirectory() as scratch, sleeper() as asleep:
        write_notes(Path(scratch) / "notes", count)
        first, second = both(Path(scratch))
        asleep.send(None)
        print(f"a process that only sleeps late: {asleep.recv()}")
    print(f"{count} files: {first.seconds:.1f} s, {count / first.seconds:.0f} files/s, {first.embedded} texts embedded")
    print(f"again: {second.seconds:.1f} s ({second.seconds / first.seconds:.1%}), {second.embedded} texts embedded")
    for name, run in (("first", first), ("again", second)):
        print(f"event loop late, {name}: {run.rounds}")
    print("memory at each tenth of the time, MB: " + " ".join(str(size >> 20) for size in first.tenths()))
    print(f"growth from the second tenth on: {first.growth(count):.0f} bytes a file")
    print("children at the end, MB: " + ", ".join(f"{role} {size}" for role, size in first.children.items()))
    sys.exit(0 if is_met(first, second, count) else 1)


def is_met(first: Run, second: Run, count: int) -> bool:
    """Whether both addings are as they should be."""
    idle = not second.embedded and second.seconds < _MOST_SHARE * first.seconds
    return idle and first.rounds.late(0.99) < _MOST_LATE_MS and first.growth(count) < _MOST_GROWTH


@contextmanager
def sleeper() -> Iterator[Connection]:
    """Run a process that sleeps and wakes in rounds, and tells how late it was once it is sent something."""
    context = get_context("spawn")
    here, there = context.Pipe()
    process = context.Process(target=sleep_in_rounds, args=(there,), daemon=True)
    process.start()
    try:
        yield here
    finally:
        process.kill()
        process.join()


def sleep_in_rounds(end: Connection) -> None:
    """Count how late a sleep of a round ends, which is the machine's own share in what the window shows."""
    rounds = Rounds()
    while not end.poll(_TICK_MS / 1000):
        rounds.come()
    end.send(str(rounds))


def both(scratch: Path) -> tuple[Run, Run]:
    """Add the notes twice in a window of its own."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    make_application()
    application = Application(scratch / "home")
    application.start([])
    until_idle(application.window)
    runs = (timed_add(application.window, scratch / "notes"), timed_add(application.window, scratch / "notes"))
    application.window.close()
    application.stop()
    return runs


if __name__ == "__main__":
    import assistant.workspace.shelf

    setattr(assistant.workspace.shelf, "MiniLM", CountingMiniLM)  # noqa: B010 - what it counts is the product's own
    main()
