from __future__ import annotations

import codecs
from pathlib import Path

import pytest

from assistant.documents.clean import clean, tidy
from assistant.errors import WorldError
from tests.documents.conftest import Read


@pytest.mark.parametrize(
    ("raw", "mended"),
    [
        ("misﬁts", "misfits"),
        ("nul\0byte", "nulbyte"),
        ("soft\u00adhyphen", "softhyphen"),
        ("e\u0301", "é"),
        ("cost\u00a0of", "cost of"),
        ("it\u0092s", "it’s"),
        ("line\r\nline\rline", "line\nline\nline"),
        ("lone \ud800 half", "lone \ufffd half"),
        ("mark\ufffe\ufeff", "mark"),
    ],
)
def test_text_is_mended(raw: str, mended: str):
    assert clean(raw) == mended


def test_blank_lines_shrink_to_one():
    assert tidy("\n\na \n \n\n\nb\n") == "a\n\nb"


@pytest.mark.parametrize(
    "data",
    [
        ("x" * 5_000 + " café").encode(),
        ("x" * 5_000 + " café").encode("cp1252"),
        codecs.BOM_UTF16_LE + "un café".encode("utf-16-le"),
        "un café, s'il vous plaît, et un verre d'eau".encode("utf-16-be"),
        codecs.BOM_UTF8 + "un café".encode(),
    ],
)
def test_the_accent_survives_whatever_the_encoding(tmp_path: Path, read: Read, data: bytes):
    (tmp_path / "a.txt").write_bytes(data)
    told = read(tmp_path / "a.txt")
    assert "café" in told.text
    assert "\0" not in told.text


def test_a_guess_is_said_and_a_certainty_is_not(tmp_path: Path, read: Read):
    (tmp_path / "sure.txt").write_text("café", encoding="utf-8")
    (tmp_path / "guess.txt").write_bytes("Ein schöner Tag in Köln".encode("cp1252"))
    assert read(tmp_path / "sure.txt").pages[0].reason == ""
    assert read(tmp_path / "guess.txt").pages[0].reason == "The encoding was guessed to be cp1252."


def test_markdown_headings_are_sections_and_tables_keep_their_header(tmp_path: Path, read: Read):
    rows = "\n".join(f"| Bolt {number} | {number} |" for number in range(300))
    (tmp_path / "a.md").write_text(
        f"# Manual\n\nIntroduction.\n\n## Parts\n\n| Part | Stock |\n|---|---|\n{rows}\n\nSetext\n======\n\nEnd.\n",
        encoding="utf-8",
    )
    told = read(tmp_path / "a.md")
    assert told.head.title == "Manual"
    titles = [section.title for page in told.pages for section in page.sections]
    assert titles == ["Manual", "Parts", "Setext"]
    tables = [table for page in told.pages for table in page.tables]
    assert len(tables) > 1
    assert {table.header for table in tables} == {"| Part | Stock |"}


def test_no_character_of_a_long_line_is_lost(tmp_path: Path, read: Read):
    (tmp_path / "a.txt").write_text("a" * 200_000, encoding="utf-8")
    told = read(tmp_path / "a.txt")
    assert sum(page.text.count("a") for page in told.pages) == 200_000
    assert max(len(page.text) for page in told.pages) < 10_000


def test_a_log_is_parted_between_lines(tmp_path: Path, read: Read):
    lines = [f"2031-03-09 12:00:{number % 60:02d} pump {number} started" for number in range(1_000)]
    (tmp_path / "a.log").write_text("\n".join(lines), encoding="utf-8")
    told = read(tmp_path / "a.log")
    assert [line for page in told.pages for line in page.text.split("\n") if line] == lines


def test_pages_read_what_a_reader_sees_of_html(tmp_path: Path, read: Read):
    (tmp_path / "a.html").write_text(
        """<html lang="de-AT"><head><title>Berths</title><style>p {}</style><script>alert(1)</script></head>
        <body><h1>Berths</h1><p>One <b>two</b><br>three</p><p style="display: none">ghost</p>
        <ul><li>first</li><li>second</li></ul>
        <table><caption>Ships</caption><tr><th>Ship</th><th>Berth</th></tr><tr><td>Aurora</td><td>4</td></tr></table>
        <img src="http://127.0.0.1:9/x.png" onerror="alert(2)"><iframe src="file:///etc/passwd"></iframe></body></html>""",
        encoding="utf-8",
    )
    told = read(tmp_path / "a.html")
    assert (told.head.title, told.head.language) == ("Berths", "de")
    assert told.text == "Berths\n\nOne two\nthree\n\n• first\n\n• second\n\nShip | Berth\nAurora | 4"
    (table,) = told.pages[0].tables
    assert (table.header, table.name) == ("Ship | Berth", "Ships")


def test_json_lines_and_broken_json(tmp_path: Path, read: Read):
    (tmp_path / "a.json").write_text('{"ship": {"name": "Aurora", "ports": ["Ghent", "Riga"]}}', encoding="utf-8")
    assert read(tmp_path / "a.json").text == "ship.name: Aurora\nship.ports: Ghent; Riga"
    (tmp_path / "a.jsonl").write_text('{"name": "Aurora"}\n{"name": "Borealis"}\n', encoding="utf-8")
    assert read(tmp_path / "a.jsonl").text == "name: Aurora\n\nname: Borealis"
    (tmp_path / "b.json").write_text('{"name": "Aurora"', encoding="utf-8")
    told = read(tmp_path / "b.json")
    assert "Aurora" in told.text
    assert told.pages[0].reason == "This is not valid JSON: it was read as plain text."


def test_xml_is_told_by_its_elements(tmp_path: Path, read: Read):
    (tmp_path / "a.xml").write_text(
        '<?xml version="1.0"?><fleet><ship id="7"><name>Aurora</name></ship></fleet>', encoding="utf-8"
    )
    assert read(tmp_path / "a.xml").text == "ship id: 7\nname: Aurora"


def test_no_entity_of_xml_reaches_another_file(tmp_path: Path, read: Read):
    (tmp_path / "canary.txt").write_text("sing", encoding="utf-8")
    canary = (tmp_path / "canary.txt").as_uri()
    (tmp_path / "a.xml").write_text(
        f'<!DOCTYPE a [<!ENTITY x SYSTEM "{canary}">]><a><b>before</b><c>&x;</c></a>', encoding="utf-8"
    )
    told = read(tmp_path / "a.xml")
    assert "before" in told.text
    assert "sing" not in told.text


@pytest.mark.parametrize("name", ["a.txt", "a.csv", "a.log"])
def test_what_is_no_text_is_refused(tmp_path: Path, read: Read, name: str):
    (tmp_path / name).write_bytes(bytes(range(256)) * 40)
    with pytest.raises(WorldError) as error:
        read(tmp_path / name)
    assert error.value.code == "damaged-file"
