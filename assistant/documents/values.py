"""The plain values of reading: how a page was read, where things stand on it, what it looks like. They load at once."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class PageStatus(StrEnum):
    """How a page was read: one entry of the ledger."""

    TEXT = "text"
    OCR = "ocr"
    MIXED = "mixed"
    EMPTY = "empty"
    FAILED = "failed"
    PENDING = "pending"


@dataclass(frozen=True)
class Box:
    """A rectangle on a displayed (rotated) page, each edge as a fraction 0..1 from its top left corner."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True)
class Section:
    """A heading: it holds from a character offset of a page until the next heading of its level or higher.

    Attributes:
        title: The heading's words.
        level: 1 for the highest.
        page: The page it stands on, from 1.
        start: Its offset in that page's text.
    """

    title: str
    level: int
    page: int
    start: int = 0


@dataclass(frozen=True)
class Picture:
    """A rendered page: tightly packed RGB, 8 bits a channel, `width * height * 3` bytes."""

    width: int
    height: int
    rgb: bytes
