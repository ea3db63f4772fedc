from __future__ import annotations

import io
import os
from pathlib import Path

import numpy as np
import pypdf
import pypdfium2
import pytest
from pypdf.constants import PageLabelStyle
from pypdf.generic import DictionaryObject, NameObject, NumberObject
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen import canvas

from assistant.documents.formats.layout.rules import Rules
from assistant.documents.formats.layout.words import Word
from assistant.documents.formats.pdf import reading
from assistant.documents.formats.pdf.unseen import Unseen
from assistant.documents.formats.pdf.words import parted_words_of
from assistant.documents.model import Page
from assistant.documents.reader import Reader
from assistant.documents.source import Source
from assistant.documents.values import PageStatus
from assistant.errors import WorldError
from assistant.jobs import CancelToken
from tests.documents import made
from tests.documents.conftest import Read


def test_two_columns_drawn_across_are_read_down(tmp_path: Path, read: Read):
    told = read(made.columns_drawn_across(tmp_path / "two.pdf", [made.PUMP, made.BUDGET]))
    assert " ".join(made.PUMP) in told.flat
    assert " ".join(made.BUDGET) in told.flat


def test_three_columns_drawn_across_are_read_down(tmp_path: Path, read: Read):
    told = read(made.columns_drawn_across(tmp_path / "three.pdf", [made.PUMP, made.BUDGET, made.HARBOUR]))
    for column in (made.PUMP, made.BUDGET, made.HARBOUR):
        assert " ".join(column) in told.flat


def test_the_rows_of_a_table_are_not_taken_for_columns(tmp_path: Path, read: Read):
    table = [
        ("Symptom", "Motor hums", "No pressure", "Leak at seal", "Noise", "Smell"),
        ("Cause", "Worn bearing", "Air in the line", "Seal has aged", "Loose bolts", "Hot winding"),
        ("Remedy", "Grease the bearing", "Bleed at valve V2", "Fit seal 4711", "Tighten to 40 Nm", "Let it cool"),
    ]
    text = read(made.columns_drawn_across(tmp_path / "table.pdf", table)).text
    assert "No pressure | Air in the line | Bleed at valve V2" in text


def test_a_word_parted_at_the_end_of_a_line_is_mended(tmp_path: Path, read: Read):
    lines = ["Regular mainte-", "nance keeps the long-term", "costs of a long-", "term lease low."]
    told = read(made.pdf(tmp_path / "parted.pdf", [lines]))
    assert "Regular maintenance keeps" in told.flat
    assert "costs of a long-term lease low." in told.flat


def test_the_halves_of_a_mended_word_keep_their_boxes(tmp_path: Path, read: Read):
    (page,) = read(made.pdf(tmp_path / "parted.pdf", [["Regular mainte-", "nance is due."]])).pages
    start = page.text.index("maintenance")
    first, second = page.words.within(start, start + len("maintenance"))
    assert first.bottom < second.bottom
    assert second.left < first.left


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_boxes_lie_on_the_displayed_page_however_it_is_turned(tmp_path: Path, reader: Reader, read: Read, turn: int):
    source = made.pdf(tmp_path / "plain.pdf", [["Marker"]])
    writer = pypdf.PdfWriter(clone_from=source)
    writer.pages[0].rotate(turn)
    path = tmp_path / f"turned{turn}.pdf"
    writer.write(path)
    (page,) = read(path).pages
    (box,) = page.words.within(0, 6)
    picture = reader.picture(path, 1, 800)
    pixels = np.frombuffer(picture.rgb, np.uint8).reshape(picture.height, picture.width, 3)
    rows, columns = np.nonzero(pixels.min(axis=2) < 128)
    assert box.left <= columns.min() / picture.width + 0.01
    assert box.right >= columns.max() / picture.width - 0.01
    assert box.top <= rows.min() / picture.height + 0.01
    assert box.bottom >= rows.max() / picture.height - 0.01
    assert (box.right - box.left) * (box.bottom - box.top) < 0.01


