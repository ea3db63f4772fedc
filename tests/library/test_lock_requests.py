from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest

from assistant.errors import Cancelled
from assistant.jobs import CancelToken
from assistant.library.lock_requests import LockRequests, is_free
from assistant.library.records import LibraryInfo
from assistant.library.store.guard import OpenerLock


@pytest.fixture
def info(tmp_path: Path) -> LibraryInfo:
    (tmp_path / "papers").mkdir()
    return LibraryInfo("papers", "Papers", tmp_path / "papers", sealed=True)


def test_nobody_is_asked_where_nobody_has_it_open(tmp_path: Path, info: LibraryInfo):
    assert LockRequests(tmp_path / "requests").ask(info, CancelToken())
    assert not (tmp_path / "requests").exists()


def test_who_has_it_open_hears_the_request_and_answers_by_closing_it(tmp_path: Path, info: LibraryInfo):
    requests, heard, listening = LockRequests(tmp_path / "requests"), CancelToken(), threading.Event()
    lock, wanted = OpenerLock(info.folder), []

    def holder() -> None:
        job = requests.watch(heard)
        listening.set()
        next(job)
        wanted.append(requests.wanted())
        lock.release()
        job.close()

    thread = threading.Thread(target=holder)
    thread.start()
    listening.wait()
    assert requests.ask(info, CancelToken())
    thread.join()
    assert wanted == [{"papers"}]
    assert requests.wanted() == set()


def test_what_a_killed_command_has_left_behind_is_no_request(tmp_path: Path):
    requests = LockRequests(tmp_path / "requests")
    left = requests.folder() / "papers"
    left.touch()
    assert requests.wanted() == {"papers"}
    os.utime(left, (0, 0))
    assert requests.wanted() == set()


def test_who_does_not_answer_is_told_of(tmp_path: Path, info: LibraryInfo):
    lock = OpenerLock(info.folder)
    assert not LockRequests(tmp_path / "requests").ask(info, CancelToken(), patience=0.2)
    assert not is_free(info)
    lock.release()
    assert is_free(info)


def test_waiting_for_others_can_be_stopped(tmp_path: Path, info: LibraryInfo):
    lock, cancel = OpenerLock(info.folder), CancelToken()
    cancel.cancel()
    with pytest.raises(Cancelled):
        LockRequests(tmp_path / "requests").ask(info, cancel)
    assert list((tmp_path / "requests").iterdir()) == []
    lock.release()


def test_listening_ends_when_it_is_stopped(tmp_path: Path):
    cancel = CancelToken()
    job = LockRequests(tmp_path / "requests").watch(cancel)
    threading.Timer(0.2, cancel.cancel).start()
    with pytest.raises(Cancelled):
        next(job)
