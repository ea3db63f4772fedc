"""The commands `mark` and `markings`, each in a process of its own, as a script would call them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.commands import haversack


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    folder = tmp_path / "papers"
    folder.mkdir()
    (folder / "pump.txt").write_text("SECRET//NOFORN\n\nThe pump is greased every 250 hours.\n", encoding="utf-8")
    (folder / "valve.txt").write_text("The valve opens at 9 bar.\n", encoding="utf-8")
    return folder


def test_documents_are_marked_listed_confirmed_and_lowered_for_a_reason(home: Path, papers: Path):
    assert haversack("add", papers, home=home).code == 0
    listed = haversack("markings", "--json", home=home).json
    assert [(one["title"], one["marking"], one["source"], one["proposed"]) for one in listed["markings"]] == [
        ("pump", "SECRET//NOFORN", "banner", True)
    ]
    assert (listed["scheme"], listed["ceiling"]) == ("government", "")
    assert haversack("markings", "confirm", home=home).stdout == "“pump” is SECRET//NOFORN.\n"
    assert haversack("markings", "--proposed", home=home).stdout == "No document is marked.\n"
    refused = haversack("mark", papers / "pump.txt", "CONFIDENTIAL", "--json", home=home)
    assert (refused.code, refused.json["error"]["code"]) == (1, "reason-needed")
    lowered = haversack("mark", papers / "pump.txt", "C", "--reason", "reviewed", "--json", home=home)
    (change,) = lowered.json["marked"]
    assert (change["before"], change["after"], change["lowered"]) == ("SECRET//NOFORN", "CONFIDENTIAL", True)
    kept = haversack("mark", papers / "valve.txt", "Eyes of the board", home=home)
    assert kept.stdout == "“valve” is Eyes of the board.\n"
    assert "counts as higher than every level" in kept.stderr
    answered = haversack("ask", "How often is the pump greased?", "--extractive", home=home).stdout.splitlines()
    assert answered[0] == answered[-1] == "CONFIDENTIAL//Eyes of the board"


def test_a_folder_is_marked_and_a_ceiling_refuses(home: Path, papers: Path):
    assert haversack("markings", "ceiling", "s", home=home).stdout == "“default” keeps nothing above SECRET.\n"
    assert haversack("markings", "rule", "add", papers, "TLP:RED", home=home).code == 0
    added = haversack("add", papers, "--json", home=home)
    assert (added.code, {line["outcome"] for line in added.json["files"]}) == (1, {"refused"})
    assert haversack("markings", "rule", "list", "--json", home=home).json["rules"][0]["marking"] == "TLP:RED"
    unsaid = haversack("markings", "rule", "remove", papers, "--json", home=home)
    assert (unsaid.code, unsaid.json["error"]["code"]) == (1, "reason-needed")
    assert haversack("markings", "rule", "remove", papers, "--reason", "a mistake", home=home).code == 0
    assert haversack("add", papers, home=home).code == 0
    assert haversack("markings", "use", "tlp", home=home).code == 0
    above = haversack("markings", "read", home=home)
    assert (above.code, above.stdout) == (1, "No document bears more than it is marked with.\n")
    assert "“pump” is SECRET//NOFORN, above the ceiling SECRET: remove it, and keep it elsewhere." in above.stderr
    assert len(haversack("markings", "read", "--json", home=home).json["above"]) == 1
    assert haversack("markings", "use", "government", home=home).code == 0
    lower = haversack("markings", "ceiling", "C", "--reason", "another room", "--json", home=home)
    assert (lower.code, lower.json["error"]["code"]) == (1, "documents-above")
    assert haversack("markings", "ceiling", "none", "--reason", "no room", "--json", home=home).json["ceiling"] == ""


def test_another_scheme_is_chosen_and_a_wrong_one_is_a_sentence(home: Path):
    listed = haversack("markings", "schemes", "--json", home=home).json["schemes"]
    assert {one["name"]: one["in_force"] for one in listed} == {"corporate": False, "government": True, "tlp": False}
    assert haversack("markings", "use", "tlp", "--json", home=home).json == {"scheme": "tlp"}
    assert haversack("markings", "read", home=home).stdout == "No document bears more than it is marked with.\n"
    (home / "markings").mkdir()
    (home / "markings" / "tlp.toml").write_text("title = 1\n", encoding="utf-8")
    wrong = haversack("markings", "--json", home=home)
    assert (wrong.code, wrong.json["error"]["code"]) == (1, "bad-scheme")
    assert "“tlp.toml” is not right: title: Input should be a valid string" in wrong.stderr
