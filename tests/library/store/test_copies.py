from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from assistant.errors import Cancelled, WorldError
from assistant.jobs import CancelToken, finish
from assistant.library.store.connection import connect
from assistant.library.store.copies import KEPT_SECONDS, copies
from assistant.library.store.schema import migrations, version
from assistant.library.store.store import Store, bring_up, open_store
from tests.library.earlier import SHA256, make_first_store
from tests.library.store.killed_migration import MOMENTS

KEY = bytes(range(32))
NEWEST = max(migrations())


@pytest.fixture(params=[None, KEY], ids=["open", "sealed"])
def key(request: pytest.FixtureRequest) -> bytes | None:
    chosen: bytes | None = request.param
    return chosen


@pytest.fixture
def path(tmp_path: Path, key: bytes | None) -> Path:
    """The file of a library of schema 1."""
    make_first_store(tmp_path / "library.db", key)
    return tmp_path / "library.db"


def schema_of(path: Path, key: bytes | None) -> int:
    connection = connect(path, key)
    found = version(connection)
    connection.close()
    return found


def check_whole(store: Store) -> None:
    with store.reading() as connection:
        assert version(connection) == NEWEST
        assert connection.execute("SELECT sha256, passages FROM documents").fetchall() == [(SHA256, 1)]
        assert connection.execute("SELECT tag FROM tags").fetchall() == [("pumps",)]
        assert connection.execute("SELECT title FROM conversations").fetchall() == [("When is it opened?",)]
        assert connection.execute("SELECT rowid FROM passage_words('grebe')").fetchall() == [(1,)]
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def test_the_library_before_lies_beside_the_one_that_was_brought_up_to_date(path: Path, key: bytes | None):
    before = path.read_bytes()
    store = open_store(path, key)
    check_whole(store)
    store.close()
    [copy] = copies(path)
    assert (copy.name, copy.read_bytes()) == ("library.db.schema-1", before)
    assert schema_of(copy, key) == 1


def test_a_library_that_is_new_or_up_to_date_is_not_copied(tmp_path: Path, key: bytes | None):
    open_store(tmp_path / "library.db", key).close()
    open_store(tmp_path / "library.db", key).close()
    assert copies(tmp_path / "library.db") == []


def test_what_was_written_before_a_kill_is_in_the_copy(path: Path, key: bytes | None):
    write = "INSERT INTO meta VALUES ('late', '')"
    program = (
        "import os, sys; from pathlib import Path; from assistant.library.store.connection import connect\n"
        f'held = connect(Path(sys.argv[1]), bytes.fromhex(sys.argv[2]) or None); held.execute("{write}"); os._exit(0)'
    )
    subprocess.run([sys.executable, "-c", program, path, (key or b"").hex()], check=True)
    assert path.with_name("library.db-wal").stat().st_size
    open_store(path, key).close()
    [copy] = copies(path)
    connection = connect(copy, key)
    assert connection.execute("SELECT name FROM meta WHERE name = 'late'").fetchall() == [("late",)]
    connection.close()


@pytest.mark.parametrize("moment", MOMENTS)
def test_a_kill_at_any_moment_loses_nothing(path: Path, key: bytes | None, moment: str):
    module = "tests.library.store.killed_migration"
    command: list[str | Path] = [sys.executable, "-m", module, path, (key or b"").hex(), moment]
    assert subprocess.run(command, check=False).returncode == -9
    migrated = moment == MOMENTS[-1]
    assert schema_of(path, key) == (NEWEST if migrated else 1)
    store = open_store(path, key)
    check_whole(store)
    store.close()
    [copy] = copies(path)
    assert copy.name == "library.db.schema-1"
    assert schema_of(copy, key) == 1


def test_a_full_disk_is_said_and_nothing_is_changed(path: Path, key: bytes | None, monkeypatch: pytest.MonkeyPatch):
    before = path.read_bytes()

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", full)
        with pytest.raises(WorldError, match="1 MB are needed: make room") as caught:
            open_store(path, key)
    assert caught.value.code == "disk-full"
    assert {entry.name for entry in path.parent.iterdir()} == {"library.db"}
    assert path.read_bytes() == before
    open_store(path, key).close()


def test_another_fault_of_the_disk_is_said(path: Path, key: bytes | None, monkeypatch: pytest.MonkeyPatch):
    def broken(_descriptor: int) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(os, "fsync", broken)
    with pytest.raises(WorldError, match="Input/output error") as caught:
        open_store(path, key)
    assert caught.value.code == "disk-fault"
    assert schema_of(path, key) == 1


def test_a_copy_tells_how_far_it_is_and_stops_when_that_is_asked_for(
    path: Path, key: bytes | None, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("assistant.library.store.copies.PART", 50_000)
    before, cancel = path.read_bytes(), CancelToken()
    job = bring_up(path, key, cancel)
    assert [next(job).unit for _ in range(2)] == ["MB", "MB"]
    cancel.cancel()
    with pytest.raises(Cancelled):
        finish(job)
    assert (copies(path), path.read_bytes()) == ([], before)
    finish(bring_up(path, key, CancelToken()))
    assert len(copies(path)) == 1
    assert list(bring_up(path, key, CancelToken())) == []


def test_a_library_that_another_program_has_open_is_not_copied(path: Path, key: bytes | None):
    other = connect(path, key)
    other.execute("INSERT INTO meta VALUES ('held', '')")
    with pytest.raises(WorldError) as caught:
        open_store(path, key)
    assert caught.value.code == "library-busy"
    assert copies(path) == []
    other.close()
    open_store(path, key).close()


def test_the_copy_stays_for_a_week(path: Path, key: bytes | None):
    open_store(path, key).close()
    open_store(path, key).close()
    [copy] = copies(path)
    long_ago = time.time() - KEPT_SECONDS - 1
    os.utime(copy, (long_ago, long_ago))
    open_store(path, key).close()
    assert copies(path) == []


def test_the_copy_goes_where_text_has_to_leave_every_file(path: Path, key: bytes | None):
    store = open_store(path, key)
    store.tidy()
    assert copies(path) == []
    store.close()
