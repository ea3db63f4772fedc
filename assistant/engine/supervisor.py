"""The small process between the program and Ollama: when the program ends, however it ends, Ollama ends.

Run as a script, `supervisor.py PROGRAM ARGUMENT…`, with the standard library only, so that it starts in milliseconds.
Its standard input is a pipe whose other end the program holds; end-of-file means that the program is gone. (A
parent-death signal would not do: it follows the thread that forked, and does not reach Ollama's runners.)
Ollama gets a group of its own, a home of its own that is deleted at the end, and the supervisor's standard error
as its log. The supervisor writes Ollama's process id as one line to its standard output.
"""

from __future__ import annotations

import os
import select
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time

PATIENCE = 3.0
"""Seconds that Ollama has to end by itself before its whole group is killed."""

_POLITE = [getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)]
_PLACES = ("USERPROFILE", "LOCALAPPDATA", "TEMP", "TMP") if sys.platform == "win32" else ("HOME", "TMPDIR")
"""By which names a program finds where it may write."""
_END_TREE = ("taskkill", "/F", "/T", "/PID")
"""What ends a process on Windows with all that it has started."""


def main(command: list[str]) -> int:
    """Run `command` until it ends or standard input does; return its exit code."""
    for number in _POLITE:
        signal.signal(number, signal.SIG_IGN)
    scratch = tempfile.mkdtemp(prefix="haversack-engine-")
    run = _run_tree if sys.platform == "win32" else _run
    try:
        return run(command, os.environ | dict.fromkeys(_PLACES, scratch))
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def _run(command: list[str], environment: dict[str, str]) -> int:
    woken, wakes = os.pipe()
    os.set_blocking(wakes, False)
    signal.set_wakeup_fd(wakes)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    child = subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=sys.stderr, start_new_session=True, env=environment,
        preexec_fn=_end_with_supervisor,  # noqa: PLW1509 - there is one thread only
    )  # fmt: skip
    try:
        sys.stdout.write(f"{child.pid}\n")
        sys.stdout.flush()
        _wait_for_either(sys.stdin.fileno(), woken, child.pid)
    finally:
        _end(child, woken)
    return child.wait()


def _run_tree(command: list[str], environment: dict[str, str]) -> int:
    """Run Ollama where there are neither groups of processes nor signals: on Windows."""
    child = subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=sys.stderr, env=environment,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )  # fmt: skip
    sys.stdout.write(f"{child.pid}\n")
    sys.stdout.flush()
    threading.Thread(target=_end_tree_with_input, args=(child.pid,), daemon=True).start()
    return child.wait()


def _end_tree_with_input(pid: int) -> None:
    """Wait until the program is gone, then end Ollama and its runners."""
    while os.read(sys.stdin.fileno(), 1):  # not through a buffer, whose lock the end of the interpreter waits for
        continue
    subprocess.run([*_END_TREE, str(pid)], check=False, capture_output=True)


def _end_with_supervisor() -> None:
    """Undo the ignored signals and, on Linux, let even a killed supervisor take Ollama along."""
    for number in _POLITE:
        signal.signal(number, signal.SIG_DFL)
    if sys.platform == "linux":
        import ctypes  # noqa: PLC0415 - only where it is used, to start fast

        set_parent_death_signal = 1
        ctypes.CDLL(None).prctl(set_parent_death_signal, signal.SIGTERM)


def _wait_for_either(pipe: int, woken: int, pid: int) -> None:
    """Wait for the end of the program (end-of-file) or of Ollama (SIGCHLD wakes, also when it was only paused)."""
    while not _has_ended(pid):
        ready, _, _ = select.select([pipe, woken], [], [])
        if woken in ready:
            os.read(woken, 4096)
        if pipe in ready and not os.read(pipe, 4096):
            return


def _has_ended(pid: int) -> bool:
    """Whether a child has ended; it is not reaped, so that its number stays its own."""
    return os.waitid(os.P_PID, pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None


def _end(child: subprocess.Popen[bytes], woken: int) -> None:
    """Ask Ollama to end, then kill its group before it is reaped, so that the group's number is still its own."""
    os.kill(child.pid, signal.SIGTERM)
    deadline = time.monotonic() + PATIENCE
    while not _has_ended(child.pid) and time.monotonic() < deadline:
        ready, _, _ = select.select([woken], [], [], max(0.0, deadline - time.monotonic()))
        if ready:
            os.read(woken, 4096)
    os.killpg(child.pid, signal.SIGKILL)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
