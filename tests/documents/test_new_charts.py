"""Charts of the kinds that came with Office 2016: waterfalls, funnels, histograms."""

from __future__ import annotations

from pathlib import Path

import docx
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from tests.documents.conftest import Read
from tests.documents.test_odd_sheets import book, links, text

CX = 'xmlns:cx="http://schemas.microsoft.com/office/drawing/2014/chartex"'
LINK = "http://schemas.microsoft.com/office/2014/relationships/chartEx"


def chart(categories: list[str], values: list[str], title: str = "") -> str:
    """Return the part of a chart of one series."""

    def level(entries: list[str], code: str = "") -> str:
        points = "".join(f'<cx:pt idx="{place}">{entry}</cx:pt>' for place, entry in enumerate(entries))
        return f'<cx:lvl ptCount="{len(entries)}"{code}>{points}</cx:lvl>'

    def words(told: str) -> str:
        return f"<cx:tx><cx:txData><cx:v>{told}</cx:v></cx:txData></cx:tx>"

    kinds = f'<cx:strDim type="cat">{level(categories)}</cx:strDim>' if categories else ""
    figures = '<cx:numDim type="val">' + level(values, ' formatCode="0%"') + "</cx:numDim>"
    series = f'<cx:series layoutId="waterfall">{words("Share")}<cx:dataId val="0"/></cx:series>'
    above = f"<cx:title>{words(title)}</cx:title>" if title else ""
    return (
        f'<cx:chartSpace {CX}><cx:chartData><cx:data id="0">{kinds}{figures}</cx:data></cx:chartData><cx:chart>{above}'
        f"<cx:plotArea><cx:plotAreaRegion>{series}</cx:plotAreaRegion></cx:plotArea></cx:chart></cx:chartSpace>"
    )


def test_a_waterfall_of_a_word_document_is_told_as_a_table(tmp_path: Path, read: Read):
    document = docx.Document()
    data = chart(["Coal", "Grain"], ["0.45", "0.55"], "Cargo").encode()
    part = Part(PackURI("/word/charts/chartEx1.xml"), "application/octet-stream", data, document.part.package)
    link = document.part.relate_to(part, LINK)
    drawing = f'<w:r {nsdecls("w", "r")}><w:drawing><cx:chart {CX} r:id="{link}"/></w:drawing></w:r>'
    document.add_paragraph("See")._p.append(parse_xml(drawing))
    document.save(str(tmp_path / "a.docx"))
    (page,) = read(tmp_path / "a.docx").pages
    assert page.text.split("\n\n") == ["See", "Chart: Cargo", " | Share\nCoal | 45%\nGrain | 55%"]
    assert [(table.header, table.name) for table in page.tables] == [(" | Share", "Cargo")]


def test_a_histogram_of_a_sheet_has_no_categories(tmp_path: Path, read: Read):
    more: dict[str, bytes | str] = {
        "xl/worksheets/_rels/sheet1.xml.rels": links(("drawing", "../drawings/one.xml")),
        "xl/drawings/one.xml": f'<d {CX} xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
        '<cx:chart r:id="r1"/></d>',
        "xl/drawings/_rels/one.xml.rels": links(("chartEx", "../charts/chartEx1.xml")),
        "xl/charts/chartEx1.xml": chart([], ["0.1", "0.2"]),
    }
    sheet = f"<sheetData><row>{text('A1', 'Berth')}</row></sheetData>"
    assert read(book(tmp_path / "a.xlsx", sheet, more)).text == "Berth\n\nChart\n\n | Share\n | 10%\n | 20%"
