from __future__ import annotations

import csv
import io
import tomllib
import zipfile
from decimal import Decimal
from pathlib import Path

import numpy as np
import openpyxl
import pypdf
import pypdfium2
import pytest
from docx import Document
from numpy.typing import NDArray
from PIL import Image
from pptx import Presentation

from assistant import places
from setup.cache import ROOT
from setup.samples.__main__ import SAMPLES

FOLDER = places.resource("samples")
SOURCES = ROOT / "setup" / "samples"
MANUAL = FOLDER / "kp-40-maintenance-manual.pdf"
SCAN = FOLDER / "incident-report-scan.pdf"
LEDGER = FOLDER / "harbour-ledger-2025.xlsx"
REPORT = FOLDER / "islands-supply-policy-report.docx"


def manual_pages() -> list[str]:
    return [page.extract_text() for page in pypdf.PdfReader(MANUAL).pages]


def members(office_file: bytes) -> dict[str, object]:
    """What an Office file holds; pictures by their size, since compression differs between machines."""
    found: dict[str, object] = {}
    with zipfile.ZipFile(io.BytesIO(office_file)) as archive:
        for name in archive.namelist():
            content = archive.read(name)
            if name.endswith(".png"):
                found[name] = Image.open(io.BytesIO(content)).size
            else:
                found[name] = members(content) if name.endswith(".xlsx") else content
    return found


def pictures(pdf: bytes) -> list[NDArray[np.float64]]:
    with pypdfium2.PdfDocument(pdf) as document:
        return [np.asarray(page.render(scale=0.5, grayscale=True).to_pil(), np.float64) for page in document]


@pytest.mark.parametrize("name", [name for name in SAMPLES if not name.endswith(".pdf")])
def test_an_office_sample_is_what_its_script_makes(name: str):
    assert members(SAMPLES[name]()) == members((FOLDER / name).read_bytes())


@pytest.mark.parametrize("name", [name for name in SAMPLES if name.endswith(".pdf")])
def test_a_pdf_sample_looks_as_its_script_makes_it(name: str):
    made, kept = pictures(SAMPLES[name]()), pictures((FOLDER / name).read_bytes())
    assert len(made) == len(kept)
    assert max(np.abs(new - old).mean() for new, old in zip(made, kept, strict=True)) < 2


def test_making_a_sample_twice_gives_the_same_bytes():
    assert SAMPLES[LEDGER.name]() == SAMPLES[LEDGER.name]()
    assert SAMPLES[MANUAL.name]() == SAMPLES[MANUAL.name]()


def test_the_folder_holds_the_samples_and_nothing_else():
    assert {path.name for path in FOLDER.iterdir()} == set(SAMPLES)


def test_the_samples_are_small():
    assert sum(path.stat().st_size for path in FOLDER.iterdir()) < 1_000_000


def test_the_manual_has_front_pages_labels_and_an_outline():
    reader = pypdf.PdfReader(MANUAL)
    assert reader.page_labels[:4] == ["i", "ii", "1", "2"]
    assert len(reader.pages) >= 8
    assert "8 Troubleshooting" in [str(entry["/Title"]) for entry in reader.outline if not isinstance(entry, list)]


def test_the_question_of_the_journey_is_answered_on_its_page():
    journey = tomllib.loads((SOURCES / "questions.toml").read_text(encoding="utf-8"))
    answerable, unanswerable = journey["questions"]
    page = " ".join(manual_pages()[answerable["pages"][0] - 1].split())
    assert "every 1,000 operating hours" in page
    assert "0.65 litres" in page
    assert unanswerable["pages"] == []
    assert (FOLDER / journey["summarise"]).is_file()


def test_the_scan_has_no_text_at_all():
    assert not pypdf.PdfReader(SCAN).pages[0].extract_text().strip()


def test_the_ledger_adds_up():
    sheet = openpyxl.load_workbook(LEDGER, data_only=True)["Ledger"]
    rows = list(sheet.iter_rows(min_row=4, values_only=True))
    balance = Decimal("41250.00")
    for *_, net, rate, tax, gross, after in rows:
        balance += Decimal(str(gross))
        assert Decimal(str(net)) + Decimal(str(tax)) == Decimal(str(gross))
        assert abs(Decimal(str(gross)) - Decimal(str(net)) * (1 + Decimal(str(rate)))) <= Decimal("0.005")
        assert balance == Decimal(str(after))


def test_the_ledgers_formulas_carry_their_results():
    formulas = openpyxl.load_workbook(LEDGER)
    values = openpyxl.load_workbook(LEDGER, data_only=True)
    cells = [cell for sheet in formulas for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    assert len(cells) > 200
    assert all(values[cell.parent.title][cell.coordinate].value is not None for cell in cells)


def test_the_report_has_real_headings_tables_and_figures():
    report = Document(str(REPORT))
    headings = [
        paragraph.text for paragraph in report.paragraphs if paragraph.style and paragraph.style.name == "Heading 1"
    ]
    assert headings[0] == "Summary"
    assert "5 Recommendations" in headings
    assert len(report.tables) == 4
    assert len(report.inline_shapes) == 2


def test_the_slides_have_a_chart_a_table_and_notes():
    slides = Presentation(FOLDER / "supply-briefing.pptx").slides
    assert any(shape.has_chart for slide in slides for shape in slide.shapes)
    assert any(shape.has_table for slide in slides for shape in slide.shapes)
    assert sum(slide.has_notes_slide for slide in slides) == len(slides) - 1


def test_the_samples_tell_one_story():
    """The repair costs the same in the ledger's lines, in the report and in the manual's service record."""
    entries = list(csv.DictReader(io.StringIO((SOURCES / "ledger" / "entries.csv").read_text(encoding="utf-8"))))
    repair = sum(Decimal(entry["net"]) for entry in entries if "FPW-2025-118" in entry["description"])
    report = " ".join(paragraph.text for paragraph in Document(str(REPORT)).paragraphs)
    assert repair == Decimal("-1284.60")
    assert "1,284.60 crowns" in report
    assert "KP40-0417" in report
    assert any("2025-03-18" in page and "KP40-110" in page for page in manual_pages())


def test_every_sample_says_that_it_is_made_up():
    assert "made-up" in manual_pages()[0]
    sources = [path for path in Path(SOURCES).rglob("*.toml") if path.name != "questions.toml"]
    assert all("made-up" in path.read_text(encoding="utf-8").lower() for path in sources)
