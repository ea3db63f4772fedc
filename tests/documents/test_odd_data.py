from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.documents.conftest import Read


@pytest.mark.parametrize(
    ("content", "lines"),
    [
        ("sep=;\r\nPort;Tons\r\nAden;1,5\r\n", ["Port | Tons", "Aden | 1,5"]),
        ("1,5;2,5\n3,5;4,5\n5,1;6,2\n", ["1,5 | 2,5", "3,5 | 4,5", "5,1 | 6,2"]),
        ("1,2,3\n4,5,6\n", ["1 | 2 | 3", "4 | 5 | 6"]),
        ('Name,Tons\n"A; a; b",10\n"B; a; b",20\n', ["Name | Tons", "A; a; b | 10", "B; a; b | 20"]),
        ("Port|Note\nAden|a, b\nBari|c, d\n", ["Port | Note", "Aden | a, b", "Bari | c, d"]),
        ("a,b\n1\0\0,2\n", ["a | b", "1 | 2"]),
        ("a,b,c\n1,2\n3,4,5,6\n", ["a | b | c", "1 | 2", "3 | 4 | 5 | 6"]),
        ("Tons,Tons\n1,2\n", ["Tons | Tons", "1 | 2"]),
    ],
)  # fmt: skip
def test_the_rows_of_a_table_as_text_are_told(tmp_path: Path, read: Read, content: str, lines: list[str]):
    (tmp_path / "a.csv").write_bytes(content.encode())
    assert read(tmp_path / "a.csv").text.split("\n") == lines


def test_ten_thousand_columns_are_read(tmp_path: Path, read: Read):
    rows = (",".join(f"{letter}{number}" for number in range(10_000)) for letter in "Hab")
    (tmp_path / "a.csv").write_text("\n".join(rows), encoding="utf-8")
    told = read(tmp_path / "a.csv").text
    assert ("H9999" in told, "a9998 | a9999" in told, "b9999" in told) == (True, True, True)


@pytest.mark.parametrize(
    ("content", "lines"),
    [
        ('{"a": 1}{"b": "two"}\n{\n "c": "three"\n}', ["a: 1", "b: two", "c: three"]),
        ('\x1e{"a": 1}\n\x1e{"b": 2}\n', ["a: 1", "b: 2"]),
        ('{"price": "ten", "price": "twelve"}', ["price: ten", "price (2): twelve"]),
        ('{"a": NaN, "b": 1e999999, "c": 1.10}', ["a: NaN", "b: 1e999999", "c: 1.10"]),
        ('{"a": 1}\n{"b": brok\n{"c": 3}\n', ["a: 1", 'Not valid JSON: {"b": brok', "c: 3"]),
    ],
)
def test_the_values_of_data_are_told(tmp_path: Path, read: Read, content: str, lines: list[str]):
    (tmp_path / "a.json").write_text(content, encoding="utf-8")
    (page,) = read(tmp_path / "a.json").pages
    assert ([line for line in page.text.split("\n") if line], page.reason) == (lines, "")


@pytest.mark.parametrize("depth", [90, 900, 5000, 200_000])
def test_data_of_any_depth_are_read(tmp_path: Path, read: Read, depth: int):
    core = json.dumps({"name": 'a "deep" one', "price": 7})
    (tmp_path / "a.json").write_text('{"a":[' * depth + core + "]}" * depth, encoding="utf-8")
    (tmp_path / "a.xml").write_text("<a>" * depth + "<b>core words</b>" + "</a>" * depth, encoding="utf-8")
    told = read(tmp_path / "a.json")
    assert ('name: a "deep" one' in told.text, "price: 7" in told.text) == (True, True)
    assert "not valid" not in told.pages[0].reason
    assert ("nested too deep" in told.pages[0].reason) == (depth > 500)
    assert "core words" in read(tmp_path / "a.xml").text


@pytest.mark.parametrize(
    ("content", "lines"),
    [
        ("<r><p>Hello <b>brave</b> new <i>world</i>.</p></r>", ["p: Hello brave new world."]),
        ("<r><p>H<sub>2</sub>O is <i id='7'>wet</i>.</p></r>", ["i id: 7", "p: H2O is wet."]),
        ("<r><s>Intro.<p>One of it.</p><p>Two of it.</p></s></r>", ["s: Intro. One of it. Two of it."]),
        ("<r><a>one<!-- no -->two</a><b k='v'/></r>", ["a: onetwo", "b k: v"]),
        ("<r><a><![CDATA[Some <b>raw</b> & text]]></a></r>", ["a: Some <b>raw</b> & text"]),
        ("<r><a><![CDATA[Raw & text]]></a><b>R&amp;D</r>", ["Raw & text R&D"]),
        ("\n<?xml version='1.0'?><r><a>words</a></r>", ["a: words"]),
    ],
)
def test_what_elements_say_is_told_as_it_is_read(tmp_path: Path, read: Read, content: str, lines: list[str]):
    (tmp_path / "a.xml").write_text(content, encoding="utf-8")
    assert [" ".join(line.split()) for line in read(tmp_path / "a.xml").text.split("\n")] == lines


def test_xml_in_another_encoding_than_it_declares_is_read(tmp_path: Path, read: Read):
    content = '<?xml version="1.0" encoding="utf-8"?><r><a>Das Café ist täglich geöffnet</a></r>'
    (tmp_path / "a.xml").write_bytes(content.encode("cp1252"))
    (page,) = read(tmp_path / "a.xml").pages
    assert (page.text, page.reason) == ("a: Das Café ist täglich geöffnet", "The encoding was guessed to be cp1252.")


def test_a_large_value_of_xml_is_no_fault(tmp_path: Path, read: Read):
    (tmp_path / "a.xml").write_text(f"<r><a>{'word ' * 2_200_000}END</a></r>", encoding="utf-8")
    last = read(tmp_path / "a.xml").pages[-1]
    assert (last.text.endswith("END"), last.reason) == (True, "")


def test_colours_and_letters_struck_twice_are_no_text(tmp_path: Path, read: Read):
    (tmp_path / "a.log").write_text("\x1b[31mERROR\x1b[0m in \x1b]0;title\x07N\bNA\bAM\bME\bE\0\0\0", encoding="utf-8")
    assert read(tmp_path / "a.log").text == "ERROR in NAME"
