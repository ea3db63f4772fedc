"""What the program tells of the parts that others made, from its source and installed."""

from __future__ import annotations

import json
import shutil
from importlib import metadata
from pathlib import Path

import pytest

from assistant import places, shipped
from setup.package import papers
from setup.package.system_libraries import SystemPart


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The licences as they lie in an installed program with two parts; returns their folder."""
    folder = tmp_path / "resources" / "licences"
    shutil.copytree(papers.LICENCES, folder)
    system = SystemPart("libglib2.0-0", "2.74", f"Its own terms\n{'=' * 80}\nwith a rule\n\nin them")
    monkeypatch.setattr(papers, "shipped_parts", lambda _: [metadata.distribution("chromadb")])
    monkeypatch.setattr(papers, "system_parts", lambda _: [system])
    (folder / shipped.NOTICES).write_text(papers.notices(tmp_path), encoding="utf-8")
    (folder / shipped.BILL).write_text(json.dumps({"components": []}), encoding="utf-8")
    monkeypatch.setattr(places, "_base", lambda: tmp_path)
    return folder


def test_from_the_source_every_listed_part_is_told_with_its_licence():
    told = shipped.shipped()
    by_name = {part.name: part for part in told.parts}
    assert told.bill is None
    assert [model.name for model in told.models][:2] == ["all-MiniLM-L6-v2", "PP-OCR (inside rapidocr)"]
    assert all("Apache License" in model.text for model in told.models)
    assert by_name["chromadb"].licence == "Apache-2.0"
    assert "LESSER GENERAL PUBLIC LICENSE" in by_name["Qt (inside pyside6-essentials)"].text
    assert "Permission is hereby granted" in by_name["ggml and llama.cpp (inside Ollama)"].text
    assert "SIL OPEN FONT LICENSE" in by_name["Inter"].text


def test_an_installed_program_tells_what_it_carries_with_versions_and_texts(installed: Path):
    told = shipped.shipped()
    by_name = {part.name: part for part in told.parts}
    assert told.bill == installed / shipped.BILL
    assert by_name["chromadb"].version == metadata.version("chromadb")
    assert "Apache License" in by_name["chromadb"].text
    assert by_name["libglib2.0-0"].licence == "LGPL-2.1-or-later"
    assert by_name["libglib2.0-0"].text.endswith("in them")
    assert by_name["Apache-2.0.txt"].licence == ""
    assert "Version 2.0" in by_name["Apache-2.0.txt"].text
    assert "numpy" not in by_name
    assert {"Inter", "Ollama"} <= set(by_name)
