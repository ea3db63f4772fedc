from __future__ import annotations

import threading
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from assistant.documents.reader import Reader
from assistant.errors import Cancelled, WorldError
from assistant.guard.sandbox import Launcher
from assistant.jobs import CancelToken, Job, finish
from assistant.library.adding.claims import Claims
from assistant.library.adding.side_by_side import side_by_side
from assistant.library.ingest import Adding, add
from assistant.library.library import Library
from assistant.library.records import AddReport
from tests.library.work import found_by_words

WAIT = 20


class WatchedReader(Reader):
    """A real reader that a test may hold up, or whose child it may kill, at the start of a file."""

    def __init__(self, before: Any) -> None:
        super().__init__(Launcher())
        self._before = before
        self.names: list[str] = []

    def read(
        self, path: Any, cancel: CancelToken, password: str | None = None, *, glanced: bool = False
    ) -> Iterator[Any]:
        self.names.append(path.name)
        self._before(self, path.name)
        return super().read(path, cancel, password, glanced=glanced)

    def crash(self) -> None:
        """Let the child be gone when it is asked next."""
        self._running_child().kill()


@pytest.fixture
def pair() -> Iterator[list[WatchedReader]]:
    readers = [WatchedReader(lambda *_: None) for _ in range(2)]
    yield readers
    for reader in readers:
        reader.close()


def added(library: Library, readers: list[WatchedReader], *paths: Path) -> AddReport:
    return finish(add(library, paths, readers, CancelToken()))


def stop_when_one_is_ready(job: Job[AddReport], cancel: CancelToken) -> None:
    for step in job:
        if isinstance(step, Adding) and step.ready:
            cancel.cancel()


def notes(desk: Path, count: int) -> None:
    for number in range(count):
        (desk / f"note {number}.txt").write_text(f"marker{number} was written here.")


def test_two_readers_read_at_the_same_time(library: Library, desk: Path, pair: list[WatchedReader]):
    notes(desk, 6)
    together = threading.Barrier(2)
    for reader in pair:
        reader._before = lambda *_: together.wait(WAIT)
    report = added(library, pair, desk)
    assert (len(report.added), report.failed) == (6, ())
    assert [len(reader.names) for reader in pair] == [3, 3]
    assert all(len(found_by_words(library, f"marker{number}")) == 1 for number in range(6))
    assert {record.status for record in library.documents()} == {"indexed"}


def test_progress_names_a_file_being_read_and_what_waits(library: Library, desk: Path, pair: list[WatchedReader]):
    notes(desk, 6)
    together = threading.Barrier(2)
    for reader in pair:
        reader._before = lambda *_: together.wait(WAIT)
    steps = [step for step in add(library, [desk], pair, CancelToken()) if isinstance(step, Adding)]
    assert {step.subject for step in steps} <= {str(path) for path in desk.iterdir()}
    assert steps[0].waiting == len(steps[0].next_files)
    assert all(str(desk / "note 5.txt") == step.next_files[-1] for step in steps if step.next_files)
    assert (steps[-1].next_files, steps[-1].waiting) == ((), 0)


def test_a_reader_that_crashes_costs_one_file(library: Library, desk: Path, pair: list[WatchedReader]):
    def crash(reader: WatchedReader, name: str) -> None:
        if name == "note 2.txt":
            reader.crash()

    notes(desk, 6)
    for reader in pair:
        reader._before = crash
    report = added(library, pair, desk)
    assert [(Path(each.path).name, each.code) for each in report.failed] == [("note 2.txt", "reader-crashed")]
    assert len(report.added) == 5
    assert sum(reader.names.count("note 2.txt") for reader in pair) == 2
    again = added(library, pair, desk)
    assert (again.failed, len(again.unchanged)) == (report.failed, 5)
    assert sum(reader.names.count("note 2.txt") for reader in pair) == 2


@pytest.mark.parametrize("code", ["damaged-file", "out-of-memory", "reader-crashed"])
def test_what_a_reader_fails_on_once_is_read_by_a_fresh_one(
    library: Library, desk: Path, pair: list[WatchedReader], code: str
):
    children: list[object] = []

    def fail_at_first(reader: WatchedReader, name: str) -> None:
        if name == "note 3.txt":
            children.append(reader._child)
            if len(children) == 1:
                raise WorldError(code, "It failed.")

    notes(desk, 4)
    for reader in pair:
        reader._before = fail_at_first
    report = added(library, pair, desk)
    assert (len(report.added), report.failed) == (4, ())
    assert children[1] is None


def test_a_document_inside_another_one_is_read_by_a_fresh_reader_too(
    library: Library, desk: Path, pair: list[WatchedReader]
):
    tried: list[str] = []

    def fail_at_first(_reader: WatchedReader, name: str) -> None:
        tried.append(name)
        if name == "inner.txt" and tried.count(name) == 1:
            raise WorldError("reader-crashed", "It failed.")

    with zipfile.ZipFile(desk / "outer.zip", "w") as archive:
        archive.writestr("inner.txt", "marker inside")
    for reader in pair:
        reader._before = fail_at_first
    assert added(library, pair, desk).failed == ()
    assert found_by_words(library, "inside") == ["marker inside"]


def test_one_content_under_many_paths_is_read_once(library: Library, desk: Path, pair: list[WatchedReader]):
    for number in range(8):
        (desk / f"copy {number}.txt").write_text("Always the same words.")
    report = added(library, pair, desk)
    assert (len(report.added), len(report.unchanged)) == (1, 7)
    [record] = library.documents()
    assert len(record.paths) == 8


def test_contents_that_change_places_are_both_kept(library: Library, desk: Path, pair: list[WatchedReader]):
    names = [desk / f"{number}.txt" for number in range(6)]
    for number, name in enumerate(names):
        name.write_text(f"marker{number} " * 50)
    added(library, pair, desk)
    for number, name in enumerate(names):
        name.write_text(f"marker{5 - number} " * 50)
    assert added(library, pair, desk).failed == ()
    records = library.documents()
    assert len(records) == 6
    assert all(library.original(record.sha256).stat().st_size for record in records)
    assert all(found_by_words(library, f"marker{number}") for number in range(6))


def test_stopping_ends_all_readers(library: Library, desk: Path, pair: list[WatchedReader]):
    notes(desk, 30)
    cancel = CancelToken()
    job = add(library, [desk], pair, cancel)
    with pytest.raises(Cancelled):
        stop_when_one_is_ready(job, cancel)
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("adding")]
    assert len(added(library, pair, desk).added) + len(library.documents()) >= 30


def test_the_fault_of_one_work_stops_the_others_and_is_raised():
    stop, waiting = CancelToken(), threading.Event()

    def wait() -> None:
        waiting.set()
        assert stop.wait(WAIT)
        stop.check()

    def fail() -> None:
        assert waiting.wait(WAIT)
        raise WorldError("disk-full", "The disk is full.")

    with pytest.raises(WorldError) as caught:
        side_by_side([wait, fail], stop, "test")
    assert caught.value.code == "disk-full"


def test_waiting_for_a_content_that_another_reader_holds_ends_with_the_stop():
    stop = CancelToken()
    claims = Claims(stop)
    with claims.holding("a"):
        stop.cancel()
        with claims.holding("b"):
            pass
        with pytest.raises(Cancelled), claims.holding("b", "a"):
            pytest.fail("two hold the same content")
