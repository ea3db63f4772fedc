"""Charts and diagrams of Office documents, as the figures and words that they show."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.documents.blocks import Block, Paragraph, Table, row_text
from assistant.documents.clean import one_line
from assistant.documents.formats.ooxml import A, C, Element, Package


def chart_blocks(package: Package, part: str, relationship: str) -> Iterator[Block]:
    """Yield a chart's title and the figures it shows, a row for each category."""
    link = package.relationships(part).get(relationship)
    if link is None or not package.has(link.target):
        return
    chart = package.xml(link.target)
    title = one_line(" ".join(text.text or "" for text in chart.iterfind(f"{C}chart/{C}title//{A}t")))
    yield Paragraph(f"Chart: {title}" if title else "Chart")
    rows = tuple(_chart_rows(chart))
    if rows:
        yield Table(rows, rows[0], title)


def diagram_blocks(package: Package, part: str, relationship: str) -> Iterator[Block]:
    """Yield the words of a diagram, a line for each of its points."""
    link = package.relationships(part).get(relationship)
    if link is None or not package.has(link.target):
        return
    paragraphs = package.xml(link.target).iter(f"{A}p")
    lines = [one_line("".join(text.text or "" for text in paragraph.iter(f"{A}t"))) for paragraph in paragraphs]
    if text := "\n".join(line for line in lines if line):
        yield Paragraph(text)


def _chart_rows(chart: Element) -> Iterator[str]:
    series = list(chart.iter(f"{C}ser"))
    if not series:
        return
    names = [_first_value(one.find(f"{C}tx")) for one in series]
    yield row_text(["", *names])
    categories = _points(_either(series[0], "cat", "xVal"))
    values = [_points(_either(one, "val", "yVal")) for one in series]
    for place in sorted({*categories, *(place for points in values for place in points)}):
        yield row_text([categories.get(place, ""), *(points.get(place, "") for points in values)])


def _either(series: Element, first: str, second: str) -> Element | None:
    found = series.find(f"{C}{first}")
    return series.find(f"{C}{second}") if found is None else found


def _points(data: Element | None) -> dict[int, str]:
    if data is None:
        return {}
    points = ((point.get("idx", ""), point.findtext(f"{C}v") or "") for point in data.iter(f"{C}pt"))
    return {int(place): one_line(value) for place, value in points if place.isdecimal()}


def _first_value(data: Element | None) -> str:
    return one_line(next((value.text or "" for value in data.iter(f"{C}v")), "")) if data is not None else ""
