from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from docx import Document
from markdown_it import MarkdownIt
from pypdf import PdfReader

from assistant.answers.conversations import TurnRecord
from assistant.answers.model import Answer, Citation, Claim, ClaimStatus, Coverage, Timings
from assistant.briefs.model import KeySentence, Summary
from assistant.errors import UsageError, WorldError
from assistant.exports.docx import to_docx
from assistant.exports.html import to_html
from assistant.exports.making import Origin, of_conversation, of_summary
from assistant.exports.markdown import to_markdown
from assistant.exports.paper import Grid, Heading, Paper, Prose, Said
from assistant.exports.pdf import to_pdf
from assistant.exports.writing import write
from assistant.library.records import DocumentRecord

GREASE = Citation(
    "a" * 64, 2, "Grease both bearings every 250 hours.", 0, 37, label="4-2", path="/srv/anna/secret/pump.pdf"
)
PRESSURE = Citation("a" * 64, 3, "The pressure is <12.5> bar & more.", 0, 30, path="C:\\work\\pump.pdf")
CLAIMS = (
    Said("Bearings are greased every 250 hours.", (GREASE,), ClaimStatus.SUPPORTED),
    Said("Pressure is <b>25</b> bar.", (PRESSURE,), ClaimStatus.PARTLY, ("25 bar",)),
    Said("It rose by 5 %.", (GREASE, PRESSURE), ClaimStatus.COMPUTED, note="(21 − 20) ÷ 20 = 5 %"),
    Said("Dragons sleep.", (), ClaimStatus.UNSUPPORTED),
)
PAPER = Paper(
    title="Pump & bearings",
    blocks=(
        Heading("How often?"),
        Prose(CLAIMS),
        Prose((Said("First point"), Said("Second point")), listed=True),
        Grid(("Part", "Torque"), ((Said("Bolt M8"), Said("25 Nm", (GREASE,), ClaimStatus.SUPPORTED)),)),
    ),
    made="2031-05-04T10:00:00+00:00",
    library="Workshop",
    marking="RESTRICTED",
    model="Llama 8B",
    digest="c" * 64,
)


def test_sources_are_numbered_in_order_of_first_use_and_shown_without_folders():
    assert PAPER.sources == {GREASE: 1, PRESSURE: 2}
    for text in (to_markdown(PAPER), to_html(PAPER)):
        assert "anna" not in text
        assert "secret" not in text
        assert "C:" not in text


def test_the_foot_tells_date_library_model_and_how_much_was_checked():
    made, settings, checked, review = replace(PAPER, settings=("context: 8192 tokens",)).foot
    assert settings == "Settings: context: 8192 tokens."
    assert review == "Needs review: nobody has confirmed it yet."
    assert replace(PAPER, reviewer="A. Holt").foot[-1] == "Reviewed by A. Holt."
    assert made == "Made 2031-05-04 from the library “Workshop” with the model Llama 8B (cccccccccccc)."
    assert "3 of 5 claims were found" in checked


def test_markdown_has_footnotes_tables_remarks_and_the_marking_at_both_ends():
    text = to_markdown(PAPER)
    assert text.startswith("**RESTRICTED**")
    assert text.rstrip().endswith("**RESTRICTED**")
    assert "Bearings are greased every 250 hours.[^1]" in text
    assert "[^1]: pump.pdf, p. 4-2: “Grease both bearings every 250 hours.”" in text
    assert "*(partly supported; not in the sources: 25 bar)*" in text
    assert "| Part | Torque |" in text


def test_markdown_means_the_same_when_it_is_read_back():
    html = MarkdownIt("commonmark").enable("table").render(to_markdown(PAPER))
    assert "<h1>Pump &amp; bearings</h1>" in html
    assert "Pressure is &lt;b&gt;25&lt;/b&gt; bar." in html
    assert "<td>Bolt M8</td>" in html
    assert html.count("<li>") == 2


def test_html_is_one_file_without_script_or_anything_to_load():
    text = to_html(PAPER)
    assert "<script" not in text
    assert not re.search(r"(src|href)\s*=\s*[\"'](?!#)", text)
    assert "http" not in text.replace("http-equiv", "")
    assert "Pressure is &lt;b&gt;25&lt;/b&gt; bar." in text
    assert 'href="#s1"' in text
    assert '<li id="s1">' in text
    assert text.count("RESTRICTED") == 2


