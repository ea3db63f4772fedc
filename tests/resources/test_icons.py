from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from assistant import places

ICONS = sorted(places.resource("icons").glob("*.svg"))
DRAWN_IN_ONE_COLOUR = [path for path in ICONS if path.stem != "app"]
COLOUR = re.compile(r"#[0-9a-fA-F]{3,8}|rgb\(")


def name(path: Path) -> str:
    return path.stem


@pytest.mark.parametrize("path", ICONS, ids=name)
def test_an_icon_is_well_formed_and_square(path: Path):
    root = ET.parse(path).getroot()  # noqa: S314 - our own file
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    assert root.attrib["width"] == root.attrib["height"]
    assert root.attrib["viewBox"] == f"0 0 {root.attrib['width']} {root.attrib['height']}"


@pytest.mark.parametrize("path", DRAWN_IN_ONE_COLOUR, ids=name)
def test_an_icon_takes_the_colour_of_the_text_beside_it(path: Path):
    drawing = path.read_text(encoding="utf-8")
    assert "currentColor" in drawing
    assert not COLOUR.search(drawing)


@pytest.mark.parametrize("path", DRAWN_IN_ONE_COLOUR, ids=name)
def test_all_icons_share_one_grid_and_one_stroke(path: Path):
    root = ET.parse(path).getroot()  # noqa: S314 - our own file
    assert root.attrib["viewBox"] == "0 0 24 24"
    assert root.attrib["stroke-width"] == "1.75"


@pytest.mark.parametrize("path", ICONS, ids=name)
def test_an_icon_loads_nothing_from_elsewhere(path: Path):
    drawing = path.read_text(encoding="utf-8")
    assert not re.search(r"href|<image|<script|<style|url\((?!#)", drawing)
