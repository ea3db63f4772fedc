"""The typeface of the sample PDFs, taken from the program's own resources."""

from __future__ import annotations

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from setup.cache import ROOT

REGULAR = "Inter"
BOLD = "Inter-SemiBold"
TYPEWRITER = "Courier-Bold"


def register() -> None:
    """Make the typeface known to reportlab."""
    for name, file in ((REGULAR, "Inter-Regular.ttf"), (BOLD, "Inter-SemiBold.ttf")):
        pdfmetrics.registerFont(TTFont(name, str(ROOT / "resources" / "fonts" / file)))
    pdfmetrics.registerFontFamily(REGULAR, normal=REGULAR, bold=BOLD, italic=REGULAR, boldItalic=BOLD)
