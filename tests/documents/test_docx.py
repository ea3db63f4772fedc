from __future__ import annotations

import zipfile
from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_BREAK
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from tests.documents import made
from tests.documents.conftest import Read

W = nsdecls("w")


@pytest.fixture
def document() -> Document:
    return docx.Document()


def saved(document: Document, path: Path) -> Path:
    document.save(str(path))
    return path


def test_headings_are_sections_and_name_the_pages(document: Document, tmp_path: Path, read: Read):
    document.add_heading("Drainage", 1)
    document.add_paragraph("Open the lower valve. " * 60)
    document.add_heading("Refilling", 2)
    document.add_paragraph("Close it again.")
    told = read(saved(document, tmp_path / "a.docx"))
    assert [page.label for page in told.pages] == ["Drainage", "Refilling"]
    assert told.head.title == "Drainage"
    (section,) = told.pages[1].sections
    assert (section.title, section.level, section.page, section.start) == ("Refilling", 2, 2, 0)


def test_a_deleted_price_is_gone_and_the_inserted_one_is_there(document: Document, tmp_path: Path, read: Read):
    paragraph = document.add_paragraph("The price is ")
    paragraph._p.append(parse_xml(f'<w:del {W} w:id="1"><w:r><w:delText>10</w:delText></w:r></w:del>'))
    paragraph._p.append(parse_xml(f'<w:ins {W} w:id="2"><w:r><w:t>12</w:t></w:r></w:ins>'))
    assert read(saved(document, tmp_path / "a.docx")).text == "The price is 12"


def test_a_moved_paragraph_is_told_once_where_it_went(document: Document, tmp_path: Path, read: Read):
    first = document.add_paragraph()
    first._p.append(parse_xml(f'<w:moveFrom {W} w:id="1"><w:r><w:t>Wandering words.</w:t></w:r></w:moveFrom>'))
    document.add_paragraph("Staying words.")
    last = document.add_paragraph()
    last._p.append(parse_xml(f'<w:moveTo {W} w:id="2"><w:r><w:t>Wandering words.</w:t></w:r></w:moveTo>'))
    assert read(saved(document, tmp_path / "a.docx")).text == "Staying words.\n\nWandering words."


def test_content_controls_are_read(document: Document, tmp_path: Path, read: Read):
    control = f"<w:sdt {W}><w:sdtContent><w:p><w:r><w:t>Chosen: Antwerp</w:t></w:r></w:p></w:sdtContent></w:sdt>"
    document.element.body.insert(0, parse_xml(control))
    assert "Chosen: Antwerp" in read(saved(document, tmp_path / "a.docx")).text


def test_a_table_in_a_text_box_is_read_once(document: Document, tmp_path: Path, read: Read):
    inner = (
        "<w:txbxContent><w:tbl><w:tr><w:tc><w:p><w:r><w:t>Torque</w:t></w:r></w:p></w:tc>"
        "<w:tc><w:p><w:r><w:t>40 Nm</w:t></w:r></w:p></w:tc></w:tr></w:tbl><w:p/></w:txbxContent>"
    )
    spaces = (
        f'{W} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
        'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
        'xmlns:v="urn:schemas-microsoft-com:vml"'
    )
    box = (
        f"<w:r {spaces}><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:wsp><wps:txbx>{inner}"
        f"</wps:txbx></wps:wsp></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>{inner}</v:textbox></w:pict>"
        "</mc:Fallback></mc:AlternateContent></w:r>"
    )
    document.add_paragraph("Bolts")._p.append(parse_xml(box))
    text = read(saved(document, tmp_path / "a.docx")).text
    assert text == "Bolts\n\nTorque | 40 Nm"


def test_page_breaks_make_pages(document: Document, tmp_path: Path, read: Read):
    document.add_paragraph("First page").add_run().add_break(WD_BREAK.PAGE)
    document.add_paragraph("Second page")
    told = read(saved(document, tmp_path / "a.docx"))
    assert [(page.number, page.kind, page.text) for page in told.pages] == [
        (1, "page", "First page"), (2, "page", "Second page"),
    ]  # fmt: skip


def test_long_tables_repeat_their_header_on_each_page(document: Document, tmp_path: Path, read: Read):
    table = document.add_table(rows=0, cols=2)
    for number in range(400):
        cells = table.add_row().cells
        cells[0].text, cells[1].text = ("Part", "Stock") if number == 0 else (f"Bolt {number}", str(number * 3))
    told = read(saved(document, tmp_path / "a.docx"))
    assert len(told.pages) > 1
    assert all(page.text.startswith("Part | Stock\n") for page in told.pages)
    last = told.pages[-1]
    assert last.tables[0].header == "Part | Stock"
    assert last.text[last.tables[0].start : last.tables[0].end].endswith("Bolt 399 | 1197")
    assert last.tables[0].name.endswith("–400")


