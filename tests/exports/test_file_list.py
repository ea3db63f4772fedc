from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from assistant.errors import UsageError, WorldError
from assistant.exports.file_list import write_file_list
from assistant.library.records import FileLine

FILES = (
    FileLine("/papers/a.pdf", "read", document="ab" * 32, pages=12, read_as={"text": 11, "ocr": 1}, seconds=0.5),
    FileLine("/papers/=b.pdf", "failed", "password-needed", "“=b.pdf” needs a password."),
    FileLine("=sum(a1).txt", "unchanged"),
)


def test_a_table_has_a_line_for_each_file(tmp_path: Path):
    write_file_list(FILES, tmp_path / "list.csv")
    with (tmp_path / "list.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["outcome"] for row in rows] == ["read", "failed", "unchanged"]
    assert (rows[0]["pages"], rows[0]["read_as"], rows[0]["vectors_pending"]) == ("12", "11 text, 1 ocr", "no")
    assert rows[1]["reason"] == "“=b.pdf” needs a password."
    assert rows[2]["path"] == "'=sum(a1).txt"


def test_json_says_the_same(tmp_path: Path):
    write_file_list(FILES, tmp_path / "list.JSON")
    files = json.loads((tmp_path / "list.JSON").read_text(encoding="utf-8"))["files"]
    assert files[0]["read_as"] == {"text": 11, "ocr": 1}
    assert files[2]["path"] == "=sum(a1).txt"


def test_another_kind_is_refused_and_an_unwritable_place_said(tmp_path: Path):
    with pytest.raises(UsageError) as caught:
        write_file_list(FILES, tmp_path / "list.txt")
    assert caught.value.code == "unknown-format"
    with pytest.raises(WorldError) as told:
        write_file_list(FILES, tmp_path / "nowhere" / "list.csv")
    assert told.value.code == "cannot-write"
