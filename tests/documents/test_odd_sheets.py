"""Workbooks as other programs write them, put together part by part."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from tests.documents import made
from tests.documents.conftest import Read

M = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
C = "http://schemas.openxmlformats.org/drawingml/2006/chart"
LINKS = "http://schemas.openxmlformats.org/package/2006/relationships"
STYLES = (
    '<numFmts><numFmt numFmtId="200" formatCode="&quot;Dr. &quot;@"/></numFmts>'
    '<cellXfs><xf numFmtId="0"/><xf numFmtId="200"/><xf numFmtId="14"/><xf numFmtId="44"/></cellXfs>'
)


def links(*targets: tuple[str, str]) -> str:
    told = (
        f'<Relationship Id="r{number}" Type="{R}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, 1)
    )
    return f'<Relationships xmlns="{LINKS}">{"".join(told)}</Relationships>'


def book(path: Path, sheet: str, more: Mapping[str, bytes | str] | None = None) -> Path:
    parts: dict[str, bytes | str] = {
        "_rels/.rels": links(("officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f'<workbook xmlns="{M}" xmlns:r="{R}"><sheets><sheet name="S" r:id="r1"/></sheets>'
        "</workbook>",
        "xl/_rels/workbook.xml.rels": links(
            ("worksheet", "worksheets/sheet1.xml"), ("styles", "styles.xml"), ("person", "persons/person.xml")
        ),
        "xl/styles.xml": f'<styleSheet xmlns="{M}">{STYLES}</styleSheet>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{M}" xmlns:r="{R}">{sheet}</worksheet>',
    }
    return made.packed(path, parts | dict(more or {}))


def text(reference: str, words: str) -> str:
    return f'<c r="{reference}" t="inlineStr"><is><t>{words}</t></is></c>'


def test_rich_inline_texts_come_without_their_reading_aids(tmp_path: Path, read: Read):
    aid = '<rPh sb="0" eb="2"><t>トウキョウ</t></rPh>'
    cell = f'<c r="A1" t="inlineStr"><is><r><t>東</t></r><r><t>京</t></r>{aid}</is></c>'
    assert read(book(tmp_path / "a.xlsx", f'<sheetData><row r="1">{cell}</row></sheetData>')).text == "東京"


def test_a_sheet_that_declares_all_cells_there_are_costs_only_those_that_are_filled(tmp_path: Path, read: Read):
    rows = (
        f'<row r="2">{text("B2", "Ship")}{text("XFD2", "far")}</row><row r="1048576">{text("A1048576", "last")}</row>'
    )
    told = read(book(tmp_path / "a.xlsx", f'<dimension ref="A1:XFD1048576"/><sheetData>{rows}</sheetData>'))
    assert told.text == "Ship | far\nlast"
    assert told.pages[0].label == "S, rows 2–1048576"


def test_rows_and_columns_hidden_by_size_or_by_default_are_labelled(tmp_path: Path, read: Read):
    narrow = '<cols><col min="2" max="2" width="0"/></cols>'
    first = f'<row r="1">{text("A1", "seen")}{text("B1", "narrow")}</row>'
    flat = f'<row r="2" ht="0" customHeight="1">{text("A2", "flat")}</row>'
    told = read(book(tmp_path / "a.xlsx", f"{narrow}<sheetData>{first}{flat}</sheetData>"))
    assert told.text == "seen | narrow [hidden column]\nflat [hidden row]"
    rows = f'<row r="1" hidden="0">{text("A1", "seen")}</row><row r="2">{text("A2", "unseen")}</row>'
    told = read(book(tmp_path / "b.xlsx", f'<sheetFormatPr zeroHeight="1"/><sheetData>{rows}</sheetData>'))
    assert told.text == "seen\nunseen [hidden row]"


def test_formulas_without_results_errors_dates_and_texts_with_formats(tmp_path: Path, read: Read):
    cells = (
        '<c r="A1"><f t="shared" si="0">B4+1</f></c><c r="B1"><f t="shared" si="0"/></c>'
        '<c r="C1" t="e"><f>1/0</f><v>#DIV/0!</v></c><c r="D1" t="d" s="2"><v>2031-03-09T00:00:00</v></c>'
        '<c r="E1" t="str" s="1"><f>A9</f><v>Ann</v></c><c r="F1" s="3"><v>-1234.5</v></c>'
        '<c r="G1" t="str"><f>""</f><v/></c>'
    )
    told = read(book(tmp_path / "a.xlsx", f'<sheetData><row r="1">{cells}</row></sheetData>')).text
    assert told == "=B4+1 (not calculated) | [formula not calculated] | #DIV/0! | 2031-03-09 | Dr. Ann | $(1,234.50)"


def test_a_thread_of_comments_is_told_once_with_who_wrote_them(tmp_path: Path, read: Read):
    space = "http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"
    copy = "[Threaded comment] Your version of Excel allows you to read this. Comment: Is this final?"
    more = {
        "xl/worksheets/_rels/sheet1.xml.rels": links(
            ("comments", "../comments1.xml"), ("threadedComment", "../threadedComments/one.xml")
        ),
        "xl/comments1.xml": f'<comments xmlns="{M}"><commentList><comment ref="A1"><text><t>{copy}</t></text></comment>'
        "<comment ref='A2'><text><t>Old note</t></text></comment></commentList></comments>",
        "xl/threadedComments/one.xml": f'<ThreadedComments xmlns="{space}"><threadedComment ref="A1" personId="p">'
        "<text>Is this final?</text></threadedComment><threadedComment ref='A1' personId='q'><text>Yes.</text>"
        "</threadedComment></ThreadedComments>",
        "xl/persons/person.xml": f'<personList xmlns="{space}"><person displayName="Ann Lee" id="p"/></personList>',
    }
    told = read(book(tmp_path / "a.xlsx", f'<sheetData><row r="1">{text("A1", "12")}</row></sheetData>', more))
    assert told.text.split("\n\n") == [
        "12", "Comment on A1 by Ann Lee: Is this final?", "Comment on A1: Yes.", "Comment on A2: Old note",
    ]  # fmt: skip


def test_charts_tell_dates_levels_axes_and_labels(tmp_path: Path, read: Read):
    def points(*values: str) -> str:
        return "".join(f'<c:pt idx="{place}"><c:v>{value}</c:v></c:pt>' for place, value in enumerate(values))

    levels = (
        f"<c:multiLvlStrRef><c:multiLvlStrCache><c:lvl>{points('Q1', 'Q2', 'Q1')}</c:lvl><c:lvl>"
        '<c:pt idx="0"><c:v>2030</c:v></c:pt><c:pt idx="2"><c:v>2031</c:v></c:pt></c:lvl>'
        "</c:multiLvlStrCache></c:multiLvlStrRef>"
    )
    dates = f"<c:numRef><c:numCache><c:formatCode>yyyy-mm-dd</c:formatCode>{points('47916')}</c:numCache></c:numRef>"
    label = "<c:dLbls><c:dLbl><c:tx><c:rich><a:p><a:r><a:t>Strike</a:t></a:r></a:p></c:rich></c:tx></c:dLbl></c:dLbls>"

    def chart(categories: str, values: str, title: str) -> str:
        told = f"<c:tx><c:strRef><c:strCache>{points(title)}</c:strCache></c:strRef></c:tx>"
        axis = (
            "<c:valAx><c:title><c:tx><c:rich><a:p><a:r><a:t>Tons</a:t></a:r></a:p></c:rich></c:tx></c:title></c:valAx>"
        )
        numbers = f"<c:val><c:numRef><c:numCache>{values}</c:numCache></c:numRef></c:val>"
        series = f"<c:ser>{told}{label}<c:cat>{categories}</c:cat>{numbers}</c:ser>"
        plot = f"<c:plotArea><c:barChart>{series}</c:barChart>{axis}</c:plotArea>"
        whole = f"<c:chart><c:title>{told}</c:title>{plot}</c:chart>"
        return f'<c:chartSpace xmlns:c="{C}" xmlns:a="{A}">{whole}</c:chartSpace>'

    anchors = "".join(f'<c:chart xmlns:c="{C}" r:id="r{number}"/>' for number in (1, 2))
    percent = f"<c:formatCode>0%</c:formatCode>{points('0.455')}"
    more = {
        "xl/worksheets/_rels/sheet1.xml.rels": links(("drawing", "../drawings/d.xml")),
        "xl/drawings/d.xml": f'<x xmlns:r="{R}">{anchors}</x>',
        "xl/drawings/_rels/d.xml.rels": links(("chart", "../charts/one.xml"), ("chart", "../charts/two.xml")),
        "xl/charts/one.xml": chart(levels, points("1", "2", "3"), "Coal"),
        "xl/charts/two.xml": chart(dates, percent, "Share"),
    }
    told = read(book(tmp_path / "a.xlsx", "<sheetData/>", more)).text
    assert "Chart: Coal\n\n | Coal\n2030 Q1 | 1\n2030 Q2 | 2\n2031 Q1 | 3\n\nTons\nStrike" in told
    assert "Chart: Share\n\n | Share\n2031-03-09 | 46%" in told


def number(reference: str, value: float) -> str:
    return f'<c r="{reference}"><v>{value}</v></c>'


def test_names_over_groups_of_columns_belong_to_the_header(tmp_path: Path, read: Read):
    rows = (
        f'<row r="1">{text("A1", "Freight by quarter")}</row>'
        f'<row r="2">{text("A2", "Region")}{number("B2", 2030)}{number("D2", 2031)}{text("F2", "Note")}</row>'
        f'<row r="3">{text("B3", "Q1")}{text("C3", "Q2")}{text("D3", "Q1")}{text("E3", "Q2")}</row>'
        f'<row r="4">{text("A4", "North")}{number("B4", 1)}{number("C4", 2)}{number("D4", 3)}{number("E4", 4)}'
        f"{text('F4', 'x')}</row>"
        f'<row r="5">{text("A5", "South")}{number("B5", 5)}{number("C5", 6)}{number("D5", 7)}{number("E5", 8)}</row>'
    )
    joined = "".join(f'<mergeCell ref="{cells}"/>' for cells in ("A1:F1", "A2:A3", "B2:C2", "D2:E2", "F2:F3"))
    (page,) = read(book(tmp_path / "a.xlsx", f"<sheetData>{rows}</sheetData><mergeCells>{joined}</mergeCells>")).pages
    assert page.tables[-1].header == "Region | 2030 Q1 | 2030 Q2 | 2031 Q1 | 2031 Q2 | Note"
    assert "North | 1 | 2 | 3 | 4 | x" in page.text


def test_years_and_dates_may_name_columns(tmp_path: Path, read: Read):
    years = f'<row r="1">{number("B1", 2030)}{number("C1", 2031)}</row>'
    days = f'<row r="1">{text("A1", "Ship")}<c r="B1" s="2"><v>47916</v></c><c r="C1" s="2"><v>47917</v></c></row>'
    figures = "".join(
        f'<row r="{row}">{text(f"A{row}", "Coal")}{number(f"B{row}", 12)}{number(f"C{row}", 14)}</row>'
        for row in (2, 3)
    )
    for head, told in ((years, " | 2030 | 2031"), (days, "Ship | 2031-03-09 | 2031-03-10")):
        (page,) = read(book(tmp_path / "a.xlsx", f"<sheetData>{head}{figures}</sheetData>")).pages
        assert page.tables[-1].header == told
    dated = "".join(
        f'<row r="{row}">{text(f"A{row}", "Ann")}<c r="B{row}" s="2"><v>47916</v></c></row>' for row in (1, 2)
    )
    (page,) = read(book(tmp_path / "b.xlsx", f"<sheetData>{dated}</sheetData>")).pages
    assert [table.header for table in page.tables] == [""]


def test_what_is_told_of_a_table_as_a_whole_is_no_part_of_its_header(tmp_path: Path, read: Read):
    rows = (
        f'<row r="1">{text("A1", "Client")}{text("B1", "Aurora")}</row>'
        f'<row r="2">{text("A2", "Part")}{text("B2", "Stock")}{text("C2", "Price")}</row>'
        f'<row r="3">{text("A3", "Bolt")}{number("B3", 4)}{number("C3", 9)}</row>'
    )
    (page,) = read(book(tmp_path / "a.xlsx", f"<sheetData>{rows}</sheetData>")).pages
    assert page.tables[-1].header == "Part | Stock | Price"
