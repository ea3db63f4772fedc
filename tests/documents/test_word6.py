"""Documents of Word 6 and 95, put together as the published layout of their files says."""

from __future__ import annotations

import struct
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from assistant.errors import WorldError
from tests.documents import made
from tests.documents.conftest import Read

CYRILLIC = 204
FAST_SAVED, LOCKED, WIDE = 0x0004, 0x0100, 0x1000
BEGIN = 0x600


@dataclass
class Written:
    """A document in the making: a text of bytes and what the tables tell of it."""

    text: bytes
    counts: Sequence[int] = ()
    fonts: Sequence[int] = (0,)
    runs: Sequence[tuple[int, bytes]] = ()
    language: int = 0x0409
    flags: int = 0
    stories: Sequence[int] = ()
    pieces: Sequence[tuple[int, int]] = ()
    parts: dict[int, bytes] = field(default_factory=dict)

    def stream(self) -> bytes:
        """Return the stream of the document: its start, its text, the page of its runs, and its tables."""
        start = bytearray(BEGIN)
        struct.pack_into("<HHHH", start, 0, 0xA5DC, 101, 0x2027, self.language)
        struct.pack_into("<HHI", start, 0x0A, self.flags, 101, 0)
        struct.pack_into("<II", start, 0x18, BEGIN, BEGIN + len(self.text))
        counts = self.counts or (len(self.text) // (2 if self.flags & WIDE else 1),)
        struct.pack_into(f"<{len(counts)}I", start, 0x34, *counts)
        content = self.text.ljust(-len(self.text) % 512 + len(self.text), b"\0")
        page = (BEGIN + len(content)) // 512
        struct.pack_into("<HHH", start, 0x18A, page, 0, 1)
        content += self._page()
        for place, part in self._tables():
            struct.pack_into("<II", start, place, BEGIN + len(content), len(part))
            content += part
        return bytes(start) + content

    def _page(self) -> bytes:
        """Return the page that tells which orders hold for which run of letters."""
        page = bytearray(512)
        ends = [BEGIN, *(BEGIN + end for end, _ in self.runs)]
        struct.pack_into(f"<{len(ends)}I", page, 0, *ends)
        at = 500
        for number, (_, orders) in enumerate(self.runs):
            at -= (len(orders) + 2) // 2 * 2
            page[at : at + 1 + len(orders)] = bytes([len(orders)]) + orders
            page[4 * len(ends) + number] = at // 2
        page[511] = len(self.runs)
        return bytes(page)

    def _tables(self) -> list[tuple[int, bytes]]:
        names = b"".join(bytes([8, 4, 0x90, 1, charset, 0]) + b"Ar\0" for charset in self.fonts)
        clx = b""
        if self.pieces:
            ends = [0]
            for _, count in self.pieces:
                ends.append(ends[-1] + count)
            places = b"".join(struct.pack("<HIH", 0, BEGIN + offset, 0) for offset, _ in self.pieces)
            told = struct.pack(f"<{len(ends)}I", *ends) + places
            clx = b"\1\2\0\x55\1" + b"\2" + struct.pack("<I", len(told)) + told
        headers = struct.pack(f"<{len(self.stories)}I", *self.stories)
        return [(0xD0, struct.pack("<H", len(names) + 2) + names), (0x160, clx), (0xB0, headers), *self.parts.items()]


def font(number: int) -> bytes:
    """Return orders that make letters bold and set their font."""
    return b"\x55\1\x5d" + struct.pack("<H", number)


def saved(folder: Path, written: Written) -> Path:
    return made.compound(folder / "a.doc", {"WordDocument": written.stream()})


def test_paragraphs_tables_fields_and_pages_are_told(tmp_path: Path, read: Read):
    text = (
        "Pump log\x0bof berth 4 – Käthe’s\rPart\x07Price\x07\x07Pump\x07£12\x07\x07"
        '\x13 INCLUDETEXT "C:\\x.doc" \x14As agreed\x15.\r\fOn the next page\r'
    )
    told = read(saved(tmp_path, Written(text.encode("cp1252"))))
    assert [(page.kind, page.text) for page in told.pages] == [
        ("page", "Pump log\nof berth 4 – Käthe’s\n\nPart | Price\nPump | £12\n\nAs agreed."),
        ("page", "On the next page"),
    ]  # fmt: skip


def test_notes_and_running_titles_are_labelled(tmp_path: Path, read: Read):
    main, note, title, comment = b"Net sum 12\x02\r", b"\x02 Before tax\r", b"Harbour office\r", b"\x05Check\r"
    counts = (len(main), len(note), len(title), 0, len(comment))
    written = Written(main + note + title + comment, counts, stories=(0, len(title), len(title)))
    assert read(saved(tmp_path, written)).text.split("\n\n") == [
        "Header or footer: Harbour office", "Net sum 12", "Footnote: Before tax", "Comment: Check",
    ]  # fmt: skip


def test_letters_are_read_in_the_code_of_their_font(tmp_path: Path, read: Read):
    plain, russian = "Grüße, ".encode("cp1252"), "насос".encode("cp1251")
    runs = [(len(plain), b""), (len(plain + russian), font(1)), (2 * len(plain) + len(russian), font(0))]
    written = Written(plain + russian + plain, fonts=(0, CYRILLIC), runs=runs)
    assert read(saved(tmp_path, written)).text == "Grüße, насосGrüße,"


def test_what_is_struck_out_is_left_out_and_what_is_hidden_is_labelled(tmp_path: Path, read: Read):
    runs = [(4, b""), (8, b"\x41\1"), (11, b"\x41\0\x5c\0"), (18, b"\x44\2\x01\x02\x5c\1")]
    written = Written(b"Sum 10\r 12 by hand\r", runs=runs)
    assert read(saved(tmp_path, written)).text == "Sum 12 [hidden: by hand]"


def test_letters_without_a_font_are_read_in_the_code_of_the_language_or_of_the_standard_font(
    tmp_path: Path, read: Read
):
    text = "Насос слит.\r".encode("cp1251")
    styles = b"\x10\0" + bytes(12) + struct.pack("<H", 1)
    assert read(saved(tmp_path, Written(text, language=0x0419))).text == "Насос слит."
    assert read(saved(tmp_path, Written(text, fonts=(0, CYRILLIC), parts={0x60: styles}))).text == "Насос слит."


def test_a_language_of_two_bytes_a_letter_keeps_its_notes_apart(tmp_path: Path, read: Read):
    main, note = "港の記録\r".encode("cp932"), "注記\r".encode("cp932")
    written = Written(main + note, (len(main), len(note)), language=0x0411)
    assert read(saved(tmp_path, written)).text == "港の記録\n\nFootnote: 注記"
    wide = Written("泵\r".encode("utf-16-le"), flags=WIDE)
    assert read(saved(tmp_path, wide)).text == "泵"


def test_the_pieces_of_a_document_saved_in_haste_come_in_their_order(tmp_path: Path, read: Read):
    text = b"in the evening.\rold words\rThe pump ran "
    pieces = [(26, 13), (0, 16)]
    written = Written(text, (29,), flags=FAST_SAVED, pieces=pieces)
    assert read(saved(tmp_path, written)).text == "The pump ran in the evening."


def test_a_locked_document_is_said_to_be_locked(tmp_path: Path, read: Read):
    with pytest.raises(WorldError, match="locked with a password"):
        read(saved(tmp_path, Written(b"\x9c" * 500, flags=LOCKED)))


@pytest.mark.parametrize(
    "written",
    [
        Written(b"\x10\x11\x12\x16\x17\x18\x19" * 80),
        Written(b"short", (60_000,)),
        Written(b"words\r", flags=FAST_SAVED),
        Written(b"words\r", (6,), flags=FAST_SAVED, pieces=[(900_000, 6)]),
        Written(b"words\r", (0, 6)),
    ],
    ids=["no letters", "cut off", "no pieces", "pieces beyond the end", "no main text"],
)
def test_a_document_whose_text_cannot_be_found_is_said_to_be_damaged(tmp_path: Path, read: Read, written: Written):
    with pytest.raises(WorldError) as error:
        read(saved(tmp_path, written))
    assert (error.value.code, str(error.value)) == (
        "damaged-file", "“a.doc” is damaged: its text cannot be found.",
    )  # fmt: skip


@pytest.mark.parametrize("start", [b"\xdb\xa5\x2d\0", b"\x9b\xa5\x21\0", b"\x31\xbe\0\0\0\xab", b"\xfe\x37\0\x23"])
def test_a_document_of_an_older_program_is_said_to_be_of_a_kind_that_cannot_be_read(
    tmp_path: Path, read: Read, start: bytes
):
    path = tmp_path / "a.doc"
    path.write_bytes(start.ljust(2000, b"\0") + b"words")
    with pytest.raises(WorldError, match="is a document of Write, or of Word for DOS, of Word 2 or older") as error:
        read(path)
    assert error.value.code == "unsupported-format"
