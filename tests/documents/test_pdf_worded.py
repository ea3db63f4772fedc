"""Tables of words without rules, and tables that are drawn column by column; lists and texts in columns are none."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from tests.documents import made
from tests.documents.conftest import Read
from tests.documents.pdf_sheets import sheet, told

CREW = (
    ("Ship", "Master", "Cargo"),
    ("Alma", "Ms Holm", "Timber and nails"),
    ("Brage", "Mr Vik", "Salt"),
    ("Castor", "Ms Lind", "Iron ore"),
    ("Delfin", "Mr Aas", "Stockfish"),
)
DUES = (
    ("Port", "Dues", "Paid on"),
    ("Alsund", "1,204", "3 May 2031"),
    ("Brekke", "980", "9 May 2031"),
    ("Tind", "77", "1 June 2031"),
    ("Vaag", "310", "2 June 2031"),
)
XS = (72, 220, 380)


def across(path: Path, table: Sequence[Sequence[str]], xs: Sequence[float] = XS, step: float = 14) -> Path:
    drawn = sheet(path)
    for number, row in enumerate(table):
        for left, text in zip(xs, row, strict=False):
            drawn.drawString(left, 700 - step * number, text)
    drawn.save()
    return path


def down(path: Path, table: Sequence[Sequence[str]], xs: Sequence[float] = XS, step: float = 14) -> Path:
    drawn = sheet(path)
    for left, column in zip(xs, zip(*table, strict=True), strict=False):
        for number, text in enumerate(column):
            if text:
                drawn.drawString(left, 700 - step * number, text)
    drawn.save()
    return path


def bars(table: Sequence[Sequence[str]]) -> list[str]:
    return [" | ".join(row) for row in table]


def test_short_words_below_each_other_are_a_table(tmp_path: Path, read: Read):
    (page,) = read(across(tmp_path / "a.pdf", CREW)).pages
    (table,) = page.tables
    assert told(page, table) == bars(CREW)
    assert table.header == "Ship | Master | Cargo"


def test_what_a_cell_goes_on_with_stays_in_its_row(tmp_path: Path, read: Read):
    table = [*CREW[:2], ("", "", "for the shipyard"), *CREW[2:]]
    (page,) = read(across(tmp_path / "a.pdf", table, step=12)).pages
    (found,) = page.tables
    assert told(page, found)[1:3] == ["Alma | Ms Holm | Timber and nails for the shipyard", "Brage | Mr Vik | Salt"]


@pytest.mark.parametrize(("table", "step"), [(DUES, 14), (CREW, 22)])
def test_a_table_drawn_column_by_column_comes_row_by_row(
    tmp_path: Path, read: Read, table: Sequence[Sequence[str]], step: float
):
    (page,) = read(down(tmp_path / "a.pdf", table, step=step)).pages
    (found,) = page.tables
    assert told(page, found) == bars(table)
    assert found.header == " | ".join(table[0])


def test_an_empty_cell_of_a_table_drawn_column_by_column_stays_empty(tmp_path: Path, read: Read):
    table = [*DUES[:2], ("Brekke", "", "9 May 2031"), *DUES[3:]]
    (page,) = read(down(tmp_path / "a.pdf", table)).pages
    assert "Brekke |  | 9 May 2031" in page.text


def test_lists_in_columns_are_read_down_and_are_no_table(tmp_path: Path, read: Read):
    names = [(f"Member {chr(65 + at)}", f"Guest {chr(75 + at)}") for at in range(8)]
    (page,) = read(down(tmp_path / "a.pdf", names)).pages
    assert page.tables == ()
    assert page.text.index("Member H") < page.text.index("Guest K")


def test_an_index_in_columns_is_read_down_and_is_no_table(tmp_path: Path, read: Read):
    entries = [(f"bolt {at}, {at * 3}", f"valve {at}, {at * 7}") for at in range(1, 12)]
    (page,) = read(down(tmp_path / "a.pdf", entries)).pages
    assert page.tables == ()
    assert page.text.index("bolt 11, 33") < page.text.index("valve 1, 7")


def test_two_addresses_side_by_side_are_no_table(tmp_path: Path, read: Read):
    addresses = [("Alsund Shipping", "Brekke Timber"), ("4 Quay Road", "17 Mill Lane"), ("1204 Alsund", "9820 Brekke")]
    (page,) = read(down(tmp_path / "a.pdf", addresses)).pages
    assert page.tables == ()


def test_labels_with_their_values_are_no_table(tmp_path: Path, read: Read):
    lines = [("Name:", "Alma"), ("Master:", "Ms Holm"), ("Cargo:", "Timber"), ("Berth:", "North")]
    (page,) = read(across(tmp_path / "a.pdf", lines)).pages
    assert page.tables == ()
    assert "Master: Ms Holm" in page.text


@pytest.mark.parametrize("texts", [(made.PUMP, made.BUDGET), (made.PUMP, made.BUDGET, made.HARBOUR)])
def test_texts_in_columns_are_no_table(tmp_path: Path, read: Read, texts: Sequence[Sequence[str]]):
    (page,) = read(made.columns_drawn_across(tmp_path / "a.pdf", texts)).pages
    assert page.tables == ()
    (page,) = read(down(tmp_path / "b.pdf", list(zip(*texts, strict=True)), xs=(40, 220, 400))).pages
    assert page.tables == ()
    assert " ".join(texts[0]) in " ".join(page.text.split())


def test_cells_of_several_lines_drawn_column_by_column_come_row_by_row(tmp_path: Path, read: Read):
    columns = (
        ((0, "Motor hums"), (40, "No pressure"), (80, "Leak at seal")),
        ((0, "The bearing has run"), (12, "dry and holds"), (40, "Air in the line"), (80, "Seal has aged")),
        ((0, "Grease it with"), (12, "number two"), (40, "Bleed at valve"), (52, "V2 in full"), (80, "New seal")),
    )
    drawn = sheet(tmp_path / "a.pdf")
    for left, column in zip(XS, columns, strict=True):
        for below, text in column:
            drawn.drawString(left, 700 - below, text)
    drawn.save()
    (page,) = read(tmp_path / "a.pdf").pages
    (table,) = page.tables
    assert told(page, table) == [
        "Motor hums | The bearing has run dry and holds | Grease it with number two",
        "No pressure | Air in the line | Bleed at valve V2 in full",
        "Leak at seal | Seal has aged | New seal",
    ]


@pytest.mark.parametrize("draw", [across, down])
def test_a_first_row_with_a_value_that_its_column_has_again_is_no_head(
    tmp_path: Path, read: Read, draw: Callable[..., Path]
):
    ships = [(*row, "Norway" if number % 2 else "Sweden") for number, row in enumerate(CREW[1:])]
    (page,) = read(draw(tmp_path / "a.pdf", ships, (72, 200, 320, 450), 24)).pages
    assert [table.header for table in page.tables] == [""]
    assert told(page, page.tables[0]) == bars(ships)


def test_heads_that_are_printed_again_within_a_table_are_its_heads(tmp_path: Path, read: Read):
    (page,) = read(across(tmp_path / "a.pdf", [*CREW, *CREW])).pages
    assert [table.header for table in page.tables] == ["Ship | Master | Cargo"]
