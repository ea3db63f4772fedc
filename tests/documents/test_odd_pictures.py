from __future__ import annotations

from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw

from assistant.documents.reader import Reader
from tests.documents import made
from tests.documents.conftest import Read


def test_both_ends_of_a_long_picture_are_read_where_they_stand(tmp_path: Path, read: Read):
    long = Image.new("RGB", (900, 4200), "white")
    for top, words in ((0, "Serial number 77431"), (3900, "Harbour office Antwerp")):
        long.paste(made.picture_of_text([words], (900, 200)), (0, top))
    long.save(tmp_path / "a.png", dpi=(1200, 1200))  # which nobody would believe
    (page,) = read(tmp_path / "a.png").pages
    assert page.text.split("\n\n") == ["Serial number 77431", "Harbour office Antwerp"]
    (first, *_), (*_, last) = (page.words.within(*span) for span in ((0, 6), (len(page.text) - 7, len(page.text))))
    assert first.top < 100 / 4200
    assert abs(last.top - 3960 / 4200) < 30 / 4200


def test_light_writing_on_nothing_is_seen_on_a_dark_ground(tmp_path: Path, reader: Reader):
    for name, shade in (("light.png", "white"), ("dark.png", "black")):
        picture = Image.new("RGBA", (100, 100), (0, 0, 0, 0))
        ImageDraw.Draw(picture).rectangle((20, 20, 60, 40), fill=shade)
        picture.save(tmp_path / name)
    light, dark = (reader.picture(tmp_path / name, 1, 100).rgb for name in ("light.png", "dark.png"))
    assert (set(light[:300]), set(dark[:300])) == ({0}, {255})


def test_measured_values_are_made_visible(tmp_path: Path, reader: Reader):
    values = np.full((100, 100), 0.25, np.float32)
    values[20:40] = 0.75
    Image.fromarray(values).save(tmp_path / "a.tif", big_tiff=True)
    assert set(reader.picture(tmp_path / "a.tif", 1, 100).rgb) >= {0, 255}


def test_what_a_camera_keeps_behind_its_picture_is_no_page(tmp_path: Path, read: Read):
    blank = Image.new("RGB", (64, 64), "white")
    blank.save(tmp_path / "a.jpg", "MPO", save_all=True, append_images=[blank])
    assert read(tmp_path / "a.jpg").head.pages == 1
