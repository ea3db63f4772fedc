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

PATIENCE = 3.0
"""Seconds that Ollama has to end by itself before its whole group is killed."""


def main(command: list[str]) -> int:
    """Run `command` until it ends or standard input does; return its exit code."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    scratch = tempfile.mkdtemp(prefix="haversack-engine-")
    try:
        return _run(command, os.environ | {"HOME": scratch, "TMPDIR": scratch})
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def _run(command: list[str], environment: dict[str, str]) -> int:
    ended, woken = os.pipe()
    os.set_blocking(woken, False)
    signal.set_wakeup_fd(woken)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    child = subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=sys.stderr, start_new_session=True, env=environment,
        preexec_fn=_end_with_supervisor,  # noqa: PLW1509 - there is one thread only
    )  # fmt: skip
    try:
        sys.stdout.write(f"{child.pid}\n")
        sys.stdout.flush()
        _wait_for_either(sys.stdin.fileno(), ended)
    finally:
        _end(child, ended)
    return child.wait()


def _end_with_supervisor() -> None:
    """Undo the ignored signals and, on Linux, let even a killed supervisor take Ollama along."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_DFL)
    if sys.platform == "linux":
        import ctypes  # noqa: PLC0415 - only where it is used, to start fast

        set_parent_death_signal = 1
        ctypes.CDLL(None).prctl(set_parent_death_signal, signal.SIGTERM)


def _wait_for_either(pipe: int, ended: int) -> None:
    """Wait for the end of the program (end-of-file) or of Ollama (a wake-up by SIGCHLD)."""
    while True:
        ready, _, _ = select.select([pipe, ended], [], [])
        if ended in ready or not os.read(pipe, 4096):
            return


def _end(child: subprocess.Popen[bytes], ended: int) -> None:
    """Ask Ollama to end, then kill its group before it is reaped, so that the group's number is still its own."""
    os.kill(child.pid, signal.SIGTERM)
    select.select([ended], [], [], PATIENCE)
    os.killpg(child.pid, signal.SIGKILL)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