def test_hidden_text_is_labelled(document: Document, tmp_path: Path, read: Read):
    document.add_paragraph("Seen. ").add_run("Not seen.").font.hidden = True
    assert read(saved(document, tmp_path / "a.docx")).text == "Seen. [hidden: Not seen.]"


def test_headers_are_told_once_and_marked_as_boilerplate(document: Document, tmp_path: Path, read: Read):
    document.sections[0].header.paragraphs[0].text = "Internal use"
    document.add_paragraph("Body.")
    (page,) = read(saved(document, tmp_path / "a.docx")).pages
    assert page.text == "Header: Internal use\n\nBody."
    assert page.boilerplate == ((0, len("Header: Internal use")),)


def test_lists_tabs_and_line_breaks_survive(document: Document, tmp_path: Path, read: Read):
    document.add_paragraph("One", style="List Bullet")
    document.add_paragraph("A\tB\nC")
    assert read(saved(document, tmp_path / "a.docx")).text == "• One\n\nA\tB\nC"


def test_automatic_numbers_are_told(document: Document, tmp_path: Path, read: Read):
    for text in ("Drain", "Clean", "Refill"):
        document.add_paragraph(text, style="List Number")
    assert read(saved(document, tmp_path / "a.docx")).text == "1. Drain\n\n2. Clean\n\n3. Refill"


def test_numbers_of_several_levels_count_on_and_begin_again(document: Document, tmp_path: Path, read: Read):
    root = document.part.numbering_part.element
    levels = "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{pattern}"/></w:lvl>'
        for level, (form, pattern) in enumerate([("decimal", "%1."), ("decimal", "%1.%2"), ("lowerRoman", "(%3)")])
    )
    root.insert(0, parse_xml(f'<w:abstractNum {W} w:abstractNumId="77">{levels}</w:abstractNum>'))
    root.append(parse_xml(f'<w:num {W} w:numId="78"><w:abstractNumId w:val="77"/></w:num>'))
    for text, level in (("Scope", 0), ("Duties", 0), ("Crew", 1), ("Master", 2), ("Mate", 2), ("Fees", 1), ("End", 0)):
        marks = f'<w:numPr {W}><w:ilvl w:val="{level}"/><w:numId w:val="78"/></w:numPr>'
        document.add_paragraph(text)._p.get_or_add_pPr().append(parse_xml(marks))
    told = read(saved(document, tmp_path / "a.docx")).text
    assert told.split("\n\n") == [
        "1. Scope", "2. Duties", "2.1 Crew", "(i) Master", "(ii) Mate", "2.2 Fees", "3. End",
    ]  # fmt: skip


def test_an_empty_document_is_one_empty_page(document: Document, tmp_path: Path, read: Read):
    (page,) = read(saved(document, tmp_path / "a.docx")).pages
    assert (page.status, page.reason) == ("empty", "There is no text here.")


def test_a_document_of_the_strict_kind_is_read(document: Document, tmp_path: Path, read: Read):
    document.add_paragraph("Strictly speaking.")
    usual = zipfile.ZipFile(saved(document, tmp_path / "usual.docx"))
    old, new = b"http://schemas.openxmlformats.org/", b"http://purl.oclc.org/ooxml/"
    names = [(b"wordprocessingml/2006/main", b"wordprocessingml/main")]
    names += [(b"officeDocument/2006/relationships", b"officeDocument/relationships")]
    strict: dict[str, bytes | str] = {}
    for part in usual.namelist():
        data = usual.read(part)
        for usual_name, strict_name in names:
            data = data.replace(old + usual_name, new + strict_name)
        strict[part] = data
    assert read(made.packed(tmp_path / "strict.docx", strict)).text == "Strictly speaking."


def test_ticks_drawn_by_letters_of_a_symbol_font_are_told(document: Document, tmp_path: Path, read: Read):
    run = document.add_paragraph("Insured ").add_run()
    run._r.append(parse_xml(f'<w:sym {W} w:font="Wingdings" w:char="F0FE"/>'))
    assert read(saved(document, tmp_path / "a.docx")).text == "Insured ☑"


def deleted_mark(number: int) -> str:
    return f'<w:rPr {W}><w:del w:id="{number}"/></w:rPr>'


