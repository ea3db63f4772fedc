from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from assistant.briefs.filled import Brief, Item
from assistant.briefs.filling.brief import fill
from assistant.briefs.templates import Templates
from assistant.documents.reader import Reader
from assistant.guard.sandbox import Launcher
from assistant.jobs import CancelToken, finish
from assistant.library.ingest import add
from tests.answers.shelf import shelf

LINES: tuple[Sequence[str], ...] = (
    ("Symptom", "Probable cause", "Remedy"),
    (),
    ("Gauge reads zero", "Cock closed", "Open the cock of the gauge"),
    (),
    ("Belt squeals", "Belt slack or wet", "Tighten the belt to 60 N"),
    ("", "", "and dry the pulley"),
    (),
    ("If the belt still squeals after this, write to the makers and tell them the number on its back.",),
)
LEFT = (50, 200, 350)


def print_table(path: Path) -> None:
    canvas = Canvas(str(path))
    canvas.setFont("Helvetica-Bold", 14)
    canvas.drawString(50, 790, "Fault table of the Aldra compressor")
    canvas.setFont("Helvetica", 9)
    for number, cells in enumerate(LINES):
        for left, cell in zip(LEFT, cells, strict=False):
            canvas.drawString(left, 750 - 13 * number, cell)
    canvas.save()


@pytest.fixture(scope="module")
def brief(tmp_path_factory: pytest.TempPathFactory) -> Brief:
    folder = tmp_path_factory.mktemp("layout")
    printed = folder / "aldra.pdf"
    print_table(printed)
    reader = Reader(Launcher())
    with shelf(folder, {}) as library:
        finish(add(library, [printed], [reader], CancelToken()))
        reader.close()
        template = Templates(folder / "none").get("maintenance-diagnosis")
        document = library.documents()[0].sha256
        return finish(fill(library, template, [document], None, CancelToken(), symptom="the belt squeals"))


def test_a_table_without_borders_is_read_by_where_its_words_stand(brief: Brief):
    causes = brief.sections[0].items
    assert [cell.text for cell in causes[0].cells][:4] == [
        "Belt squeals",
        "Belt slack or wet",
        "not found",
        "Tighten the belt to 60 N and dry the pulley",
    ]


def test_prose_below_a_table_is_no_row_of_it(brief: Brief):
    assert not any("makers" in item.text for item in brief.sections[0].items)


def test_each_cell_cites_its_own_words(brief: Brief):
    first: Item = brief.sections[0].items[0]
    assert [cited.quote for cited in first.cells[1].citations] == ["Belt slack or wet"]