def test_a_cropped_page_has_its_boxes_on_what_is_displayed(tmp_path: Path, read: Read):
    writer = pypdf.PdfWriter(clone_from=made.pdf(tmp_path / "plain.pdf", [["Marker"]]))
    writer.pages[0].cropbox = pypdf.generic.RectangleObject((50, 600, 250, 792))
    writer.write(tmp_path / "cropped.pdf")
    (page,) = read(tmp_path / "cropped.pdf").pages
    (box,) = page.words.within(0, 6)
    assert 0.09 < box.left < 0.13
    assert 0.3 < box.bottom < 0.42


def test_printed_page_labels_are_told(tmp_path: Path, read: Read):
    writer = pypdf.PdfWriter(clone_from=made.pdf(tmp_path / "plain.pdf", [["Preface"], ["Contents"], ["Chapter one"]]))
    writer.set_page_label(0, 1, PageLabelStyle.LOWERCASE_ROMAN)
    writer.set_page_label(2, 2, PageLabelStyle.DECIMAL)
    writer.write(tmp_path / "labels.pdf")
    assert [page.label for page in read(tmp_path / "labels.pdf").pages] == ["i", "ii", "1"]


def test_the_outline_gives_sections_at_their_place(tmp_path: Path, read: Read):
    pages = [["Safety", "Wear gloves."], ["Some text first.", "Draining the Pump", "Open the valve."]]
    writer = pypdf.PdfWriter(clone_from=made.pdf(tmp_path / "plain.pdf", pages))
    parent = writer.add_outline_item(title="Safety", page_number=0)
    writer.add_outline_item(title="Draining the pump", page_number=1, parent=parent)
    writer.write(tmp_path / "outline.pdf")
    told = read(tmp_path / "outline.pdf")
    assert [(entry.title, entry.level, entry.page) for entry in told.head.outline] == [
        ("Safety", 1, 1), ("Draining the pump", 2, 2),
    ]  # fmt: skip
    (section,) = told.pages[1].sections
    assert told.pages[1].text[section.start :].startswith("Draining the Pump")


def test_only_the_page_without_text_is_recognised(tmp_path: Path, read: Read):
    sheet = canvas.Canvas(str(tmp_path / "mixed.pdf"), pagesize=(612, 792))
    sheet.drawString(72, 700, "The first page has a text layer.")
    sheet.showPage()
    printed = made.picture_of_text(["Serial number 77431 of the turbine", "Inspected by the harbour office"])
    sheet.drawImage(ImageReader(io.BytesIO(made.png(printed))), 0, 400, 595, 240)
    sheet.showPage()
    sheet.showPage()
    sheet.save()
    told = read(tmp_path / "mixed.pdf")
    assert [page.status for page in told.pages] == [PageStatus.TEXT, PageStatus.OCR, PageStatus.EMPTY]
    assert "Serial number 77431 of the turbine" in told.pages[1].text
    assert told.pages[2].reason == "This page has no text."


def test_a_picture_of_text_in_a_page_of_text_is_read_where_it_stands(tmp_path: Path, read: Read):
    sheet = canvas.Canvas(str(tmp_path / "figure.pdf"), pagesize=(612, 792))
    sheet.drawString(72, 740, "Above the figure stands this sentence.")
    printed = made.picture_of_text(["Oil pressure limit is 4.5 bar"], (1240, 300))
    sheet.drawImage(ImageReader(io.BytesIO(made.png(printed))), 0, 500, 595, 144)
    sheet.drawString(72, 300, "Below the figure stands another one.")
    sheet.save()
    (page,) = read(tmp_path / "figure.pdf").pages
    assert page.status is PageStatus.MIXED
    above, figure, below = (page.text.index(word) for word in ("Above", "Oil pressure", "Below"))
    assert above < figure < below


def test_a_running_header_is_marked_and_the_text_is_not(tmp_path: Path, read: Read):
    pages = [[f"Annual Report {number}", f"Page {number} tells of matter {number * 7}."] for number in range(1, 6)]
    told = read(made.pdf(tmp_path / "report.pdf", pages))
    for page in told.pages:
        assert any(page.text[start:end].startswith("Annual Report") for start, end in page.boilerplate)


