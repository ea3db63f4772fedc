from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.jobs import CancelToken
from assistant.library.adding.walk import Walk

_DEPTH = 1200


@pytest.fixture
def deep(tmp_path: Path) -> Iterator[Path]:
    """A folder with others inside each other, more than Python lets functions call each other, and a file in them."""
    start, root = Path.cwd(), tmp_path / "set"
    root.mkdir()
    os.chdir(root)
    for number in range(_DEPTH):
        if number == _DEPTH - 1:
            Path("last.txt").write_text("x", encoding="utf-8")
        Path("d").mkdir()
        os.chdir("d")
    os.chdir(start)
    yield root
    os.chdir(root)
    for _ in range(_DEPTH):
        os.chdir("d")
    for _ in range(_DEPTH):  # from within: no tool removes so many at once
        os.chdir("..")
        Path("last.txt").unlink(missing_ok=True)
        Path("d").rmdir()
    os.chdir(start)


def test_files_are_found_however_deep_their_folder_lies(deep: Path, tmp_path: Path):
    (deep / "e.txt").write_text("x", encoding="utf-8")
    files = list(Walk([deep], tmp_path / "own", CancelToken()).files())
    assert [file.name for file in files] == ["last.txt", "e.txt"]


def test_a_link_to_itself_and_one_to_nowhere_are_files_whose_opening_tells_why(tmp_path: Path):
    folder = tmp_path / "set"
    folder.mkdir()
    for name, target in (("loop.txt", "loop.txt"), ("nowhere.txt", "gone.txt"), ("up", "..")):
        (folder / name).symlink_to(target)
    os.mkfifo(folder / "pipe.txt")
    files = Walk([folder], tmp_path / "own", CancelToken()).files()
    assert [file.name for file in files] == ["loop.txt", "nowhere.txt"]
