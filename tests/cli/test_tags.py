"""The commands `tag` and `note`, each in a process of its own, as a script would call them."""

from __future__ import annotations

from pathlib import Path

from tests.commands import haversack


def test_documents_are_tagged_listed_by_tag_and_untagged(home: Path, texts: Path):
    tagged = haversack("tag", "add", "Pumps", texts / "pump.txt", "--json", home=home)
    assert tagged.code == 0, tagged.stderr
    assert haversack("tag", "list", "--json", home=home).json == {"tags": [{"tag": "Pumps", "documents": 1}]}
    listed = haversack("documents", "--tag", "pumps", "--json", home=home).json["documents"]
    assert [Path(each["path"]).name for each in listed] == ["pump.txt"]
    assert listed[0]["tags"] == ["Pumps"]
    assert haversack("tag", "remove", "pumps", texts / "pump.txt", home=home).code == 0
    assert haversack("tag", "list", home=home).stdout == "No document has a tag.\n"


def test_a_note_is_written_listed_and_removed(home: Path, texts: Path):
    written = haversack("note", "add", texts / "pump.txt", "Ask the crew.", "--page", "1", "--json", home=home)
    assert written.code == 0, written.stderr
    (note,) = written.json["notes"]
    assert (note["page"], note["text"]) == (1, "Ask the crew.")
    assert "Ask the crew." in haversack("note", "list", texts / "pump.txt", home=home).stdout
    assert haversack("note", "remove", str(note["number"]), home=home).code == 0
    assert haversack("note", "list", "--json", home=home).json == {"notes": [], "marking": ""}


def test_an_unknown_note_and_a_bad_tag_are_sentences(home: Path, texts: Path):
    gone = haversack("note", "remove", "99", "--json", home=home)
    assert (gone.code, gone.json["error"]["code"]) == (1, "unknown-note")
    bad = haversack("tag", "add", "a,b", texts / "pump.txt", "--json", home=home)
    assert (bad.code, bad.json["error"]["code"]) == (1, "bad-tag")