def test_facts_that_programs_put_in_by_themselves_are_left_out(tmp_path: Path, read: Read):
    head = read(made.pdf(tmp_path / "plain.pdf", [["Text"]])).head
    assert (head.title, head.author) == ("", "")
    assert len(head.created) == 10


def test_ticked_boxes_choices_and_notes_are_told(tmp_path: Path, read: Read):
    sheet = canvas.Canvas(str(tmp_path / "form.pdf"), pagesize=(612, 792))
    sheet.drawString(72, 740, "Order form")
    form = sheet.acroForm
    form.textfield(name="Customer", value="Harbour Office", x=72, y=680, width=200, height=20)
    form.textfield(name="Telephone", value="", x=72, y=640, width=200, height=20)
    form.checkbox(name="Express", checked=True, x=72, y=600)
    form.checkbox(name="Insured", checked=False, x=72, y=570)
    form.choice(name="Colour", value="Green", options=["Red", "Green"], x=72, y=530, width=100, height=20)
    sheet.textAnnotation("Call before delivery", Rect=[300, 600, 320, 620])
    sheet.save()
    text = read(tmp_path / "form.pdf").text
    assert "Customer: Harbour Office" in text
    assert "Express: Yes" in text
    assert "Colour: Green" in text
    assert "Note: Call before delivery" in text
    assert "Telephone" not in text
    assert "Insured" not in text


def test_attached_files_come_out(tmp_path: Path, read: Read, reader: Reader):
    writer = pypdf.PdfWriter(clone_from=made.pdf(tmp_path / "plain.pdf", [["See the attached list."]]))
    writer.add_attachment("list.txt", b"bolts and nuts")
    writer.write(tmp_path / "with.pdf")
    assert read(tmp_path / "with.pdf").head.attachments == ("list.txt",)
    (member,) = reader.extract(tmp_path / "with.pdf", CancelToken())
    assert (member.name, member.data) == ("list.txt", b"bolts and nuts")


def test_a_page_whose_letters_are_shifted_is_recognised_instead(tmp_path: Path, read: Read):
    """A font with a wrong map: what is drawn is right, what is copied is three letters off."""
    lines = ["the harbour office keeps a ledger of ships"] * 8
    (right,) = read(made.pdf(tmp_path / "right.pdf", [lines])).pages
    writer = pypdf.PdfWriter(clone_from=tmp_path / "right.pdf")
    page = writer.pages[0]
    fonts = resources(page)["/Font"]
    assert isinstance(fonts, DictionaryObject)
    for name in fonts:
        font = fonts[name].get_object()
        assert isinstance(font, DictionaryObject)
        stream = pypdf.generic.DecodedStreamObject()
        stream.set_data(_wrong_map())
        font[NameObject("/ToUnicode")] = writer._add_object(stream)
    writer.write(tmp_path / "shifted.pdf")
    (shifted,) = read(tmp_path / "shifted.pdf").pages
    assert shifted.status is PageStatus.OCR
    assert "unreadable" in shifted.reason
    assert right.status is PageStatus.TEXT
    assert "harbour office keeps a ledger" in shifted.text


def resources(page: pypdf.PageObject) -> DictionaryObject:
    found = page["/Resources"].get_object()
    assert isinstance(found, DictionaryObject)
    return found


def _wrong_map() -> bytes:
    consonants = "bcdfghjklmnpqrstvwxz"
    pairs = [f"<{code:02x}> <{ord(consonants[code % 20]):04x}>" for code in range(97, 123)]
    return "\n".join(
        [
            "/CIDInit /ProcSet findresource begin 12 dict begin begincmap 1 begincodespacerange <00> <ff>",
            f"endcodespacerange {len(pairs)} beginbfchar",
            *pairs,
            "endbfchar endcmap end end",
        ]
    ).encode()


