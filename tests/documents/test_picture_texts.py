"""What authors write to stand for a picture is told, labelled."""

from __future__ import annotations

import struct
from pathlib import Path

import docx
import pptx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from PIL import Image
from pptx.util import Inches

from assistant.documents.formats.picture_texts import picture_label
from tests.documents import made
from tests.documents.conftest import Read
from tests.documents.test_odd_sheets import book, links, text
from tests.documents.test_old_office import record, show
from tests.documents.test_opendocument import package

ABOUT = 'name="Picture 1" descr="%s" title="%s"'
DECORATIVE = (
    '<a:extLst xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:ext uri="u"><d:decorative '
    'xmlns:d="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext></a:extLst>'
)


@pytest.mark.parametrize(
    ("description", "title", "told"),
    [
        ("Plan of\nberth 4", "", "[Picture: Plan of berth 4]"),
        ("Plan of berth 4", "plan", "[Picture: Plan of berth 4]"),
        ("Berth 4 from above", "Plan", "[Picture: Plan: Berth 4 from above]"),
        ("", "Plan", "[Picture: Plan]"),
        ("image1.png", "", ""),
        ("C:\\my pictures\\the plan.JPG", "DSC0042", ""),
        ("j0123456", " ", ""),
        ("The road to 3000 ships.png lost its sign", "", "[Picture: The road to 3000 ships.png lost its sign]"),
    ],
)
def test_what_stands_for_a_picture_is_told_but_no_name_of_a_file(description: str, title: str, told: str):
    assert picture_label(description, title) == told


def drawn(about: str) -> str:
    anchor = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
    return f'<w:drawing><wp:inline xmlns:wp="{anchor}">{about}</wp:inline></w:drawing>'


def test_pictures_of_a_word_document_are_told_where_they_stand_once(tmp_path: Path, read: Read):
    document = docx.Document()
    compatible = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    old = '<w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml" alt="%s"/></w:pict>'
    plan = drawn(f'<wp:docPr id="1" {ABOUT % ("Plan of berth 4", "")}/>')
    line = drawn(f'<wp:docPr id="2" {ABOUT % ("A line", "")}>{DECORATIVE}</wp:docPr>')
    both = (
        f'<mc:AlternateContent {compatible}><mc:Choice Requires="wps">{plan}</mc:Choice>'
        f"<mc:Fallback>{old % 'Plan of berth 4'}</mc:Fallback></mc:AlternateContent>"
    )
    paragraph = document.add_paragraph("See")
    for part in (both, line, old % "Old crane"):
        paragraph._p.append(parse_xml(f"<w:r {nsdecls('w')}>{part}</w:r>"))
    paragraph.add_run("here")
    document.save(str(tmp_path / "a.docx"))
    assert read(tmp_path / "a.docx").flat == "See [Picture: Plan of berth 4] [Picture: Old crane] here"


def test_pictures_groups_and_charts_of_slides_are_told(tmp_path: Path, read: Read):
    made_show = pptx.Presentation()
    slide = made_show.slides.add_slide(made_show.slide_layouts[6])
    (tmp_path / "a.png").write_bytes(made.png(Image.new("RGB", (9, 9))))
    for descr in ("Crane", "a.png"):
        picture = slide.shapes.add_picture(str(tmp_path / "a.png"), 0, 0, Inches(1))
        picture._element.nvPicPr.cNvPr.set("descr", descr)
    slide.shapes.add_group_shape()._element.nvGrpSpPr.cNvPr.set("title", "Harbour at night")
    made_show.save(str(tmp_path / "a.pptx"))
    assert read(tmp_path / "a.pptx").text == "[Picture: Crane]\n\n[Picture: Harbour at night]"


def test_pictures_of_a_sheet_are_told(tmp_path: Path, read: Read):
    space = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
    more: dict[str, bytes | str] = {
        "xl/worksheets/_rels/sheet1.xml.rels": links(("drawing", "../drawings/one.xml")),
        "xl/drawings/one.xml": f'<xdr:wsDr xmlns:xdr="{space}"><xdr:pic><xdr:nvPicPr><xdr:cNvPr id="1" '
        f"{ABOUT % ('Crane', '')}/></xdr:nvPicPr></xdr:pic></xdr:wsDr>",
    }
    sheet = f"<sheetData><row>{text('A1', 'Berth')}</row></sheetData>"
    assert read(book(tmp_path / "a.xlsx", sheet, more)).text == "Berth\n\n[Picture: Crane]"


def test_pictures_of_open_documents_are_told_by_both_texts(tmp_path: Path, read: Read):
    spaces = (
        'xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0" '
        'xmlns:loext="urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0"'
    )
    words = "<svg:title>Plan</svg:title><svg:desc>Berth 4</svg:desc>"
    frames = f"<draw:frame {spaces}>{words}</draw:frame><draw:frame {spaces}><svg:title>Crane</svg:title></draw:frame>"
    frames += f'<draw:frame {spaces} loext:decorative="true">{words}</draw:frame>'
    told = read(package(tmp_path / "a.odt", "text", f"<office:text><text:p>See{frames}</text:p></office:text>"))
    assert told.text == "See\n\n[Picture: Plan: Berth 4]\n\n[Picture: Crane]"


def test_pictures_of_rich_text_are_told_where_they_stand(tmp_path: Path, read: Read):
    def about(words: str) -> str:
        return rf"{{\sp{{\sn shapeType}}{{\sv 75}}}}{{\sp{{\sn wzDescription}}{{\sv {words}}}}}"

    crane = about(r"Crane \u8364?")
    picture = rf"{{\*\shppict{{\pict{{\*\picprop{crane}}}\pngblip 89504e47}}}}"
    shape = rf"{{\shp{{\*\shpinst\shpleft0{about('Plan')}{{\shptxt Boxed\par}}}}}}"
    bullet = rf"{{\*\listtable{{\*\listpicture{{\*\shppict{{\pict{{\*\picprop{about('Bullet')}}}}}}}}}}}"
    (tmp_path / "a.rtf").write_text(rf"{{\rtf1{bullet}See {picture}here {shape}too.\par}}")
    assert read(tmp_path / "a.rtf").flat == "Boxed See [Picture: Crane €] here [Picture: Plan] too."


def test_pictures_of_old_slides_are_told(tmp_path: Path, read: Read):
    def shape(words: str) -> bytes:
        told = (words + "\0").encode("utf-16-le")
        settings = record(0xF00B, struct.pack("<HI", 0x8381, len(told)) + told, 1)
        return record(0xF004, settings, container=True)

    shapes = shape("Crane at berth 4") + shape("crane.jpg")
    assert read(show(tmp_path / "a.ppt", shapes)).text == "[Picture: Crane at berth 4]"
