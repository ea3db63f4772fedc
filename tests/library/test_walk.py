from __future__ import annotations

import os
import pathlib
import tracemalloc
from itertools import islice
from pathlib import Path

import pytest

from assistant.errors import Cancelled
from assistant.jobs import CancelToken
from assistant.library.adding import walk
from assistant.library.adding.walk import Walk
from assistant.library.records import FailedFile


class Heard:
    def __init__(self) -> None:
        self.failures: list[FailedFile] = []
        self.passed_over: list[str] = []

    def failed(self, failure: FailedFile) -> None:
        self.failures.append(failure)

    def ignored(self, path: str) -> None:
        self.passed_over.append(path)


@pytest.fixture
def own(tmp_path: Path) -> Path:
    folder = tmp_path / "own"
    folder.mkdir()
    return folder


def written(desk: Path, *names: str) -> list[Path]:
    files = [desk / name for name in names]
    for file in files:
        file.parent.mkdir(exist_ok=True, parents=True)
        file.write_text(file.name)
    return files


def test_files_come_in_the_order_of_the_choice_and_a_folders_by_name(desk: Path, own: Path):
    first, second, third, other = written(desk, "a.txt", "b/c.txt", "d.txt", "other/e.txt")
    way = Walk([other, desk], own, CancelToken())
    assert list(way.files()) == [other, first, second, third]
    assert way.folders == [desk]


@pytest.mark.parametrize("turned", [False, True])
def test_what_is_chosen_twice_or_inside_a_chosen_folder_comes_once(desk: Path, own: Path, turned: bool):
    one, two = written(desk, "one.txt", "inner/two.txt")
    chosen = [one, one, desk, desk / "inner", two, desk]
    found = list(Walk(chosen[::-1] if turned else chosen, own, CancelToken()).files())
    assert sorted(found) == [two, one]


def test_what_is_not_taken_is_told(desk: Path, own: Path):
    written(desk, "~$lock.docx", "good.txt")
    written(own, "kept.txt")
    os.mkfifo(desk / "pipe")
    heard = Heard()
    found = list(Walk([desk, own, desk / "pipe", desk / "gone"], own, CancelToken(), heard).files())
    assert [file.name for file in found] == ["good.txt"]
    assert [failure.code for failure in heard.failures] == ["own-folder", "not-a-file", "file-gone"]
    assert heard.passed_over == [str(desk / "~$lock.docx")]


def test_links_to_folders_are_followed_unless_they_lead_back(desk: Path, own: Path, tmp_path: Path):
    [elsewhere] = written(tmp_path / "elsewhere", "far.txt")
    (desk / "link").symlink_to(elsewhere.parent)
    (desk / "back").symlink_to(desk)
    assert list(Walk([desk], own, CancelToken()).files()) == [desk / "link" / "far.txt"]


def test_names_that_are_no_text_are_kept(desk: Path, own: Path):
    (desk / os.fsdecode(b"caf\xe9.txt")).write_text("latin")
    assert [os.fsencode(file.name) for file in Walk([desk], own, CancelToken()).files()] == [b"caf\xe9.txt"]


def test_a_stop_ends_it_at_the_next_folder(desk: Path, own: Path):
    written(desk, "a.txt", "b/c.txt")
    cancel = CancelToken()
    files = Walk([desk], own, cancel).files()
    next(files)
    cancel.cancel()
    with pytest.raises(Cancelled):
        next(files)


def test_nothing_is_kept_of_the_files_that_have_been_passed(desk: Path, own: Path):
    for number in range(2000):
        (desk / f"note {number:05}.txt").touch()
    tracemalloc.start()
    files = Walk([desk], own, CancelToken()).files()
    passed = sum(1 for _file in islice(files, 1900))
    here = [tracemalloc.Filter(True, place) for place in (walk.__file__, pathlib.__file__)]
    kept = sum(each.size for each in tracemalloc.take_snapshot().filter_traces(here).statistics("filename"))
    tracemalloc.stop()
    assert passed == 1900
    assert kept < 100_000
