from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from assistant.errors import WorldError
from assistant.guard.signing import Signer
from assistant.jobs import CancelToken, finish
from assistant.library.audit.anchor import ANCHOR
from assistant.library.audit.entries import Action
from assistant.library.audit.log import AuditLog
from assistant.library.audit.verifying import Verdict
from assistant.library.originals import STORE
from assistant.library.store.connection import Connection
from assistant.library.store.store import open_store
from tests.library.audit import tampering

ENTRIES = 8


@contextmanager
def opened(folder: Path, home: Path) -> Iterator[AuditLog]:
    store = open_store(folder / STORE)
    try:
        log = AuditLog(store, "papers", folder)
        log.sign_with(lambda: Signer(home))
        yield log
    finally:
        store.close()


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """The home with the key that signs."""
    return tmp_path / "home"


@pytest.fixture
def folder(tmp_path: Path, home: Path) -> Path:
    """A library's folder with a log of eight entries."""
    folder = tmp_path / "library"
    folder.mkdir()
    with opened(folder, home) as log:
        for number in range(1, ENTRIES + 1):
            log.record(Action.ADDED, document=f"{number:064x}", name=f"report {number}.pdf", pages=number)
    return folder


def verified(folder: Path, home: Path) -> Verdict:
    with opened(folder, home) as log:
        return finish(log.verify(CancelToken()))


def told(verdict: Verdict) -> str:
    return " ".join(finding.sentence for finding in verdict.findings)


def test_an_untouched_log_is_whole(folder: Path, home: Path):
    verdict = verified(folder, home)
    assert verdict.whole
    assert (verdict.entries, verdict.first, verdict.last) == (ENTRIES, 1, ENTRIES)
    assert verdict.key == Signer(home).public_key


def test_an_entry_tells_who_when_and_what(folder: Path, home: Path):
    with opened(folder, home) as log:
        entry = log.entries()[2]
    assert (entry.sequence, entry.action, entry.subject["name"]) == (3, "added", "report 3.pdf")
    assert datetime.fromisoformat(entry.at).tzinfo == UTC
    assert "@" in entry.actor


TAMPERED = [
    (tampering.altered, "Entry 4 was altered"),
    (tampering.removed, "Entry 4 is missing"),
    (tampering.removed_and_renumbered, "Entry 4 was altered"),
    (tampering.swapped, "Entry 4 was altered"),
    (tampering.cut_at_the_end, "Entries 7 to 8 are missing at the end"),
    (tampering.cut_at_the_beginning, "Entries 1 to 2 are missing at the beginning"),
    (tampering.emptied, "Entries 1 to 8 are missing at the end"),
    (tampering.added_at_the_end, "Entry 9 is not the program's"),
    (tampering.written_anew, "Entry 8 is not the one that was signed"),
    (tampering.anchor_removed, "The signed end of the log is missing"),
    (tampering.dropped, "Entries 1 to 8 are missing at the end"),
]


def test_every_kind_of_change_is_found_and_its_place_told(folder: Path, home: Path, figure: Callable[[str], None]):
    found = 0
    for work, said in TAMPERED:
        copy = folder.with_name(work.__name__)
        shutil.copytree(folder, copy)
        tampering.tamper(copy / STORE, work)
        verdict = verified(copy, home)
        assert said in told(verdict), work.__name__
        found += not verdict.whole
    figure(f"audit log changed in {len(TAMPERED)} ways: {found} found")
    assert found == len(TAMPERED)


@pytest.mark.parametrize("work", [work for work, _ in TAMPERED], ids=lambda work: work.__name__)
def test_a_change_still_shows_when_the_program_has_written_on(
    folder: Path, home: Path, work: Callable[[Connection], None]
):
    tampering.tamper(folder / STORE, work)
    with opened(folder, home) as log:
        log.record(Action.OPENED)
    assert not verified(folder, home).whole


def test_a_log_whose_table_was_removed_begins_with_what_is_missing(folder: Path, home: Path):
    tampering.tamper(folder / STORE, tampering.dropped)
    with opened(folder, home) as log:
        assert not log.empty
        log.record(Action.OPENED)
        gap, opening = log.entries()
    assert (gap.action, gap.subject["found"], gap.subject["count"], opening.action) == ("gap", 0, ENTRIES, "opened")
    assert "Entry 1: when the library was opened, the log ended with entry 0, but entry 8 had been signed" in told(
        verified(folder, home)
    )


def test_a_removed_table_shows_also_where_both_signed_ends_were_removed(folder: Path, home: Path):
    tampering.tamper(folder / STORE, tampering.dropped)
    tampering.tamper(folder / STORE, tampering.anchor_removed, triggers=())
    (folder / ANCHOR).unlink()
    with opened(folder, home) as log:
        assert not log.empty
        log.record(Action.OPENED)
        assert log.entries()[0].action == "gap"


def test_a_table_that_was_made_anew_is_guarded_as_before(folder: Path, home: Path):
    tampering.tamper(folder / STORE, tampering.dropped)
    with opened(folder, home) as log:
        log.record(Action.OPENED)
        with pytest.raises(dbapi2.IntegrityError, match="append-only"), log._store.writing() as connection:
            connection.execute("DELETE FROM audit")


def test_a_table_with_other_columns_is_a_sentence(folder: Path, home: Path):
    tampering.tamper(folder / STORE, lambda connection: connection.execute("ALTER TABLE audit RENAME actor TO who"))
    with pytest.raises(WorldError) as refused, opened(folder, home):
        pass
    assert refused.value.code == "library-damaged"
    assert "was changed by another program" in refused.value.message


