"""What the user chose of the window's look."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Mode(StrEnum):
    """Which colours are wanted."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


TEXT_SIZES = (0.9, 1.0, 1.15, 1.3, 1.5, 2.0)
"""Sizes of text that can be chosen, as multiples of the system's."""


@dataclass(frozen=True)
class Look:
    """What the user chose of the window's look.

    Attributes:
        mode: Which colours.
        text: Size of all text, a multiple of the system's.
        calm: Whether nothing may move by itself.
    """

    mode: Mode = Mode.SYSTEM
    text: float = 1.0
    calm: bool = False
