"""Pictures of PDF pages."""

from __future__ import annotations

import numpy as np
import pypdfium2
from numpy.typing import NDArray

from assistant.documents.formats.pdf.opening import opened
from assistant.documents.source import Source
from assistant.documents.values import Picture
from assistant.errors import WorldError

_MOST_PIXELS = 40_000_000


def picture(source: Source, page: int, width: int) -> Picture:
    """Return the picture of a page (from 1) at a width in pixels, or raise `no-such-page`."""
    with opened(source) as document:
        if not 1 <= page <= len(document):
            raise WorldError("no-such-page", f"“{source.name}” has no page {page}.")
        pixels = rendered(document[page - 1], width)
    return Picture(pixels.shape[1], pixels.shape[0], pixels.tobytes())


def rendered(page: pypdfium2.PdfPage, width: int) -> NDArray[np.uint8]:
    """Return a page as (height, width, 3) RGB; narrower than asked where the page is very tall."""
    page_width, page_height = page.get_size()
    scale = width / max(page_width, 1.0)
    most = (_MOST_PIXELS / max(page_width * page_height, 1.0)) ** 0.5
    bitmap = page.render(scale=min(scale, most), rev_byteorder=True)
    return np.ascontiguousarray(bitmap.to_numpy()[:, :, :3])