def test_word_has_headings_a_table_real_footnotes_and_the_marking_on_each_page():
    packed = to_docx(PAPER)
    document = Document(io.BytesIO(packed))
    styles = [
        (paragraph.style.name, paragraph.text) for paragraph in document.paragraphs if paragraph.style is not None
    ]
    assert ("Title", "Pump & bearings") in styles
    assert ("Heading 1", "How often?") in styles
    assert ("List Bullet", "First point") in styles
    assert [cell.text for cell in document.tables[0].rows[1].cells] == ["Bolt M8", "25 Nm"]
    section = document.sections[0]
    assert section.header.paragraphs[0].text == section.footer.paragraphs[0].text == "RESTRICTED"
    with zipfile.ZipFile(io.BytesIO(packed)) as parts:
        notes = parts.read("word/footnotes.xml").decode()
        body = parts.read("word/document.xml").decode()
    assert "Grease both bearings every 250 hours." in notes
    assert "&lt;12.5&gt; bar &amp; more" in notes
    assert len(re.findall("footnoteReference", body)) == 5
    assert b"anna" not in packed


def test_the_cells_of_a_row_share_a_footnote_where_they_rest_on_the_same_words():
    cell = Said("25 Nm", (GREASE,), ClaimStatus.SUPPORTED)
    grid = Grid(("Part", "Torque"), ((cell, cell), (cell, Said("x"))))
    with zipfile.ZipFile(io.BytesIO(to_docx(replace(PAPER, blocks=(grid,))))) as parts:
        body = parts.read("word/document.xml").decode()
    assert len(re.findall("footnoteReference ", body)) == 2
    assert re.findall(r"NOTEREF (\S+)", body) == ["_Ref000000001"]
    assert 'w:name="_Ref000000001"' in body


def test_pdf_shows_title_statements_sources_and_the_marking_on_each_page():
    long = Paper("Long", (Prose(CLAIMS * 60), *PAPER.blocks), PAPER.made, "Workshop", marking="RESTRICTED")
    reader = PdfReader(io.BytesIO(to_pdf(long)))
    texts = [page.extract_text() for page in reader.pages]
    assert len(texts) > 1
    assert all(text.count("RESTRICTED") == 2 for text in texts)
    whole = "\n".join(texts)
    assert "Bearings are greased every 250 hours." in whole
    assert "pump.pdf, p. 4-2" in whole
    assert "without a model" in whole
    assert "Bolt M8" in whole


def answer(question: str, *claims: Claim, refusal: str = "") -> Answer:
    return Answer(
        question=question,
        text="",
        refused=bool(refusal),
        claims=claims,
        extract=(),
        evidence=(),
        coverage=Coverage(1, 1, 0),
        timings=Timings(0.1, None, 0.1),
        model="" if refusal else "Llama 8B",
        digest="" if refusal else "c" * 64,
        refusal=refusal,
    )


def test_a_conversation_is_exported_with_questions_answers_and_refusals():
    claim = Claim("Every 250 hours.", ClaimStatus.SUPPORTED, (GREASE,))
    turns = [
        TurnRecord("How often?", answer("How often are bearings greased?", claim), "2031-05-04", ""),
        TurnRecord("And in Rome?", answer("And in Rome?", refusal="This is not in your documents."), "2031-05-04", ""),
    ]
    text = to_markdown(of_conversation("Grease", turns, Origin("Workshop")))
    assert "## How often?" in text
    assert "Question: How often are bearings greased?" in text
    assert "Every 250 hours.[^1]" in text
    assert "This is not in your documents." in text
    assert "1 of 1 claims were found" in text
    assert "with the model Llama 8B (cccccccccccc)" in text


def test_a_summary_is_exported_with_its_pages():
    summary = Summary(
        document="a" * 64,
        key_sentences=(KeySentence("Grease both\nbearings.", 2, 0, 21, 1.0),),
        sentences=(Claim("It is about grease.", ClaimStatus.SUPPORTED, (GREASE, PRESSURE)),),
        seconds=1.0,
        model="Llama 8B",
    )
    record = DocumentRecord("a" * 64, "/x/pump.pdf", ("/x/pump.pdf",), "Pump manual", "pdf", 3, 3, "indexed", {})
    text = to_markdown(of_summary(summary, record, Origin("Workshop")))
    assert "# Pump manual" in text
    assert "It is about grease.[^1][^2]" in text
    assert "- Grease both bearings.[^3]" in text
    assert "[^1]: pump.pdf, p. 4-2: “Grease both bearings every 250 hours.”" in text


@pytest.mark.parametrize("name", ["a.md", "a.html", "a.docx", "a.pdf", "A.PDF"])
def test_the_files_name_tells_the_format(tmp_path: Path, name: str):
    write(PAPER, tmp_path / name)
    assert [path.name for path in tmp_path.iterdir()] == [name]
    assert (tmp_path / name).stat().st_size > 500


def test_an_unknown_format_and_a_folder_that_is_not_there_are_said(tmp_path: Path):
    with pytest.raises(UsageError, match=r"\.md, \.html"):
        write(PAPER, tmp_path / "a.xyz")
    with pytest.raises(WorldError, match="cannot be written"):
        write(PAPER, tmp_path / "none" / "a.md")
