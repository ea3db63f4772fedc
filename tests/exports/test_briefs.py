from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
from docx import Document
from openpyxl import load_workbook

from assistant.answers.model import Citation, Claim, ClaimStatus
from assistant.briefs.filled import Brief, FilledSection, Item
from assistant.briefs.filling.brief import fill
from assistant.briefs.template import Shape
from assistant.briefs.templates import Templates
from assistant.errors import WorldError
from assistant.exports.briefs import of_brief
from assistant.exports.docx import to_docx
from assistant.exports.html import to_html
from assistant.exports.markdown import to_markdown
from assistant.exports.pdf import to_pdf
from assistant.exports.reading import ReadCell, ReadPaper, read_markdown
from assistant.exports.tables import comma_separated, to_csv, to_xlsx
from assistant.exports.writing import write
from assistant.jobs import CancelToken, finish
from tests.answers.shelf import shelf
from tests.briefs.papers import PLAN, TREND

HARD = 'a | b *c* [d] \\ <e> #f = "g" `h`'


@pytest.fixture(scope="module")
def brief(tmp_path_factory: pytest.TempPathFactory) -> Brief:
    folder = tmp_path_factory.mktemp("exported-briefs")
    with shelf(folder, {"trend.txt": TREND, "plan.txt": PLAN}) as library:
        document = next(record.sha256 for record in library.documents() if record.path.endswith("trend.txt"))
        template = Templates(folder / "none").get("trend-brief")
        made = finish(fill(library, template, [document], None, CancelToken()))
    return replace(made, marking="RESTRICTED", model="Llama 8B", digest="d" * 64)


def structure(read: ReadPaper) -> list[tuple[str, tuple[str, ...], list[list[str]]]]:
    return [(part.name, part.columns, [[cell.text for cell in row] for row in part.rows]) for part in read.sections]


def test_a_trend_brief_in_markdown_has_exactly_its_form(brief: Brief):
    lines = to_markdown(of_brief(brief)).split("\n")
    assert lines[2] == "# Trend brief: trend"
    assert lines[4] == "Source: trend.txt, 1 page. Template: trend-brief."
    headings = [line for line in lines if line.startswith("## ")]
    assert headings == ["## Summary", "## Keywords", "## Themes", "## Signals", "## Closest", "## Sources"]
    assert "| Signal | Change | 10y horizon | Driving force |" in lines


def test_markdown_parses_back_into_the_same_structure(brief: Brief):
    read = read_markdown(to_markdown(of_brief(brief)))
    assert (read.marking, read.title) == ("RESTRICTED", brief.title)
    for part, section in zip(read.sections, brief.sections, strict=True):
        assert part.name == section.name
        assert part.columns == (section.columns if section.shape is Shape.TABLE else ())
        assert part.listed is (section.shape is Shape.LIST)
        texts = [[" ".join(cell.text.split()) for cell in item.cells] for item in section.items]
        assert [[cell.text for cell in row] for row in part.rows] == texts
    signals = read.sections[3].rows
    assert [cell.remark for cell in signals[0]] == ["", "", "projection", ""]
    assert read.sections[1].rows[0][0].remark == "derived"
    assert {cell.notes for cell in signals[0]} == {signals[0][0].notes}
    source = read.sources[signals[0][0].notes[0]]
    assert source.startswith("trend.txt, p. 1: “Deliveries by cargo drone … rose from 2 % to 14 % of island parcels")


def test_signs_of_markdown_in_a_cell_come_back(brief: Brief):
    cells = (Claim(HARD, ClaimStatus.SUPPORTED, (Citation("a" * 64, 1, HARD, 0, 5),)), Claim("x", ClaimStatus.DERIVED))
    table = FilledSection("Hard", Shape.TABLE, ("A | B", "C"), (Item(cells),), "Nothing.")
    read = read_markdown(to_markdown(of_brief(replace(brief, sections=(table,), marking=""))))
    assert read.sections[0].columns == ("A | B", "C")
    assert read.sections[0].rows == ((ReadCell(HARD, (1,)), ReadCell("x")),)
    assert read.sources[1].endswith(f"“{HARD}”")


