"""Filled fields of every kind, and notes, are told as a reader sees them."""

from __future__ import annotations

from pathlib import Path

import pypdf
import pytest
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    NumberObject,
    TextStringObject,
)

from assistant.documents.values import PageStatus
from tests.documents.conftest import Read
from tests.documents.pdf_sheets import sheet


@pytest.fixture
def form(tmp_path: Path) -> Path:
    drawn = sheet(tmp_path / "form.pdf")
    drawn.drawString(72, 760, "Order form")
    fields = drawn.acroForm
    fields.radio(name="size", tooltip="Size", value="small", x=72, y=680, selected=False)
    fields.radio(name="size", tooltip="Size", value="large", x=102, y=680, selected=True)
    cargo = ["Salt", "Ore", "Timber"]
    fields.listbox(
        name="cargo",
        tooltip="Cargo",
        value=cargo[:2],
        options=cargo,
        x=72,
        y=560,
        width=100,
        height=60,
        fieldFlags="multiSelect",
    )
    fields.textfield(name="code", tooltip="Postal code", value="98204", x=72, y=520, maxlen=5, fieldFlags="comb")
    fields.textfield(name="secret", tooltip="Secret", value="hunter2", x=72, y=480, fieldFlags="password")
    fields.textfield(name="inner", tooltip="Office only", value="late", x=72, y=440, annotationFlags="hidden")
    fields.textfield(name="empty", tooltip="Berth", value="", x=72, y=400)
    drawn.save()
    return tmp_path / "form.pdf"


def test_each_kind_of_field_tells_what_a_reader_sees(form: Path, read: Read):
    lines = [line for line in read(form).text.split("\n") if line]
    assert lines == [
        "Order form",
        "Size: large",
        "Cargo: Salt, Ore",
        "Postal code: 98204",
        "[hidden: Office only: late]",
    ]


def test_notes_of_every_kind_are_told_and_hidden_ones_labelled(tmp_path: Path, read: Read):
    drawn = sheet(tmp_path / "plain.pdf")
    drawn.drawString(72, 760, "Text")
    drawn.save()
    writer = pypdf.PdfWriter(clone_from=tmp_path / "plain.pdf")
    kinds = {"Square": 0, "Line": 0, "Ink": 0, "Caret": 0, "Polygon": 0, "FileAttachment": 0, "Text": 2}
    box = ArrayObject([FloatObject(edge) for edge in (72, 600, 200, 618)])
    writer.pages[0][NameObject("/Annots")] = ArrayObject(
        DictionaryObject({
            NameObject("/Type"): NameObject("/Annot"), NameObject("/Subtype"): NameObject(f"/{kind}"),
            NameObject("/Rect"): box, NameObject("/F"): NumberObject(flags),
            NameObject("/Contents"): TextStringObject(f"{kind} remark"),
        })
        for kind, flags in kinds.items()
    )  # fmt: skip
    writer.write(tmp_path / "notes.pdf")
    text = read(tmp_path / "notes.pdf").text
    assert all(f"Note: {kind} remark" in text for kind in kinds)
    assert "[hidden: Note: Text remark]" in text


def test_a_stamp_that_is_only_drawn_is_recognised(tmp_path: Path, read: Read):
    drawn = sheet(tmp_path / "plain.pdf")
    drawn.drawString(72, 760, "Plan of the pier")
    drawn.save()
    writer = pypdf.PdfWriter(clone_from=tmp_path / "plain.pdf")
    font = {NameObject("/Type"): NameObject("/Font"), NameObject("/Subtype"): NameObject("/Type1")}
    font[NameObject("/BaseFont")] = NameObject("/Helvetica")
    look = DecodedStreamObject()
    look.set_data(b"BT /F 16 Tf 4 8 Td (APPROVED IN MAY) Tj ET")
    look.update({
        NameObject("/Type"): NameObject("/XObject"), NameObject("/Subtype"): NameObject("/Form"),
        NameObject("/BBox"): ArrayObject(FloatObject(edge) for edge in (0, 0, 180, 28)),
        NameObject("/Resources"): DictionaryObject(
            {NameObject("/Font"): DictionaryObject({NameObject("/F"): DictionaryObject(font)})}
        ),
    })  # fmt: skip
    stamp = DictionaryObject({
        NameObject("/Type"): NameObject("/Annot"), NameObject("/Subtype"): NameObject("/Stamp"),
        NameObject("/Rect"): ArrayObject(FloatObject(edge) for edge in (300, 600, 480, 628)),
        NameObject("/AP"): DictionaryObject({NameObject("/N"): writer._add_object(look)}),
    })  # fmt: skip
    writer.pages[0][NameObject("/Annots")] = ArrayObject([stamp])
    writer.write(tmp_path / "stamped.pdf")
    (page,) = read(tmp_path / "stamped.pdf").pages
    assert page.status is PageStatus.MIXED
    assert {"APPROVED", "MAY"} <= set(page.text.split())
