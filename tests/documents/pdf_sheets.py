"""PDF pages that the tests draw piece by piece."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from reportlab.pdfgen import canvas

from assistant.documents.model import Page, TableRows

HEIGHT = 792


def sheet(path: Path, size: float = 10) -> canvas.Canvas:
    """Return a new PDF to draw on, with letters of so many points."""
    drawn = canvas.Canvas(str(path), pagesize=(612, HEIGHT))
    drawn.setFont("Helvetica", size)
    return drawn


def cells(drawn: canvas.Canvas, xs: Sequence[float], ys: Sequence[float], table: Sequence[Sequence[str]]) -> None:
    """Write a table between borders: xs from the left, ys from the top down; a cell's lines are parted by newlines."""
    for row, top in zip(table, ys, strict=False):
        for text, left in zip(row, xs, strict=False):
            for number, line in enumerate(text.split("\n")):
                drawn.drawString(left + 4, top - 12 - 12 * number, line)


def told(page: Page, table: TableRows) -> list[str]:
    """Return the lines of a table."""
    return [line for line in page.text[table.start : table.end].split("\n") if line]
