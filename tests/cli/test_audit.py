from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from assistant.library.originals import STORE
from tests.commands import haversack
from tests.library.audit import tampering


@pytest.fixture(scope="module")
def asked(home: Path) -> Path:
    """The home after a question."""
    answer = haversack("ask", "How often is the shaft seal replaced?", "--extractive", "--json", home=home)
    assert answer.code == 0, answer.stderr
    return home


def test_the_log_tells_what_was_added_asked_and_answered(asked: Path):
    told = haversack("audit", "list", "--json", home=asked)
    assert told.code == 0, told.stderr
    entries = json.loads(told.stdout)["entries"]
    actions = [entry["action"] for entry in entries]
    assert actions[:2] == ["created", "opened"]
    assert actions.count("added") == 2
    assert [entry["subject"]["question"] for entry in entries if entry["action"] == "asked"] == [
        "How often is the shaft seal replaced?"
    ]
    assert actions.index("asked") < actions.index("answered")


def test_a_person_sees_the_names_of_documents_that_are_still_there(asked: Path):
    told = haversack("audit", "list", "--action", "added", home=asked)
    assert "pump.txt (" in told.stdout
    assert "@" in told.stdout


def test_an_untouched_log_is_whole(asked: Path):
    told = haversack("audit", "verify", "--json", home=asked)
    assert told.code == 0, told.stdout
    verdict = json.loads(told.stdout)
    assert verdict["whole"]
    assert verdict["findings"] == []
    assert len(verdict["fingerprint"].split()) == 4


def test_the_log_is_written_as_a_table_and_as_json(asked: Path, tmp_path: Path):
    for name in ("log.csv", "log.json"):
        assert haversack("audit", "export", tmp_path / name, home=asked).code == 0
    rows = list(csv.DictReader((tmp_path / "log.csv").read_text(encoding="utf-8").splitlines()))
    entries = json.loads((tmp_path / "log.json").read_text(encoding="utf-8"))["entries"]
    assert [row["digest"] for row in rows] == [entry["digest"] for entry in entries[: len(rows)]]
    assert rows[0]["action"] == "created"


def test_the_policy_is_shown_and_there_is_none_here(asked: Path):
    told = haversack("policy", "--json", home=asked)
    shown = json.loads(told.stdout)
    assert (told.code, shown["file"], shown["fault"]) == (0, None, "")
    assert shown["rules"]["allow"] == {"export": True, "unsealed_libraries": True, "model_import": True}
    assert "/etc/haversack/policy.toml" in haversack("policy", home=asked).stdout


def test_a_brief_is_listed_reviewed_and_exported_with_its_reviewer(asked: Path, texts: Path, tmp_path: Path):
    made = haversack("brief", "trend-brief", texts / "pump.txt", "--extractive", home=asked)
    assert made.code == 0, made.stderr
    (listed,) = json.loads(haversack("review", "--json", home=asked).stdout)["briefs"]
    assert listed["reviewer"] == ""
    out = tmp_path / "brief.md"
    done = haversack("review", str(listed["number"]), "--by", "A. Holt", "--out", out, home=asked)
    assert "reviewed by A. Holt" in done.stdout
    assert "Reviewed by A. Holt" in out.read_text(encoding="utf-8")
    back = haversack("review", str(listed["number"]), "--take-back", home=asked)
    assert "needs review" in back.stdout


def test_a_brief_that_is_not_there_is_told(asked: Path):
    told = haversack("review", "999", "--json", home=asked)
    assert (told.code, json.loads(told.stdout)["error"]["code"]) == (1, "unknown-brief")


def test_a_changed_log_is_told_with_its_place_and_an_exit_code(asked: Path):
    (store,) = asked.glob(f"libraries/*/{STORE}")
    tampering.tamper(store, tampering.altered)
    told = haversack("audit", "verify", home=asked)
    assert told.code == 1
    assert "Entry 4 was altered" in told.stdout
