"""Ten thousand small files dropped on the window: how long the first adding takes, and what a second one costs.

    python -m benchmarks.many [--files N]

Prints the seconds of both, how late the window's event loop came round meanwhile, and the memory of the process at
each tenth of the time. The second adding finds nothing changed: it must embed nothing and take under a twentieth of the
first; the event loop may be 50 ms late in one of a hundred rounds.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

import psutil
from PySide6.QtCore import QEventLoop, QTimer

from assistant.jobs import CancelToken
from assistant.library.embedder import MiniLM, Vectors
from ui.app import Application, make_application
from ui.main_window import MainWindow

_MOST_SHARE = 0.05
_MOST_LATE_MS = 50
_TICK_MS = 5
_SAMPLE_MS = 500
_PARTS = ("pump", "valve", "rotor", "seal", "hose", "filter")


class CountingMiniLM(MiniLM):
    """The product's embedder, which counts what it embeds."""

    embedded = 0

    def passages(self, texts: Sequence[str], cancel: CancelToken | None = None) -> Vectors:
        """Embed as the product does."""
        CountingMiniLM.embedded += len(texts)
        return super().passages(texts, cancel)


@dataclass
class Run:
    """What one adding took.

    Attributes:
        seconds: From the drop until nothing runs any more.
        looks: When the event loop came round.
        memory: Bytes of the process, twice a second.
        embedded: Texts.
    """

    seconds: float = 0.0
    looks: list[float] = field(default_factory=list)
    memory: list[int] = field(default_factory=list)
    embedded: int = 0

    def late(self, share: float) -> float:
        """Return how late the event loop was in milliseconds, at a share of all rounds."""
        late = sorted(max(0.0, (after - before) * 1000 - _TICK_MS) for before, after in pairwise(self.looks))
        return late[int((len(late) - 1) * share)]

    def tenths(self) -> list[int]:
        """Return the memory at each tenth of the time, in MB."""
        return [self.memory[len(self.memory) * tenth // 10] >> 20 for tenth in range(10)] if self.memory else []


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
    ticking.timeout.connect(lambda: run.looks.append(time.perf_counter()))
    sampling.timeout.connect(lambda: run.memory.append(process.memory_info().rss))
    before, began = CountingMiniLM.embedded, time.perf_counter()
    ticking.start()
    sampling.start()
    window.add_paths([folder])
    until_idle(window)
    run.seconds, run.embedded = time.perf_counter() - began, CountingMiniLM.embedded - before
    return run


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
    with tempfile.TemporaryDirectory() as scratch:
        write_notes(Path(scratch) / "notes", count)
        first, second = both(Path(scratch))
    print(f"{count} files: {first.seconds:.1f} s, {count / first.seconds:.0f} files/s, {first.embedded} texts embedded")
    print(f"again: {second.seconds:.1f} s ({second.seconds / first.seconds:.1%}), {second.embedded} texts embedded")
    for name, run in (("first", first), ("again", second)):
        late = " / ".join(f"{run.late(share):.1f}" for share in (0.5, 0.99, 1.0))
        print(f"event loop late, {name}: {late} ms (median / 99 % / worst)")
    print("memory at each tenth of the time, MB: " + " ".join(map(str, first.tenths())))
    met = not second.embedded and second.seconds < _MOST_SHARE * first.seconds and first.late(0.99) < _MOST_LATE_MS
    sys.exit(0 if met else 1)


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
