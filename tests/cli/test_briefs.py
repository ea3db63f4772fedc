from __future__ import annotations

import csv
from pathlib import Path

import pytest

from tests.briefs.papers import MINUTES, TREND
from tests.commands import haversack


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A home with a library of minutes, and a folder with a report that is not in it."""
    folder = tmp_path_factory.mktemp("desk")
    (folder / "in").mkdir()
    (folder / "new").mkdir()
    (folder / "in" / "minutes.txt").write_text(MINUTES, encoding="utf-8")
    (folder / "new" / "trend.txt").write_text(TREND, encoding="utf-8")
    home = tmp_path_factory.mktemp("desk-home")
    assert haversack("add", folder / "in", home=home).code == 0
    return home, folder


def test_templates_are_listed(desk: tuple[Path, Path]):
    home, _ = desk
    (home / "templates").mkdir(exist_ok=True)
    done = haversack("templates", "--json", home=home)
    assert done.code == 0
    assert len(done.json["templates"]) == 10
    assert "meeting-minutes" in haversack("templates", home=home).stdout


def test_a_brief_of_a_document_of_the_library_has_the_shape_of_the_contract(desk: tuple[Path, Path]):
    home, folder = desk
    done = haversack("brief", "meeting-minutes", folder / "in" / "minutes.txt", "--extractive", "--json", home=home)
    assert done.code == 0, done.stderr
    shape = done.json
    assert {"template", "sections", "checked", "seconds"} <= shape.keys()
    assert shape["template"] == "meeting-minutes"
    actions = next(section for section in shape["sections"] if section["name"] == "Actions")
    first = actions["items"][0]
    assert first["cells"]["Owner"]["text"] == "Jon Aase"
    assert first["cells"]["Owner"]["citations"][0]["page"] == 1
    assert (first["status"], first["citations"][0]["quote"]) == (
        "supported",
        "Jon Aase will order the crane by 30 June 2031.",
    )
    assert shape["checked"]["claims"] == shape["checked"]["supported"] > 5


def test_a_folder_is_added_first_and_its_signals_are_on_the_board(desk: tuple[Path, Path], tmp_path: Path):
    home, folder = desk
    page = tmp_path / "trend.md"
    done = haversack("brief", "trend-brief", folder / "new", "--extractive", "--out", page, home=home)
    assert done.code == 0, done.stderr
    assert "## Signals" in page.read_text(encoding="utf-8")
    table = tmp_path / "signals.csv"
    board = haversack("signals", "--csv", table, "--json", home=home)
    assert [row["cells"]["Signal"] for row in board.json["signals"]] == [
        "Deliveries by cargo drone",
        "The number of licensed harbour pilots",
        "Rented cold storage",
    ]
    with table.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert (rows[0]["Driving force"], rows[0]["Page"]) == ("cheaper batteries", "1")
    assert "pilots" in haversack("signals", "--find", "PILOT", home=home).stdout
    assert "There are no signals" in haversack("signals", "--find", "rocket", home=home).stdout


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("essay", "minutes.txt"), "unknown-template"),
        (("maintenance-diagnosis", "minutes.txt"), "symptom-needed"),
        (("trend-brief", "nowhere.txt"), "unknown-document"),
        (("trend-brief", "minutes.txt", "--out", "a.xyz"), "unknown-format"),
    ],
)
def test_what_cannot_be_done_is_said(desk: tuple[Path, Path], arguments: tuple[str, ...], code: str):
    home, folder = desk
    given = [str(folder / "in" / word) if word == "minutes.txt" else word for word in arguments]
    done = haversack("brief", *given, "--extractive", "--json", home=home)
    assert (done.code, done.json["error"]["code"]) == (1, code)
