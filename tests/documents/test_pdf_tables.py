"""Tables of figures on PDF pages: what is one, where it ends, and what its columns are called."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from reportlab.pdfgen import canvas

from tests.documents import made
from tests.documents.conftest import Read
from tests.documents.pdf_sheets import told

LEDGER = (
    ("Harbour dues", "1,204", "1,150", "980"),
    ("Pilotage", "310", "(42)", "—"),
    ("Towage and mooring", "77", "81", "90"),
    ("Total revenue", "1,591", "1,189", "1,070"),
)


def drawn(path: Path, lines: Sequence[Sequence[tuple[float, str]]], step: float = 14) -> Path:
    """Write a page of lines; a text at a positive place begins there, at a negative one it ends there."""
    sheet = canvas.Canvas(str(path), pagesize=(612, 792))
    sheet.setFont("Helvetica", 10)
    for number, line in enumerate(lines):
        for place, text in line:
            draw = sheet.drawString if place > 0 else sheet.drawRightString
            draw(abs(place), 720 - step * number, text)
    sheet.save()
    return path


def rows(table: Sequence[Sequence[str]], *columns: float) -> list[list[tuple[float, str]]]:
    return [[(72, row[0]), *((-place, text) for place, text in zip(columns, row[1:], strict=True))] for row in table]


def test_figures_below_each_other_are_a_table_with_the_heads_of_its_columns(tmp_path: Path, read: Read):
    heads = [
        [(72, "The port earned more in all of its lines of business during the year.")],
        [(400, "Year ended 30 June")],
        [(72, "(in thousands)"), (-360, "2031"), (-450, "2030"), (-540, "2029")],
        [(72, "Income")],
    ]
    after = [[(72, "Pilotage fell because two of the four boats were being repaired until the spring.")]]
    path = drawn(tmp_path / "a.pdf", [*heads, *rows(LEDGER, 360, 450, 540), *after])
    (page,) = read(path).pages
    (table,) = page.tables
    assert table.header == "(in thousands) | Year ended 30 June: 2031 | 2030 | 2029"
    lines = told(page, table)
    assert (lines[0], lines[3], lines[-1]) == (
        "Year ended 30 June",
        "Harbour dues 1,204 1,150 980",
        "Total revenue 1,591 1,189 1,070",
    )


def test_heads_of_several_lines_are_told_by_column(tmp_path: Path, read: Read):
    heads = [
        [(320, "Tonnage"), (410, "Ships"), (490, "Berth")],
        [(320, "handled"), (410, "served"), (490, "hours")],
    ]
    (page,) = read(drawn(tmp_path / "a.pdf", [*heads, *rows(LEDGER, 360, 440, 520)], step=12)).pages
    assert [table.header for table in page.tables] == ["Tonnage handled | Ships served | Berth hours"]


def test_groups_of_columns_are_told_once_each(tmp_path: Path, read: Read):
    heads = [
        [(300, "Three months to June"), (460, "Six months to June")],
        [(-340, "2031"), (-400, "2030"), (-490, "2031"), (-550, "2030")],
    ]
    figures = [(name, *values, "12") for name, *values in LEDGER]
    (page,) = read(drawn(tmp_path / "a.pdf", [*heads, *rows(figures, 340, 400, 490, 550)], step=12)).pages
    (table,) = page.tables
    assert table.header == "Three months to June: 2031 | 2030 | Six months to June: 2031 | 2030"


def test_currency_and_percent_signs_of_their_own_belong_to_the_figure_beside_them(tmp_path: Path, read: Read):
    lines = [
        [(72, "Dues"), (300, "$"), (-360, "1,204"), (400, "$"), (-460, "980"), (-520, "22.8"), (530, "%")],
        [(72, "Fees"), (-360, "77"), (-460, "81"), (-520, "(4.9)"), (530, "%")],
        [(72, "Total"), (300, "$"), (-360, "1,281"), (400, "$"), (-460, "1,061"), (-520, "20.7"), (530, "%")],
    ]
    heads = [[(320, "2031"), (420, "2030"), (500, "Change")]]
    (page,) = read(drawn(tmp_path / "a.pdf", [*heads, *lines])).pages
    assert [table.header for table in page.tables] == ["2031 | 2030 | Change"]


def test_labels_that_run_over_two_lines_do_not_end_a_table(tmp_path: Path, read: Read):
    table = rows(LEDGER, 360, 450, 540)
    table[2:2] = [
        [(72, "Fees for the use of the northern and")],
        [(82, "the southern basin"), (-360, "5"), (-450, "6"), (-540, "7")],
    ]
    (page,) = read(drawn(tmp_path / "a.pdf", table)).pages
    (found,) = page.tables
    assert len(told(page, found)) == 6


def test_a_table_that_a_sentence_interrupts_keeps_its_heads(tmp_path: Path, read: Read):
    heads: list[list[tuple[float, str]]] = [[(-360, "2031"), (-450, "2030"), (-540, "2029")]]
    between: list[list[tuple[float, str]]] = [
        [(72, "Ordinary shares of which 200 million are authorised and 120 million have been issued to date")]
    ]
    table: list[list[tuple[float, str]]] = [
        *heads,
        *rows(LEDGER, 360, 450, 540),
        *between,
        *rows(LEDGER, 360, 450, 540),
    ]
    (page,) = read(drawn(tmp_path / "a.pdf", table)).pages
    assert [found.header for found in page.tables] == ["2031 | 2030 | 2029"] * 2


def test_a_second_line_of_years_begins_another_table(tmp_path: Path, read: Read):
    first: list[list[tuple[float, str]]] = [
        [(-360, "2031"), (-450, "2030"), (-540, "2029")],
        *rows(LEDGER, 360, 450, 540),
    ]
    second: list[list[tuple[float, str]]] = [
        [(-360, "2028"), (-450, "2027"), (-540, "2026")],
        *rows(LEDGER, 360, 450, 540),
    ]
    (page,) = read(drawn(tmp_path / "a.pdf", [*first, *second])).pages
    assert [table.header for table in page.tables] == ["2031 | 2030 | 2029", "2028 | 2027 | 2026"]


@pytest.mark.parametrize("numbered", [False, True])
def test_a_contents_page_is_no_table(tmp_path: Path, read: Read, numbered: bool):
    titles = ("Safety", "Draining the pump", "Taking off the cover", "Spare parts", "Index")
    lines: list[list[tuple[float, str]]] = []
    for at, title in enumerate(titles, 1):
        number = [(72.0, f"{at}.1")] if numbered else []
        lines.append([*number, (120, title), (-540, str(at * 7))])
    (page,) = read(drawn(tmp_path / "a.pdf", lines)).pages
    assert page.tables == ()


def test_columns_of_prose_with_figures_are_no_table(tmp_path: Path, read: Read):
    prose = [line.replace("the", "1,204 of the") for line in made.PUMP]
    (page,) = read(made.columns_drawn_across(tmp_path / "a.pdf", [prose, made.BUDGET])).pages
    assert page.tables == ()


def test_a_form_with_numbers_here_and_there_is_no_table(tmp_path: Path, read: Read):
    lines = [
        [(72, "Account"), (150, "4711"), (300, "Date"), (350, "2031-03-09")],
        [(72, "Amount due in full"), (220, "120.50"), (420, "Reference"), (500, "88")],
        [(72, "Telephone"), (180, "555 0101"), (260, "Extension"), (330, "12")],
        [(72, "Signed by the treasurer of the association on the day above")],
    ]
    (page,) = read(drawn(tmp_path / "a.pdf", lines)).pages
    assert page.tables == ()
