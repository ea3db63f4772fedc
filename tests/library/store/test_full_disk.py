"""A disk that is full to the last byte: a small one of its own, in memory, that a child mounts for itself."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from sqlcipher3 import dbapi2

from assistant.library.store.failures import world_error

ROOT = Path(__file__).parents[3]
CHILD = """
import json, os, sys
from pathlib import Path
from types import SimpleNamespace
from assistant.errors import WorldError
from assistant.guard.policy import Policy
from assistant.workspace import Workspace

disk = Path(sys.argv[1])

def told():
    with Workspace(disk / "home", Policy()) as workspace:
        try:
            return workspace.library().coverage().documents
        except WorldError as error:
            return [error.code, error.message]

told()
filler = os.open(disk / "filler", os.O_CREAT | os.O_WRONLY)
try:
    while os.write(filler, bytes(4096)):
        pass
except OSError:
    full = told()
os.close(filler)
os.unlink(disk / "filler")
print(json.dumps([full, told()]))
"""


def mounted(folder: Path, *command: str) -> subprocess.CompletedProcess[str]:
    shell = 'mount -t tmpfs -o size=4m none "$0" && exec "$@"'
    whole = ["unshare", "--user", "--map-root-user", "--mount", "sh", "-c", shell, str(folder), *command]
    return subprocess.run(whole, cwd=ROOT, capture_output=True, text=True, check=False)


@pytest.mark.skipif(sys.platform != "linux", reason="mounts of one's own are Linux's")
def test_a_library_on_a_full_disk_is_refused_with_its_disk_and_opens_when_there_is_room(tmp_path: Path):
    if mounted(tmp_path, "true").returncode:
        pytest.skip("this machine lets nobody mount a disk of their own")
    run = mounted(tmp_path, sys.executable, "-c", CHILD, str(tmp_path))
    assert run.returncode == 0, run.stderr
    (code, sentence), afterwards = json.loads(run.stdout)
    assert code == "disk-full"
    assert sentence.startswith(f"The disk at “{tmp_path}” is full: make room, then try again.")
    assert afterwards == 0


@pytest.mark.parametrize(("free", "code"), [(0, "disk-full"), (1 << 30, "disk-fault")])
def test_a_fault_of_the_disk_is_a_full_one_where_it_has_no_room(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, free: int, code: str
):
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: SimpleNamespace(free=free))
    error = dbapi2.OperationalError("disk I/O error")
    error.sqlite_errorname = "SQLITE_IOERR_SHMSIZE"
    told = world_error(error, tmp_path / "library.db")
    assert told is not None
    assert told.code == code
