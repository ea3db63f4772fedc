from __future__ import annotations

from pathlib import Path

import pytest

from tests.briefs.test_facts import STORM
from tests.briefs.test_joint import NORTH, SOUTH
from tests.commands import haversack


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("surveys")
    for name, text in {"north.txt": NORTH, "south.txt": SOUTH}.items():
        (made / name).write_text(text, encoding="utf-8")
    return made


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("summaries-home")


def test_the_facts_of_a_document_need_no_model(home: Path, tmp_path: Path):
    storm = tmp_path / "storm.txt"
    storm.write_text(STORM, encoding="utf-8")
    assert haversack("add", storm, home=home).code == 0
    told = haversack("facts", storm, "--json", home=home)
    assert told.code == 0, told.stderr
    assert told.json["authors"] == ["Orla Brandt", "Jon Aase"]
    assert told.json["places"][0]["text"] == "Elmsund"
    assert told.json["places"][0]["citation"]["page"] == 1
    spoken = haversack("facts", storm, home=home).stdout
    assert "Authors: Orla Brandt, Jon Aase" in spoken
    assert "People: " in spoken


def test_several_documents_are_summarised_and_compared(home: Path, folder: Path, tmp_path: Path):
    paper = tmp_path / "joint.md"
    done = haversack("summarise", folder, "--extractive", "--out", paper, "--json", home=home)
    assert done.code == 0, done.stderr
    assert [len(summary["key_sentences"]) > 0 for summary in done.json["summaries"]] == [True, True]
    differing = [pair["differs"] for pair in done.json["contradictions"] if pair["relation"] == "figure"]
    assert differing == [["12.5 m", "9.8 m"]]
    assert done.json["contradictions"][0]["first"]["citations"][0]["page"] == 1
    assert len(done.json["only"]) == 2
    text = paper.read_text(encoding="utf-8")
    assert "## Contradictions" in text
    assert "12.5 m against 9.8 m" in text
    spoken = haversack("summarise", folder, "--extractive", home=home).stdout
    assert "12.5 m against 9.8 m" in spoken


def test_a_summary_is_written_to_a_file_with_its_facts(home: Path, folder: Path, tmp_path: Path):
    paper = tmp_path / "north.md"
    done = haversack("summarise", folder / "north.txt", "--extractive", "--out", paper, "--json", home=home)
    assert done.code == 0, done.stderr
    assert "## At a glance" in paper.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("--about", "What about the buoy?"), "too-many-documents"),
        (("--out", "a.xyz"), "unknown-format"),
    ],
)
def test_what_cannot_be_done_is_said(home: Path, folder: Path, arguments: tuple[str, ...], code: str):
    done = haversack("summarise", folder, "--extractive", *arguments, "--json", home=home)
    assert (done.code, done.json["error"]["code"]) == (1, code)
