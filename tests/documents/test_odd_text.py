"""Texts, tables and data that are written in unusual but legal ways."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.errors import WorldError
from tests.documents import made
from tests.documents.conftest import Read

OFFICE = "urn:oasis:names:tc:opendocument:xmlns"


def test_a_cell_of_many_lines_is_one_cell_though_its_lines_hold_commas(tmp_path: Path, read: Read):
    note = "first, with comma\nsecond, too\nthird, again\nfourth, still\nfifth, end"
    (tmp_path / "a.csv").write_text(f'id,name,note\n1,Ann,"{note}"\n2,Bob,short\n', encoding="utf-8")
    assert read(tmp_path / "a.csv").text.split("\n") == [
        "id | name | note",
        "1 | Ann | first, with comma second, too third, again fourth, still fifth, end",
        "2 | Bob | short",
    ]


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", ["Насос нужно осушить перед пуском.\nСтраница два.", "ポンプを止める。\n水を抜く。\n"])
def test_wide_text_of_any_script_is_read_without_a_mark(tmp_path: Path, read: Read, encoding: str, text: str):
    (tmp_path / "a.txt").write_bytes(text.encode(encoding))
    told = read(tmp_path / "a.txt")
    assert told.text == text.strip()
    assert encoding in told.pages[0].reason


def test_zero_bytes_do_not_make_a_plain_text_wide(tmp_path: Path, read: Read):
    (tmp_path / "a.txt").write_bytes(b"Good words before\0 and after.\n" * 20)
    assert read(tmp_path / "a.txt").text.startswith("Good words before and after.\nGood words")


def test_form_feeds_part_a_text_into_pages(tmp_path: Path, read: Read):
    (tmp_path / "a.txt").write_text("First sheet.\n\fSecond sheet.\n\f\fFourth sheet.\n\f", encoding="utf-8")
    told = read(tmp_path / "a.txt")
    assert [(page.kind, page.text) for page in told.pages][:2] == [("page", "First sheet."), ("page", "Second sheet.")]
    assert told.pages[-1].text == "Fourth sheet."


def test_a_name_for_text_kept_elsewhere_stays_in_its_place(tmp_path: Path, read: Read):
    markup = '<!DOCTYPE n [<!ENTITY co SYSTEM "file:///etc/hostname">]><n>Paid by &co; in May.</n>'
    (tmp_path / "a.xml").write_text(markup, encoding="utf-8")
    assert read(tmp_path / "a.xml").text == "n: Paid by &co; in May."


def test_numbers_of_data_stay_as_they_are_written(tmp_path: Path, read: Read):
    digits = "9" * 5000
    (tmp_path / "a.json").write_text(f'{{"price": 1.10, "tiny": 1e-400, "long": {digits}, "no": false}}', "utf-8")
    told = read(tmp_path / "a.json")
    assert "price: 1.10\ntiny: 1e-400\n" in told.text
    assert told.text.endswith("no: false")
    assert told.pages[0].reason == ""


def test_open_document_cells_keep_their_column_and_their_stored_value(tmp_path: Path, read: Read):
    rows = (
        '<t:table-row><t:table-cell o:value-type="float" o:value="7"/>'
        '<t:table-cell t:formula="of:=[.A1]"/></t:table-row>'
        '<t:table-row><t:table-cell t:number-columns-repeated="150"/><t:table-cell><x:p>far</x:p></t:table-cell>'
        "<t:table-cell><x:p>right</x:p></t:table-cell></t:table-row>"
    )
    content = (
        f'<o:document-content xmlns:o="{OFFICE}:office:1.0" xmlns:t="{OFFICE}:table:1.0" xmlns:x="{OFFICE}:text:1.0">'
        f'<o:body><o:spreadsheet><t:table t:name="S">{rows}</t:table></o:spreadsheet></o:body></o:document-content>'
    )
    members = {"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": content}
    text = read(made.packed(tmp_path / "a.ods", dict(members))).text
    assert "7 | of:=[.A1] (not calculated)" in text
    assert text.endswith("far | right")


def test_a_text_without_an_ending_is_read(tmp_path: Path, read: Read):
    (tmp_path / "README").write_text("Open the valve: é.\n" * 300, encoding="utf-8")
    assert read(tmp_path / "README").text.startswith("Open the valve: é.")


def test_what_stands_in_fields_and_for_pictures_is_seen(tmp_path: Path, read: Read):
    page = (
        '<p>Rank <select><option>low<option selected>high</select> by <input value="Alice"><input type=hidden value=no>'
        ' <img alt="Wiring of pump 7"></p>'
    )
    (tmp_path / "a.html").write_text(page, encoding="utf-8")
    assert " ".join(read(tmp_path / "a.html").text.split()) == "Rank high by Alice [Picture: Wiring of pump 7]"


def test_cells_that_span_rows_and_columns_keep_the_others_in_place(tmp_path: Path, read: Read):
    rows = "<tr><th>A<th>B<th>C<tr><td rowspan=2>x<td>1<td>2<tr><td>3<td>4<tr><td colspan=2>y<td>5"
    (tmp_path / "a.html").write_text(f"<table>{rows}</table>", encoding="utf-8")
    assert read(tmp_path / "a.html").text == "A | B | C\nx | 1 | 2\n | 3 | 4\ny |  | 5"


@pytest.mark.parametrize(
    ("name", "start", "kind"),
    [
        ("a.svg", b'<?xml version="1.0"?>\n<svg xmlns="x"><text>t</text></svg>', "SVG"),
        ("a.jp2", b"\0\0\0\x0cjP  \r\n\x87\n", "JPEG 2000"),
        ("a.heic", b"\0\0\0\x18ftypheic", "HEIC"),
        ("a.psd", b"8BPS\0\1", "Photoshop"),
        ("a.one", b"\xe4\x52\x5c\x7b\x8c\xd8\xa7\x4d", "OneNote"),
        ("a.db", b"SQLite format 3\0", "database"),
    ],
)
def test_kinds_that_cannot_be_read_are_named(tmp_path: Path, read: Read, name: str, start: bytes, kind: str):
    (tmp_path / name).write_bytes(start + bytes(300))
    with pytest.raises(WorldError) as error:
        read(tmp_path / name)
    assert error.value.code == "unsupported-format"
    assert kind in error.value.message


def test_one_broken_line_costs_no_other_record(tmp_path: Path, read: Read):
    lines = [f'{{"valve": {number}}}' for number in range(1, 21)]
    (tmp_path / "a.jsonl").write_text("\n".join([*lines, '{"valve": 21, "sta']), encoding="utf-8")
    text = read(tmp_path / "a.jsonl").text
    assert "valve: 20" in text
    assert text.endswith('Not valid JSON: {"valve": 21, "sta')
