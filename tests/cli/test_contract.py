from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.commands import haversack


def test_add_tells_document_path_pages_passages_and_seconds(texts: Path, tmp_path: Path):
    done = haversack("add", texts, "--json", home=tmp_path)
    assert done.code == 0
    assert done.json["unchanged"] == done.json["failed"] == []
    paths = {entry["path"] for entry in done.json["added"]}
    assert paths == {str(texts / "pump.txt"), str(texts / "travel.md")}
    for entry in done.json["added"]:
        assert len(entry["document"]) == 64
        assert entry["pages"] >= 1
        assert entry["passages"] >= 1
        assert entry["seconds"] > 0


def test_a_second_add_finds_everything_unchanged(home: Path, texts: Path):
    done = haversack("add", texts, "--json", home=home)
    assert done.code == 0
    assert done.json["added"] == []
    assert len(done.json["unchanged"]) == 2


def test_one_bad_file_is_named_and_the_others_are_added(texts: Path, tmp_path: Path):
    (tmp_path / "empty.pdf").write_bytes(b"")
    listed = tmp_path / "files.csv"
    done = haversack(
        "add", texts / "pump.txt", tmp_path / "empty.pdf", "--list", listed, "--json", home=tmp_path / "home"
    )
    assert done.code == 1
    assert len(done.json["added"]) == 1
    (failed,) = done.json["failed"]
    assert failed["path"].endswith("empty.pdf")
    assert failed["code"] == "empty-file"
    assert failed["message"].endswith(".")
    assert failed["message"] in done.stderr
    assert [line["outcome"] for line in done.json["files"]] == ["failed", "read"]
    assert "empty-file" in listed.read_text(encoding="utf-8")


def test_documents_tells_pages_and_ledger(home: Path):
    done = haversack("documents", "--json", home=home)
    assert done.code == 0
    assert len(done.json["documents"]) == 2
    for document in done.json["documents"]:
        assert document["status"] == "indexed"
        assert document["ledger"]["text"] == document["pages"]
        assert {"text", "ocr", "empty", "failed"} <= document["ledger"].keys()


def test_ledger_counts_pages_from_one(home: Path, texts: Path):
    done = haversack("ledger", texts / "pump.txt", "--json", home=home)
    assert done.code == 0
    assert [line["page"] for line in done.json["ledger"]] == list(range(1, len(done.json["ledger"]) + 1))
    assert {"page", "label", "status", "tool", "reason"} <= done.json["ledger"][0].keys()


def test_search_finds_the_page(home: Path):
    done = haversack("search", "How often is the shaft seal replaced?", "--limit", "3", "--json", home=home)
    assert done.code == 0
    best = done.json["evidence"][0]
    assert best["path"].endswith("pump.txt")
    assert best["page"] == 1
    assert "1,500 operating hours" in best["text"]
    assert done.json["seconds"] < 60


def test_search_can_be_limited_to_a_document(home: Path, texts: Path):
    done = haversack("search", "shaft seal", "--document", texts / "travel.md", "--json", home=home)
    assert done.code == 0
    assert all(entry["path"].endswith("travel.md") for entry in done.json["evidence"])


def test_an_unknown_document_is_a_sentence_and_exit_code_one(home: Path):
    done = haversack("ledger", "no-such-file.pdf", "--json", home=home)
    assert done.code == 1
    assert done.json["error"]["code"] == "unknown-document"
    assert done.json["error"]["message"] in done.stderr


def test_a_wrong_command_is_exit_code_two(tmp_path: Path):
    assert haversack("frobnicate", home=tmp_path).code == 2
    assert haversack("search", home=tmp_path).code == 2


def test_libraries_are_kept_apart(home: Path, texts: Path):
    assert haversack("library", "create", "Second", "--json", home=home).code == 0
    assert haversack("add", texts / "travel.md", "--library", "Second", "--json", home=home).code == 0
    found = haversack("search", "shaft seal", "--library", "Second", "--json", home=home)
    assert all(entry["path"].endswith("travel.md") for entry in found.json["evidence"])
    names = {entry["name"] for entry in haversack("library", "list", "--json", home=home).json["libraries"]}
    assert names == {"default", "Second"}
    assert haversack("library", "remove", "Second", "--json", home=home).code == 0
    assert haversack("documents", "--library", "Second", "--json", home=home).code == 1


def test_a_removed_document_is_not_found_any_more(texts: Path, tmp_path: Path):
    assert haversack("add", texts, "--json", home=tmp_path).code == 0
    assert haversack("remove", texts / "pump.txt", "--json", home=tmp_path).code == 0
    found = haversack("search", "shaft seal 4471-B", "--json", home=tmp_path)
    assert not any(entry["path"].endswith("pump.txt") for entry in found.json["evidence"])


@pytest.mark.parametrize("variable", ["HTTP_PROXY", "ALL_PROXY"])
def test_proxy_variables_change_nothing(home: Path, monkeypatch: pytest.MonkeyPatch, variable: str):
    monkeypatch.setenv(variable, "socks5h://127.0.0.1:9")
    assert haversack("search", "shaft seal", "--json", home=home).code == 0
    assert haversack("status", "--json", home=home).code == 0


def test_an_interrupt_ends_with_exit_code_three(tmp_path: Path):
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(400):
        (folder / f"note-{number}.txt").write_text(f"Note {number} on valve {number * 7} of the plant.\n" * 40)
    running = subprocess.Popen(
        [sys.executable, "-m", "assistant", "--home", str(tmp_path / "home"), "add", str(folder)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ,
    )
    database = tmp_path / "home" / "libraries"
    while running.poll() is None and not list(database.glob("*/library.db")):
        pass
    running.send_signal(signal.SIGINT)
    _, errors = running.communicate(timeout=60)
    assert running.returncode == 3, errors
    assert "Traceback" not in errors


def test_a_home_that_cannot_be_written_is_a_sentence(tmp_path: Path):
    (tmp_path / "file").write_text("not a folder")
    done = haversack("documents", "--json", home=tmp_path / "file" / "home")
    assert done.code == 1
    assert done.json["error"]["code"] == "home-not-writable"
    assert "Traceback" not in done.stderr


def test_a_library_is_indexed_anew_and_answers_as_before(home: Path):
    before = haversack("search", "shaft seal", "--json", home=home)
    assert haversack("library", "rebuild", "default", "--json", home=home).json == {"rebuilt": "default"}
    after = haversack("search", "shaft seal", "--json", home=home)
    assert [found["text"] for found in after.json["evidence"]] == [found["text"] for found in before.json["evidence"]]
