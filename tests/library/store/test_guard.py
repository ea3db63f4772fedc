from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from assistant.errors import WorldError
from assistant.library.store.guard import OpenerLock

HOLDER = """
import pathlib, sys
from assistant.library.store.guard import OpenerLock
lock = OpenerLock(pathlib.Path(sys.argv[1]))
print("held", flush=True)
sys.stdin.read()
"""


def test_a_second_opener_is_refused_until_the_first_lets_go(tmp_path: Path):
    first = OpenerLock(tmp_path)
    with pytest.raises(WorldError) as caught:
        OpenerLock(tmp_path)
    assert caught.value.code == "library-in-use"
    first.release()
    OpenerLock(tmp_path).release()


def test_the_lock_goes_with_a_process_that_is_killed(tmp_path: Path):
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, tmp_path], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"held\n"
        with pytest.raises(WorldError):
            OpenerLock(tmp_path)
        process.kill()
    OpenerLock(tmp_path).release()
