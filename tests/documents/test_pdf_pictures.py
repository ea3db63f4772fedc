"""Pictures in PDFs are read however they are packed or cut, and the ledger says where nothing could be made of one."""

from __future__ import annotations

import io
import struct
from pathlib import Path

import pypdf
import pytest
from PIL import Image, ImageOps
from pypdf.generic import BooleanObject, DecodedStreamObject, DictionaryObject, NameObject, NumberObject, StreamObject
from reportlab.lib.utils import ImageReader

from assistant.documents.values import PageStatus
from tests.documents import made
from tests.documents.conftest import Read
from tests.documents.pdf_sheets import sheet

_STRIP_OFFSETS, _ROWS_PER_STRIP, _STRIP_SIZES = 273, 278, 279
"""Tags of TIFF."""
LINES = ["Serial number 77431 of the turbine", "Inspected by the harbour office"]


def pictured(path: Path, data: bytes, packing: str, text: str = "", parameters: DictionaryObject | None = None) -> Path:
    """Write a page of one picture as it is packed, with text above it; one of black and white has parameters."""
    writer = pypdf.PdfWriter()
    page = writer.add_blank_page(612, 792)
    picture = StreamObject()
    picture.set_data(data)
    picture.update({
        NameObject("/Type"): NameObject("/XObject"), NameObject("/Subtype"): NameObject("/Image"),
        NameObject("/Width"): NumberObject(1240), NameObject("/Height"): NumberObject(500),
        NameObject("/BitsPerComponent"): NumberObject(8), NameObject("/ColorSpace"): NameObject("/DeviceRGB"),
        NameObject("/Filter"): NameObject(packing),
    })  # fmt: skip
    if parameters is not None:
        picture.update({
            NameObject("/BitsPerComponent"): NumberObject(1), NameObject("/ColorSpace"): NameObject("/DeviceGray"),
            NameObject("/DecodeParms"): parameters,
        })  # fmt: skip
    page[NameObject("/Resources")] = DictionaryObject(
        {NameObject("/XObject"): DictionaryObject({NameObject("/I"): writer._add_object(picture)})}
    )
    drawing = DecodedStreamObject()
    drawing.set_data(b"BT /F1 12 Tf 72 740 Td (%s) Tj ET q 600 0 0 242 6 400 cm /I Do Q" % text.encode())
    page[NameObject("/Contents")] = writer._add_object(drawing)
    writer.write(path)
    return path


def test_a_picture_packed_as_jpeg_2000_is_read(tmp_path: Path, read: Read):
    packed = io.BytesIO()
    made.picture_of_text(LINES).save(packed, "JPEG2000")
    (page,) = read(pictured(tmp_path / "a.pdf", packed.getvalue(), "/JPXDecode")).pages
    assert page.status is PageStatus.OCR
    assert LINES[0] in page.text


def faxed() -> bytes:
    """Return the lines as a fax machine packs them (ITU-T T.6)."""
    packed = io.BytesIO()
    image = ImageOps.invert(made.picture_of_text(LINES).convert("L")).convert("1")
    image.save(packed, "TIFF", compression="group4", tiffinfo={_ROWS_PER_STRIP: image.height})
    tags = Image.open(packed).getexif()
    return packed.getvalue()[tags[_STRIP_OFFSETS] :][: tags[_STRIP_SIZES]]


def as_jbig2(data: bytes) -> bytes:
    """Return faxed data as JBIG2 (ITU-T T.88): the facts of a page, and one region packed as by T.6."""
    size = struct.pack(">II", 1240, 500)
    facts = size + bytes(11)
    region = size + bytes(9) + b"\1" + data
    parts = ((48, facts), (38, region))
    return b"".join(
        struct.pack(">IBBBI", number, kind, 0, 1, len(part)) + part for number, (kind, part) in enumerate(parts)
    )


@pytest.mark.parametrize("black", [True, False])
def test_a_faxed_scan_is_read_be_it_dark_on_light_or_light_on_dark(tmp_path: Path, read: Read, black: bool):
    parameters = DictionaryObject({
        NameObject("/K"): NumberObject(-1), NameObject("/Columns"): NumberObject(1240),
        NameObject("/BlackIs1"): BooleanObject(black),
    })  # fmt: skip
    (page,) = read(pictured(tmp_path / "a.pdf", faxed(), "/CCITTFaxDecode", parameters=parameters)).pages
    assert (page.status, page.text.split("\n")) == (PageStatus.OCR, LINES)


def test_a_scan_packed_as_jbig2_is_read(tmp_path: Path, read: Read):
    path = pictured(tmp_path / "a.pdf", as_jbig2(faxed()), "/JBIG2Decode", parameters=DictionaryObject())
    (page,) = read(path).pages
    assert (page.status, page.text.split("\n"), page.reason) == (PageStatus.OCR, LINES, "")


@pytest.mark.parametrize("packing", ["/JPXDecode", "/JBIG2Decode"])
def test_a_damaged_picture_is_said(tmp_path: Path, read: Read, packing: str):
    (page,) = read(pictured(tmp_path / "a.pdf", b"\0\1 no picture", packing)).pages
    assert page.status is PageStatus.FAILED
    assert page.reason == "A picture on this page is damaged, or packed in a way that cannot be read here."


@pytest.mark.parametrize("packing", ["/JPXDecode", "/JBIG2Decode", "/DCTDecode"])
def test_a_damaged_picture_beside_text_is_said(tmp_path: Path, read: Read, packing: str):
    text = "The turbine was inspected by the harbour office."
    (page,) = read(pictured(tmp_path / "a.pdf", b"\0\1 no picture", packing, text)).pages
    assert (page.status, page.text) == (PageStatus.TEXT, text)
    assert page.reason == "A picture on this page is damaged, or packed in a way that cannot be read here."


def test_a_whole_picture_beside_text_is_no_remark(tmp_path: Path, read: Read):
    packed = io.BytesIO()
    made.picture_of_text(LINES).save(packed, "JPEG2000")
    (page,) = read(pictured(tmp_path / "a.pdf", packed.getvalue(), "/JPXDecode", "Report of May")).pages
    assert (page.status, page.reason) == (PageStatus.MIXED, "")


def test_a_picture_cut_into_strips_is_read_as_one(tmp_path: Path, read: Read):
    picture = made.picture_of_text(LINES, size=(1240, 200))
    drawn = sheet(tmp_path / "a.pdf")
    drawn.drawString(72, 740, "Report of the inspection")
    for strip in range(10):
        part = picture.crop((0, strip * 20, 1240, strip * 20 + 20))
        drawn.drawImage(ImageReader(io.BytesIO(made.png(part))), 36, 700 - 9 * strip, 540, 9)
    drawn.save()
    (page,) = read(tmp_path / "a.pdf").pages
    assert page.status is PageStatus.MIXED
    assert LINES[0] in page.text
