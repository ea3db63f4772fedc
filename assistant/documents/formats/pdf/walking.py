"""What is drawn on a PDF page one after the other, also in forms, and where it stands in the page's own space."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import islice

import pypdfium2
import pypdfium2.raw as pdfium

_MOST_OBJECTS = 30_000
"""Drawn on a page, or in a form on it, that are looked at: maps and plans have more."""
_MOST_ALTOGETHER = 100_000
_DEEPEST = 3

Matrix = tuple[float, float, float, float, float, float]
Edges = tuple[float, float, float, float]
"""Left, bottom, right, top in points."""
NOWHERE: Edges = (0.0, 0.0, 0.0, 0.0)
Drawn = tuple[pdfium.FPDF_PAGEOBJECT, int, Matrix]
"""An object, its kind, and what moves it from its form into the page."""
_SAME: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def drawn_on(page: pypdfium2.PdfPage) -> list[Drawn]:
    """Return what is drawn on a page, in order; of a form, what is drawn in it."""
    raw = page.raw
    objects = map(partial(pdfium.FPDFPage_GetObject, raw), range(pdfium.FPDFPage_CountObjects(raw)))
    return list(islice(_among(objects, _SAME, 0), _MOST_ALTOGETHER))


def _among(objects: Iterator[pdfium.FPDF_PAGEOBJECT], outer: Matrix, depth: int) -> Iterator[Drawn]:
    kind_of = pdfium.FPDFPageObj_GetType  # looked up once: pages have thousands of objects, most of them letters
    for drawn in islice(objects, _MOST_OBJECTS):
        kind = kind_of(drawn)
        if kind != pdfium.FPDF_PAGEOBJ_FORM:
            yield drawn, kind, outer
        elif depth < _DEEPEST:
            inner = map(partial(pdfium.FPDFFormObj_GetObject, drawn), range(pdfium.FPDFFormObj_CountObjects(drawn)))
            yield from _among(inner, within(matrix_of(drawn), outer), depth + 1)


def bounds(drawn: pdfium.FPDF_PAGEOBJECT, outer: Matrix = _SAME) -> Edges | None:
    """Return where an object stands in the page, else in its own form; None where that cannot be told."""
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    if not pdfium.FPDFPageObj_GetBounds(drawn, left, bottom, right, top):
        return None
    if outer == _SAME:
        return left.value, bottom.value, right.value, top.value
    return around([moved((x.value, y.value), outer) for x in (left, right) for y in (bottom, top)])


def around(points: Sequence[tuple[float, float]]) -> Edges:
    """Return the box around some points."""
    across, down = [point[0] for point in points], [point[1] for point in points]
    return min(across), min(down), max(across), max(down)


def matrix_of(drawn: pdfium.FPDF_PAGEOBJECT) -> Matrix:
    """Return what moves an object from its own space into that of its page or form."""
    matrix = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(drawn, matrix):
        return _SAME
    return matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f


def within(inner: Matrix, outer: Matrix) -> Matrix:
    """Return the matrix that first does what the inner one does, then what the outer one does."""
    a, b, c, d, e, f = inner
    (x, y), (ax, ay), (cx, cy) = moved((e, f), outer), _turned((a, b), outer), _turned((c, d), outer)
    return ax, ay, cx, cy, x, y


def moved(point: tuple[float, float], matrix: Matrix) -> tuple[float, float]:
    """Return where a matrix moves a point."""
    across, down = _turned(point, matrix)
    return across + matrix[4], down + matrix[5]


def _turned(point: tuple[float, float], matrix: Matrix) -> tuple[float, float]:
    return point[0] * matrix[0] + point[1] * matrix[2], point[0] * matrix[1] + point[1] * matrix[3]
