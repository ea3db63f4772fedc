from __future__ import annotations

import datetime as dt
from pathlib import Path

import openpyxl
import pytest
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment

from tests.documents.conftest import Read


def workbook(path: Path, rows: list[list[object]], formats: dict[str, str] | None = None) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Ledger"
    for row in rows:
        sheet.append(row)
    for cell, code in (formats or {}).items():
        sheet[cell].number_format = code
    book.save(path)
    return path


def test_values_are_told_as_the_spreadsheet_shows_them(tmp_path: Path, read: Read):
    rows: list[list[object]] = [
        ["Stock list of the harbour office"], [],
        ["Region", None, "Part", "Share", "Due", "Balance", "Active"],
        ["NA", None, 7, 0.45, dt.date(2031, 3, 9), -1200.5, True],
        ["NULL", None, 12, None, None, 40, False],
    ]  # fmt: skip
    formats = {"C4": "000", "C5": "000", "D4": "0%", "E4": "d mmm yyyy", "F4": "#,##0.00;(#,##0.00)"}
    (page,) = read(workbook(tmp_path / "a.xlsx", rows, formats)).pages
    assert page.text.split("\n") == [
        "Stock list of the harbour office",
        "Region | Part | Share | Due | Balance | Active",
        "NA | 007 | 45% | 9 Mar 2031 | (1,200.50) | TRUE",
        "NULL | 012 |  |  | 40 | FALSE",
    ]
    assert page.tables[-1].header == "Region | Part | Share | Due | Balance | Active"
    assert page.tables[-1].name == 'Sheet "Ledger", rows 3–5'
    assert page.label == "Ledger, rows 1–5"


def test_rows_after_a_gap_of_six_hundred_are_there_under_their_header(tmp_path: Path, read: Read):
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Ship", "Berth"])
    sheet.append(["Aurora", 4])
    sheet["A700"], sheet["B700"] = "Borealis", 9
    book.save(tmp_path / "a.xlsx")
    (page,) = read(tmp_path / "a.xlsx").pages
    assert "Borealis | 9" in page.text
    assert (page.tables[-1].name, page.tables[-1].header) == ('Sheet "Sheet", rows 1–700', "Ship | Berth")


def test_each_page_of_a_long_sheet_repeats_the_header_and_names_its_rows(tmp_path: Path, read: Read):
    header: list[object] = [f"Column {number}" for number in range(12)]
    rows: list[list[object]] = [[row * 100 + place for place in range(12)] for row in range(400)]
    told = read(workbook(tmp_path / "a.xlsx", [header, *rows]))
    assert len(told.pages) > 3
    for page in told.pages:
        assert page.text.startswith("Column 0 | Column 1 | ")
        assert all(table.header.startswith("Column 0 | ") for table in page.tables)
    (hit,) = (page for page in told.pages if "39700 | 39701" in page.text)
    assert any(f"{39700} | " in hit.text[table.start : table.end] and "–" in table.name for table in hit.tables)
    assert all("\n" not in table.header for table in hit.tables)


def test_a_formula_without_a_result_says_so(tmp_path: Path, read: Read):
    (page,) = read(workbook(tmp_path / "a.xlsx", [["Sum", "=A2+A3"]])).pages
    assert "=A2+A3 (not calculated)" in page.text


def test_what_is_hidden_is_labelled(tmp_path: Path, read: Read):
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["Name", "Secret"], ["Aurora", "x1"], ["Borealis", "x2"]):
        sheet.append(row)
    sheet.row_dimensions[3].hidden = True
    sheet.column_dimensions["B"].hidden = True
    other = book.create_sheet("Back")
    other.append(["Behind", "the scenes"])
    other.sheet_state = "hidden"
    book.save(tmp_path / "a.xlsx")
    front, back = read(tmp_path / "a.xlsx").pages
    assert front.text == "Name | Secret [hidden column]\nAurora | x1\nBorealis | x2 [hidden row]"
    assert back.text.startswith("[hidden sheet]\nBehind | the scenes")


