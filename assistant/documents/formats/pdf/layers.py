"""The layers of a PDF that are switched off when it is opened: what is drawn on them, nobody sees."""

from __future__ import annotations

import ctypes
import logging
from collections.abc import Iterable
from functools import cached_property
from typing import Any

import pypdf
import pypdfium2.raw as pdfium
from pypdf.errors import PyPdfError

from assistant.documents.source import Source

DAMAGE = (PyPdfError, KeyError, TypeError, ValueError, AttributeError, IndexError, OSError, RecursionError)
"""What pypdf raises on damaged files."""
_MOST = 1000
_LONGEST = 500


class Layers:
    """The layers of one document; they are looked up when something is found on one.

    Args:
        source: The file.
    """

    def __init__(self, source: Source) -> None:
        self._source = source

    def hides(self, drawn: pdfium.FPDF_PAGEOBJECT) -> bool:
        """Whether something drawn on a page stands on a layer that is switched off."""
        for index in range(pdfium.FPDFPageObj_CountMarks(drawn)):
            mark = pdfium.FPDFPageObj_GetMark(drawn, index)
            if _mark_name(mark) == "OC" and _layer_name(mark) in self._off:
                return True
        return False

    @cached_property
    def _off(self) -> frozenset[str]:
        """The names of the layers that are off, none where the file says nothing of them that can be read."""
        logging.getLogger("pypdf").setLevel(logging.CRITICAL)
        try:
            reader = pypdf.PdfReader(self._source.stream())
            if reader.is_encrypted:
                reader.decrypt(self._source.password or "")
            return _switched_off(reader.root_object["/OCProperties"])
        except DAMAGE:
            return frozenset()


def _switched_off(properties: Any) -> frozenset[str]:  # noqa: ANN401 - the library gives any kind of object
    """Return the names of which no layer is on."""
    first = properties["/D"]
    every = _names(properties.get("/OCGs", ()))
    on, off = _names(first.get("/ON", ())), _names(first.get("/OFF", ()))
    return every - on if first.get("/BaseState") == "/OFF" else off - on


def _names(layers: Iterable[Any]) -> frozenset[str]:
    found = [layer.get_object() for _, layer in zip(range(_MOST), layers, strict=False)]
    return frozenset(str(layer["/Name"]) for layer in found if "/Name" in layer)


def _mark_name(mark: pdfium.FPDF_PAGEOBJECTMARK) -> str:
    return _text(lambda *where: pdfium.FPDFPageObjMark_GetName(mark, *where))


def _layer_name(mark: pdfium.FPDF_PAGEOBJECTMARK) -> str:
    return _text(lambda *where: pdfium.FPDFPageObjMark_GetParamStringValue(mark, b"Name", *where))


def _text(getter: Any) -> str:  # noqa: ANN401 - one of two functions of pdfium
    buffer, size = (ctypes.c_ushort * _LONGEST)(), ctypes.c_ulong()
    if not getter(buffer, ctypes.sizeof(buffer), size) or not 2 <= size.value <= ctypes.sizeof(buffer):
        return ""
    return bytes(buffer)[: size.value - 2].decode("utf-16-le", "replace")
