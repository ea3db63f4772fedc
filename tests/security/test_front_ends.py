"""Both front ends give up the network before anything else: an import too early would start a thread and forbid it."""

from __future__ import annotations

import ast
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.commands import haversack

ROOT = Path(__file__).resolve().parent.parent.parent

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="namespaces are Linux's")


@pytest.mark.usefixtures("kernel_wall")
def test_the_command_line_is_inside_and_says_so(tmp_path: Path):
    done = haversack("status", "--json", home=tmp_path)
    assert done.json["network"] == {"wall": "kernel", "sentence": "No network: the kernel gives this program none."}


@pytest.mark.usefixtures("kernel_wall")
def test_the_window_is_inside(tmp_path: Path):
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen", "HAVERSACK_HOME": str(tmp_path)}
    with subprocess.Popen([sys.executable, "-m", "ui"], env=environment, cwd=ROOT) as window:
        deadline = time.monotonic() + 60
        while _interfaces(window.pid) != ["lo"] and time.monotonic() < deadline:
            assert window.poll() is None, "the window ended by itself"
        inside = _interfaces(window.pid)
        window.send_signal(signal.SIGTERM)
        window.wait(60)
    assert inside == ["lo"]


@pytest.mark.parametrize("start", ["assistant/__main__.py", "ui/__main__.py"])
def test_a_front_end_loads_nothing_before_the_network_is_given_up(start: str):
    body = ast.parse((ROOT / start).read_text(encoding="utf-8")).body
    imported = {node.module or "" for node in body if isinstance(node, ast.ImportFrom)}
    imported |= {alias.name for node in body if isinstance(node, ast.Import) for alias in node.names}
    ours = {"assistant.guard.isolation", "assistant.interrupts", "assistant.roles"}
    assert imported <= {"__future__", "gc", "sys", "typing"} | ours


def _interfaces(pid: int) -> list[str]:
    lines = Path(f"/proc/{pid}/net/dev").read_text(encoding="ascii").splitlines()[2:]
    return [line.split(":")[0].strip() for line in lines]
