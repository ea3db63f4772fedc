"""Exported files as a reader sees them: drawn as pictures, and read back by the program's own reader."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from assistant.briefs.filled import Brief
from assistant.briefs.filling.brief import fill
from assistant.briefs.templates import Templates
from assistant.documents.model import Page
from assistant.documents.reader import Reader
from assistant.exports.briefs import of_brief
from assistant.exports.writing import write
from assistant.guard.sandbox import Launcher
from assistant.jobs import CancelToken, finish
from setup.cache import ROOT
from tests.answers.shelf import shelf
from tests.briefs.papers import PLAN, TREND

ARTEFACTS = ROOT / "build" / "exports"
"""Where the pictures are left to be looked at."""
WIDTH = 900
TIMEOUT = 120


@pytest.fixture(scope="module")
def brief(tmp_path_factory: pytest.TempPathFactory) -> Brief:
    folder = tmp_path_factory.mktemp("rendered")
    with shelf(folder, {"trend.txt": TREND, "plan.txt": PLAN}) as library:
        document = next(record.sha256 for record in library.documents() if record.path.endswith("trend.txt"))
        template = Templates(folder / "none").get("trend-brief")
        made = finish(fill(library, template, [document], None, CancelToken()))
    return replace(made, marking="RESTRICTED", model="Llama 8B", digest="d" * 64, settings=("context: 8192 tokens",))


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    made = Reader(Launcher())
    yield made
    made.close()


def pages(reader: Reader, path: Path) -> list[Page]:
    return [part for part in reader.read(path, CancelToken()) if isinstance(part, Page)]


def pictures(reader: Reader, path: Path, count: int, name: str) -> list[np.ndarray]:
    """Draw the pages of a PDF, and leave them among the artefacts."""
    ARTEFACTS.mkdir(parents=True, exist_ok=True)
    drawn = []
    for number in range(1, count + 1):
        picture = reader.picture(path, number, WIDTH)
        image = Image.frombytes("RGB", (picture.width, picture.height), picture.rgb)
        image.save(ARTEFACTS / f"{name}-{number}.png")
        drawn.append(np.asarray(image.convert("L")))
    return drawn


def dark(strip: np.ndarray) -> float:
    return float((strip < 128).mean())


def straight_lines(picture: np.ndarray) -> int:
    """Count the rows of pixels that are a line of a table over half the page's width or more."""
    return int(((picture < 235).mean(axis=1) > 0.5).sum())


def assert_all_is_there(read: Sequence[Page], drawn: Sequence[np.ndarray], brief: Brief) -> None:
    whole = " ".join(" ".join(page.text.split()) for page in read)
    assert all(page.text.count("RESTRICTED") >= 2 for page in read)
    for said in (
        "Trend brief: trend",
        "10y horizon",
        "Driving force",
        "cheaper batteries",
        "trend.txt, p. 1: “Deliveries by cargo drone",
        f"{brief.supported} of {brief.checked} claims were found",
        "with the model Llama 8B (dddddddddddd)",
        "Settings: context: 8192 tokens.",
        "Needs review",
    ):
        assert said in whole
    height = drawn[0].shape[0]
    for picture in drawn:
        assert dark(picture[: height // 12]) > 0.001  # the banner at the head
        assert dark(picture[-height // 12 :]) > 0.001  # and at the foot
    assert sum(map(straight_lines, drawn)) >= 4


def test_a_pdf_is_drawn_and_read_back_with_citations_tables_and_banners(brief: Brief, reader: Reader, tmp_path: Path):
    path = tmp_path / "brief.pdf"
    write(of_brief(brief), path)
    read = pages(reader, path)
    assert_all_is_there(read, pictures(reader, path, len(read), "brief-pdf"), brief)


def test_a_word_file_is_drawn_and_read_back_with_citations_tables_and_banners(
    brief: Brief, reader: Reader, tmp_path: Path
):
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("there is no LibreOffice here to draw a Word file; it is read back by python-docx elsewhere")
    path = tmp_path / "brief.docx"
    write(of_brief(brief), path)
    command = [office, "--headless", f"-env:UserInstallation=file://{tmp_path}/office", "--convert-to", "pdf"]
    subprocess.run([*command, "--outdir", str(tmp_path), str(path)], check=True, capture_output=True, timeout=TIMEOUT)
    read = pages(reader, path.with_suffix(".pdf"))
    assert_all_is_there(read, pictures(reader, path.with_suffix(".pdf"), len(read), "brief-docx"), brief)


def test_a_word_file_that_was_exported_is_read_by_the_program_itself(brief: Brief, reader: Reader, tmp_path: Path):
    path = tmp_path / "brief.docx"
    write(of_brief(brief), path)
    whole = " ".join(" ".join(page.text.split()) for page in pages(reader, path))
    assert "Signal | Change | 10y horizon | Driving force" in whole
    assert "cheaper batteries" in whole
    assert "trend.txt, p. 1" in whole
