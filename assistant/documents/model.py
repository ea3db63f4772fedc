"""What reading a file yields: a head, then its pages in order."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Self

import numpy as np
from numpy.typing import NDArray

from assistant.documents.values import Box, PageStatus, Section


@dataclass(frozen=True, eq=False)
class Words:
    """Where each word of a page's text stands on its picture.

    Attributes:
        spans: (n, 2) uint32, first and one-past-last character offset of each word in the page's text, ascending.
        boxes: (n, 4) float32, left, top, right, bottom as fractions 0..1 of the displayed page.
    """

    spans: NDArray[np.uint32]
    boxes: NDArray[np.float32]

    @classmethod
    def none(cls) -> Self:
        """Return the words of a page that has no picture of its own."""
        return cls(np.empty((0, 2), np.uint32), np.empty((0, 4), np.float32))

    @classmethod
    def from_bytes(cls, packed: bytes) -> Self:
        """Unpack what `to_bytes` packed."""
        count = len(packed) // 24
        spans = np.frombuffer(packed, "<u4", count * 2).reshape(count, 2)
        boxes = np.frombuffer(packed, "<f4", count * 4, offset=count * 8).reshape(count, 4)
        return cls(spans, boxes)

    def to_bytes(self) -> bytes:
        """Pack as little-endian spans followed by little-endian boxes, 24 bytes a word."""
        return self.spans.astype("<u4").tobytes() + self.boxes.astype("<f4").tobytes()

    def within(self, start: int, end: int) -> list[Box]:
        """Return the boxes of the words that overlap the character range [start, end)."""
        chosen = (self.spans[:, 1] > start) & (self.spans[:, 0] < end)
        return [Box(*(float(edge) for edge in row)) for row in self.boxes[chosen]]


@dataclass(frozen=True)
class TableRows:
    """A run of table rows in a page's text, so that passages never cut a row and can repeat the header.

    Attributes:
        start: Offset of the first row in the page's text.
        end: Offset just past the last row.
        header: The header row as text, repeated by each passage of the table ("" where there is none).
        name: What a reader calls it, such as `Sheet "Ledger", rows 2–41`.
        among_text: Whether the head itself stands in the text, with words about it that a passage should share.
    """

    start: int
    end: int
    header: str = ""
    name: str = ""
    among_text: bool = False


@dataclass(frozen=True)
class Head:
    """What is known of a document before its pages.

    Attributes:
        kind: The format in one word: `pdf`, `docx`, `xlsx`, `pptx`, `html`, `text`, …
        pages: Number of pages, or None where only reading tells.
        title: From the metadata or the first page, "" where there is none.
        author: From the metadata.
        created: ISO date from the metadata, "" where there is none.
        language: ISO 639-1 code, "" where unknown.
        outline: The document's own outline, in order.
        attachments: Names of the documents inside it.
    """

    kind: str
    pages: int | None = None
    title: str = ""
    author: str = ""
    created: str = ""
    language: str = ""
    outline: tuple[Section, ...] = ()
    attachments: tuple[str, ...] = ()


@dataclass(frozen=True)
class Page:
    """One page as a reader would point at it.

    Attributes:
        number: From 1.
        label: The printed label, such as `iv` or `47699`; the sheet or section name; else the number.
        kind: `page`, `slide`, `sheet`, `section`, `message` or `image`.
        text: NFC text, lines parted by newlines, no control characters but newline and tab.
        status: How it was read.
        tool: What read it, such as `pypdfium2 5.15.2`.
        reason: Why it has no (or doubtful) text, as a sentence for the user; "" where all is well.
        words: Boxes for highlighting, empty where the page has no picture.
        sections: Headings that begin on this page.
        tables: Runs of table rows in the text.
        boilerplate: Character ranges (start, end) of repeated headers, footers and the like.
    """

    number: int
    label: str
    kind: str
    text: str
    status: PageStatus
    tool: str
    reason: str = ""
    words: Words = field(default_factory=Words.none)
    sections: tuple[Section, ...] = ()
    tables: tuple[TableRows, ...] = ()
    boilerplate: tuple[tuple[int, int], ...] = ()
