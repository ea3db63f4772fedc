"""Charts and diagrams of Office documents, as the figures and words that they show."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from assistant.documents.blocks import Block, Paragraph, Table, row_text
from assistant.documents.clean import one_line
from assistant.documents.formats.numbers.codes import shown
from assistant.documents.formats.ooxml import A, C, Element, Package, R

CX = "{http://schemas.microsoft.com/office/drawing/2014/chartex}"
"""Charts of the kinds that came with Office 2016: waterfalls, funnels, maps."""
CHARTS = frozenset({f"{C}chart", f"{CX}chart"})
"""Elements by which a document refers to a chart."""
DIAGRAM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}relIds"
"""Element by which a document refers to a diagram."""
_SERIES = ("tx", "cat", "val", "xVal", "yVal", "bubbleSize")


def chart_blocks(package: Package, part: str, relationship: str) -> Iterator[Block]:
    """Yield a chart to which a part refers."""
    link = package.relationships(part).get(relationship)
    if link is not None and package.has(link.target):
        yield from space_blocks(package, link.target)


def space_blocks(package: Package, part: str) -> Iterator[Block]:
    """Yield a chart's title and the figures it shows, a row for each category, then its other words."""
    chart = package.xml(part)
    titles = [title for title in _titles(chart) if title]
    title = titles.pop(0) if _has_title(chart) and titles else ""
    yield Paragraph(f"Chart: {title}" if title else "Chart")
    rows = tuple(_new_rows(chart) if chart.tag.startswith(CX) else _chart_rows(chart))
    if rows:
        yield Table(rows, rows[0], title)
    beside = [*titles, *_labels(chart), *_drawn_over(package, part, chart)]
    if beside:
        yield Paragraph("\n".join(dict.fromkeys(beside)))


def diagram_blocks(package: Package, part: str, relationship: str) -> Iterator[Block]:
    """Yield the words of a diagram, a line for each of its points."""
    link = package.relationships(part).get(relationship)
    if link is None or not package.has(link.target):
        return
    if text := "\n".join(_lines(package.xml(link.target))):
        yield Paragraph(text)


def _lines(element: Element) -> Iterator[str]:
    paragraphs = element.iter(f"{A}p")
    lines = (one_line("".join(text.text or "" for text in paragraph.iter(f"{A}t"))) for paragraph in paragraphs)
    return (line for line in lines if line)


def _has_title(chart: Element) -> bool:
    return chart.find(f"{C}chart/{C}title") is not None or chart.find(f"{CX}chart/{CX}title") is not None


def _titles(chart: Element) -> Iterator[str]:
    """Yield the title of a chart and those of its axes, typed ones and those that a cell tells."""
    for title in chart.iter(f"{C}title", f"{CX}title"):
        values = (value.text or "" for value in title.iter(f"{C}v", f"{CX}v"))
        yield " ".join(_lines(title)) or one_line(" ".join(values))


def _labels(chart: Element) -> Iterator[str]:
    """Yield what is typed beside single points."""
    for label in chart.iter(f"{C}dLbl"):
        yield from _lines(label)


def _drawn_over(package: Package, part: str, chart: Element) -> Iterator[str]:
    for shapes in chart.iter(f"{C}userShapes"):
        link = package.relationships(part).get(shapes.get(f"{R}id", ""))
        if link is not None and package.has(link.target):
            yield from _lines(package.xml(link.target))


def _chart_rows(chart: Element) -> Iterator[str]:
    series = [_data_of(one) for one in chart.iter(f"{C}ser")]
    if not series:
        return
    yield row_text(["", *(_first_value(data.get("tx")) for data in series)])
    categories: dict[int, str] = {}
    for data in reversed(series):
        categories |= _points(data.get("cat", data.get("xVal")))
    columns = [_points(data.get("val", data.get("yVal"))) for data in series]
    columns += [_points(data["bubbleSize"]) for data in series if "bubbleSize" in data]
    yield from _rows(categories, columns)


def _rows(categories: dict[int, str], columns: list[dict[int, str]]) -> Iterator[str]:
    for place in sorted({*categories, *(place for points in columns for place in points)}):
        yield row_text([categories.get(place, ""), *(points.get(place, "") for points in columns)])


def _data_of(series: Element) -> dict[str, Element]:
    found = ((name, series.find(f"{C}{name}")) for name in _SERIES)
    return {name: data for name, data in found if data is not None}


def _points(data: Element | None) -> dict[int, str]:
    """Return the points of a series by their place; categories of several levels are joined, the outer one first."""
    if data is None:
        return {}
    levels = list(data.iter(f"{C}lvl"))
    if not levels:
        return dict(_told(data.iter(f"{C}pt"), data.findtext(f".//{C}formatCode") or ""))
    inner, *outer = (dict(_told(level.iter(f"{C}pt"), "")) for level in levels)
    for level in outer:
        inner = {place: f"{_last_before(level, place)} {text}".strip() for place, text in inner.items()}
    return inner


def _last_before(level: dict[int, str], place: int) -> str:
    """Return the outer category that a place belongs to: the last one that began."""
    return level[max(begun)] if (begun := [other for other in level if other <= place]) else ""


def _told(points: Iterable[Element], code: str) -> Iterator[tuple[int, str]]:
    for point in points:
        place = point.get("idx", "")
        if place.isdecimal():
            yield int(place), _value(point.findtext(f"{C}v") or "", point.get("formatCode", code))


def _value(text: str, code: str) -> str:
    """Return a stored value as its format code shows it, a text as it is."""
    if not code or code == "General":
        return one_line(text)
    try:
        return shown(float(text), code)
    except (ValueError, OverflowError):
        return one_line(text)


def _first_value(data: Element | None) -> str:
    return one_line(next((value.text or "" for value in data.iter(f"{C}v")), "")) if data is not None else ""


def _new_rows(chart: Element) -> Iterator[str]:
    """Yield the rows of a chart of the newer kind, which keeps all its data in one place; some have no categories."""
    names = dict(_new_names(chart))
    for data in chart.iter(f"{CX}data"):
        categories = next((_levels(part) for part in data.iterchildren(f"{CX}strDim")), {})
        if name := names.get(data.get("id", "")):
            yield row_text(["", name])
        yield from _rows(categories, [_levels(part) for part in data.iterchildren(f"{CX}numDim")])


def _new_names(chart: Element) -> Iterator[tuple[str, str]]:
    """Yield by the numbers of their data what the series are called."""
    for series in chart.iter(f"{CX}series"):
        data, name = series.find(f"{CX}dataId"), series.findtext(f"{CX}tx/{CX}txData/{CX}v")
        if data is not None and name:
            yield data.get("val", ""), one_line(name)


def _levels(part: Element) -> dict[int, str]:
    told: dict[int, str] = {}
    for level in part.iter(f"{CX}lvl"):
        code = level.get("formatCode", "")
        for point in level.iter(f"{CX}pt"):
            place, text = point.get("idx", ""), _value(point.text or "", code)
            if place.isdecimal():
                told[int(place)] = f"{text} {told.get(int(place), '')}".strip()
    return told
