from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from assistant.errors import WorldError
from assistant.guard import in_memory
from assistant.guard.disk_encryption import mounted_at
from assistant.guard.in_memory import new_memory_folder, sweep


def test_a_folder_lies_in_memory_and_is_the_users_alone():
    folder = new_memory_folder()
    try:
        assert mounted_at(folder)[0] in {"tmpfs", "ramfs"}
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    finally:
        folder.rmdir()


def test_folders_of_processes_that_are_gone_are_removed(tmp_path: Path):
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    left, ours, other = (tmp_path / f"haversack-{name}-x" for name in (ended.pid, os.getpid(), "notes"))
    for folder in (left, ours, other):
        folder.mkdir()
        (folder / "text").write_text("words", encoding="utf-8")
    sweep(tmp_path)
    assert sorted(tmp_path.iterdir()) == sorted([ours, other])


def test_a_system_without_such_a_folder_is_told(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(in_memory, "mounted_at", lambda _place: ("ext4", "/dev/sda1"))
    with pytest.raises(WorldError) as refused:
        new_memory_folder()
    assert refused.value.code == "no-memory-folder"
