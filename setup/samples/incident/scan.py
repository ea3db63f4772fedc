"""Scans the form: a grey picture, a little askew and a little dirty, and no text at all."""

from __future__ import annotations

import io
import tomllib
from pathlib import Path

import numpy as np
import pypdfium2
from numpy.typing import NDArray
from PIL import Image, ImageFilter
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from setup.samples.incident.form import form_pdf

RESOLUTION = 150  # dots per inch
ASKEW = 0.9  # degrees
GRAIN = 7.0  # standard deviation of the noise, of 255
SPECKS = 60
QUALITY = 62


def incident_scan_pdf() -> bytes:
    """Return the scan: a PDF with one picture on one page."""
    form = tomllib.loads(Path(__file__).with_name("form.toml").read_text(encoding="utf-8"))
    with pypdfium2.PdfDocument(form_pdf(form)) as document:
        clean = document[0].render(scale=RESOLUTION / 72, grayscale=True).to_pil().convert("L")
    return _as_pdf(scanned(clean))


def scanned(clean: Image.Image) -> Image.Image:
    """Return a page as a worn scanner sees it, the same each time."""
    askew = clean.rotate(ASKEW, Image.Resampling.BICUBIC, fillcolor=255).filter(ImageFilter.GaussianBlur(0.6))
    draw = np.random.default_rng(14)
    grey = np.asarray(askew, np.float64) * 0.86 + 30
    grey = grey * _lamp(grey.shape) + draw.normal(0, GRAIN, grey.shape)
    for row, column in zip(
        draw.integers(0, grey.shape[0], SPECKS), draw.integers(0, grey.shape[1], SPECKS), strict=True
    ):
        grey[row : row + 2, column : column + 2] = 90
    return Image.fromarray(np.clip(grey, 0, 255).astype(np.uint8), "L")


def _lamp(shape: tuple[int, ...]) -> NDArray[np.float64]:
    """Return the lamp's light over the page: darker towards the right edge, as where a sheet does not lie flat."""
    across = np.linspace(0, 1, shape[1])
    return np.broadcast_to(1 - 0.12 * across**4, shape)


def _as_pdf(page: Image.Image) -> bytes:
    jpeg, target = io.BytesIO(), io.BytesIO()
    page.save(jpeg, "JPEG", quality=QUALITY, dpi=(RESOLUTION, RESOLUTION))
    canvas = Canvas(target, pagesize=A4, invariant=1, pageCompression=0)
    canvas.setTitle("Scan of 15 March 2025")
    canvas.drawImage(ImageReader(jpeg), 0, 0, *A4)
    canvas.save()
    return target.getvalue()
