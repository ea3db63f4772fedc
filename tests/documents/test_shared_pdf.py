"""Right values were written down from pictures of the pages, at least the first, the middle and the last."""

from __future__ import annotations

from itertools import islice
from pathlib import Path

import pytest

from assistant.documents.model import Head, Page
from assistant.documents.reader import Reader
from assistant.documents.values import PageStatus
from assistant.errors import WorldError
from assistant.jobs import CancelToken
from tests.conftest import SHARED
from tests.documents.conftest import Read, Told

pytestmark = pytest.mark.shared


@pytest.fixture
def folder(shared_data: Path) -> Path:
    return shared_data / "formats" / "pdf"


@pytest.fixture(scope="module")
def scan(read: Read) -> Told:
    path = SHARED / "formats" / "pdf" / "markitdown-MEDRPT-scan.pdf"
    if not path.exists():
        pytest.skip("the measuring data (../shared/data) is not beside this checkout")
    return read(path)


def test_three_columns_are_read_one_after_the_other(folder: Path, reader: Reader):
    head, first, page, *_ = islice(reader.read(folder / "pdfplumber-federal-register-2020-17221.pdf", CancelToken()), 4)
    assert isinstance(head, Head)
    assert isinstance(first, Page)
    assert isinstance(page, Page)
    assert (head.pages, first.status) == (15, PageStatus.TEXT)
    second = " ".join(page.text.split())
    assert second.startswith("Federal Register / Vol. 85, No. 152 / Thursday, August 6, 2020 / Proposed Rules 47699")
    assert "activation, airspeed disagree alert, and" in second
    assert "a Boeing Model 737–8 airplane operated by Ethiopian Airlines (Ethiopian Airlines Flight 302)" in second
    in_order = [
        "Hatta International Airport in Jakarta",
        "These effects include stall warning",
        "Preliminary KNKT.18.10.35.04 Aircraft",
        "providing tactile annunciation to the pilot",
        "altitude disagree alert,",
        "Stall warning indication is the activation",
        "and the Ethiopian Civil Aviation Authority (ECAA).",
        "the airplane’s two AOA sensors.",
    ]
    places = [second.find(phrase) for phrase in in_order]
    assert -1 not in places
    assert places == sorted(places)


def test_a_scan_is_recognised_page_by_page(scan: Told):
    assert [page.status for page in scan.pages] == [PageStatus.OCR] * 3
    first, _, last = scan.pages
    assert "SEATTLE GENERAL HOSPITAL" in first.text
    assert "Jonathan Michael Harrison" in first.text
    assert "142/88 mmHg" in first.text
    assert "Increase Lisinopril from 10mg to 20mg once daily" in last.text
    assert "MRD-2024-1028" in last.text


def test_the_boxes_of_a_scan_lie_on_its_words(scan: Told):
    page = scan.pages[2]
    start = page.text.index("VERIFIED")
    (box, *_) = page.words.within(start, start + len("VERIFIED"))
    assert 0.6 < box.left < 0.75
    assert 0.7 < box.top < 0.8


def test_a_junk_layer_is_replaced_by_recognition_and_said(folder: Path, read: Read):
    (page,) = read(folder / "unstructured-pdf-with-ocr-text.pdf").pages
    flat = " ".join(page.text.split())
    assert page.status is PageStatus.OCR
    assert "text layer" in page.reason
    assert "SUGAR RESEARCH FOUNDATION, INC." in flat
    seen = (
        "Desiring to keep you posted on the progress of the Foundation you will be interested to know that to date the "
        "Foundation has received the following accepting membership and enclosing their check and executed contracts"
    )
    assert sum(word in flat for word in seen.split()) >= 0.8 * len(seen.split())
    assert "«POAH" not in flat


