"""The straight rules that are drawn on a PDF page, as the borders of tables are."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import islice, pairwise

import numpy as np
import pypdfium2
import pypdfium2.raw as pdfium

from assistant.documents.formats.layout.rules import Rules
from assistant.documents.formats.pdf.places import displayed

_THIN = 3.0
"""Points: an area that is thinner is a rule, however it is drawn."""
_MOST_RULES = 5000
_CORNERS = 5
"""Points of an area that has four corners."""
_MOST_POINTS = 100
"""Points of one path: what has more is a drawing."""
_MOST_OBJECTS = 30_000
"""Drawn on a page, or in a form on it, that are looked at: maps and plans have more."""
_DEEPEST = 3

_Matrix = tuple[float, float, float, float, float, float]
_Edges = tuple[float, float, float, float]
_Point = tuple[float, float]
_SAME: _Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def rules_of(page: pypdfium2.PdfPage, aspect: float) -> Rules:
    """Return the level and upright rules of a page.

    Args:
        page: The page.
        aspect: Height of the displayed page for a width of one.
    """
    raw = page.raw
    objects = map(partial(pdfium.FPDFPage_GetObject, raw), range(pdfium.FPDFPage_CountObjects(raw)))
    edges = np.array(list(islice(_rules_among(objects, _SAME, 0), _MOST_RULES)), np.float64).reshape(-1, 4)
    return Rules.of(displayed(page, edges), aspect) if len(edges) else Rules.none()


def _rules_among(objects: Iterator[pdfium.FPDF_PAGEOBJECT], outer: _Matrix, depth: int) -> Iterator[_Edges]:
    """Yield left, bottom, right and top of each rule in points."""
    kind_of = pdfium.FPDFPageObj_GetType  # looked up once: pages have thousands of objects, most of them letters
    for drawn in islice(objects, _MOST_OBJECTS):
        kind = kind_of(drawn)
        if kind == pdfium.FPDF_PAGEOBJ_PATH:
            yield from _rules_of_path(drawn, outer)
        elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
            inner = map(partial(pdfium.FPDFFormObj_GetObject, drawn), range(pdfium.FPDFFormObj_CountObjects(drawn)))
            yield from _rules_among(inner, _within(_matrix(drawn), outer), depth + 1)


def _rules_of_path(path: pdfium.FPDF_PAGEOBJECT, outer: _Matrix) -> Iterator[_Edges]:
    """Yield the rules of a path; only of what is merely filled are pdfium's bounds to be trusted."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(path, fill, stroke)
    count = pdfium.FPDFPath_CountSegments(path)
    if not 2 <= count <= _MOST_POINTS or not (fill.value or stroke.value):
        return
    around = None if stroke.value else _bounds(path, outer)
    if around and _is_thin(around):
        yield around
    elif stroke.value or count > _CORNERS:
        yield from _rules_of_parts(path, count, outer, stroked=bool(stroke.value))


def _rules_of_parts(path: pdfium.FPDF_PAGEOBJECT, count: int, outer: _Matrix, *, stroked: bool) -> Iterator[_Edges]:
    """Yield the thin parts of a path, and the edges of others where they are drawn."""
    for outline in _outlines(path, count, _within(_matrix(path), outer)):
        around = _around(outline)
        if _is_thin(around):
            yield around
        elif stroked:
            yield from (_around(edge) for edge in pairwise(outline))


def _is_thin(edges: _Edges) -> bool:
    return min(edges[2] - edges[0], edges[3] - edges[1]) <= _THIN


def _bounds(path: pdfium.FPDF_PAGEOBJECT, outer: _Matrix) -> _Edges | None:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    if not pdfium.FPDFPageObj_GetBounds(path, left, bottom, right, top):
        return None
    if outer == _SAME:
        return left.value, bottom.value, right.value, top.value
    return _around([_moved((x.value, y.value), outer) for x in (left, right) for y in (bottom, top)])


def _outlines(path: pdfium.FPDF_PAGEOBJECT, count: int, matrix: _Matrix) -> Iterator[list[_Point]]:
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
        outline.append(_moved((across.value, down.value), matrix))
        if pdfium.FPDFPathSegment_GetClose(segment):
            outline.append(outline[0])
    if outline:
        yield outline


def _around(points: Sequence[_Point]) -> _Edges:
    across, down = [point[0] for point in points], [point[1] for point in points]
    return min(across), min(down), max(across), max(down)


def _matrix(drawn: pdfium.FPDF_PAGEOBJECT) -> _Matrix:
    matrix = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(drawn, matrix):
        return _SAME
    return matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f


def _within(inner: _Matrix, outer: _Matrix) -> _Matrix:
    """Return the matrix that first does what the inner one does, then what the outer one does."""
    a, b, c, d, e, f = inner
    (x, y), (ax, ay), (cx, cy) = _moved((e, f), outer), _turned((a, b), outer), _turned((c, d), outer)
    return ax, ay, cx, cy, x, y


def _turned(point: _Point, matrix: _Matrix) -> _Point:
    return point[0] * matrix[0] + point[1] * matrix[2], point[0] * matrix[1] + point[1] * matrix[3]


def _moved(point: _Point, matrix: _Matrix) -> _Point:
    across, down = _turned(point, matrix)
    return across + matrix[4], down + matrix[5]
