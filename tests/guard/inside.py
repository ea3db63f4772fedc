"""Runs a few lines of Python in a process of its own that gives up the network first."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent.parent
ORDINARY = 1000

_BECOME = """
os.setgroups([]); os.setresgid({user}, {user}, {user}); os.setresuid({user}, {user}, {user})
set_dumpable = 4
ctypes.CDLL(None).prctl(set_dumpable, 1, 0, 0, 0)  # changing the user took it away, and with it our own /proc/self
"""

_PROGRAM = """
import ctypes, encodings.ascii, encodings.idna, encodings.latin_1, json, os, pathlib, pwd, socket, subprocess, sys, time
from assistant.guard import isolation, namespace
result = {{}}
{become}{before}
started = time.perf_counter()
state = isolation.enter()
result["seconds"] = time.perf_counter() - started
{code}
print(json.dumps(result | {{"wall": state.wall, "sentence": state.sentence}}))
"""


@dataclass(frozen=True)
class Run:
    """What the lines told.

    Attributes:
        result: What they put into the dictionary `result`, with `wall`, `sentence` and `seconds`.
        log: What was written to standard error.
    """

    result: dict[str, Any]
    log: str


def run_inside(
    code: str,
    *,
    before: str = "",
    user: int | None = None,
    environment: Mapping[str, str] | None = None,
    patience: float = 90,
) -> Run:
    """Run `code` after `enter()`, and `before` before it, as this user or (for root) as another one."""
    done = subprocess.run(
        command(code, before=before, user=user), **_options(environment or {}), timeout=patience, check=False
    )
    assert done.returncode == 0, done.stderr
    return Run(json.loads(done.stdout.splitlines()[-1]), done.stderr)


def command(code: str, *, before: str = "", user: int | None = None) -> list[str]:
    """Return the command line that runs it."""
    become = "" if user is None else _BECOME.format(user=user)
    return [sys.executable, "-c", _PROGRAM.format(become=become, before=before, code=code)]


def _options(environment: Mapping[str, str]) -> dict[str, Any]:
    return {"capture_output": True, "text": True, "cwd": ROOT, "env": {**os.environ, **environment}}