def test_a_good_layer_of_a_scan_is_kept(folder: Path, read: Read):
    told = read(folder / "pypdf-Seige_of_Vicksburg_Sample_OCR.pdf")
    assert [page.status for page in told.pages] == [PageStatus.TEXT] * 6
    assert "A report creeps into camp that Johnston is coming with fifty thousand men" in " ".join(
        told.pages[0].text.split()
    )
    assert "watching the mortar shells flying into the city" in " ".join(told.pages[0].text.split())
    assert "the garrison over there is already" in " ".join(told.pages[5].text.split())


def test_the_rows_of_a_wide_table_stay_whole(folder: Path, read: Read):
    (page,) = read(folder / "pdfplumber-nics-background-checks-2015-11.pdf").pages
    lines = page.text.split("\n")
    (alabama,) = (line for line in lines if line.startswith("Alabama"))
    assert alabama.split(" | ")[:6] == ["Alabama", "18,870", "23,022", "22,650", "859", "1,178"]
    assert alabama.endswith("71,137")
    assert any(line.startswith("Wyoming | 383 | 1,745 | 2,372") for line in lines)
    assert any(line.startswith("Hawaii | 1,248 | 0 | 0 | 0 | 0 | 0 |") for line in lines)
    assert any(line.startswith("Guam | 0 | 100 | 55 | 12 | 3 | 0 | 0 |") for line in lines)
    assert "HandgunLong" not in page.text


def test_filled_fields_are_told_and_empty_ones_are_not(folder: Path, read: Read):
    (page,) = read(folder / "pypdf-libreoffice-form.pdf").pages
    assert "First Name: Alice" in page.text
    assert "Bob" in page.text
    assert "Last Name:" not in page.text
    start = page.text.index("Alice")
    (box,) = page.words.within(start, start + 5)
    assert (0.15 < box.left < 0.25, 0.13 < box.top < 0.17) == (True, True)


def test_text_that_nobody_sees_is_labelled(folder: Path, read: Read):
    (page,) = read(folder / "docling-invisible_text_layer.pdf").pages
    assert page.text.startswith("Visible heading line")
    assert "[hidden: Invisible OCR text layer]" in page.text


def test_lines_of_a_page_on_its_side_keep_their_order(folder: Path, read: Read):
    (page,) = read(folder / "unstructured-rotated-page-90.pdf").pages
    assert " ".join(page.text.split()) == "Hello World Test Text Second line of text here Rotated page fixture"
    (box,) = page.words.within(0, 5)
    assert box.left > 0.8
    assert box.bottom - box.top > box.right - box.left


def test_ligatures_are_letters(folder: Path, read: Read):
    (page,) = read(folder / "pypdf-attachment.pdf").pages
    assert "The misfits. The rebels. The troublemakers." in page.text


def test_korean_is_read(folder: Path, read: Read):
    told = read(folder / "docling-skipped_1page.pdf")
    assert "ICT 기술변화에 따른 미래 보안기술 전망 보고서" in told.pages[2].text


def test_an_empty_password_opens_silently(folder: Path, read: Read):
    assert read(folder / "pypdf-enc-r6-empty-password.pdf").text == read(folder / "pypdf-enc-unencrypted.pdf").text


@pytest.mark.parametrize(
    ("name", "password"),
    [
        ("pypdf-enc-r6-both-passwords.pdf", "foo"),
        ("pypdf-enc-r4-aes-user-password.pdf", "asdfzxcv"),
    ],
)
def test_a_password_is_asked_for_and_a_wrong_one_is_said(folder: Path, read: Read, name: str, password: str):
    with pytest.raises(WorldError) as needed:
        read(folder / name)
    with pytest.raises(WorldError) as wrong:
        read(folder / name, "not this one")
    assert (needed.value.code, wrong.value.code) == ("password-needed", "password-wrong")
    assert read(folder / name, password).text == read(folder / "pypdf-enc-unencrypted.pdf").text


def test_an_empty_file_is_said(folder: Path, read: Read):
    with pytest.raises(WorldError) as error:
        read(folder / "pdfplumber-empty.pdf")
    assert error.value.code == "empty-file"
