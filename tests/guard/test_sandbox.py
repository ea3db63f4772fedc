from __future__ import annotations

import ctypes
import os
import signal
import socket
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from assistant.guard.limits import Limits
from assistant.guard.sandbox import Child, Launcher

TESTS = str(Path(__file__).parent.parent)
LAUNCHER = Launcher(Limits(readable=(TESTS,)))
LINUX_ONLY = pytest.mark.skipif(sys.platform != "linux", reason="the kernel's own means are Linux's")


@pytest.fixture
def child() -> Iterator[Child]:
    started = LAUNCHER.launch("tests.guard.escapes")
    yield started
    started.close()


def came_of(child: Child, attempt: str, argument: object = "") -> str:
    child.channel.wait_at_most(30)
    child.channel.send({"try": attempt, "argument": str(argument)})
    frame = child.channel.receive()
    assert frame is not None, f"the child died of: {attempt}"
    return str(frame.header["came"])


@LINUX_ONLY
def test_a_connection_is_refused(child: Child):
    with socket.create_server(("127.0.0.1", 0)) as server:
        assert came_of(child, "connect", server.getsockname()[1]).startswith("refused")


@LINUX_ONLY
def test_a_file_of_the_user_cannot_be_read(child: Child, own_home: Path):
    canary = own_home / "canary.txt"
    canary.write_text("sing")
    assert came_of(child, "read", canary).startswith("refused")
    assert came_of(child, "read", "/etc/passwd").startswith("refused")


@LINUX_ONLY
def test_nothing_outside_the_private_folder_can_be_written(child: Child, own_home: Path):
    assert came_of(child, "write", own_home / "left.txt").startswith("refused")
    assert not (own_home / "left.txt").exists()


@LINUX_ONLY
def test_no_program_can_be_run(child: Child):
    assert came_of(child, "run", sys.executable).startswith("refused")


@LINUX_ONLY
def test_no_process_can_be_made(child: Child):
    assert came_of(child, "fork").startswith("refused")


@LINUX_ONLY
@pytest.mark.usefixtures("kernel_wall")
def test_memory_that_other_programs_share_cannot_be_found(child: Child):
    key, make, remove = 0x48617665, 0o1000 | 0o600, 0
    libc = ctypes.CDLL(None)
    segment = libc.shmget(key, 4096, make)
    try:
        assert segment >= 0
        assert came_of(child, "shared memory", key).startswith("refused")
    finally:
        libc.shmctl(segment, remove, None)


def test_the_private_folder_can_be_written_and_is_removed_at_the_end(child: Child):
    folder = Path(came_of(child, "folder").removeprefix("done: "))
    assert came_of(child, "write", folder / "scratch.txt") == "done: 1"
    child.close()
    assert not folder.exists()


def test_memory_is_bounded():
    small = Launcher(Limits(memory=400_000_000, readable=(TESTS,))).launch("tests.guard.escapes")
    try:
        assert came_of(small, "allocate", 10_000_000) == "done: 10000000"
        assert came_of(small, "allocate", 900_000_000) == "refused: memory"
    finally:
        small.close()


def test_there_is_no_core_dump(child: Child):
    assert came_of(child, "core") == "done: (0, 0)"


def test_the_environment_tells_nothing_of_the_user(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("SECRET_TOKEN", "hush")
    other = LAUNCHER.launch("tests.guard.escapes")
    try:
        assert "SECRET_TOKEN" not in came_of(other, "names")
        assert "PROXY" not in came_of(other, "names").upper()
    finally:
        other.close()


def test_a_dead_child_is_a_hang_up_and_its_signal_is_known(child: Child):
    child.channel.send({"try": "die"})
    assert child.channel.receive() is None
    assert child.ended() == -signal.SIGABRT


def test_closing_ends_a_child_that_hangs(child: Child):
    child.channel.send({"try": "hang"})
    process = psutil.Process(child.pid)
    child.close()
    assert not process.is_running()


def test_a_child_ends_when_its_parent_is_killed():
    program = textwrap.dedent("""
        import sys
        from tests.guard.test_sandbox import LAUNCHER
        child = LAUNCHER.launch("tests.guard.escapes")
        child.channel.send({"try": "pid"})
        child.channel.receive()
        child.channel.send({"try": "hang"})
        print(child.pid, flush=True)
        sys.stdin.read()
    """)
    with subprocess.Popen(
        [sys.executable, "-c", program],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(TESTS).parent,
    ) as parent:
        assert parent.stdout is not None
        child = psutil.Process(int(parent.stdout.readline()))
        os.kill(parent.pid, signal.SIGKILL)
        parent.wait()
        child.wait(timeout=10)
    assert not child.is_running()
