from __future__ import annotations

import subprocess
import sys

import pytest

PROGRAM = """
import sys
from assistant.interrupts import Interrupted, listen
listen()
try:
    exec("import signal; signal.raise_signal(signal.{name})")
except Interrupted:
    sys.exit(3)
"""


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM"])
def test_a_stop_inside_exec_still_ends_with_the_exit_code(name: str):
    done = subprocess.run([sys.executable, "-c", PROGRAM.format(name=name)], check=False, timeout=60)
    assert done.returncode == 3
