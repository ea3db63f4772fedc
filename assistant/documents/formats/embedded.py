"""Charts that old Office documents keep as objects inside themselves: of Excel, of Graph, and of OpenDocument."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.documents.blocks import Block
from assistant.documents.formats.biff import sheet_starts
from assistant.documents.formats.biff_charts import charts_in
from assistant.documents.formats.compound import Compound
from assistant.documents.formats.drawings import space_blocks
from assistant.documents.formats.odf.charts import chart_blocks
from assistant.documents.formats.odf.package import OdfPackage
from assistant.documents.formats.ooxml import Package
from assistant.documents.source import Source
from assistant.errors import WorldError

_WORKBOOKS = ("Workbook", "Book")
_PACKAGES = ("package_stream", "Package")
_OPEN_DOCUMENT = b"mimetypeapplication/vnd.oasis.opendocument"


def embedded_charts(file: Compound, folder: str = "") -> Iterator[Block]:
    """Yield the charts of an object; one that is damaged tells nothing.

    Args:
        file: Where the object lies.
        folder: Its path there with `/` behind it, "" where it is the whole file.
    """
    for name in _WORKBOOKS:
        stream = file.stream(f"{folder}{name}")
        for start in sheet_starts(stream):
            for chart in charts_in(stream, start):
                yield from chart.blocks(lambda *_: "")
    for name in _PACKAGES:
        if data := file.stream(f"{folder}{name}"):
            yield from _packed(data)


def _packed(data: bytes) -> Iterator[Block]:
    source = Source.of_bytes(data, "object")
    try:
        yield from _in_package(source, data)
    except WorldError:
        return
    finally:
        source.close()


def _in_package(source: Source, data: bytes) -> Iterator[Block]:
    if _OPEN_DOCUMENT in data[:200]:
        yield from chart_blocks(OdfPackage(source).content)
        return
    package = Package(source)
    for part in package.parts("/charts/chart"):
        yield from space_blocks(package, part)
