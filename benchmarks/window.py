"""How fast the window is there, how long its event loop is held up while it works, and what memory it takes.

`python -m benchmarks.window` prints, from several starts each: process start to first paint for a bare Qt window and
for Haversack's, on the clock and on the processor; what the processor has done when the parts are made, too, that
nobody sees at first; process start to an open workspace, and the memory at rest then; and the event loop's delays while
the sample library is added, and while an answer is written.
"""

from __future__ import annotations

import gc
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

ROUNDS = 5
TICK_MS = 5
PATIENCE_MS = 900_000
"""A slow machine reads the samples and answers in a few minutes."""
QUESTION = "How much oil does the bearing frame hold?"


def main() -> int:
    """Run every measurement in processes of their own; return the exit code."""
    started = {kind: [_measure(kind) for _ in range(ROUNDS)] for kind in ("bare", "ours")}
    bare, ours = (_median(started[kind], "painted") for kind in ("bare", "ours"))
    bare_cpu, ours_cpu = (_median(started[kind], "processor") for kind in ("bare", "ours"))
    opened = _median(started["ours"], "opened")
    delays = _measure("delays")
    print(f"start to first paint, bare window   {bare * 1000:6.0f} ms  (median of {ROUNDS})")
    print(f"start to first paint, Haversack     {ours * 1000:6.0f} ms  ({ours / bare:.2f} times)")
    print(f"  processor, bare and ours          {bare_cpu * 1000:6.0f} / {ours_cpu * 1000:.0f} ms")
    print(f"  ours / bare on the processor      {ours_cpu / bare_cpu:6.2f}")
    whole = _median(started["ours"], "whole")
    print(f"  with what is not seen at first    {whole * 1000:6.0f} ms on the processor ({whole / bare_cpu:.2f} times)")
    print(f"start to an open workspace          {opened * 1000:6.0f} ms")
    print(f"memory at rest, all processes       {_median(started['ours'], 'memory'):6.0f} MB")
    for work in ("adding", "answering"):
        print(f"event loop while {work:<19}{delays[work]['seconds']:6.1f} s, {delays[work]['ticks']:.0f} looks")
        print("  delay, median / 99 % / worst      {median:6.1f} / {late:.1f} / {worst:.1f} ms".format(**delays[work]))
    return 0


def _median(measured: list[dict[str, Any]], name: str) -> float:
    return float(statistics.median(each[name] for each in measured))


def _measure(kind: str) -> dict[str, Any]:
    with tempfile.TemporaryDirectory(prefix="haversack-window-") as home:
        environment = os.environ | {
            "HAVERSACK_HOME": home,
            "STARTED": repr(time.time()),
            "QT_QPA_PLATFORM": "offscreen",
        }
        command = [sys.executable, "-m", "benchmarks.window", kind]
        told = subprocess.run(command, check=True, env=environment, capture_output=True, text=True).stdout
    measured: dict[str, Any] = json.loads(told)
    return measured


def _since_start() -> float:
    return time.time() - float(os.environ["STARTED"])


def _bare() -> dict[str, float]:
    from PySide6.QtWidgets import QApplication, QMainWindow  # noqa: PLC0415 - its loading is what is measured

    qt = QApplication([])
    window = QMainWindow()
    window.show()
    qt.sendPostedEvents()
    window.grab()
    return {"painted": _since_start(), "processor": time.process_time()}


def _ours() -> dict[str, float]:
    gc.disable()  # as `ui.__main__` does
    from ui.app import Application, make_application  # noqa: PLC0415 - its loading is what is measured

    qt = make_application()
    application = Application(Path(os.environ["HAVERSACK_HOME"]))
    application.start([])
    qt.sendPostedEvents()
    application.window.grab()
    painted, processor = _since_start(), time.process_time()
    application.window.furnish()
    whole = time.process_time()
    _until(lambda: application.window.desk is not None)
    opened = _since_start()
    memory = _memory()
    application.window.close()
    application.stop()
    return {"painted": painted, "processor": processor, "whole": whole, "opened": opened, "memory": memory}


def _memory() -> float:
    """Return the resident memory of this process and its children, in MB; shared pages count once for each."""
    from psutil import Process  # noqa: PLC0415 - after the paint

    ours = Process()
    return float(sum(each.memory_info().rss for each in [ours, *ours.children(recursive=True)]) / 1e6)


def _delays() -> dict[str, dict[str, float]]:
    from ui.app import Application, make_application  # noqa: PLC0415 - with the rest of the window

    make_application()
    application = Application(Path(os.environ["HAVERSACK_HOME"]))
    window = application.window
    application.start([])
    _until(lambda: window.desk is not None and not window.jobs.running)
    desk = window.desk
    adding = _watched(lambda: desk.add_samples() if desk else None, lambda: not window.jobs.running)
    answering = _watched(lambda: desk.asking.ask(QUESTION) if desk else None, lambda: not window.jobs.running)
    window.close()
    application.stop()
    return {"adding": adding, "answering": answering}


def _watched(work: Callable[[], object], done: Callable[[], bool]) -> dict[str, float]:
    """Measure how late the event loop comes round while some work goes on, in milliseconds."""
    from PySide6.QtCore import QTimer  # noqa: PLC0415 - as above

    looks: list[float] = []
    ticking = QTimer(interval=TICK_MS)
    ticking.timeout.connect(lambda: looks.append(time.perf_counter()))
    ticking.start()
    began = time.perf_counter()
    work()
    _until(done)
    ticking.stop()
    late = sorted(max(0.0, (b - a) * 1000 - TICK_MS) for a, b in pairwise(looks))
    return {
        "seconds": time.perf_counter() - began,
        "ticks": len(looks),
        "median": statistics.median(late),
        "late": late[int(len(late) * 0.99)],
        "worst": late[-1],
    }


def _until(reached: Callable[[], bool]) -> None:
    """Let the event loop run until something holds. Raises TimeoutError when it never does."""
    from PySide6.QtCore import QEventLoop, QTimer  # noqa: PLC0415 - with the rest of the window

    loop = QEventLoop()
    looking = QTimer(interval=TICK_MS)
    looking.timeout.connect(lambda: loop.exit(0) if reached() else None)
    looking.start()
    QTimer.singleShot(PATIENCE_MS, loop, lambda: loop.exit(1))
    if loop.exec():
        raise TimeoutError


if __name__ == "__main__":
    if len(sys.argv) > 1:
        print(json.dumps({"bare": _bare, "ours": _ours, "delays": _delays}[sys.argv[1]]()))
    else:
        sys.exit(main())