def test_a_form_that_draws_itself_and_a_page_tree_with_a_loop_do_not_hang(tmp_path: Path, read: Read):
    writer = pypdf.PdfWriter(clone_from=made.pdf(tmp_path / "plain.pdf", [["Sound page"]]))
    form = pypdf.generic.DecodedStreamObject()
    form.set_data(b"/Me Do")
    form[NameObject("/Type")] = NameObject("/XObject")
    form[NameObject("/Subtype")] = NameObject("/Form")
    form[NameObject("/BBox")] = pypdf.generic.ArrayObject([NumberObject(edge) for edge in (0, 0, 100, 100)])
    reference = writer._add_object(form)
    form[NameObject("/Resources")] = pypdf.generic.DictionaryObject(
        {NameObject("/XObject"): pypdf.generic.DictionaryObject({NameObject("/Me"): reference})}
    )
    page = writer.pages[0]
    resources(page)[NameObject("/XObject")] = pypdf.generic.DictionaryObject({NameObject("/Me"): reference})
    page.merge_page(page)
    writer.write(tmp_path / "loop.pdf")
    assert "Sound page" in read(tmp_path / "loop.pdf").text
    data = (tmp_path / "plain.pdf").read_bytes()
    (tmp_path / "tree.pdf").write_bytes(data.replace(b"/Kids [ 3 0 R ]", b"/Kids [ 6 0 R ]"))
    try:
        read(tmp_path / "tree.pdf")
    except WorldError as error:
        assert error.code in {"damaged-file", "reader-crashed"}  # noqa: PT017 - either is right


def test_the_picture_of_a_page_is_as_wide_as_asked(tmp_path: Path, reader: Reader):
    path = made.pdf(tmp_path / "plain.pdf", [["Text"], ["More"]])
    picture = reader.picture(path, 2, 300)
    assert (picture.width, abs(picture.height - 388) <= 1) == (300, True)
    assert len(picture.rgb) == picture.width * picture.height * 3
    with pytest.raises(WorldError) as error:
        reader.picture(path, 3, 300)
    assert error.value.code == "no-such-page"


def test_headings_are_found_by_their_size_where_there_is_no_outline(tmp_path: Path, read: Read):
    sheet = canvas.Canvas(str(tmp_path / "sizes.pdf"), pagesize=(612, 792))
    for number, heading in enumerate(["Pump Manual", "Draining", "Refilling"], 1):
        sheet.setFont("Helvetica-Bold", 24 if number == 1 else 16)
        sheet.drawString(72, 720, heading)
        sheet.setFont("Helvetica", 11)
        for line in range(12):
            sheet.drawString(72, 680 - 14 * line, f"Step {line} of {number}: turn the valve slowly and wait.")
        sheet.showPage()
    sheet.save()
    told = read(tmp_path / "sizes.pdf")
    assert told.head.title == "Pump Manual"
    sections = [section for page in told.pages for section in page.sections]
    assert [(section.title, section.level, section.page) for section in sections] == [
        ("Pump Manual", 1, 1), ("Draining", 2, 2), ("Refilling", 2, 3),
    ]  # fmt: skip


def test_right_to_left_text_keeps_its_logical_order(tmp_path: Path, read: Read):
    font = Path("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf")
    if not font.exists():
        pytest.skip("no font with Hebrew letters is installed")
    pdfmetrics.registerFont(TTFont("Hebrew", str(font)))
    sheet = canvas.Canvas(str(tmp_path / "right.pdf"), pagesize=(612, 792))
    sheet.setFont("Hebrew", 14)
    for number, line in enumerate(["שלום עולם מן הנמל", "המחיר הוא 120 שקלים"]):
        drawn = " ".join(word if word.isdigit() else word[::-1] for word in reversed(line.split()))
        sheet.drawRightString(540, 700 - 24 * number, drawn)
    sheet.save()
    (page,) = read(tmp_path / "right.pdf").pages
    assert " ".join(page.text.split()) == "שלום עולם מן הנמל המחיר הוא 120 שקלים"
    first, second = page.words.within(0, 9)
    assert second.right < first.left


