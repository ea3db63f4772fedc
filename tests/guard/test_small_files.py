from __future__ import annotations

import sys
from pathlib import Path

import pytest

from assistant.guard.small_files import holds_anything, read_small, write_small

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="read on Linux only")


def test_what_was_written_is_read(tmp_path: Path):
    write_small(f"{tmp_path}/settings", b"hosts: files\n", 0o444)
    assert read_small(f"{tmp_path}/settings") == b"hosts: files\n"
    assert (tmp_path / "settings").stat().st_mode & 0o222 == 0


def test_a_file_of_the_kernel_is_read_whole():
    assert read_small("/proc/self/status").startswith(b"Name:")
    assert read_small("/proc/self/status").endswith(b"\n")


def test_only_a_folder_with_something_in_it_holds_anything(tmp_path: Path):
    assert not holds_anything(str(tmp_path))
    assert not holds_anything(f"{tmp_path}/absent")
    (tmp_path / "socket").touch()
    assert holds_anything(str(tmp_path))
    assert not holds_anything(f"{tmp_path}/socket")
