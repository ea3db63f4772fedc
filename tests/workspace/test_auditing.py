from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from assistant.errors import UsageError, WorldError
from assistant.guard.passphrase import passphrase_of
from assistant.guard.policy import Allowed, Policy, Rules
from assistant.jobs import CancelToken, finish
from assistant.library.audit.anchor import ANCHOR
from assistant.library.audit.entries import Action
from assistant.library.audit.failed_unlocks import FAILED
from assistant.library.originals import STORE
from assistant.workspace import Workspace
from assistant.workspace.sealing import Sealing
from tests.guard.sealing import CHEAP, PASSPHRASE, Store
from tests.library.audit import tampering


@pytest.fixture(autouse=True)
def open_to_debuggers(monkeypatch: pytest.MonkeyPatch) -> None:
    """The process of the tests itself stays as it is."""
    monkeypatch.setattr("assistant.workspace.sealing.forbid_dumps", lambda: None)


@contextmanager
def workspace(home: Path, policy: Policy | None = None) -> Iterator[Workspace]:
    with Workspace(home, policy or Policy()) as made:
        if not any(info.name == "papers" for info in made.libraries.list()):
            made.libraries.create("papers")
        yield made


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


def actions(made: Workspace) -> list[str]:
    return [entry.action for entry in made.auditing.entries("papers")]


def rules(**told: object) -> Policy:
    return Policy(Rules.model_validate(told), Path("/etc/haversack/policy.toml"))


def test_a_library_is_logged_from_its_first_moment(home: Path):
    for _ in range(2):
        with workspace(home) as made:
            made.library("papers")
    with workspace(home) as made:
        assert actions(made) == ["created", "opened", "opened", "opened"]
        assert finish(made.auditing.verify(CancelToken(), library="papers")).whole


def test_sealing_unlocking_locking_and_unsealing_are_logged_inside_the_seal(home: Path):
    with workspace(home) as made:
        sealer = Sealing(made.libraries, made.reading, made.engine, Store(), CHEAP)
        made.library("papers")
        finish(sealer.seal("papers", passphrase_of(PASSPHRASE), CancelToken()))
        made.library("papers")
        sealer.lock("papers")
        sealer.unlock("papers", passphrase_of(PASSPHRASE), remember=True)
        sealer.change_passphrase("papers", passphrase_of(PASSPHRASE), passphrase_of("five quiet otters swim"))
        made.library("papers")
        finish(sealer.unseal("papers", CancelToken()))
        assert actions(made) == [
            *("created", "opened", "sealed", "unlocked", "locked"),
            *("key-store-allowed", "passphrase-changed", "unlocked", "unsealed", "opened"),
        ]
        assert finish(made.auditing.verify(CancelToken(), library="papers")).whole


def test_wrong_passphrases_are_logged_when_the_library_opens(home: Path):
    with workspace(home) as made:
        sealer = Sealing(made.libraries, made.reading, made.engine, Store(), CHEAP)
        finish(sealer.seal("papers", passphrase_of(PASSPHRASE), CancelToken()))
        sealer.lock("papers")
        folder = made.libraries.info("papers").folder
        for _ in range(2):
            with pytest.raises(WorldError, match="neither the library's passphrase"):
                sealer.unlock("papers", passphrase_of("seven loud otters swim"))
        with (folder / FAILED).open("a", encoding="utf-8") as kept:
            kept.write("{damaged\n[1]\n")
        sealer.unlock("papers", passphrase_of(PASSPHRASE))
        entry = made.library("papers").audit.entries()[-1]
        assert (entry.action, entry.subject["times"]) == ("unlock-failed", 2)
        assert entry.subject["by"] == [entry.actor]
        assert entry.subject["first"] <= entry.subject["at"] <= entry.at
        assert not (folder / FAILED).exists()
        with pytest.raises(WorldError, match="neither the library's passphrase"):
            sealer.change_passphrase("papers", passphrase_of("no"), passphrase_of("five quiet otters swim"))
        assert made.library("papers").audit.entries()[-1].subject["times"] == 1
        assert finish(made.auditing.verify(CancelToken(), library="papers")).whole


def test_a_wrong_passphrase_is_wrong_also_where_that_cannot_be_kept(home: Path):
    with workspace(home) as made:
        sealer = Sealing(made.libraries, made.reading, made.engine, Store(), CHEAP)
        finish(sealer.seal("papers", passphrase_of(PASSPHRASE), CancelToken()))
        sealer.lock("papers")
        (made.libraries.info("papers").folder / FAILED).mkdir()
        with pytest.raises(WorldError, match="neither the library's passphrase"):
            sealer.unlock("papers", passphrase_of("seven loud otters swim"))
        sealer.unlock("papers", passphrase_of(PASSPHRASE))
        with pytest.raises(WorldError, match="The audit log cannot be kept"):
            made.library("papers")


def test_locking_is_never_refused_because_it_cannot_be_logged(home: Path, monkeypatch: pytest.MonkeyPatch):
    def full(*_: object) -> None:
        raise WorldError("disk-full", "The disk is full.")

    with workspace(home) as made:
        sealer = Sealing(made.libraries, made.reading, made.engine, Store(), CHEAP)
        finish(sealer.seal("papers", passphrase_of(PASSPHRASE), CancelToken()))
        monkeypatch.setattr(made.library("papers").audit, "record", full)
        sealer.lock("papers")
        with pytest.raises(WorldError) as locked:
            made.library("papers")
        assert locked.value.code == "library-locked"


