"""Writes the sample slides as a PowerPoint file with a real chart, a real table and speaker's notes."""

from __future__ import annotations

import datetime as dt
import io
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import xlsxwriter
from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LEGEND_POSITION
from pptx.presentation import Presentation as Deck
from pptx.shapes.autoshape import Shape
from pptx.slide import Slide
from pptx.table import _Cell
from pptx.util import Cm, Length, Pt

from setup.samples.archive import without_clock

Words = dict[str, Any]

WIDTH, HEIGHT = Cm(33.87), Cm(19.05)
MARGIN, BODY_TOP, BODY_WIDTH, BODY_HEIGHT = Cm(2), Cm(5), Cm(29.8), Cm(11.5)
ACCENT, INK, PAPER = RGBColor(0x12, 0x4D, 0x3E), RGBColor(0x1B, 0x20, 0x1D), RGBColor(0xFF, 0xFF, 0xFF)
SERIES = (RGBColor(0x1C, 0x6A, 0x57), RGBColor(0x9F, 0xAE, 0xA6), RGBColor(0xC7, 0x5B, 0x00))
MOMENT = dt.datetime(2025, 9, 9, 9, 0, 0)  # noqa: DTZ001 - Office's own properties know no time zone
TITLE_ONLY = 5  # layouts of python-pptx's own template
FONT = "Calibri"


def slides_pptx() -> bytes:
    """Return the slides as a PPTX file."""
    words = tomllib.loads(Path(__file__).with_name("slides.toml").read_text(encoding="utf-8"))
    deck = Presentation()
    deck.slide_width, deck.slide_height = WIDTH, HEIGHT
    _properties(deck, words)
    _opening(deck, words)
    for number, slide in enumerate(words["slide"], 2):
        _slide(deck, slide, number)
    target = io.BytesIO()
    deck.save(target)
    return without_clock(target.getvalue())


def _properties(deck: Deck, words: Words) -> None:
    properties = deck.core_properties
    properties.title, properties.comments, properties.author = words["title"], words["fiction"], "Office for Supply"
    properties.created = properties.modified = MOMENT
    properties.last_modified_by = "Office for Supply"


def _opening(deck: Deck, words: Words) -> None:
    slide = _blank(deck, words["title"], Cm(6.5), 44, PAPER)
    slide.background.fill.solid()
    slide.background.fill.fore_color.rgb = ACCENT
    lines = [*words["subtitle"].splitlines(), words["fiction"]]
    _write(_box(slide, Cm(10.5), Cm(5)), lines, 20, PAPER)


def _slide(deck: Deck, words: Words, number: int) -> None:
    slide = _blank(deck, words["title"], Cm(1.6), 32, ACCENT)
    if "bullets" in words:
        _write(_box(slide, BODY_TOP, BODY_HEIGHT), [f"•  {line}" for line in words["bullets"]], 22, INK)
    if "chart" in words:
        _chart(slide, words["chart"])
    if "table" in words:
        _table(slide, words["table"])
    _write(_box(slide, Cm(17.4), Cm(1)), [f"{number}   Made-up slides"], 11, INK)
    slide.notes_slide.notes_text_frame.text = words["notes"]


def _blank(deck: Deck, title: str, top: Length, size: int, colour: RGBColor) -> Slide:
    slide = deck.slides.add_slide(deck.slide_layouts[TITLE_ONLY])
    shape = slide.shapes.title
    shape.left, shape.top, shape.width, shape.height = MARGIN, top, BODY_WIDTH, Cm(3)
    _write(shape, [title], size, colour)
    shape.text_frame.paragraphs[0].alignment = 1
    shape.text_frame.paragraphs[0].font.bold = True
    return slide


def _box(slide: Slide, top: Length, height: Length) -> Shape:
    box = slide.shapes.add_textbox(MARGIN, top, BODY_WIDTH, height)
    box.text_frame.word_wrap = True
    return box


def _write(shape: Shape, lines: Sequence[str], size: int, colour: RGBColor) -> None:
    shape.text_frame.text = "\n".join(lines)
    for paragraph in shape.text_frame.paragraphs:
        paragraph.space_after = Pt(size * 0.55)
        for run in paragraph.runs:
            run.font.name, run.font.size, run.font.color.rgb = FONT, Pt(size), colour


def _chart(slide: Slide, chart: Words) -> None:
    data = CategoryChartData()
    data.categories = chart["categories"]
    for series in chart["series"]:
        data.add_series(series["name"], series["values"])
    frame = slide.shapes.add_chart(
        XL_CHART_TYPE.COLUMN_CLUSTERED, MARGIN, BODY_TOP, BODY_WIDTH, BODY_HEIGHT, data
    )  # fmt: skip
    frame.chart.has_legend, frame.chart.font.size, frame.chart.font.name = True, Pt(16), FONT
    frame.chart.legend.position, frame.chart.legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False
    frame.chart.plots[0].has_data_labels, frame.chart.plots[0].gap_width = True, 60
    for series, colour in zip(frame.chart.plots[0].series, SERIES, strict=True):
        series.format.fill.solid()
        series.format.fill.fore_color.rgb = colour
    frame.chart.part.chart_workbook.update_from_xlsx_blob(_figures(chart))


def _figures(chart: Words) -> bytes:
    """Return the workbook behind a chart with a fixed date: python-pptx would embed the present time."""
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        book.set_properties({"created": MOMENT})
        page = book.add_worksheet()
        page.write_column(1, 0, chart["categories"])
        for column, series in enumerate(chart["series"], 1):
            page.write_column(0, column, [series["name"], *series["values"]])
    return without_clock(target.getvalue())


def _table(slide: Slide, words: Words) -> None:
    rows = [words["header"], *words["rows"]]
    table = slide.shapes.add_table(len(rows), len(rows[0]), MARGIN, BODY_TOP, BODY_WIDTH, Cm(1.6 * len(rows))).table
    table.columns[0].width = Cm(11.8)
    for column in range(1, len(rows[0])):
        table.columns[column].width = Cm(6)
    for number, row in enumerate(rows):
        for cell, text in zip(table.rows[number].cells, row, strict=True):
            _cell(cell, text, header=number == 0)


def _cell(cell: _Cell, text: str, *, header: bool) -> None:
    cell.fill.solid()
    cell.fill.fore_color.rgb = ACCENT if header else PAPER
    cell.margin_top = cell.margin_bottom = Cm(0.35)
    _write(cell, [text], 18, PAPER if header else INK)
