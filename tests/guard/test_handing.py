"""How a child gets its order and its end of a connection, in both ways; Windows' way is played by what a Unix has."""

from __future__ import annotations

import os
import socket
import subprocess
import sys

import pytest

from assistant.guard.handing import Started, inherit, share

CHILD = """
import socket, sys
from assistant.guard.handing import taken
socket.fromshare = lambda told: socket.socket(fileno=int(told))
order, connection = taken(sys.argv[1:])
connection.sendall(order["module"].encode())
connection.recv(1)
"""
COMMAND = [sys.executable, "-c", CHILD]


def told(ours: socket.socket) -> str:
    ours.settimeout(20)
    return ours.recv(100).decode()


def test_a_child_inherits_its_end_and_ends_with_it():
    ours, theirs = socket.socketpair()
    started = inherit(COMMAND, {"module": "reader"}, theirs)
    assert told(ours) == "reader"
    assert ended(started, ours) == 0


@pytest.mark.skipif(sys.platform == "win32", reason="plays Windows")
def test_a_child_is_told_its_end_when_it_runs_and_ends_when_nobody_holds_its_input(monkeypatch: pytest.MonkeyPatch):
    ours, theirs = socket.socketpair()
    kept = os.dup(theirs.fileno())
    monkeypatch.setattr(socket.socket, "share", lambda _socket, _pid: str(kept).encode(), raising=False)
    started = share(COMMAND, {"module": "reader"}, theirs, pass_fds=(kept,))
    os.close(kept)
    assert told(ours) == "reader"
    started.lifeline.close()
    assert started.process.wait(20) == 1
    ours.close()


def ended(started: Started, ours: socket.socket) -> int:
    ours.close()
    started.lifeline.close()
    try:
        return started.process.wait(20)
    except subprocess.TimeoutExpired:
        started.process.kill()
        raise
