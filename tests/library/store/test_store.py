from __future__ import annotations

import os
import threading
from pathlib import Path

import psutil
import pytest
from sqlcipher3 import dbapi2

from assistant.errors import ProgramError, WorldError
from assistant.library.store import connection as connection_module
from assistant.library.store.connection import connect
from assistant.library.store.schema import migrate, migrations, version
from assistant.library.store.store import Store, open_store

KEY = bytes(range(32))


def put(store: Store, name: str, value: str = "value") -> None:
    with store.writing() as connection:
        connection.execute("INSERT INTO meta VALUES (?, ?)", (name, value))


def names(store: Store) -> list[str]:
    with store.reading() as connection:
        return [row[0] for row in connection.execute("SELECT name FROM meta ORDER BY name")]


@pytest.fixture(params=[None, KEY], ids=["open", "sealed"])
def key(request: pytest.FixtureRequest) -> bytes | None:
    chosen: bytes | None = request.param
    return chosen


def test_what_was_written_is_there_after_reopening(tmp_path: Path, key: bytes | None):
    store = open_store(tmp_path / "library.db", key)
    put(store, "one")
    store.close()
    store = open_store(tmp_path / "library.db", key)
    assert names(store) == ["one"]
    store.close()


def test_a_block_that_raises_leaves_nothing(tmp_path: Path, key: bytes | None):
    store = open_store(tmp_path / "library.db", key)
    with pytest.raises(dbapi2.IntegrityError), store.writing() as connection:
        connection.executemany("INSERT INTO meta VALUES (?, '')", [("half",), ("half",)])
    put(store, "whole")
    assert names(store) == ["whole"]
    store.close()


def test_only_what_changed_something_counts_as_a_commit(tmp_path: Path):
    store = open_store(tmp_path / "library.db")
    put(store, "one")
    known = store.commits
    with store.writing() as connection:
        connection.execute("DELETE FROM meta WHERE name = 'nowhere'")
    with pytest.raises(dbapi2.IntegrityError), store.writing() as connection:
        connection.executemany("INSERT INTO meta VALUES (?, '')", [("half",), ("half",)])
    assert store.commits == known
    put(store, "two")
    assert store.commits == known + 1
    store.close()


def test_a_reader_does_not_wait_for_a_writer_and_sees_only_what_is_committed(tmp_path: Path):
    store = open_store(tmp_path / "library.db")
    with store.writing() as connection:
        connection.execute("INSERT INTO meta VALUES ('coming', '')")
        seen: list[list[str]] = []
        thread = threading.Thread(target=lambda: seen.append(names(store)))
        thread.start()
        thread.join(timeout=5)
        assert seen == [[]]
    assert names(store) == ["coming"]
    store.close()


def test_a_reader_sees_one_state_for_its_whole_block(tmp_path: Path):
    store = open_store(tmp_path / "library.db")
    with store.reading() as connection:
        before = connection.execute("SELECT COUNT(*) FROM meta").fetchone()
        put(store, "later")
        assert connection.execute("SELECT COUNT(*) FROM meta").fetchone() == before
    store.close()


def test_closing_closes_every_connection(tmp_path: Path):
    store = open_store(tmp_path / "library.db")
    with store.reading() as first, store.reading() as second:
        assert first is not second
    store.close()
    assert not [file.path for file in psutil.Process().open_files() if str(tmp_path) in file.path]
    with pytest.raises(ProgramError):
        put(store, "too late")


def test_a_sealed_file_shows_nothing_and_opens_with_its_key_only(tmp_path: Path):
    path = tmp_path / "library.db"
    store = open_store(path, KEY)
    put(store, "marker-of-the-test")
    store.close()
    assert b"marker-of-the-test" not in path.read_bytes()
    assert not path.read_bytes().startswith(b"SQLite")
    for wrong in (None, bytes(32)):
        with pytest.raises(WorldError) as caught:
            open_store(path, wrong)
        assert caught.value.code == "library-unreadable"


def test_a_library_of_a_newer_program_is_refused_and_untouched(tmp_path: Path):
    path = tmp_path / "library.db"
    open_store(path).close()
    connection = connect(path, None)
    connection.execute("PRAGMA user_version = 999")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(WorldError) as caught:
        open_store(path)
    assert caught.value.code == "library-newer"
    assert path.read_bytes() == before


def test_an_older_schema_is_brought_up_step_by_step(tmp_path: Path):
    connection = connect(tmp_path / "library.db", None)
    steps = {1: migrations()[1], 2: "ALTER TABLE meta ADD COLUMN extra TEXT NOT NULL DEFAULT 'new';"}
    migrate(connection, tmp_path, {1: steps[1]})
    connection.execute("INSERT INTO meta VALUES ('old', 'kept')")
    migrate(connection, tmp_path, steps)
    assert version(connection) == 2
    assert connection.execute("SELECT * FROM meta").fetchall() == [("old", "kept", "new")]
    connection.close()


def test_a_migration_that_fails_changes_nothing(tmp_path: Path):
    connection = connect(tmp_path / "library.db", None)
    migrate(connection, tmp_path, {1: migrations()[1]})
    with pytest.raises(Exception, match="no such table"):
        migrate(connection, tmp_path, {1: "", 2: "CREATE TABLE half (x); DROP TABLE nowhere;"})
    assert version(connection) == 1
    assert connection.execute("SELECT COUNT(*) FROM sqlite_master WHERE name = 'half'").fetchone() == (0,)
    connection.close()


def test_a_full_disk_is_said_and_costs_only_the_new_rows(tmp_path: Path):
    store = open_store(tmp_path / "library.db")
    put(store, "kept")
    with store.writing() as connection:
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count = {pages + 2}").fetchall()
    with pytest.raises(WorldError) as caught:
        put(store, "huge", "x" * 1_000_000)
    assert caught.value.code == "disk-full"
    assert names(store) == ["kept"]
    put(store, "small")
    store.close()


@pytest.mark.parametrize(
    ("content", "code"), [(b"no database at all " * 400, "library-unreadable"), (None, "library-damaged")]
)
def test_a_damaged_file_is_said(tmp_path: Path, content: bytes | None, code: str):
    path = tmp_path / "library.db"
    store = open_store(path)
    for number in range(2000):
        if number % 500 == 0:
            put(store, f"name {number}", "x" * 20_000)
    store.close()
    whole = path.read_bytes()
    path.write_bytes(content or whole[:4096] + os.urandom(len(whole) - 4096))
    with pytest.raises(WorldError) as caught:
        names(open_store(path))
    assert caught.value.code == code


def test_a_folder_that_is_not_there_is_said(tmp_path: Path):
    with pytest.raises(WorldError) as caught:
        open_store(tmp_path / "nowhere" / "library.db")
    assert caught.value.code == "cannot-open"


def test_a_file_that_another_program_writes_to_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(connection_module, "_WAIT_SECONDS", 0.05)
    path = tmp_path / "library.db"
    store = open_store(path)
    other = connect(path, None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(WorldError) as caught:
        put(store, "blocked")
    assert caught.value.code == "library-busy"
    other.close()
    put(store, "free")
    store.close()