def test_an_older_copy_of_the_store_shows_by_the_file_beside_it(folder: Path, home: Path, tmp_path: Path):
    shutil.copy(folder / STORE, tmp_path / "older")
    with opened(folder, home) as log:
        log.record(Action.EXPORTED, file="brief.pdf")
    shutil.copy(tmp_path / "older", folder / STORE)
    assert "Entry 9 is missing at the end: the file beside the library tells" in told(verified(folder, home))
    with opened(folder, home) as log:
        log.record(Action.OPENED)
    assert "but entry 9 had been signed as its end" in told(verified(folder, home))


def test_a_removed_file_beside_the_store_is_told(folder: Path, home: Path):
    (folder / ANCHOR).unlink()
    assert "beside the library is missing" in told(verified(folder, home))


def test_a_crash_between_the_transaction_and_the_file_is_no_finding(folder: Path, home: Path, tmp_path: Path):
    shutil.copy(folder / ANCHOR, tmp_path / "before")
    with opened(folder, home) as log:
        log.record(Action.OPENED)
    shutil.copy(tmp_path / "before", folder / ANCHOR)
    assert verified(folder, home).whole
    with opened(folder, home) as log:
        log.record(Action.OPENED)
        assert log.entries()[-1].subject == {}
    assert verified(folder, home).whole


def undone(log: AuditLog) -> None:
    with log._store.writing() as connection:
        log.write(connection, Action.ADDED, document="00")
        raise ZeroDivisionError


def test_an_entry_of_a_transaction_that_is_undone_leaves_no_trace(folder: Path, home: Path):
    with opened(folder, home) as log:
        with pytest.raises(ZeroDivisionError):
            undone(log)
        log.record(Action.OPENED)
        assert [entry.action for entry in log.entries()[ENTRIES:]] == ["opened"]
    assert verified(folder, home).whole


def test_a_log_that_another_installation_wrote_anew_is_told_with_its_key(folder: Path, home: Path, tmp_path: Path):
    other = tmp_path / "other"
    with opened(folder, other) as log:
        log.record(Action.OPENED)
    taken, again = Signer(home).public_key, Signer(other).public_key
    with opened(folder, other) as log:
        assert f"signed by another installation, with the key {taken}" in told(finish(log.verify(CancelToken())))
        known = finish(log.verify(CancelToken(), [taken]))
    assert known.whole
    assert taken in known.notices[0].sentence
    assert known.key == again


def test_a_forged_signature_is_not_believed(folder: Path, home: Path):
    beside = json.loads((folder / ANCHOR).read_text(encoding="ascii"))
    (folder / ANCHOR).write_text(json.dumps(beside | {"count": 3}), encoding="ascii")
    assert "was not signed by the program" in told(verified(folder, home))


def test_retention_cuts_the_beginning_off_and_says_so(folder: Path, home: Path):
    with opened(folder, home) as log:
        assert log.cut(datetime.now(UTC) - timedelta(days=1)) == 0
        assert log.cut(datetime.now(UTC) + timedelta(seconds=5)) == ENTRIES
        (entry,) = log.entries()
        assert (entry.action, entry.subject["through"], entry.subject["removed"]) == ("cut", ENTRIES, ENTRIES)
        log.record(Action.OPENED)
        assert finish(log.verify(CancelToken())).whole
        assert (finish(log.verify(CancelToken())).first, finish(log.verify(CancelToken())).entries) == (ENTRIES + 1, 2)


def test_a_clock_that_was_set_back_for_a_moment_removes_nothing(folder: Path, home: Path):
    def old(connection: Connection) -> None:
        connection.execute("UPDATE audit SET \"at\" = '2001-01-01T00:00:00.000+00:00' WHERE sequence = 5")

    tampering.tamper(folder / STORE, old)
    with opened(folder, home) as log:
        assert log.cut(datetime.now(UTC) - timedelta(days=1)) == 0


def test_an_entry_of_a_kind_that_is_damaged_is_passed_over(folder: Path, home: Path):
    tampering.tamper(
        folder / STORE, lambda connection: connection.execute("UPDATE audit SET subject = '{' WHERE sequence = 8")
    )
    with opened(folder, home) as log:
        last = log.last_subject(Action.ADDED)
        assert log.entries()[-1].subject == {"damaged": "{"}
    assert last is not None
    assert last["name"] == "report 7.pdf"


def test_more_cut_off_than_retention_did_is_found(folder: Path, home: Path):
    with opened(folder, home) as log:
        log.cut(datetime.now(UTC) + timedelta(seconds=5))
        log.record(Action.OPENED)
        log.record(Action.OPENED)
    tampering.tamper(folder / STORE, lambda connection: connection.execute("DELETE FROM audit WHERE sequence < 11"))
    assert not verified(folder, home).whole


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit SET actor = 'x' WHERE sequence = 2",
        "DELETE FROM audit WHERE sequence = 8",
        "INSERT OR REPLACE INTO audit SELECT * FROM audit WHERE sequence = 2",
    ],
)
def test_the_store_itself_refuses_to_change_the_log(folder: Path, home: Path, statement: str):
    with (
        opened(folder, home) as log,
        pytest.raises(dbapi2.IntegrityError, match="append-only"),
        log._store.writing() as connection,
    ):
        connection.execute(statement)


def test_what_cannot_be_logged_is_refused(folder: Path, home: Path):
    with opened(folder, home) as log:
        (folder / ANCHOR).unlink()
        (folder / ANCHOR).mkdir()
        with pytest.raises(WorldError) as refused:
            log.record(Action.EXPORTED, file="brief.pdf")
    assert refused.value.code == "log-refused"
