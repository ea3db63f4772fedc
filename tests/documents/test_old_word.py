"""Formats of old Word documents (MS-DOC), put together page by page."""

from __future__ import annotations

import struct
from pathlib import Path

from tests.documents import made
from tests.documents.conftest import Read

TEXT_AT = 2048
DELETED, HIDDEN = struct.pack("<HB", 0x0800, 1), struct.pack("<HB", 0x083C, 1)
IN_TABLE = struct.pack("<HB", 0x2416, 1)
ROW_ENDS = IN_TABLE + struct.pack("<HB", 0x2417, 1)
Runs = list[tuple[str, bytes]]
Parts = dict[int, tuple[bytes, int]]


def page_of_letters(places: list[int], settings: list[bytes]) -> bytes:
    """Return a page of 512 bytes that tells the settings of runs of letters."""
    page = bytearray(512)
    struct.pack_into(f"<{len(places)}I", page, 0, *places)
    free = 510
    for number, told in enumerate(settings):
        if told:
            free = (free - len(told) - 1) & ~1
            page[free : free + len(told) + 1] = bytes([len(told)]) + told
            page[4 * len(places) + number] = free // 2
    page[511] = len(settings)
    return bytes(page)


def page_of_paragraphs(places: list[int], settings: list[bytes]) -> bytes:
    """Return a page that tells the settings of paragraphs, each behind the number of its style."""
    page = bytearray(512)
    struct.pack_into(f"<{len(places)}I", page, 0, *places)
    free = 510
    for number, given in enumerate(settings):
        told = given + b"\0" * (1 - len(given) % 2)
        free = (free - len(told) - 1) & ~1
        page[free : free + len(told) + 1] = bytes([(len(told) + 1) // 2]) + told
        page[4 * len(places) + 13 * number] = free // 2
    page[511] = len(settings)
    return bytes(page)


def style_sheet() -> bytes:
    """Return the styles: the first for body text, the second for headings of the second level, the third hides."""

    def style(built_in: int, kind: int, settings: bytes = b"") -> bytes:
        head = struct.pack("<HHHHH", built_in, 0xFFF << 4 | kind, 0, 0, 0)
        name = struct.pack("<HH", 1, ord("s")) + b"\0\0"
        parts = (struct.pack("<HH", 2, 0) if kind == 1 else b"") + struct.pack("<H", len(settings)) + settings
        told = head + name + parts
        return struct.pack("<H", len(told)) + told

    styles = style(0, 1) + style(2, 1) + style(0xFFE, 2, HIDDEN)
    return struct.pack("<HHH", 4, 3, 10) + styles


def units(text: str) -> int:
    """Return how many letters the document counts: those beyond the first plane as two."""
    return len(text.encode("utf-16-le")) // 2


def document(
    path: Path, runs: Runs, paragraphs: list[bytes] | None = None, boxes: str = "", more: Parts | None = None
) -> Path:
    """Write a document of runs of text, each with its settings, and the settings of its paragraphs in order.

    Boxes are those of headers; more parts are given by the place that tells them, each with the size that it tells.
    """
    text = "".join(words for words, _ in runs)
    letters = [TEXT_AT]
    for words, _ in runs:
        letters.append(letters[-1] + 2 * units(words))
    ends = [TEXT_AT, *(TEXT_AT + 2 * units(text[: at + 1]) for at, letter in enumerate(text) if letter in "\r\x07\f")]
    content = (text + boxes).encode("utf-16-le").ljust(2048, b"\0")
    content += page_of_letters(letters, [told for _, told in runs])
    content += page_of_paragraphs(ends, paragraphs or [b"\0\0"] * (len(ends) - 1))
    whole = units(text + boxes)
    pieces = struct.pack("<2I", 0, whole) + struct.pack("<HIH", 0, TEXT_AT, 0)
    parts = {
        0x1A2: b"\2" + struct.pack("<I", len(pieces)) + pieces,
        0xFA: struct.pack("<3I", letters[0], letters[-1], 8),
        0x102: struct.pack("<3I", ends[0], ends[-1], 9),
        0xA2: style_sheet(),
    }
    start, table = bytearray(TEXT_AT), b""
    struct.pack_into("<HH", start, 0, 0xA5EC, 0xC1)
    struct.pack_into("<H", start, 10, 0x0200)
    struct.pack_into("<8I", start, 0x4C, units(text), 0, 0, 0, 0, 0, 0, units(boxes))
    sized = {place: (told, len(told)) for place, told in parts.items()} | (more or {})
    for place, (told, size) in sized.items():
        struct.pack_into("<II", start, place, len(table), size)
        table += told
    return made.compound(path, {"WordDocument": bytes(start) + content, "1Table": table})


def test_what_is_struck_out_is_gone_and_what_is_hidden_is_labelled(tmp_path: Path, read: Read):
    runs = [
        ("The price is ", b""), ("ten", DELETED), ("twelve 😀 ", b""), ("net", HIDDEN), (".\rFirst half, ", b""),
        ("\r", DELETED), ("second half.\r", b""), ("All of it struck out.\r", DELETED), ("Last.\r", b""),
    ]  # fmt: skip
    told = read(document(tmp_path / "a.doc", runs))
    assert told.text.split("\n\n") == ["The price is twelve 😀 [hidden: net].", "First half, second half.", "Last."]


def test_text_is_hidden_by_its_style_too_but_entries_of_an_index_are_not_told(tmp_path: Path, read: Read):
    by_style = struct.pack("<HH", 0x4A30, 2)
    shown_again = by_style + struct.pack("<HB", 0x083C, 0)
    runs = [("Seen ", b""), ("unseen", by_style), ("\x13 XE pump \x15", HIDDEN), (" seen", shown_again), ("\r", HIDDEN)]
    assert read(document(tmp_path / "a.doc", runs)).text == "Seen [hidden: unseen] seen"


def test_headings_are_told_by_their_style_or_their_level(tmp_path: Path, read: Read):
    level = struct.pack("<HHB", 0, 0x2640, 0)
    told = read(document(tmp_path / "a.doc", [("Duties\rScope\rBody\r", b"")], [level, struct.pack("<H", 1), b"\0\0"]))
    assert [(section.title, section.level) for section in told.pages[0].sections] == [("Duties", 1), ("Scope", 2)]
    assert told.head.title == "Duties"


def test_empty_cells_and_cells_of_several_paragraphs_keep_their_columns(tmp_path: Path, read: Read):
    text = "Part\x07Note\x07Price\x07\x07Pump\x07\x0712\x07\x07Valve\x07One\rtwo\x07\x07\x07After\r"
    cell, end = b"\0\0" + IN_TABLE, b"\0\0" + ROW_ENDS
    looks = [cell, cell, cell, end, cell, cell, cell, end, cell, cell, cell, cell, end, b"\0\0"]
    told = read(document(tmp_path / "a.doc", [(text, b"")], looks))
    assert told.text == "Part | Note | Price\nPump |  | 12\nValve | One two\n\nAfter"


def test_boxes_of_headers_are_told(tmp_path: Path, read: Read):
    told = read(document(tmp_path / "a.doc", [("Body\r", b"")], boxes="Draft of May\r"))
    assert told.text == "Header: Draft of May\n\nBody"


def level(start: int, form: int, pattern: str) -> bytes:
    told = struct.pack("<IB", start, form) + b"\0" * 19 + b"\2\3" + b"\0\0"
    return told + b"xxx" + b"yy" + struct.pack("<H", len(pattern)) + pattern.encode("utf-16-le")


def test_paragraphs_are_numbered_by_their_lists_and_styles(tmp_path: Path, read: Read):
    simple = struct.pack("<I", 7) + b"\0" * 22 + b"\1\0"
    deep = struct.pack("<I", 8) + b"\0" * 22 + b"\0\0"
    lists = struct.pack("<H", 2) + simple + deep
    levels = level(1, 23, "\uf0b7") + level(1, 0, "\0.") + level(1, 4, "\0.\1)") + level(1, 0, "") * 7
    uses = struct.pack("<III", 3, 7, 0) + b"\0" * 8
    uses += struct.pack("<I", 8) + b"\0" * 12 + struct.pack("<I", 8) + b"\0" * 8 + b"\1\0\0\0"
    uses += b"\xff" * 8 + b"\xff" * 4 + struct.pack("<IB", 5, 0x10) + b"\0" * 3

    def entry(use: int, place: int) -> bytes:
        return b"\0\0" + struct.pack("<HHHB", 0x460B, use, 0x260A, place)

    text = "Point\rOne\rSub\rSub again\r\rTwo\rAnew\rPlain\r"
    looks = [entry(1, 0), entry(2, 0), entry(2, 1), entry(2, 1), entry(2, 0), entry(2, 0), entry(3, 0), b"\0\0"]
    more = {0x2E2: (lists + levels, len(lists)), 0x2EA: (uses, len(uses))}
    told = read(document(tmp_path / "a.doc", [(text, b"")], looks, more=more)).text
    assert told.split("\n\n") == ["• Point", "1. One", "1.a) Sub", "1.b) Sub again", "2. Two", "5. Anew", "Plain"]


def test_comments_are_told_one_by_one_with_who_wrote_them(tmp_path: Path, read: Read):
    authors = b"".join(struct.pack("<H", len(name)) + name.encode("utf-16-le") for name in ("Ann Lee", "Bo"))
    references = struct.pack("<3I", 1, 2, 3)
    references += b"".join(b"\0" * 20 + struct.pack("<H", author) + b"\0" * 8 for author in (1, 0))
    texts = struct.pack("<4I", 0, 7, 14, 15)
    path = document(
        tmp_path / "a.doc", [("Body\r", b"")], boxes="Final?\rIt is.\r\r",
        more={0x1BA: (authors, len(authors)), 0xBA: (references, len(references)), 0xC2: (texts, len(texts))},
    )  # fmt: skip
    data = bytearray(path.read_bytes())
    counts = data.index(struct.pack("<8I", 5, 0, 0, 0, 0, 0, 0, 15))
    struct.pack_into("<8I", data, counts, 5, 0, 0, 0, 15, 0, 0, 0)
    path.write_bytes(data)
    told = read(path).text
    assert told.split("\n\n") == ["Body", "Comment by Bo: Final?", "Comment by Ann Lee: It is."]


def test_joined_cells_leave_columns_empty(tmp_path: Path, read: Read):
    def end(*edges: int) -> bytes:
        told = bytes([len(edges)]) + struct.pack(f"<{len(edges) + 1}h", 0, *edges)
        return b"\0\0" + ROW_ENDS + struct.pack("<HH", 0xD608, len(told) + 1) + told

    text = "Part\x07Stock\x07Price\x07\x07Sold out\x0712\x07\x07After\r"
    cell = b"\0\0" + IN_TABLE
    looks = [cell, cell, cell, end(1000, 2000, 3000), cell, cell, end(2010, 3000), b"\0\0"]
    told = read(document(tmp_path / "a.doc", [(text, b"")], looks))
    assert told.text == "Part | Stock | Price\nSold out |  | 12\n\nAfter"
