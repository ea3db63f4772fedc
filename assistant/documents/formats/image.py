"""Pictures: each frame is a page whose text is recognised."""

from __future__ import annotations

import struct
import warnings
from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np
from PIL import Image, ImageFile, ImageOps, ImageStat, UnidentifiedImageError

from assistant.documents.formats.layout.columns import in_reading_order
from assistant.documents.formats.layout.compose import Composer
from assistant.documents.formats.layout.tables import with_tables
from assistant.documents.formats.layout.words import drawn_lines
from assistant.documents.formats.ocr import TOOL
from assistant.documents.formats.resolution import DPI, Pixels
from assistant.documents.formats.strips import LONG, recognised_in_strips
from assistant.documents.model import Head, Page
from assistant.documents.pagination import failed_page
from assistant.documents.source import Format, Reading, Source
from assistant.documents.values import PageStatus, Picture
from assistant.errors import WorldError

_FORMATS = ("PNG", "JPEG", "TIFF", "WEBP", "BMP", "GIF")
_MOST_PIXELS = 120_000_000
_LONGEST_SIDE = 2200
"""About an A3 page at 150 dots per inch: larger pictures of unknown resolution are made smaller."""
_LEAST_SIDE = 1200
"""Pixels below which a picture is not made smaller, whatever resolution it declares."""
_LEAST_CREDIBLE_DPI = 100
_BRIGHT = 200
"""Mean brightness, of 255, from which on what is not transparent is light writing, meant for a dark ground."""
_DAMAGE = (OSError, SyntaxError, ValueError, EOFError, KeyError, TypeError, struct.error)
"""What decoders raise on damaged pictures."""
_LOST = "This picture is damaged and could not be read."
_CUT = "This picture is damaged or cut off: only a part of it could be read."


def read(source: Source) -> Reading:
    """Yield the head and a page for each frame of a picture."""
    with _opened(source) as image:
        frames = _frames(image, source)
        yield Head("image", pages=frames)
        for number in range(1, frames + 1):
            frame = _whole_or_part(image, number, source)
            yield _page(frame, number) if frame else failed_page(number, "image", TOOL, _LOST)


def picture(source: Source, page: int, width: int) -> Picture:
    """Return a frame (from 1) scaled to a width in pixels, or raise `no-such-page`."""
    with _opened(source) as image:
        if not 1 <= page <= getattr(image, "n_frames", 1):
            raise WorldError("no-such-page", f"“{source.name}” has no page {page}.")
        frame = _frame(image, page)
        height = max(round(frame.height * width / frame.width), 1)
        scaled = frame.resize((width, min(height, 20_000)), Image.Resampling.LANCZOS)
    return Picture(scaled.width, scaled.height, scaled.tobytes())


def _frames(image: Image.Image, source: Source) -> int:
    """Return how many frames there are, or can still be found; behind a camera's picture are only others of it."""
    if image.format == "MPO":
        return 1
    try:
        return int(getattr(image, "n_frames", 1))
    except _DAMAGE:
        source.remark = _CUT
    count = 0
    while _reaches(image, count):
        count += 1
    return max(count, 1)


def _reaches(image: Image.Image, index: int) -> bool:
    try:
        image.seek(index)
    except _DAMAGE:
        return False
    return True


def _whole_or_part(image: Image.Image, number: int, source: Source) -> Image.Image | None:
    """Return a frame, what is left of it where it is cut off, or None."""
    for partly in (False, True):
        ImageFile.LOAD_TRUNCATED_IMAGES = partly
        try:
            return _frame(image, number)
        except _DAMAGE:
            source.remark = _CUT
        finally:
            ImageFile.LOAD_TRUNCATED_IMAGES = False
    return None


@contextmanager
def _opened(source: Source) -> Iterator[Image.Image]:
    Image.MAX_IMAGE_PIXELS = _MOST_PIXELS
    warnings.simplefilter("error", Image.DecompressionBombWarning)
    try:
        with Image.open(source.stream(), formats=_FORMATS) as image:
            yield image
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise WorldError("file-too-large", f"“{source.name}” has more pixels than can be read.") from error
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as error:
        raise WorldError("damaged-file", f"“{source.name}” is damaged: it cannot be opened as a picture.") from error


def _frame(image: Image.Image, number: int) -> Image.Image:
    """Return a frame as it is meant to be seen: upright, transparent parts white, or black behind light writing."""
    image.seek(number - 1)
    upright = _of_256_shades(ImageOps.exif_transpose(image))
    if not upright.has_transparency_data:
        return upright.convert("RGB")
    seen = upright.convert("RGBA")
    bright = ImageStat.Stat(seen.convert("L"), seen.getchannel("A").point(lambda alpha: alpha and 255))
    ground = "black" if sum(bright.count) and bright.mean[0] > _BRIGHT else "white"
    return Image.alpha_composite(Image.new("RGBA", seen.size, ground), seen).convert("RGB")


def _of_256_shades(image: Image.Image) -> Image.Image:
    """Return a picture of measured values as one that can be seen; any other one as it is."""
    if image.mode != "F":
        return image
    values = np.nan_to_num(np.asarray(image))
    span = max(float(np.ptp(values)), 1e-9)
    return Image.fromarray(((values - values.min()) * (255 / span)).astype(np.uint8))


def _page(frame: Image.Image, number: int) -> Page:
    seen = recognised_in_strips(_at_reading_size(frame))
    aspect = frame.height / frame.width
    tabled = with_tables(in_reading_order(drawn_lines(seen.words), aspect).lines, aspect)
    text, words = Composer().compose(tabled.lines)
    if text:
        tables = tabled.tables(words)
        return Page(number, str(number), "image", text, PageStatus.OCR, TOOL, seen.remark, words, tables=tables)
    if seen.unread:
        return failed_page(number, "image", TOOL, seen.remark)
    return Page(number, str(number), "image", "", PageStatus.EMPTY, TOOL, "No text was found in this picture.")


def _at_reading_size(frame: Image.Image) -> Pixels:
    """Scale to the resolution that recognition likes: by the declared one where it is credible, else by size."""
    declared = float(frame.info.get("dpi", (0, 0))[0])
    scale = DPI / declared if declared >= _LEAST_CREDIBLE_DPI else 1.0
    scale = max(scale, _LEAST_SIDE / max(frame.size))
    longest = max(frame.size) if max(frame.size) <= LONG * min(frame.size) else min(frame.size)
    scale = min(scale, 1.0, _LONGEST_SIDE / longest)
    size = (max(round(frame.width * scale), 1), max(round(frame.height * scale), 1))
    return np.asarray(frame.resize(size, Image.Resampling.LANCZOS) if scale < 1 else frame)


FORMAT = Format(read, picture)
