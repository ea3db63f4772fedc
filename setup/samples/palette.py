"""The colours of the sample documents; the signal colours follow the custom of safety signs."""

from __future__ import annotations

from reportlab.lib.colors import HexColor, white

INK = HexColor("#1B201D")
MUTED = HexColor("#59635C")
RULE = HexColor("#C9D0C8")
SOFT = HexColor("#F1F4EF")
ACCENT = HexColor("#1C6A57")
ACCENT_DEEP = HexColor("#124D3E")
ACCENT_SOFT = HexColor("#DDEEE8")
METAL_LIGHT = HexColor("#F6F8F6")
METAL_DARK = HexColor("#C3CCC6")
PAPER = white
SIGNAL = {
    "DANGER": HexColor("#B3261E"),
    "WARNING": HexColor("#C75B00"),
    "CAUTION": HexColor("#9A7400"),
    "NOTICE": HexColor("#1D5799"),
}
