from __future__ import annotations

import json
import subprocess
import sys

import pytest

from assistant.guard.memory import Secret

LOOK = """
import ctypes, json, resource
from assistant.guard.memory import forbid_dumps
forbid_dumps()
print(json.dumps([resource.getrlimit(resource.RLIMIT_CORE), ctypes.CDLL(None).prctl(3, 0, 0, 0, 0)]))
"""


def test_a_secret_is_overwritten_where_it_stands():
    given = bytearray(b"herons")
    secret = Secret(given)
    place = memoryview(secret.data)
    assert bytes(given) == bytes(6)
    assert bytes(place) == b"herons"
    secret.wipe()
    assert bytes(place) == bytes(6)


def test_a_secret_is_gone_after_its_block():
    with Secret(b"herons") as secret:
        assert secret.data == b"herons"
    assert secret.data == bytes(6)
    assert "herons" not in repr(Secret(b"herons"))


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no such flag")
def test_a_process_that_forbids_dumps_writes_none_and_is_closed_to_others():
    done = subprocess.run([sys.executable, "-c", LOOK], capture_output=True, text=True, check=True)
    assert json.loads(done.stdout) == [[0, 0], 0]
