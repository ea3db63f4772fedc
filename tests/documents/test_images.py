from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from assistant.documents.reader import Reader
from assistant.documents.values import PageStatus
from assistant.errors import WorldError
from tests.documents import made
from tests.documents.conftest import Read

LINES = ["Serial number 77431", "Harbour office Antwerp"]


def test_each_frame_of_a_scan_is_a_page_with_boxes(tmp_path: Path, read: Read, reader: Reader):
    first = made.picture_of_text(LINES, (900, 250))
    second = Image.new("RGB", (900, 250), "white")
    first.save(tmp_path / "a.tiff", save_all=True, append_images=[second], dpi=(150, 150))
    told = read(tmp_path / "a.tiff")
    assert [page.status for page in told.pages] == [PageStatus.OCR, PageStatus.EMPTY]
    page = told.pages[0]
    assert "Serial number 77431" in page.text
    start = page.text.index("77431")
    (box,) = page.words.within(start, start + 5)
    pixels = np.asarray(first)[:, :, 0]
    columns = np.flatnonzero((pixels[50:90] < 128).any(axis=0))
    assert abs(box.right - columns.max() / 900) < 0.02
    assert box.top < 70 / 250 < box.bottom
    picture = reader.picture(tmp_path / "a.tiff", 1, 450)
    assert (picture.width, picture.height) == (450, 125)


@pytest.mark.parametrize("turn", [90, 180])
def test_a_picture_on_its_side_or_upside_down_is_read(tmp_path: Path, read: Read, turn: int):
    made.picture_of_text([*LINES, "Inspected on the ninth of March"], (900, 300)).rotate(turn, expand=True).save(
        tmp_path / "a.png"
    )
    (page,) = read(tmp_path / "a.png").pages
    assert "Serial number 77431" in " ".join(page.text.split())


FOREIGN = ["Насос нужно осушить перед", "снятием крышки насоса"]
"""The models in the wheel know no letter of this script."""
FONT = str(Path(__file__).parents[2] / "resources" / "fonts" / "Inter-Regular.ttf")


def test_writing_in_a_script_that_is_not_known_is_called_unread(tmp_path: Path, read: Read):
    made.picture_of_text(FOREIGN, (900, 250), FONT).save(tmp_path / "a.png")
    (page,) = read(tmp_path / "a.png").pages
    assert (page.text, page.status) == ("", PageStatus.FAILED)
    assert "script" in page.reason


def test_lines_in_a_script_that_is_not_known_are_counted_beside_those_that_are_read(tmp_path: Path, read: Read):
    made.picture_of_text([LINES[0], FOREIGN[0], LINES[1]], (900, 300), FONT).save(tmp_path / "a.png")
    (page,) = read(tmp_path / "a.png").pages
    assert page.text.split("\n\n") == LINES
    assert page.status is PageStatus.OCR
    assert page.reason.startswith("One line")


def test_a_page_of_a_pdf_in_a_script_that_is_not_known_is_called_unread(tmp_path: Path, read: Read):
    made.picture_of_text(FOREIGN, (900, 250), FONT).save(tmp_path / "a.pdf", resolution=150)
    (page,) = read(tmp_path / "a.pdf").pages
    assert (page.text, page.status) == ("", PageStatus.FAILED)
    assert "script" in page.reason


def test_a_picture_with_more_pixels_than_can_be_read_is_refused(tmp_path: Path, read: Read):
    Image.new("1", (20_000, 13_000)).save(tmp_path / "a.png")
    with pytest.raises(WorldError) as error:
        read(tmp_path / "a.png")
    assert error.value.code == "file-too-large"


@pytest.mark.parametrize("suffix", ["bmp", "webp", "jpg"])
def test_other_formats_give_their_picture(tmp_path: Path, reader: Reader, suffix: str):
    made.picture_of_text(LINES, (400, 200)).save(tmp_path / f"a.{suffix}")
    picture = reader.picture(tmp_path / f"a.{suffix}", 1, 200)
    assert (picture.width, picture.height, len(picture.rgb)) == (200, 100, 60_000)


@pytest.mark.parametrize("suffix", ["png", "jpg"])
def test_what_is_left_of_a_picture_that_is_cut_off_is_read(tmp_path: Path, read: Read, suffix: str):
    made.picture_of_text([*LINES, *["More of the same kind"] * 5], (900, 450)).save(tmp_path / f"whole.{suffix}")
    data = (tmp_path / f"whole.{suffix}").read_bytes()
    (tmp_path / f"cut.{suffix}").write_bytes(data[: len(data) * 2 // 3])
    first, rest = read(tmp_path / f"cut.{suffix}").pages
    assert first.text.startswith(LINES[0])
    assert rest.status is PageStatus.FAILED


def test_the_frames_that_are_left_of_a_fax_are_read(tmp_path: Path, read: Read):
    frames = [made.picture_of_text([f"Sheet {number} of the fax"], (600, 150)) for number in (1, 2, 3)]
    frames[0].save(tmp_path / "a.tif", save_all=True, append_images=frames[1:])
    data = (tmp_path / "a.tif").read_bytes()
    (tmp_path / "b.tif").write_bytes(data[: len(data) // 2])
    pages = read(tmp_path / "b.tif").pages
    assert pages[0].text == "Sheet 1 of the fax"
    assert pages[-1].status is PageStatus.FAILED


def test_a_picture_of_which_nothing_is_left_is_refused(tmp_path: Path, read: Read):
    made.picture_of_text(LINES).save(tmp_path / "a.png")
    (tmp_path / "b.png").write_bytes((tmp_path / "a.png").read_bytes()[:30])
    with pytest.raises(WorldError) as error:
        read(tmp_path / "b.png")
    assert error.value.code == "damaged-file"


def test_a_line_of_pixels_is_an_empty_picture(tmp_path: Path, read: Read):
    Image.new("RGB", (30_000, 2), "white").save(tmp_path / "a.png")
    assert [page.status for page in read(tmp_path / "a.png").pages] == [PageStatus.EMPTY]


def test_transparent_parts_are_white_and_pictures_stand_upright(tmp_path: Path, reader: Reader):
    drawn = Image.new("RGBA", (40, 20), (0, 0, 0, 0))
    drawn.paste((0, 0, 0, 255), (0, 0, 20, 20))
    drawn.save(tmp_path / "a.png")
    pixels = np.frombuffer(reader.picture(tmp_path / "a.png", 1, 40).rgb, np.uint8).reshape(20, 40, 3)
    assert (int(pixels[10, 5].max()), int(pixels[10, 35].min())) == (0, 255)
    exif = Image.Exif()
    exif[0x0112] = 6
    Image.new("RGB", (40, 20), "white").save(tmp_path / "b.jpg", exif=exif)
    picture = reader.picture(tmp_path / "b.jpg", 1, 20)
    assert (picture.width, picture.height) == (20, 40)