def test_what_another_program_wants_locked_is_told_if_it_is_unlocked_here(home: Path):
    with workspace(home) as made:
        sealer = Sealing(made.libraries, made.reading, made.engine, Store(), CHEAP)
        finish(sealer.seal("papers", passphrase_of(PASSPHRASE), CancelToken()))
        assert sealer.wanted_locked() == ()
        (sealer.requests_folder() / made.libraries.info("papers").id).touch()
        assert sealer.wanted_locked() == ("papers",)
        sealer.lock("papers")
        assert sealer.wanted_locked() == ()


def test_a_policy_is_logged_when_it_is_new_and_when_it_changes(home: Path):
    for policy in (Policy(), rules(idle_lock_minutes=5), rules(idle_lock_minutes=5), Policy()):
        with workspace(home, policy) as made:
            made.library("papers")
    with workspace(home) as made:
        seen = [entry for entry in made.auditing.entries("papers") if entry.action == "policy-seen"]
    assert [entry.subject["rules"].get("idle_lock_minutes") for entry in seen] == [5, None]


def test_where_libraries_must_be_sealed_one_in_clear_opens_only_after_sealing(home: Path):
    policy = rules(allow=Allowed(unsealed_libraries=False).model_dump())
    with workspace(home, policy) as made:
        sealer = Sealing(made.libraries, made.reading, made.engine, Store(), CHEAP)
        with pytest.raises(WorldError, match="Set by your administrator: libraries are kept sealed"):
            made.library("papers")
        finish(sealer.seal("papers", passphrase_of(PASSPHRASE), CancelToken()))
        assert made.library("papers").sealed
        with pytest.raises(WorldError, match="Set by your administrator"):
            finish(sealer.unseal("papers", CancelToken()))


def test_the_default_library_is_made_so_that_it_can_be_sealed(home: Path):
    policy = rules(allow=Allowed(unsealed_libraries=False).model_dump())
    with workspace(home, policy) as made:
        with pytest.raises(WorldError, match="must be sealed before it is used"):
            made.library()
        sealer = Sealing(made.libraries, made.reading, made.engine, Store(), CHEAP)
        finish(sealer.seal("default", passphrase_of(PASSPHRASE), CancelToken()))
        assert made.library().documents() == []


def test_the_idle_time_of_the_settings_is_bounded_by_the_policy(home: Path):
    with workspace(home, rules(idle_lock_minutes=5)) as made:
        made.settings.change(idle_lock_minutes=30)
        assert made.idle_lock_minutes == 5
        made.settings.change(idle_lock_minutes=2)
        assert made.idle_lock_minutes == 2


def test_a_library_that_is_changed_outside_tells_so(home: Path, figure: Callable[[str], None]):
    with workspace(home) as made:
        library = made.library("papers")
        for _ in range(7):
            library.audit.record(Action.OPENED)
    tampering.tamper(library.folder / STORE, tampering.cut_at_the_end)
    with workspace(home) as made:
        (finding,) = finish(made.auditing.verify(CancelToken(), library="papers")).findings
    figure(finding.sentence)
    assert "ended with entry 6, but entry 9 had been signed" in finding.sentence


def test_a_library_whose_log_was_removed_opens_and_tells_so(home: Path):
    with workspace(home) as made:
        folder = made.library("papers").folder
    tampering.tamper(folder / STORE, tampering.dropped)
    with workspace(home) as made:
        assert actions(made) == ["gap", "opened"]
        (finding,) = finish(made.auditing.verify(CancelToken(), library="papers")).findings
    assert "the log ended with entry 0, but entry 2 had been signed" in finding.sentence


@pytest.mark.parametrize("kind", ["json", "csv"])
def test_a_log_is_written_to_a_file_and_says_so_itself(home: Path, tmp_path: Path, kind: str):
    path = tmp_path / f"log.{kind}"
    with workspace(home) as made:
        made.auditing.export(path, library="papers")
        last = made.auditing.entries("papers")[-1]
    assert (last.action, last.subject["file"]) == ("exported", path.name)
    text = path.read_text(encoding="utf-8")
    assert last.digest in text
    if kind == "json":
        told = json.loads(text)
        assert told["verdict"]["whole"]
        assert told["entries"][-1]["action"] == "exported"


def test_a_file_of_another_kind_is_refused_before_anything_is_logged(home: Path, tmp_path: Path):
    with workspace(home) as made:
        with pytest.raises(UsageError) as refused:
            made.auditing.export(tmp_path / "log.txt", library="papers")
        assert refused.value.code == "unknown-format"
        assert actions(made) == ["created", "opened"]


def test_a_log_that_the_keys_holder_has_written_anew_shows_against_an_earlier_export(home: Path, tmp_path: Path):
    noted = tmp_path / "noted.json"
    with workspace(home) as made:
        made.auditing.export(noted, library="papers")
        library = made.library("papers")
        assert finish(made.auditing.verify(CancelToken(), library="papers", against=noted)).whole
    for name in (STORE, ANCHOR):
        (library.folder / name).unlink()
    with workspace(home) as made:
        for _ in range(9):
            made.library("papers").audit.record(Action.OPENED)
        assert finish(made.auditing.verify(CancelToken(), library="papers")).whole
        (finding,) = finish(made.auditing.verify(CancelToken(), library="papers", against=noted)).findings
    assert finding.sentence.endswith("is not the one that was noted earlier.")


def test_another_file_than_a_log_is_told(home: Path, tmp_path: Path):
    (tmp_path / "noted.json").write_text("[]", encoding="utf-8")
    with workspace(home) as made, pytest.raises(WorldError) as failed:
        finish(made.auditing.verify(CancelToken(), library="papers", against=tmp_path / "noted.json"))
    assert failed.value.code == "not-a-log"