def test_a_table_of_wrapped_cells_is_read_row_by_row(tmp_path: Path, read: Read):
    cells = [
        ("The motor of the main pump hums", "but does not start to turn when", "the switch has been closed."),
        ("The bearing on the driven side", "has run dry and holds the shaft", "so that it cannot move."),
        ("Take off the cover, then grease", "the bearing with grease number", "two and turn it by hand."),
    ]
    sheet = canvas.Canvas(str(tmp_path / "wrapped.pdf"), pagesize=(612, 792))
    sheet.setFont("Helvetica", 9)
    for row in range(6):
        for column, lines in enumerate(cells):
            for number, line in enumerate(lines):
                sheet.drawString(40 + 180 * column, 720 - row * 55 - 11 * number, f"{line[:-1]}{row}")
    sheet.save()
    text = read(tmp_path / "wrapped.pdf").text
    assert text.index("holds the shaf4") < text.index("The motor of the main pump hum5")


def test_short_entries_in_two_columns_drawn_across_are_read_down(tmp_path: Path, read: Read):
    def column(word: str, lengths: tuple[int, ...]) -> list[tuple[float, str]]:
        lines, height = [], 740.0
        for entry, length in enumerate(lengths):
            lines += [
                (height - 12 * number, f"{word} {entry} line {number} says that the harbour is open")
                for number in range(length)
            ]
            height -= 12 * length + 9
        return lines

    sheet = canvas.Canvas(str(tmp_path / "entries.pdf"), pagesize=(612, 792))
    sheet.setFont("Helvetica", 9)
    told = [(y, 50, text) for y, text in column("Left", (3, 4, 3, 5, 3, 4))]
    told += [(y, 320, text) for y, text in column("Right", (5, 3, 4, 3, 4, 3))]
    for y, x, text in sorted(told, reverse=True):
        sheet.drawString(x, y, text)
    sheet.save()
    text = read(tmp_path / "entries.pdf").text
    assert text.index("Left 5 line 3") < text.index("Right 0 line 0")


def test_a_page_that_cannot_be_read_costs_only_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    path = made.pdf(tmp_path / "three.pdf", [["One"], ["Two"], ["Three"]])

    def faulty(page: pypdfium2.PdfPage, rules: Rules, unseen: Unseen) -> list[Word]:
        words = parted_words_of(page, rules, unseen)
        if words[0].text == "Two":
            raise pypdfium2.PdfiumError("the page is damaged")
        return words

    monkeypatch.setattr("assistant.documents.formats.pdf.reading.parted_words_of", faulty)
    source = Source(os.open(path, os.O_RDONLY), path.name)
    _, *pages = reading.read(source)
    source.close()
    told = [(page.text, page.status, bool(page.reason)) for page in pages if isinstance(page, Page)]
    assert told == [("One", "text", False), ("", "failed", True), ("Three", "text", False)]


def test_columns_too_short_to_be_sure_of_are_said(tmp_path: Path, read: Read):
    (page,) = read(made.columns_drawn_across(tmp_path / "short.pdf", [made.PUMP[:2], made.BUDGET[:2]])).pages
    assert page.reason == "The order of reading is uncertain: this page may have columns."
    assert page.status is PageStatus.TEXT
    (plain,) = read(made.pdf(tmp_path / "plain.pdf", [made.PUMP])).pages
    assert plain.reason == ""


def test_dots_that_lead_across_a_line_are_one_sign(tmp_path: Path, read: Read):
    lines = [
        "1 Safety . . . . . . . . . . . . . . . 4",
        "2 Drainage................................ 7",
        "Wait ... then go.",
    ]
    assert read(made.pdf(tmp_path / "dots.pdf", [lines])).flat == "1 Safety … 4 2 Drainage… 7 Wait ... then go."


def test_a_pdf_without_pages_is_no_damaged_one(tmp_path: Path, read: Read):
    pypdf.PdfWriter().write(tmp_path / "a.pdf")
    with pytest.raises(WorldError, match="is a PDF without pages") as raised:
        read(tmp_path / "a.pdf")
    assert raised.value.code == "empty-file"


def test_a_cut_off_pdf_of_which_no_page_is_left_is_damaged(tmp_path: Path, read: Read):
    pypdf.PdfWriter().write(tmp_path / "whole.pdf")
    (tmp_path / "a.pdf").write_bytes((tmp_path / "whole.pdf").read_bytes()[:60])
    with pytest.raises(WorldError) as raised:
        read(tmp_path / "a.pdf")
    assert raised.value.code == "damaged-file"
