"""Opens a PDF, or says why not."""

from __future__ import annotations

import ctypes
import logging
import mmap
from collections.abc import Iterator
from contextlib import contextmanager

import pypdf
import pypdfium2
import pypdfium2.raw as pdfium

from assistant.documents.formats.pdf.layers import DAMAGE
from assistant.documents.formats.pdf.salvage import rebuilt
from assistant.documents.source import Source
from assistant.errors import WorldError

TOOL = f"pypdfium2 {pypdfium2.PYPDFIUM_INFO}"


@contextmanager
def opened(source: Source) -> Iterator[pypdfium2.PdfDocument]:
    """Open a PDF, silently where its password is empty; of one that is cut off, the pages that are still there.

    Raises:
        WorldError: `password-needed`, `password-wrong`, `unsupported-lock`, `empty-file` or `damaged-file`.
    """
    content = source.mapped()
    try:
        document = pypdfium2.PdfDocument((ctypes.c_ubyte * source.size).from_buffer(content), source.password)
    except pypdfium2.PdfiumError as error:
        document = _salvaged(source, content, error)
        source.remark = "This file is damaged or cut off: only the pages that are left of it could be read."
    try:
        if document.get_formtype() != pdfium.FORMTYPE_NONE:
            document.init_forms()
        yield document
    finally:
        document.close()


def _salvaged(source: Source, content: mmap.mmap, error: pypdfium2.PdfiumError) -> pypdfium2.PdfDocument:
    data = rebuilt(content) if error.err_code == pdfium.FPDF_ERR_FORMAT else None
    try:
        document = pypdfium2.PdfDocument(data) if data else None
    except pypdfium2.PdfiumError:
        document = None
    if document is None:
        raise _refusal(error, source) from error
    return document


def _refusal(error: pypdfium2.PdfiumError, source: Source) -> WorldError:
    if error.err_code == pdfium.FPDF_ERR_PASSWORD:
        if source.password is None:
            return WorldError("password-needed", f"“{source.name}” needs a password.")
        return WorldError("password-wrong", f"This is not the password of “{source.name}”.")
    if error.err_code == pdfium.FPDF_ERR_SECURITY:
        return WorldError("unsupported-lock", f"“{source.name}” is locked in a way that cannot be opened here.")
    if _has_no_pages(source):
        return WorldError("empty-file", f"“{source.name}” is a PDF without pages.")
    return WorldError("damaged-file", f"“{source.name}” is damaged: it cannot be opened as a PDF.")


def _has_no_pages(source: Source) -> bool:
    """Whether a PDF that pdfium does not open says itself that it has no pages."""
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        pages = pypdf.PdfReader(source.stream()).root_object["/Pages"].get_object()
        return bool(pages["/Count"] == 0 and not pages["/Kids"])  # type: ignore[index]
    except DAMAGE:
        return False