def test_comments_and_charts_are_told(tmp_path: Path, read: Read):
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["Month", "Tons"], ["May", 12], ["June", 14]):
        sheet.append(row)
    sheet["B2"].comment = Comment("Estimated", "K. Vane")
    chart = BarChart()
    chart.title = "Tons a month"
    chart.add_data(Reference(sheet, min_col=2, min_row=1, max_row=3), titles_from_data=True)
    sheet.add_chart(chart, "D2")
    book.save(tmp_path / "a.xlsx")
    text = read(tmp_path / "a.xlsx").text
    assert "Comment on B2: Estimated" in text
    assert "Chart: Tons a month" in text


def test_dates_of_the_1904_system_are_right(tmp_path: Path, read: Read):
    book = openpyxl.Workbook()
    book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    sheet = book.active
    assert sheet is not None
    sheet["A1"], sheet["B1"] = "Due", dt.date(2031, 3, 9)
    sheet["B1"].number_format = "yyyy-mm-dd"
    book.save(tmp_path / "a.xlsx")
    assert "2031-03-09" in read(tmp_path / "a.xlsx").text


@pytest.mark.parametrize(
    ("data", "header", "row"),
    [
        ("name;tons\nAurora;12\nBorealis;14\n", "name | tons", "Borealis | 14"),
        ("name\ttons\nAurora\t12\n", "name | tons", "Aurora | 12"),
        ('name,note\nAurora,"late, by night"\nBorealis,on time\n', "name | note", "Aurora | late, by night"),
        ('name,note\nAurora,"two\nlines"\nBorealis,"one"\n', "name | note", "Aurora | two lines"),
    ],
)
def test_the_dialect_of_a_table_is_found(tmp_path: Path, read: Read, data: str, header: str, row: str):
    (tmp_path / "a.csv").write_text(data, encoding="utf-8")
    (page,) = read(tmp_path / "a.csv").pages
    assert row in page.text.split("\n")
    assert page.text.split("\n")[0] == header


def test_a_stray_quote_does_not_swallow_the_lines_that_follow(tmp_path: Path, read: Read):
    lines = ["name,note", 'Aurora,"unclosed', *(f"Ship {number},fine" for number in range(50))]
    (tmp_path / "a.csv").write_text("\n".join(lines), encoding="utf-8")
    (page,) = read(tmp_path / "a.csv").pages
    assert "Ship 49 | fine" in page.text.split("\n")


def test_a_field_wider_than_the_library_allows_is_read(tmp_path: Path, read: Read):
    (tmp_path / "a.csv").write_text("name,note\nAurora," + "word " * 30_000 + "\nBorealis,end\n", encoding="utf-8")
    told = read(tmp_path / "a.csv")
    assert told.text.count("word") == 30_000
    assert "Borealis | end" in told.text


def test_row_397_of_400_has_its_header(tmp_path: Path, read: Read):
    rows = [",".join(f"c{place}" for place in range(12))]
    rows += [",".join(str(row * 12 + place) for place in range(12)) for row in range(2, 401)]
    (tmp_path / "a.csv").write_text("\n".join(rows), encoding="utf-8")
    told = read(tmp_path / "a.csv")
    (page,) = (page for page in told.pages if "\n4764 | 4765" in page.text)
    assert page.text.startswith("c0 | c1 | c2")


def test_headers_and_footers_of_a_sheet_are_told_once_without_their_codes(tmp_path: Path, read: Read):
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Ship", "Berth"])
    sheet.oddHeader.left.text = "Harbour && Docks"
    sheet.oddHeader.left.font, sheet.oddHeader.left.size = "Arial,Bold", 12
    sheet.evenHeader.left.text = "Harbour && Docks"
    sheet.oddFooter.center.text = "Page &P of &N"
    book.save(tmp_path / "a.xlsx")
    (page,) = read(tmp_path / "a.xlsx").pages
    assert page.text.split("\n\n") == ["Ship | Berth", "Header: Harbour & Docks"]
