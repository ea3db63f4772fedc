"""Tables that rules part into cells, whatever the cells hold."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path

import pypdf
import pytest
from reportlab.pdfgen import canvas

from tests.documents import made
from tests.documents.conftest import Read
from tests.documents.pdf_sheets import cells, sheet, told

XS = (72, 190, 360, 540)
YS = (700, 680, 640, 600, 580)
FAULTS = (
    ("Symptom", "Cause", "Remedy"),
    ("Motor hums", "The bearing has run\ndry and holds the shaft", "Grease it with grease\nnumber two"),
    ("No pressure", "", "Bleed the line at valve\nV2 until no air comes"),
    ("Leak at seal", "Seal has aged", ""),
)
READ = [
    "Symptom | Cause | Remedy",
    "Motor hums | The bearing has run dry and holds the shaft | Grease it with grease number two",
    "No pressure |  | Bleed the line at valve V2 until no air comes",
    "Leak at seal | Seal has aged",
]
Draw = Callable[[canvas.Canvas, Sequence[float], Sequence[float]], None]


def ruled(drawn: canvas.Canvas, xs: Sequence[float], ys: Sequence[float]) -> None:
    drawn.setLineWidth(0.7)
    for y in ys:
        drawn.line(xs[0], y, xs[-1], y)
    for x in xs:
        drawn.line(x, ys[0], x, ys[-1])


def boxed(drawn: canvas.Canvas, xs: Sequence[float], ys: Sequence[float]) -> None:
    for left, right in pairwise(xs):
        for top, bottom in pairwise(ys):
            drawn.rect(left, bottom, right - left, top - bottom)


def filled(drawn: canvas.Canvas, xs: Sequence[float], ys: Sequence[float]) -> None:
    for y in ys:
        drawn.rect(xs[0], y - 0.3, xs[-1] - xs[0], 0.6, stroke=0, fill=1)
    for x in xs:
        drawn.rect(x - 0.3, ys[-1], 0.6, ys[0] - ys[-1], stroke=0, fill=1)


def inner(drawn: canvas.Canvas, xs: Sequence[float], ys: Sequence[float]) -> None:
    for y in ys[1:-1]:
        drawn.line(xs[0], y, xs[-1], y)
    for x in xs[1:-1]:
        drawn.line(x, ys[0], x, ys[-1])


@pytest.mark.parametrize("draw", [ruled, boxed, filled, inner])
def test_cells_of_words_are_told_row_by_row_with_their_heads(tmp_path: Path, read: Read, draw: Draw):
    drawn = sheet(tmp_path / "a.pdf")
    drawn.drawString(72, 740, "What to do when the pump does not work.")
    draw(drawn, XS, YS)
    cells(drawn, XS, YS, FAULTS)
    drawn.drawString(72, 540, "Call the service where nothing helps.")
    drawn.save()
    (page,) = read(tmp_path / "a.pdf").pages
    (table,) = page.tables
    assert told(page, table) == READ
    assert table.header == READ[0]
    assert page.text.startswith("What to do when")
    assert page.text.endswith("Call the service where nothing helps.")


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_ruled_table_on_a_turned_page_is_one(tmp_path: Path, read: Read, turn: int):
    drawn = sheet(tmp_path / "a.pdf")
    ruled(drawn, XS, YS)
    cells(drawn, XS, YS, FAULTS)
    drawn.save()
    writer = pypdf.PdfWriter(clone_from=tmp_path / "a.pdf")
    writer.pages[0].transfer_rotation_to_content()
    writer.pages[0].rotate(turn)
    writer.pages[0].transfer_rotation_to_content()
    writer.pages[0].rotate(-turn)
    writer.write(tmp_path / "b.pdf")
    (page,) = read(tmp_path / "b.pdf").pages
    assert [told(page, table) for table in page.tables] == [READ]


def test_a_table_drawn_column_by_column_comes_row_by_row(tmp_path: Path, read: Read):
    drawn = sheet(tmp_path / "a.pdf")
    ruled(drawn, XS, YS)
    for column in range(3):
        cells(drawn, XS[column:], YS, [row[column : column + 1] for row in FAULTS])
    drawn.save()
    (page,) = read(tmp_path / "a.pdf").pages
    assert [told(page, table) for table in page.tables] == [READ]


def test_a_table_inside_a_form_is_one(tmp_path: Path, read: Read):
    drawn = sheet(tmp_path / "a.pdf")
    drawn.beginForm("table")
    drawn.setFont("Helvetica", 10)
    ruled(drawn, XS, YS)
    cells(drawn, XS, YS, FAULTS)
    drawn.endForm()
    drawn.translate(20, -60)
    drawn.scale(0.9, 0.9)
    drawn.doForm("table")
    drawn.save()
    (page,) = read(tmp_path / "a.pdf").pages
    assert [told(page, table) for table in page.tables] == [READ]


def test_merged_heads_are_told_with_the_first_of_their_columns(tmp_path: Path, read: Read):
    xs, ys = (72, 190, 290, 390, 490), (700, 680, 660, 640, 620)
    drawn = sheet(tmp_path / "a.pdf")
    for y in (700, 660, 640, 620):
        drawn.line(72, y, 490, y)
    drawn.line(190, 680, 490, 680)
    for x in (72, 190, 390, 490):
        drawn.line(x, 700, x, 620)
    drawn.line(290, 680, 290, 620)
    cells(drawn, xs, ys, [
        ("Port", "Berths", "", "Master"), ("", "North", "South", ""),
        ("Alsund", "two", "none", "Ms Holm"), ("Brekke", "one", "four", "Mr Vik"),
    ])  # fmt: skip
    drawn.save()
    (page,) = read(tmp_path / "a.pdf").pages
    (table,) = page.tables
    assert table.header == "Port | Berths: North | South | Master"
    assert told(page, table)[-2:] == ["Alsund | two | none | Ms Holm", "Brekke | one | four | Mr Vik"]


def test_a_word_parted_within_a_cell_is_mended(tmp_path: Path, read: Read):
    table = [("Part", "Care"), ("Cover", "Regular mainte-\nnance is due"), ("Seal", "None")]
    drawn = sheet(tmp_path / "a.pdf")
    ruled(drawn, (72, 190, 360), (700, 680, 640, 620))
    cells(drawn, (72, 190), (700, 680, 640), table)
    drawn.save()
    assert "Cover | Regular maintenance is due\n" in read(tmp_path / "a.pdf").text


def test_cells_whose_words_touch_over_a_rule_are_parted(tmp_path: Path, read: Read):
    drawn = sheet(tmp_path / "a.pdf")
    ruled(drawn, (72, 130, 190), (700, 680, 660))
    for row, (one, other) in enumerate([("Bearing", "Greased"), ("Gaskets", "Renewed")]):
        drawn.drawRightString(130, 686 - 20 * row, one)
        drawn.drawString(130, 686 - 20 * row, other)
    drawn.save()
    assert read(tmp_path / "a.pdf").text.split("\n\n") == ["Bearing | Greased", "Gaskets | Renewed"]


def test_rows_between_few_rules_are_told_one_by_one(tmp_path: Path, read: Read):
    drawn = sheet(tmp_path / "a.pdf")
    ruled(drawn, XS, (700, 680, 620))
    table = [
        ("Ship", "Cargo", "Berth"),
        ("Alma", "Timber", "North 2"),
        ("Brage", "Salt", "South"),
        ("Castor", "Ore", "Quay"),
    ]
    cells(drawn, XS, (700, 680, 662, 644), table)
    drawn.save()
    (page,) = read(tmp_path / "a.pdf").pages
    (found,) = page.tables
    assert told(page, found) == [" | ".join(row) for row in table]
    assert found.header == "Ship | Cargo | Berth"


def test_a_frame_around_columns_of_prose_is_no_table(tmp_path: Path, read: Read):
    drawn = sheet(tmp_path / "a.pdf")
    ruled(drawn, (66, 306, 546), (720, 600))
    for number, row in enumerate(zip(made.PUMP, made.BUDGET, strict=True)):
        for left, text in zip((72, 312), row, strict=True):
            drawn.drawString(left, 700 - 13 * number, text)
    drawn.save()
    (page,) = read(tmp_path / "a.pdf").pages
    assert page.tables == ()
    assert " ".join(made.PUMP) in " ".join(page.text.split())


def test_the_lines_of_a_chart_are_no_table(tmp_path: Path, read: Read):
    drawn = sheet(tmp_path / "a.pdf")
    ruled(drawn, range(100, 500, 50), range(700, 400, -50))
    drawn.drawString(210, 655, "Tonnage by quarter")
    drawn.drawString(60, 600, "1,000")
    drawn.save()
    (page,) = read(tmp_path / "a.pdf").pages
    assert page.tables == ()
    assert "Tonnage by quarter" in page.text


def test_level_rules_alone_part_rows_of_several_lines(tmp_path: Path, read: Read):
    drawn = sheet(tmp_path / "a.pdf")
    for y in YS:
        drawn.line(XS[0], y, XS[-1], y)
    cells(drawn, XS, YS, FAULTS)
    drawn.save()
    (page,) = read(tmp_path / "a.pdf").pages
    (table,) = page.tables
    assert told(page, table) == READ
    assert table.header == READ[0]


def test_underlined_figures_are_rows_as_printed(tmp_path: Path, read: Read):
    drawn = sheet(tmp_path / "a.pdf")
    for number, (label, figure) in enumerate([("Dues", "1,204"), ("Fees", "77"), ("Rent", "310"), ("Sum", "1,591")]):
        drawn.drawString(72, 700 - 20 * number, label)
        drawn.drawRightString(400, 700 - 20 * number, figure)
        drawn.line(340, 696 - 20 * number, 400, 696 - 20 * number)
    drawn.save()
    assert "Fees | 77" in read(tmp_path / "a.pdf").text


def test_rules_below_the_head_and_above_the_foot_of_a_page_belong_to_no_table(tmp_path: Path, read: Read):
    drawn = sheet(tmp_path / "a.pdf")
    for y in (760, *YS[1:], 60):
        drawn.line(XS[0], y, XS[-1], y)
    drawn.drawString(72, 770, "Manual of the pump")
    drawn.drawString(72, 730, "Read this list where the pump does not work as it should, and call the service else.")
    cells(drawn, XS, YS, FAULTS)
    drawn.drawString(72, 540, "Then note the readings of pressure and temperature and call the office of the makers.")
    drawn.drawString(72, 45, "Issue 3")
    drawn.save()
    (page,) = read(tmp_path / "a.pdf").pages
    (table,) = page.tables
    assert told(page, table) == READ
    assert table.header == READ[0]


def test_a_label_over_several_rows_stands_in_the_first(tmp_path: Path, read: Read):
    drawn = sheet(tmp_path / "a.pdf")
    for y in (700, 680, 620):
        drawn.line(72, y, 400, y)
    for y in (660, 640):
        drawn.line(150, y, 400, y)
    for x in (72, 150, 270, 400):
        drawn.line(x, 700, x, 620)
    cells(drawn, (72, 150, 270), (700, 680, 660, 640), [
        ("Region", "Port", "Master"), ("", "Alsund", "Ms Holm"), ("", "Brekke", "Mr Vik"), ("", "Tind", "Mr Aas"),
    ])  # fmt: skip
    for number, word in enumerate(("North", "Atlantic", "coast")):
        drawn.drawString(76, 659 - 12 * number, word)
    drawn.save()
    (page,) = read(tmp_path / "a.pdf").pages
    (table,) = page.tables
    assert told(page, table)[1:3] == ["North Atlantic coast | Alsund | Ms Holm", " | Brekke | Mr Vik"]
