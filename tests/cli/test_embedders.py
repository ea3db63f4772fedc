"""The command `library embedder`, with a real model of the engine."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.commands import haversack
from tests.engine.minilm_gguf import write_minilm


@pytest.mark.engine
def test_a_library_is_searched_by_another_model_once_that_was_agreed_to(home: Path, tmp_path: Path):
    weights = write_minilm(tmp_path / "all-minilm.gguf")
    assert "library embedder LIBRARY all-minilm" in haversack("models", "import", weights, home=home).stdout
    unread = haversack("library", "embedder", "default", "all-minilm", "--yes", "--json", home=home)
    assert (unread.code, unread.json["error"]["code"]) == (1, "licence-not-accepted")
    assert haversack("models", "accept", "all-minilm", home=home).code == 0
    asked = haversack("library", "embedder", "default", "all-minilm", "--json", home=home)
    assert (asked.code, asked.json["error"]["code"]) == (1, "not-agreed")
    assert "passages by all-minilm takes about" in asked.stderr
    changed = haversack("library", "embedder", "default", "all-minilm", "--yes", "--json", home=home)
    assert changed.code == 0, changed.stderr
    assert changed.json["passages"] >= 2
    listed = haversack("library", "embedder", "default", "--json", home=home).json["embedders"]
    assert {each["name"]: each["in_use"] for each in listed} == {"all-MiniLM-L6-v2": False, "all-minilm": True}
    found = haversack("search", "how much money is paid per day of travel", "--json", home=home).json
    assert found["by_words_only"] == ""
    assert found["evidence"][0]["path"].endswith("travel.md")


@pytest.mark.engine
def test_a_model_that_is_not_there_changes_nothing(home: Path):
    gone = haversack("library", "embedder", "default", "absent", "--yes", "--json", home=home)
    assert (gone.code, gone.json["error"]["code"]) == (1, "model-missing")


@pytest.mark.engine
def test_a_search_is_put_in_other_words_after_its_own_results(home: Path):
    plain = haversack("search", "How much oil does the pump deliver?", "--json", home=home).json
    found = haversack("search", "How much oil does the pump deliver?", "--rewrite", "--json", home=home)
    assert found.code == 0, found.stderr
    assert [each["page"] for each in found.json["evidence"]] == [each["page"] for each in plain["evidence"]]
    assert found.json["further_problem"] == ""
    assert isinstance(found.json["further"], list)
    assert "further" not in plain
