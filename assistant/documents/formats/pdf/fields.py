"""Filled form fields and notes of a PDF page: they are no part of its text, but a reader sees them."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count

import numpy as np
import pypdfium2
import pypdfium2.raw as pdfium

from assistant.documents.clean import one_line
from assistant.documents.formats.layout.words import Line, Word
from assistant.documents.formats.pdf.places import displayed
from assistant.documents.values import Box

_MOST_ANNOTATIONS = 5000
_CHOICES = {pdfium.FPDF_FORMFIELD_CHECKBOX, pdfium.FPDF_FORMFIELD_RADIOBUTTON}
_WRITTEN = {pdfium.FPDF_FORMFIELD_TEXTFIELD, pdfium.FPDF_FORMFIELD_COMBOBOX, pdfium.FPDF_FORMFIELD_LISTBOX}
_NOTES = {
    pdfium.FPDF_ANNOT_TEXT,
    pdfium.FPDF_ANNOT_FREETEXT,
    pdfium.FPDF_ANNOT_HIGHLIGHT,
    pdfium.FPDF_ANNOT_UNDERLINE,
    pdfium.FPDF_ANNOT_STRIKEOUT,
    pdfium.FPDF_ANNOT_STAMP,
    pdfium.FPDF_ANNOT_SQUIGGLY,
    pdfium.FPDF_ANNOT_LINE,
    pdfium.FPDF_ANNOT_SQUARE,
    pdfium.FPDF_ANNOT_CIRCLE,
    pdfium.FPDF_ANNOT_POLYGON,
    pdfium.FPDF_ANNOT_POLYLINE,
    pdfium.FPDF_ANNOT_CARET,
    pdfium.FPDF_ANNOT_INK,
    pdfium.FPDF_ANNOT_FILEATTACHMENT,
    pdfium.FPDF_ANNOT_REDACT,
}
_DRAWN = {pdfium.FPDF_ANNOT_STAMP, pdfium.FPDF_ANNOT_FREETEXT}
_UNSEEN = pdfium.FPDF_ANNOT_FLAG_HIDDEN | pdfium.FPDF_ANNOT_FLAG_NOVIEW
_MASKED = 1 << 13
"""Flag of a field whose text is shown as dots (ISO 32000-1, 12.7.4.3)."""
_MOST_CHOSEN = 100
_Getter = Callable[[object, int], int]


def field_lines(document: pypdfium2.PdfDocument, page: pypdfium2.PdfPage) -> list[Line]:
    """Return a line for each filled field (`First Name: Alice`) and each note, boxed where it stands."""
    numbers = count(1_000_000)
    lines: list[Line] = []
    for index in range(min(pdfium.FPDFPage_GetAnnotCount(page), _MOST_ANNOTATIONS)):
        with _annotation(page, index) as annotation:
            text = _told(document, annotation)
            if text:
                left, top, right, bottom = _box(page, annotation)
                number = next(numbers)
                lines.append([Word(word, left, top, right, bottom, number) for word in text.split(" ")])
    return lines


def drawn_notes(page: pypdfium2.PdfPage) -> list[Box]:
    """Return where stamps and texts stand that are only drawn: no words are kept beside the drawing."""
    boxes: list[Box] = []
    for index in range(min(pdfium.FPDFPage_GetAnnotCount(page), _MOST_ANNOTATIONS)):
        with _annotation(page, index) as annotation:
            drawn = pdfium.FPDFAnnot_GetSubtype(annotation) in _DRAWN and pdfium.FPDFAnnot_HasKey(annotation, b"AP")
            if drawn and not _contents(annotation) and not pdfium.FPDFAnnot_GetFlags(annotation) & _UNSEEN:
                boxes.append(Box(*_box(page, annotation)))
    return boxes


@contextmanager
def _annotation(page: pypdfium2.PdfPage, index: int) -> Iterator[pdfium.FPDF_ANNOTATION]:
    annotation = pdfium.FPDFPage_GetAnnot(page, index)
    try:
        yield annotation
    finally:
        pdfium.FPDFPage_CloseAnnot(annotation)


def _told(document: pypdfium2.PdfDocument, annotation: pdfium.FPDF_ANNOTATION) -> str:
    """Return what an annotation says, labelled where a reader does not see it."""
    text = _said(document, annotation)
    unseen = pdfium.FPDFAnnot_GetFlags(annotation) & _UNSEEN
    return f"[hidden: {text}]" if text and unseen else text


def _said(document: pypdfium2.PdfDocument, annotation: pdfium.FPDF_ANNOTATION) -> str:
    kind = pdfium.FPDFAnnot_GetSubtype(annotation)
    if kind in _NOTES:
        text = _contents(annotation)
        return f"Note: {text}" if text else ""
    if kind == pdfium.FPDF_ANNOT_WIDGET and document.formenv:
        return _field(document.formenv, annotation)
    return ""


def _contents(annotation: pdfium.FPDF_ANNOTATION) -> str:
    return _string(lambda buffer, size: pdfium.FPDFAnnot_GetStringValue(annotation, b"Contents", buffer, size))


def _field(form: pypdfium2.PdfFormEnv, annotation: pdfium.FPDF_ANNOTATION) -> str:
    name = _form_string(form, annotation, pdfium.FPDFAnnot_GetFormFieldAlternateName) or _form_string(
        form, annotation, pdfium.FPDFAnnot_GetFormFieldName
    )
    value = _value(form, annotation)
    return f"{name}: {value}" if value else ""


def _value(form: pypdfium2.PdfFormEnv, annotation: pdfium.FPDF_ANNOTATION) -> str:
    kind = pdfium.FPDFAnnot_GetFormFieldType(form, annotation)
    if kind in _CHOICES:
        ticked = pdfium.FPDFAnnot_IsChecked(form, annotation)
        return _form_string(form, annotation, pdfium.FPDFAnnot_GetFormFieldExportValue) or "yes" if ticked else ""
    if kind == pdfium.FPDF_FORMFIELD_SIGNATURE:
        return "signed" if pdfium.FPDFAnnot_HasKey(annotation, b"V") else ""
    if kind not in _WRITTEN or pdfium.FPDFAnnot_GetFormFieldFlags(form, annotation) & _MASKED:
        return ""
    return _chosen(form, annotation) or _form_string(form, annotation, pdfium.FPDFAnnot_GetFormFieldValue)


def _chosen(form: pypdfium2.PdfFormEnv, annotation: pdfium.FPDF_ANNOTATION) -> str:
    """Return the entries of a list that are chosen, in their order."""
    count = min(pdfium.FPDFAnnot_GetOptionCount(form, annotation), _MOST_CHOSEN)
    chosen = (at for at in range(count) if pdfium.FPDFAnnot_IsOptionSelected(form, annotation, at))
    return ", ".join(filter(None, (_option(form, annotation, at) for at in chosen)))


def _option(form: pypdfium2.PdfFormEnv, annotation: pdfium.FPDF_ANNOTATION, at: int) -> str:
    return _string(lambda buffer, size: pdfium.FPDFAnnot_GetOptionLabel(form, annotation, at, buffer, size))


def _form_string(form: pypdfium2.PdfFormEnv, annotation: pdfium.FPDF_ANNOTATION, getter: Callable[..., int]) -> str:
    return _string(lambda buffer, size: getter(form, annotation, buffer, size))


def _string(getter: _Getter) -> str:
    """Ask for a text twice, as pdfium wants it: first its size in bytes, then the UTF-16 itself."""
    size = getter(None, 0)
    if size <= 2:
        return ""
    buffer = (ctypes.c_ushort * (size // 2))()
    getter(buffer, size)
    return one_line(bytes(buffer)[:-2].decode("utf-16-le", "replace"))


def _box(page: pypdfium2.PdfPage, annotation: pdfium.FPDF_ANNOTATION) -> list[float]:
    rectangle = pdfium.FS_RECTF()
    pdfium.FPDFAnnot_GetRect(annotation, rectangle)
    edges = np.array([[rectangle.left, rectangle.bottom, rectangle.right, rectangle.top]], np.float64)
    box: list[float] = displayed(page, edges)[0].tolist()
    return box
