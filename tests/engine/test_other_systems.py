"""The engine where there are neither process groups nor `/proc`: Windows' and macOS' ways, played on Linux."""

from __future__ import annotations

import os
import socket
import subprocess
import sys

import psutil
import pytest

from assistant.engine import listener

SUPERVISED = """
import sys
from assistant.engine import supervisor
supervisor._END_TREE = ("kill", "-9")
sys.platform = "win32"
sys.exit(supervisor.main(sys.argv[1:]))
"""
SLEEPER = [sys.executable, "-c", "import time; print('here', flush=True); time.sleep(60)"]


@pytest.mark.skipif(sys.platform == "win32", reason="plays Windows by what a Unix has")
def test_the_engine_ends_with_the_program_where_there_are_no_groups():
    command = [sys.executable, "-c", SUPERVISED, *SLEEPER]
    supervised = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    assert supervised.stdout is not None
    assert supervised.stdin is not None
    pid = int(supervised.stdout.readline())
    assert psutil.pid_exists(pid)
    supervised.stdin.close()
    assert supervised.wait(20) != 0
    assert not psutil.pid_exists(pid)
    supervised.stdout.close()


@pytest.mark.skipif(sys.platform == "win32", reason="plays Windows by what a Unix has")
def test_the_end_of_the_engine_is_the_end_of_its_supervisor_where_there_are_no_groups():
    command = [sys.executable, "-c", SUPERVISED, sys.executable, "-c", "raise SystemExit(7)"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL) as supervised:
        assert supervised.wait(20) == 7


def test_the_system_tells_who_listens_where_there_is_no_proc(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(sys, "platform", "darwin")
    with socket.socket() as ours:
        ours.bind(("127.0.0.1", 0))
        ours.listen()
        port = ours.getsockname()[1]
        assert listener.listens(os.getpid(), port)
        assert not listener.listens(os.getpid(), port + 1)


def test_a_process_that_is_gone_listens_to_nothing(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(sys, "platform", "darwin")
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    assert not listener.listens(gone.pid, 1)
