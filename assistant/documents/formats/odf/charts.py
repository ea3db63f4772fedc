"""Charts of OpenDocument files, as the title and the figures that they show."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.documents.blocks import Block, Paragraph, Table, row_text
from assistant.documents.clean import one_line
from assistant.documents.formats.odf.inline import cells_of, inline
from assistant.documents.formats.odf.package import CHART, TABLE, TEXT
from assistant.documents.formats.ooxml import Element


def chart_blocks(content: Element) -> Iterator[Block]:
    """Yield the charts of an object inside a document: title, figures, then the names of axes and other words."""
    for chart in content.iter(f"{CHART}chart"):
        title = _words(chart, "title")
        yield Paragraph(f"Chart: {title}" if title else "Chart")
        rows = tuple(line for row in chart.iter(f"{TABLE}table-row") if (line := row_text(cells_of(row))))
        if rows:
            yield Table(rows, rows[0], title)
        axes = (_words(axis, "title") for axis in chart.iter(f"{CHART}axis"))
        beside = (_words(chart, "subtitle"), _words(chart, "footer"), *axes)
        if told := "\n".join(filter(None, beside)):
            yield Paragraph(told)


def _words(element: Element, kind: str) -> str:
    return one_line(" ".join("".join(inline(part)) for part in element.iterfind(f"{CHART}{kind}/{TEXT}p")))
