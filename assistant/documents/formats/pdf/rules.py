"""The straight rules that are drawn on a PDF page, as the borders of tables are."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence
from itertools import islice, pairwise

import numpy as np
import pypdfium2
import pypdfium2.raw as pdfium

from assistant.documents.formats.layout.rules import Rules
from assistant.documents.formats.pdf.places import displayed
from assistant.documents.formats.pdf.walking import Drawn, Edges, Matrix, around, bounds, matrix_of, moved, within

_THIN = 3.0
"""Points: an area that is thinner is a rule, however it is drawn."""
_MOST_RULES = 5000
_CORNERS = 5
"""Points of an area that has four corners."""
_MOST_POINTS = 100
"""Points of one path: what has more is a drawing."""

_Point = tuple[float, float]


def rules_of(page: pypdfium2.PdfPage, drawn: Sequence[Drawn], aspect: float) -> Rules:
    """Return the level and upright rules of a page.

    Args:
        page: The page.
        drawn: What is drawn on it.
        aspect: Height of the displayed page for a width of one.
    """
    edges = np.array(list(islice(_rules_among(drawn), _MOST_RULES)), np.float64).reshape(-1, 4)
    return Rules.of(displayed(page, edges), aspect) if len(edges) else Rules.none()


def _rules_among(objects: Sequence[Drawn]) -> Iterator[Edges]:
    """Yield left, bottom, right and top of each rule in points."""
    for drawn, kind, outer in objects:
        if kind == pdfium.FPDF_PAGEOBJ_PATH:
            yield from _rules_of_path(drawn, outer)


def _rules_of_path(path: pdfium.FPDF_PAGEOBJECT, outer: Matrix) -> Iterator[Edges]:
    """Yield the rules of a path; only of what is merely filled are pdfium's bounds to be trusted."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(path, fill, stroke)
    count = pdfium.FPDFPath_CountSegments(path)
    if not 2 <= count <= _MOST_POINTS or not (fill.value or stroke.value):
        return
    bounded = None if stroke.value else bounds(path, outer)
    if bounded and _is_thin(bounded):
        yield bounded
    elif stroke.value or count > _CORNERS:
        yield from _rules_of_parts(path, count, outer, stroked=bool(stroke.value))


def _rules_of_parts(path: pdfium.FPDF_PAGEOBJECT, count: int, outer: Matrix, *, stroked: bool) -> Iterator[Edges]:
    """Yield the thin parts of a path, and the edges of others where they are drawn."""
    for outline in _outlines(path, count, within(matrix_of(path), outer)):
        edges = around(outline)
        if _is_thin(edges):
            yield edges
        elif stroked:
            yield from (around(edge) for edge in pairwise(outline))


def _is_thin(edges: Edges) -> bool:
    return min(edges[2] - edges[0], edges[3] - edges[1]) <= _THIN


def _outlines(path: pdfium.FPDF_PAGEOBJECT, count: int, matrix: Matrix) -> Iterator[list[_Point]]:
    """Yield the corners of each part of a path, the first once more where it is closed; curves end a part."""
    outline: list[_Point] = []
    across, down = ctypes.c_float(), ctypes.c_float()
    for at in range(count):
        segment = pdfium.FPDFPath_GetPathSegment(path, at)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind != pdfium.FPDF_SEGMENT_LINETO and outline:
            yield outline
            outline = []
        pdfium.FPDFPathSegment_GetPoint(segment, across, down)
        outline.append(moved((across.value, down.value), matrix))
        if pdfium.FPDFPathSegment_GetClose(segment):
            outline.append(outline[0])
    if outline:
        yield outline
