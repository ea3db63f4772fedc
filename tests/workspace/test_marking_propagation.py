"""A marking goes from documents into all that is made of them: answers, conversations, summaries, briefs, files."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
import pytest
from docx import api
from openpyxl import load_workbook
from pypdf import PdfReader

from assistant.answers.model import Answer, ClaimStatus
from assistant.answers.scope import Scope
from assistant.answers.wish import Wish
from assistant.briefs.filled import Brief
from assistant.briefs.kept import BoardRow
from assistant.jobs import CancelToken, finish
from assistant.workspace import DEFAULT_LIBRARY, Workspace
from tests.markings import Combination, combinations

TEXTS = {
    "pump": "The pump KP-40 was overhauled on 3 May 2024 for 1,200 euros. Grease both bearings every 250 hours.",
    "valve": "The relief valve of the pump opens at 9 bar. It was paid with 310 euros on 4 June 2024.",
    "hose": "The hose of the pump is changed every 24 months, for 85 euros each time, on 5 July 2024 last.",
}
QUESTION = "What is done with the pump, its relief valve and its hose?"


@dataclass(frozen=True)
class Desk:
    """A workspace whose default library holds three documents, by name."""

    workspace: Workspace
    documents: dict[str, str]

    def mark(self, *markings: str) -> tuple[str, ...]:
        """Mark so many documents; return their SHA-256."""
        chosen = tuple(self.documents.values())[: len(markings)]
        for document, marking in zip(chosen, markings, strict=True):
            self.workspace.marking.mark(DEFAULT_LIBRARY, [document], marking, "for a test")
        return chosen

    def ask(self, documents: tuple[str, ...], conversation: str = "", question: str = QUESTION) -> Answer:
        wish = Wish(Scope(documents), extractive=True, conversation=conversation)
        return finish(self.workspace.asking.ask(question, CancelToken(), wish=wish))

    def brief(self, documents: tuple[str, ...]) -> Brief:
        return finish(self.workspace.writing.brief("policy-note", documents, CancelToken(), extractive=True))


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    folder = tmp_path_factory.mktemp("marked")
    papers = folder / "papers"
    papers.mkdir()
    for name, text in TEXTS.items():
        (papers / f"{name}.txt").write_text(text, encoding="utf-8")
    with Workspace(folder / "home") as workspace:
        finish(workspace.reading.add([papers], CancelToken()))
        records = {record.title: record.sha256 for record in workspace.library().documents()}
        yield Desk(workspace, {name: records[name] for name in TEXTS})


@pytest.fixture(autouse=True)
def unmarked(desk: Desk) -> None:
    """Each test begins with the standard scheme and documents that are not marked."""
    desk.workspace.marking.use_scheme("government")
    desk.mark("", "", "")


def docx_markings(content: bytes) -> list[str]:
    """What stands in the header, in the footer and in front of the title."""
    document = api.Document(io.BytesIO(content))
    section = document.sections[0]
    borders = [section.header.paragraphs[0].text, section.footer.paragraphs[0].text]
    first = document.paragraphs[0]
    return [*borders, "" if first.style is not None and first.style.name == "Title" else first.text]


@pytest.mark.parametrize("combination", combinations(), ids=str)
def test_a_combination_goes_into_answer_brief_word_and_pdf(desk: Desk, tmp_path: Path, combination: Combination):
    desk.workspace.marking.use_scheme(combination.scheme)
    documents = desk.mark(*combination.documents)
    answer, brief = desk.ask(documents), desk.brief(documents)
    assert {item.document for item in answer.evidence} == set(documents)
    made = {"answer": answer.marking, "brief": brief.marking}
    for name in ("brief.docx", "brief.pdf"):
        desk.workspace.writing.export_brief(brief, tmp_path / name)
    docx = docx_markings((tmp_path / "brief.docx").read_bytes())
    pdf = (tmp_path / "brief.pdf").read_bytes()
    texts = [page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages]
    assert made == {"answer": combination.together, "brief": combination.together}
    assert docx == [combination.together] * 3
    assert all(text.count(combination.together) >= 2 for text in texts if combination.together)


def test_thirty_combinations_are_tried(figure: Callable[[str], None]):
    tried = combinations()
    schemes = {combination.scheme for combination in tried}
    figure(
        f"marking: {len(tried)} combinations of {len(schemes)} schemes propagate through answer, brief, DOCX and PDF"
    )
    assert len(tried) >= 30
    assert schemes == {"government", "tlp", "corporate"}


def test_every_format_carries_the_marking_first_and_last_and_portion_marks_on_its_sources(desk: Desk, tmp_path: Path):
    brief = desk.brief(desk.mark("SECRET//NOFORN", "UNCLASSIFIED"))
    files = {suffix: tmp_path / f"brief{suffix}" for suffix in (".md", ".html", ".docx", ".pdf", ".xlsx", ".csv")}
    for path in files.values():
        desk.workspace.writing.export_brief(brief, path)
    markdown = files[".md"].read_text(encoding="utf-8").strip().split("\n")
    assert markdown[0] == markdown[-1] == "**SECRET//NOFORN**"
    assert "]: (S//NF) pump.txt, p. 1" in "\n".join(markdown)
    assert "]: (U) valve.txt, p. 1" in "\n".join(markdown)
    html = files[".html"].read_text(encoding="utf-8")
    assert html.count('<p class="marking">SECRET//NOFORN</p>') == 2
    assert ">(U) valve.txt" in html
    book = load_workbook(files[".xlsx"])
    for sheet in book.worksheets:
        cells = [row[0] for row in sheet.iter_rows(values_only=True)]
        assert cells[0] == cells[-1] == "SECRET//NOFORN"
        assert sheet.oddHeader.center.text == sheet.oddFooter.center.text == "SECRET//NOFORN"
    rows = [row for row in csv.reader(files[".csv"].read_text(encoding="utf-8").splitlines()) if row]
    assert rows[0] == rows[-1] == ["SECRET//NOFORN"]
    word = api.Document(str(files[".docx"])).part.package
    notes = next(part.blob.decode() for part in word.parts if part.partname == "/word/footnotes.xml")
    assert "(S//NF) pump.txt" in notes
    assert "(U) valve.txt" in notes
    assert "(S//NF) pump.txt" in " ".join(page.extract_text() for page in PdfReader(files[".pdf"]).pages)


def test_a_long_marking_stays_within_the_page_of_a_pdf(desk: Desk, tmp_path: Path):
    long = "TOP SECRET//HCS/SI/TK//FGI CAN DEU FRA GBR ITA JPN/ORCON/IMCON/NOFORN/PROPIN/RELIDO/RSEN/FISA/LIMDIS/EXDIS"
    brief = desk.brief(desk.mark(long))
    assert brief.marking == long
    path = tmp_path / "brief.pdf"
    desk.workspace.writing.export_brief(brief, path)
    page = pypdfium2.PdfDocument(path)[0]
    found = page.get_textpage().search(long).get_next()
    assert found is not None
    words = page.get_textpage()
    edges = [words.get_charbox(found[0])[0], words.get_charbox(found[0] + found[1] - 1)[2]]
    assert 0 < edges[0] < edges[1] < page.get_width() - 60


def test_a_conversation_takes_the_highest_of_its_turns_and_is_never_shown_lower(desk: Desk, tmp_path: Path):
    pump, valve, _ = documents = desk.mark("CONFIDENTIAL", "UNCLASSIFIED", "")
    asking, path = desk.workspace.asking, tmp_path / "talk.md"
    desk.ask((pump,), "Pump", "How often are the bearings greased?")
    desk.ask((valve,), "Pump", "At what pressure does the relief valve open?")
    assert [turn.answer.marking for turn in asking.conversations().turns("Pump")] == ["CONFIDENTIAL", "UNCLASSIFIED"]
    desk.mark("UNCLASSIFIED", "SECRET//NOFORN")
    assert [turn.answer.marking for turn in asking.conversations().turns("Pump")] == ["CONFIDENTIAL", "SECRET//NOFORN"]
    desk.workspace.writing.export("Pump", path)
    assert path.read_text(encoding="utf-8").startswith("**SECRET//NOFORN**")
    assert "]: (U) pump.txt" in path.read_text(encoding="utf-8")
    assert len(documents) == 3
    asking.conversations().delete("Pump")


def test_a_kept_brief_is_shown_and_exported_by_the_higher_of_its_own_and_the_present_marking(
    desk: Desk, tmp_path: Path
):
    documents = desk.mark("SECRET", "CONFIDENTIAL")
    brief, writing = desk.brief(documents), desk.workspace.writing
    desk.mark("UNCLASSIFIED", "CONFIDENTIAL//ORCON")
    assert [kept.marking for kept in writing.briefs().all() if kept.documents == documents] == ["SECRET//ORCON"]
    writing.export_brief(brief, tmp_path / "brief.md")
    assert (tmp_path / "brief.md").read_text(encoding="utf-8").startswith("**SECRET//ORCON**")


def test_summaries_and_comparisons_are_marked(desk: Desk, tmp_path: Path):
    documents, writing = desk.mark("SECRET//REL TO USA, GBR", "C//REL TO USA, CAN, GBR"), desk.workspace.writing
    summary = finish(writing.summarise(documents[1], CancelToken(), extractive=True))
    together = finish(writing.summarise_together(documents, CancelToken(), extractive=True))
    assert summary.marking == "CONFIDENTIAL//REL TO USA, CAN, GBR"
    assert together.joint.marking == "SECRET//REL TO USA, GBR"
    desk.mark("", "TOP SECRET//NOFORN")
    writing.export_summary(summary, tmp_path / "one.html")
    writing.export_together(together, tmp_path / "both.csv")
    assert (tmp_path / "one.html").read_text(encoding="utf-8").count("TOP SECRET//NOFORN") == 2
    assert (tmp_path / "both.csv").read_text(encoding="utf-8").startswith("TOP SECRET//NOFORN\n")


def test_a_sweep_is_marked_as_all_that_was_read_for_it(desk: Desk):
    desk.mark("", "", "CONFIDENTIAL")
    found = finish(desk.workspace.asking.sweep("Which relief valves are there?", CancelToken()))
    assert {cited.path.rsplit("/")[-1] for claim in found.claims for cited in claim.citations} == {"valve.txt"}
    assert found.marking == "CONFIDENTIAL"


def test_the_board_of_signals_is_written_with_the_highest_marking_of_its_briefs(desk: Desk, tmp_path: Path):
    rows = [
        BoardRow({"Signal": "one"}, ClaimStatus.SUPPORTED, "One", (), "2024-05-03", marking="CONFIDENTIAL//ORCON"),
        BoardRow({"Signal": "two"}, ClaimStatus.SUPPORTED, "Two", (), "2024-05-03", marking="SECRET"),
    ]
    desk.workspace.writing.export_board(rows, tmp_path / "board.csv")
    lines = (tmp_path / "board.csv").read_text(encoding="utf-8").strip().split("\n")
    assert lines[0] == lines[-1] == "SECRET//ORCON"


def test_what_a_proposal_says_counts_before_anybody_has_confirmed_it(desk: Desk, tmp_path: Path):
    bearing = tmp_path / "bearing.txt"
    bearing.write_text("TOP SECRET//SI\n\nThe bearing of the crane is greased each week.", encoding="utf-8")
    finish(desk.workspace.reading.add([bearing], CancelToken()))
    (record,) = desk.workspace.marking.proposals()
    assert (
        desk.ask((record.sha256,), question="How often is the bearing of the crane greased?").marking == record.marking
    )
    assert record.marking == "TOP SECRET//SI"
    desk.workspace.library().remove(record.sha256)
