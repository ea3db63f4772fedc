"""Fictional documents, and a real library made of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from reportlab.pdfgen.canvas import Canvas

from assistant import places
from assistant.documents.reader import Reader
from assistant.guard.sandbox import Launcher
from assistant.jobs import CancelToken, finish
from assistant.library.embedder import MiniLM
from assistant.library.ingest import add
from assistant.library.libraries import Libraries
from assistant.library.library import Library

PUMP = """Ferrox P-101 pump: safety

WARNING: Do not start the pump when the inlet valve is closed. Wear eye protection near the coupling.
\f
Weekly care

Grease both bearings every 250 hours with 35 g of lithium grease NLGI 2. Clean the strainer each week.
The greatest discharge pressure is 12.5 bar at 60 °C. Replace seal kit 415-6630-01 when the leak exceeds 4 ml per hour.
\f
Troubleshooting

Loud knocking: the strainer is blocked and the pump cavitates. Clean the strainer and bleed the line.
Hot bearing: too much grease. Remove grease until 35 g remain.
\f
History

Ferrox Industries built the first P-101 on 14 March 2019 in Lindholm. The model was revised in 2021.
"""

REPORT = """Harbour report 2030: summary

In 2030 the port of Sandvik handled 4,120 thousand tonnes, against 3,980 thousand tonnes in 2029.
The board recommends a second crane, because ships waited 31 hours on average.
Ice closed the harbour for 11 days in February. The breakwater was made 40 metres longer.
\f
Money

Revenue was 84.2 million euros in 2030 and 79.5 million euros in 2029. Costs rose to 61.0 million euros.
Elin Marker has been director of the port since 2027.
The debt to the city bank is 12.4 million euros and will be paid back by 2036. Warehouses brought 7.7 million euros.
\f
People

The port employs 412 people. Overtime fell by 9 percent after the night shift was split.
Training took 2,300 hours and cost 310 thousand euros. The canteen serves 250 meals a day. Two accidents were counted.
"""


@cache
def embedder() -> MiniLM:
    return MiniLM(places.shipped_models() / "embedder")


def print_pdf(path: Path, text: str) -> None:
    """Write a text as a PDF, a form feed beginning each new page."""
    canvas = Canvas(str(path))
    for page in text.split("\f"):
        canvas.setFont("Helvetica", 8)
        for number, line in enumerate(page.strip("\n").split("\n")):
            canvas.drawString(40, 780 - 14 * number, line)
        canvas.showPage()
    canvas.save()


@contextmanager
def shelf(folder: Path, files: Mapping[str, str]) -> Iterator[Library]:
    """A library of these files, with the real reader, embedder and index."""
    papers = folder / "papers"
    papers.mkdir()
    for name, text in files.items():
        if name.endswith(".pdf"):
            print_pdf(papers / name, text)
        else:
            (papers / name).write_text(text, encoding="utf-8")
    library = Libraries(folder / "libraries", embedder).open("shelf", create=True)
    reader = Reader(Launcher())
    try:
        if files:
            finish(add(library, [papers], [reader], CancelToken()))
        yield library
    finally:
        reader.close()
        library.close()