def test_paragraphs_whose_border_was_deleted_are_one(document: Document, tmp_path: Path, read: Read):
    for text in ("First third, ", "second third, "):
        document.add_paragraph(text)._p.get_or_add_pPr().append(parse_xml(deleted_mark(1)))
    document.add_paragraph("last third.")
    gone = document.add_paragraph()
    gone._p.get_or_add_pPr().append(parse_xml(deleted_mark(2)))
    gone._p.append(parse_xml(f'<w:del {W} w:id="3"><w:r><w:delText>All gone.</w:delText></w:r></w:del>'))
    document.add_paragraph("Then", style="List Number")
    document.add_paragraph("last", style="List Number")._p.get_or_add_pPr().append(parse_xml(deleted_mark(4)))
    table = document.add_table(1, 1)
    cell = table.cell(0, 0)
    cell.text = "half "
    cell.paragraphs[0]._p.get_or_add_pPr().append(parse_xml(deleted_mark(5)))
    cell.add_paragraph("cell")
    told = read(saved(document, tmp_path / "a.docx")).text
    assert told.split("\n\n") == ["First third, second third, last third.", "1. Then", "2. last", "half cell"]


def test_text_that_a_style_hides_is_labelled_and_entries_of_an_index_are_not(
    document: Document, tmp_path: Path, read: Read
):
    style = document.styles.add_style("Secret", WD_STYLE_TYPE.CHARACTER)
    style.font.hidden = True
    paragraph = document.add_paragraph("Seen ")
    paragraph.add_run("not ", style="Secret")
    paragraph.add_run("at all", style="Secret")
    entry = f'<w:r {W}><w:rPr><w:vanish/></w:rPr><w:instrText> XE "pump" </w:instrText></w:r>'
    paragraph._p.append(parse_xml(entry))
    whole = document.styles.add_style("Aside", WD_STYLE_TYPE.PARAGRAPH)
    whole.font.hidden = True
    document.add_paragraph("Whole paragraph", style="Aside")
    told = read(saved(document, tmp_path / "a.docx")).text
    assert told == "Seen [hidden: not at all]\n\n[hidden: Whole paragraph]"


def test_boxes_to_tick_lists_to_choose_from_and_watermarks_are_told(document: Document, tmp_path: Path, read: Read):
    ticked = "<w:checkBox><w:default w:val='0'/><w:checked/></w:checkBox>"
    chosen = "<w:ddList><w:result w:val='1'/><w:listEntry w:val='Antwerp'/><w:listEntry w:val='Bergen'/></w:ddList>"
    paragraph = document.add_paragraph("Insured ")
    for value in (ticked, chosen):
        field = f'<w:fldChar w:fldCharType="begin"><w:ffData>{value}</w:ffData></w:fldChar>'
        paragraph._p.append(parse_xml(f"<w:r {W}>{field}</w:r>"))
        paragraph.add_run(" ")
    art = '<w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textpath string="DRAFT"/></v:shape></w:pict>'
    document.sections[0].header.paragraphs[0]._p.append(parse_xml(f"<w:r {W}>{art}</w:r>"))
    assert read(saved(document, tmp_path / "a.docx")).text == "Header: DRAFT\n\nInsured ☒ Bergen"


def test_a_list_may_count_anew_and_take_its_levels_from_a_style(document: Document, tmp_path: Path, read: Read):
    root = document.part.numbering_part.element
    level = '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1)"/></w:lvl>'
    patterns = (
        f'<w:abstractNum {W} w:abstractNumId="71"><w:numStyleLink w:val="Steps"/></w:abstractNum>',
        f'<w:abstractNum {W} w:abstractNumId="72"><w:styleLink w:val="Steps"/>{level}</w:abstractNum>',
    )
    for place, pattern in enumerate(patterns):
        root.insert(place, parse_xml(pattern))
    anew = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'
    root.append(parse_xml(f'<w:num {W} w:numId="81"><w:abstractNumId w:val="71"/></w:num>'))
    root.append(parse_xml(f'<w:num {W} w:numId="82"><w:abstractNumId w:val="71"/>{anew}</w:num>'))
    for text, number in (("Drain", 81), ("Clean", 81), ("Refill", 82), ("Test", 82)):
        marks = f'<w:numPr {W}><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>'
        document.add_paragraph(text)._p.get_or_add_pPr().append(parse_xml(marks))
    assert read(saved(document, tmp_path / "a.docx")).text == "1) Drain\n\n2) Clean\n\n5) Refill\n\n6) Test"