def test_a_section_without_items_says_what_was_not_found(brief: Brief):
    empty = FilledSection("Signals", Shape.TABLE, ("Signal",), (), "No signals of change were found.")
    read = read_markdown(to_markdown(of_brief(replace(brief, sections=(empty,)))))
    assert structure(read) == [("Signals", (), [["No signals of change were found."]])]


def test_another_text_is_not_taken_for_an_export():
    with pytest.raises(WorldError, match="not one that was exported"):
        read_markdown("# A title alone")


def test_every_format_says_when_from_what_and_how_well_checked(brief: Brief):
    said = f"{brief.supported} of {brief.checked} claims were found"
    paper = of_brief(brief)
    pdf = pypdfium2.PdfDocument(to_pdf(paper))
    texts = [page.get_textpage().get_text_range() for page in pdf]
    pdf.close()
    word = Document(io.BytesIO(to_docx(paper)))
    shown = "\n".join(paragraph.text for paragraph in word.paragraphs)
    for text in (to_markdown(paper), to_html(paper), to_csv(paper), " ".join("".join(texts).split()), shown):
        assert said in text
        assert "shelf" in text
        assert "Llama 8B" in text
        assert "dddddddddddd" in text
    assert all(text.count("RESTRICTED") == 2 for text in texts)
    assert word.sections[0].header.paragraphs[0].text == "RESTRICTED"
    assert word.tables[0].rows[0].cells[2].text == "10y horizon"


def test_a_pdf_shows_ink_where_its_table_is(brief: Brief):
    pdf = pypdfium2.PdfDocument(to_pdf(of_brief(brief)))
    picture = pdf[0].render(scale=1).to_numpy()
    pdf.close()
    assert picture.shape[0] > 700
    assert 0.01 < (picture < 128).mean() < 0.5


def test_a_workbook_has_a_sheet_a_section_and_no_formula(brief: Brief):
    formula = Item((Claim("=1+1", ClaimStatus.SUPPORTED), Claim("-1", ClaimStatus.SUPPORTED)))
    table = FilledSection("Sums: all", Shape.TABLE, ("A", "B"), (formula,), "None.")
    made = replace(brief, sections=(*brief.sections, table))
    book = load_workbook(io.BytesIO(to_xlsx(of_brief(made))))
    assert book.sheetnames == [
        "Summary",
        "Keywords",
        "Themes",
        "Signals",
        "Closest",
        "Sums  all",
        "Sources",
        "About",
    ]
    assert book["Signals"]["A1"].value == "RESTRICTED"
    assert book["Signals"]["A3"].value == "Deliveries by cargo drone"
    assert (book["Sums  all"]["A3"].value, book["Sums  all"]["A3"].data_type) == ("=1+1", "s")


def test_comma_separated_values_never_read_as_a_formula():
    assert comma_separated([["=1+1", "@x", "+2", "-5.0", "-x", "plain"]]) == "'=1+1,'@x,'+2,-5.0,'-x,plain\n"


@pytest.mark.parametrize("name", ["a.md", "a.html", "a.docx", "a.pdf", "a.xlsx", "a.csv"])
def test_no_folder_of_the_machine_is_told(brief: Brief, tmp_path: Path, name: str):
    write(of_brief(brief), tmp_path / name)
    folder = Path(brief.citations()[0].path).parent
    assert str(folder).encode() not in unpacked(tmp_path / name)


def unpacked(path: Path) -> bytes:
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as parts:
            return b"".join(parts.read(part) for part in parts.namelist())
    if path.suffix == ".pdf":
        pdf = pypdfium2.PdfDocument(path)
        text = "".join(page.get_textpage().get_text_range() for page in pdf) + repr(pdf.get_metadata_dict())
        pdf.close()
        return text.encode()
    return path.read_bytes()
