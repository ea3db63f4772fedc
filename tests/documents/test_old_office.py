"""Files of old Office programs, put together record by record."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Sequence
from pathlib import Path

import pytest

from assistant.documents.formats.compound import Compound
from assistant.documents.formats.compound_writer import one_stream
from assistant.documents.formats.mail.rtf_body import unpacked
from assistant.documents.reader import Reader
from assistant.errors import WorldError
from assistant.jobs import CancelToken
from tests.documents import made
from tests.documents.conftest import Read


def record(kind: int, body: bytes, instance: int = 0, *, container: bool = False) -> bytes:
    return struct.pack("<HHI", instance << 4 | (0xF if container else 0), kind, len(body)) + body


def text_box(text: str, kind: int) -> bytes:
    atoms = record(0x0F9F, struct.pack("<I", kind)) + record(0x0FA0, text.encode("utf-16-le"))
    return record(0x040C, record(0xF00D, atoms, container=True), container=True)


def test_each_slide_is_a_page_in_the_order_of_the_show(tmp_path: Path, read: Read):
    second = record(0x03EE, text_box("Harbour traffic", 0) + text_box("Box\rtwo", 4), container=True)
    hidden = record(0x03F9, b"\0" * 10 + b"\x04" + b"\0" * 5)
    first = record(0x03EE, text_box("Berth 4 €", 4) + hidden, container=True)
    listed = b"".join(record(0x03F3, struct.pack("<IIIII", stored, 0, 0, 256 + stored, 0)) for stored in (2, 1))
    document = record(0x03E8, record(0x0FF0, listed, container=True), container=True)
    stream, places = b"", []
    for part in (second, first, document):
        places.append(len(stream))
        stream += part
    directory = len(stream)
    stream += record(0x1772, struct.pack("<I3I", 3 << 20 | 1, *places))
    edit = len(stream)
    stream += record(0x0FF5, struct.pack("<IIIIII", 0, 0, 0, directory, 3, 0))
    user = record(0x0FF6, struct.pack("<III", 20, 0xE391C05F, edit))
    told = read(made.compound(tmp_path / "a.ppt", {"PowerPoint Document": stream, "Current User": user}))
    assert [(page.kind, page.text) for page in told.pages] == [
        ("slide", "[hidden slide]\n\nBerth 4 €"), ("slide", "Harbour traffic\n\nBox\ntwo"),
    ]  # fmt: skip


def show(path: Path, slide: bytes, more: bytes = b"", stored: bytes = b"") -> Path:
    """Write a presentation of one slide; what is stored beside it has the number 3."""
    listed = record(0x03F3, struct.pack("<IIIII", 1, 0, 0, 256, 0))
    document = record(0x03E8, record(0x0FF0, listed, container=True) + more, container=True)
    stream, places = b"", []
    for part in (record(0x03EE, slide, container=True), document, stored):
        places.append(len(stream))
        stream += part
    directory = len(stream)
    stream += record(0x1772, struct.pack("<I3I", 3 << 20 | 1, *places))
    edit = len(stream)
    stream += record(0x0FF5, struct.pack("<IIIIII", 0, 0, 0, directory, 2, 0))
    user = record(0x0FF6, struct.pack("<III", 20, 0xE391C05F, edit))
    return made.compound(path, {"PowerPoint Document": stream, "Current User": user})


def wide(text: str, instance: int) -> bytes:
    return record(0x0FBA, text.encode("utf-16-le"), instance)


def test_comments_and_footers_of_a_slide_are_labelled(tmp_path: Path, read: Read):
    comment = record(0x2EE0, wide("Ann Lee", 0) + wide("Is this final?", 1) + wide("AL", 2), container=True)
    tags = record(0x138A, wide("___PPT10", 0) + record(0x138B, comment), container=True)
    footer = record(0x0FDA, struct.pack("<HH", 0, 0x20)) + wide("Hidden header", 1) + wide("Harbour Office", 2)
    slide = text_box("Berths", 0) + text_box("*", 4) + record(0x1388, tags, container=True)
    told = read(show(tmp_path / "a.ppt", slide + record(0x0FD9, footer, container=True)))
    assert told.text.split("\n\n") == ["Berths", "Footer: Harbour Office", "Comment by Ann Lee: Is this final?"]


def test_a_table_of_a_slide_is_told_by_rows(tmp_path: Path, read: Read):
    def cell(left: int, top: int, text: str) -> bytes:
        box = record(0xF00D, record(0x0FA0, text.encode("utf-16-le")), container=True) if text else b""
        anchor = record(0xF00F, struct.pack("<4i", left, top, left + 10, top + 10))
        return record(0xF004, record(0xF00A, b"\0" * 8, 1) + anchor + box, container=True)

    head = record(0xF004, record(0xF122, struct.pack("<HI", 0x039F, 1), 1), container=True)
    line = record(
        0xF004, record(0xF00A, b"\0" * 8, 20) + record(0xF00F, struct.pack("<4i", 5, 5, 5, 9)), container=True
    )
    cells = cell(10, 0, "Berth") + cell(0, 0, "Ship") + cell(0, 10, "Aurora") + cell(10, 10, "") + cell(20, 10, "late")
    group = record(0xF003, head + line + cells, container=True)
    (page,) = read(show(tmp_path / "a.ppt", record(0x040C, group, container=True))).pages
    assert page.text == "Ship | Berth\nAurora |  | late"
    assert page.tables[0].header == "Ship | Berth"


@pytest.mark.parametrize("packed", [True, False])
def test_a_chart_on_a_slide_is_told(tmp_path: Path, read: Read, packed: bool):
    chart = chart_of(
        biff(0x1003, b"\0" * 12), nested(biff(0x100D, b"\0\0\4\0Coal")),
        biff(0x1065, struct.pack("<H", 1)), number(0, 0, 0, 12.5),
    )  # fmt: skip
    inner = made.compound(tmp_path / "object", {"Workbook": workbook(chart)}).read_bytes()
    stored = struct.pack("<I", len(inner)) + zlib.compress(inner) if packed else inner
    shape = record(0xF004, record(0xF011, record(0x0BC1, struct.pack("<I", 7)), container=True), container=True)
    objects = record(0x0FCC, record(0x0FC3, struct.pack("<6I", 1, 0, 7, 0, 3, 0)), container=True)
    told = read(
        show(tmp_path / "a.ppt", shape, record(0x0409, objects, container=True), record(0x1011, stored, int(packed)))
    )
    assert told.text.split("\n\n") == ["Chart", " | Coal\n | 12.5"]


def word_document(main: str, footnotes: str = "", headers: Sequence[str] = (), comments: str = "") -> dict[str, bytes]:
    """Return the streams of a Word document, the first half of its text in letters of one byte, the rest of two."""
    stories = ["", "", "", "", "", "", *headers]
    running = "".join(stories)
    text = main + footnotes + running + comments
    half = len(main) // 2
    content = text[:half].encode("cp1252") + text[half:].encode("utf-16-le")
    pieces = struct.pack("<3I", 0, half, len(text)) + struct.pack("<HIH", 0, 2 * 2048 | 1 << 30, 0)
    pieces += struct.pack("<HIH", 0, 2048 + half, 0)
    places = [sum(map(len, stories[:count])) for count in range(len(stories) + 1)]
    borders = struct.pack(f"<{len(places) + 1}I", *places, len(running))
    table = b"\2" + struct.pack("<I", len(pieces)) + pieces + borders
    start = bytearray(2048)
    struct.pack_into("<HH", start, 0, 0xA5EC, 0xC1)
    struct.pack_into("<H", start, 10, 0x0200)
    struct.pack_into("<8I", start, 0x4C, len(main), len(footnotes), len(running), 0, len(comments), 0, 0, 0)
    struct.pack_into("<II", start, 0x1A2, 0, 5 + len(pieces))
    struct.pack_into("<II", start, 0xF2, 5 + len(pieces), len(borders))
    return {"WordDocument": bytes(start) + content, "1Table": table}


def test_an_old_document_has_pages_where_they_are_broken_by_hand(tmp_path: Path, read: Read):
    link = '\x13 HYPERLINK "http://x.test" \x14See the list\x15.'
    main = f"The pump of berth 4\rIt was drained.\x0b{link}\r\fΠλοίο at dawn\r"
    told = read(made.compound(tmp_path / "a.doc", word_document(main)))
    assert [(page.kind, page.text) for page in told.pages] == [
        ("page", "The pump of berth 4\n\nIt was drained.\nSee the list."), ("page", "Πλοίο at dawn"),
    ]  # fmt: skip
    assert told.pages[0].reason.startswith("Pages are told where the author broke them")


def test_tables_notes_and_running_titles_of_an_old_document(tmp_path: Path, read: Read):
    main = "Prices\rPart\x07Price\x07\x07Pump\x0712 €\x07\x07After the table\r"
    streams = word_document(
        main, "\x02 Net of tax\r", ["Harbour Office\r", "Harbour Office\r", "Page 1 of\r"], "\x05Check\r"
    )
    (page,) = read(made.compound(tmp_path / "a.doc", streams)).pages
    assert page.text.split("\n\n") == [
        "Header: Harbour Office", "Footer: Page 1 of", "Prices", "Part | Price\nPump | 12 €", "After the table",
        "Footnote: Net of tax", "Comment: Check",
    ]  # fmt: skip
    assert (page.kind, [table.header for table in page.tables]) == ("section", ["Part | Price"])


def test_a_document_that_claims_a_thousand_million_letters_tells_those_that_it_has(tmp_path: Path, read: Read):
    streams = word_document("Prices\rand parts")
    table = bytearray(streams["1Table"])
    struct.pack_into("<I", table, 5 + 8, 1 << 30)
    told = read(made.compound(tmp_path / "a.doc", streams | {"1Table": bytes(table)}))
    assert told.text.startswith("Prices\n\nand parts")


def biff(kind: int, body: bytes) -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


def workbook(*cells: bytes, lock: bytes = b"") -> bytes:
    start = biff(0x809, struct.pack("<HHHHII", 0x600, 5, 0, 0, 0, 0x600)) + lock
    for number, code in ((164, b"0%"), (165, b"000"), (166, b"d mmm yyyy")):
        start += biff(0x41E, struct.pack("<HHB", number, len(code), 0) + code)
    for number in (0, 164, 165, 166):
        start += biff(0xE0, struct.pack("<HH", 0, number) + b"\0" * 16)
    listed = struct.pack("<IBBBB", 0, 0, 0, 6, 0) + b"Ledger"
    start += biff(0x85, struct.pack("<I", len(start) + len(listed) + 8) + listed[4:]) + biff(0x0A, b"")
    sheet = biff(0x809, struct.pack("<HHHHII", 0x600, 0x10, 0, 0, 0, 0x600)) + b"".join(cells) + biff(0x0A, b"")
    return start + sheet


def number(row: int, column: int, style: int, value: float) -> bytes:
    return biff(0x203, struct.pack("<HHHd", row, column, style, value))


def test_values_of_an_old_workbook_are_told_as_shown(tmp_path: Path, read: Read):
    cells = (number(0, 0, 1, 0.45), number(0, 1, 2, 7), number(0, 2, 3, 47916), number(1, 0, 0, 12.0))
    told = read(made.compound(tmp_path / "a.xls", {"Workbook": workbook(*cells)}))
    assert told.text == "45% | 007 | 9 Mar 2031\n12"
    assert told.pages[0].label == "Ledger, rows 1–2"


def test_comments_boxes_and_charts_of_an_old_workbook_follow_its_cells(tmp_path: Path, read: Read):
    def drawn(kind: int, number: int, text: str) -> bytes:
        common = biff(0x5D, struct.pack("<HHHH", 0x15, 0x12, kind, number) + b"\0" * 14)
        letters = biff(0x3C, b"\1" + text.encode("utf-16-le")) + biff(0x3C, b"\0" * 16)
        return common + biff(0x1B6, struct.pack("<HHHHHHI", 0, 0, 0, 0, 0, len(text), 0)[:18]) + letters

    chart = chart_of(
        biff(0x1003, b"\0" * 12), nested(biff(0x100D, b"\0\0\5\0Calls")),
        biff(0x1025, b"\0" * 32), nested(biff(0x100D, b"\0\0\7\0Traffic"), biff(0x1027, struct.pack("<HHH", 1, 0, 0))),
        biff(0x1025, b"\0" * 32), nested(biff(0x100D, b"\0\0\5\0Ships"), biff(0x1027, struct.pack("<HHH", 2, 0, 0))),
        biff(0x1065, struct.pack("<H", 1)), number(0, 0, 0, 0.5), number(1, 0, 0, 12),
        biff(0x1065, struct.pack("<H", 2)), biff(0x204, struct.pack("<HHHHB", 0, 0, 0, 3, 0) + b"May"),
    )  # fmt: skip
    comment = (
        drawn(0x19, 2, "Überprüfen")
        + drawn(6, 3, "Mind the gap")
        + biff(0x1C, struct.pack("<HHHHHB", 1, 27, 0, 2, 0, 0))
    )
    cells = (number(0, 0, 0, 12.0), number(1, 0, 0, 13.0), biff(0x14, struct.pack("<HB", 9, 0) + b"&LHarbour"))
    told = read(made.compound(tmp_path / "a.xls", {"Workbook": workbook(*cells, chart, comment)}))
    notes = ["Comment on AB2: Überprüfen", "Mind the gap", "Header: Harbour"]
    shown = ["Chart: Traffic", " | Calls\nMay | 0.5\n | 12", "Ships"]
    assert told.text.split("\n\n") == ["12\n13", *notes, *shown]


def chart_of(*records: bytes) -> bytes:
    return biff(0x809, struct.pack("<HHHHII", 0x600, 0x20, 0, 0, 0, 0x600)) + b"".join(records) + biff(0x0A, b"")


def nested(*records: bytes) -> bytes:
    return biff(0x1033, b"") + b"".join(records) + biff(0x1034, b"")


def test_a_chart_of_an_old_workbook_tells_the_cells_that_it_refers_to(tmp_path: Path, read: Read):
    def link(kind: int, first: int, last: int, column: int) -> bytes:
        formula = b"\x3b" + struct.pack("<5H", 0, first, last, column, column)
        return biff(0x1051, struct.pack("<BBHHH", kind, 2, 0, 0, len(formula)) + formula)

    series = biff(0x1003, b"\0" * 12) + nested(link(0, 0, 0, 1), link(1, 1, 2, 1), link(2, 1, 2, 0))
    cells = (
        number(0, 1, 0, 2031), number(1, 0, 3, 47916), number(1, 1, 1, 0.45), number(2, 0, 3, 47917),
        biff(0x205, struct.pack("<HHHBB", 2, 1, 0, 7, 1)),
    )  # fmt: skip
    meant = biff(0x17, struct.pack("<HHhh", 1, 0, 0, 0))
    told = read(
        made.compound(tmp_path / "a.xls", {"Workbook": workbook(*cells, chart_of(series), lock=meant)})
    ).text.split("\n\n")
    assert told == [
        " | 2031\n9 Mar 2031 | 45%\n10 Mar 2031 | #DIV/0!",
        "Chart",
        " | 2031\n9 Mar 2031 | 45%\n10 Mar 2031 | #DIV/0!",
    ]


def test_an_old_workbook_with_a_password_says_so(tmp_path: Path, read: Read):
    path = made.compound(tmp_path / "a.xls", {"Workbook": workbook(lock=biff(0x2F, b"\1\0\1\0\1\0"))})
    with pytest.raises(WorldError) as error:
        read(path)
    assert error.value.code == "password-needed"


def test_a_locked_new_document_says_so_whatever_it_is_called(tmp_path: Path, read: Read):
    path = made.compound(tmp_path / "a.docx", {"EncryptionInfo": b"x", "EncryptedPackage": b"x"})
    with pytest.raises(WorldError) as error:
        read(path)
    assert error.value.code == "password-needed"


def test_a_message_of_outlook_and_what_is_attached(tmp_path: Path, read: Read):
    streams = {
        "__substg1.0_0037001F": "Berth for the Aurora",
        "__substg1.0_0C1A001F": "Käthe Vane",
        "__substg1.0_1000001F": "The Aurora needs berth 4.",
    }
    path = made.compound(tmp_path / "a.msg", {name: text.encode("utf-16-le") for name, text in streams.items()})
    (page,) = read(path).pages
    assert page.text == "Subject: Berth for the Aurora\nFrom: Käthe Vane\n\nThe Aurora needs berth 4."


def test_a_compound_file_with_loops_in_its_chains_ends(tmp_path: Path, read: Read, reader: Reader):
    path = made.compound(tmp_path / "a.msg", {"__substg1.0_0037001F": b"A\0" * 4000})
    data = bytearray(path.read_bytes())
    data[-512:-508] = struct.pack("<I", 0)
    path.write_bytes(data)
    assert read(path).pages
    assert not list(reader.extract(path, CancelToken()))


def test_compressed_rich_text_is_unpacked():
    """Literal bytes, and references into the dictionary that the format begins with (MS-OXRTFCP)."""
    literals = bytes([0]) + b"{\\rtf1 A" + bytes([0]) + b"urora..."
    assert unpacked(literals, 100) == b"{\\rtf1 Aurora..."
    reference = bytes([1]) + (0 << 4 | 4).to_bytes(2, "big")
    assert unpacked(reference, 100) == b"{\\rtf1"


def test_a_locked_document_is_said_to_be_locked(tmp_path: Path, read: Read):
    start = struct.pack("<HHHHHH", 0xA5EC, 0xC1, 0, 0, 0, 0x0100)
    path = made.compound(tmp_path / "a.doc", {"WordDocument": start.ljust(4096, b"\x9c")})
    with pytest.raises(WorldError) as error:
        read(path)
    assert error.value.code == "password-needed"


def test_locked_slides_are_said_to_be_locked(tmp_path: Path, read: Read):
    user = struct.pack("<HHIIII", 0, 0x0FF6, 20, 20, 0xF3D1C4DF, 0)
    path = made.compound(tmp_path / "a.ppt", {"PowerPoint Document": bytes(5000), "Current User": user})
    with pytest.raises(WorldError) as error:
        read(path)
    assert error.value.code == "password-needed"


def test_an_old_file_that_is_shorter_than_it_says_is_known(tmp_path: Path):
    whole = made.compound(tmp_path / "a.msg", {"one": b"1" * 9000, "two": b"2" * 9000}).read_bytes()
    assert Compound(whole).whole
    table = bytearray(whole[-512:])
    table[4 * 60 : 4 * 61] = struct.pack("<I", 0xFFFFFFFE)  # a sector behind the end of the file is in use
    assert not Compound(whole[:-512] + table).whole


def test_a_workbook_is_read_though_its_container_is_damaged_around_it(tmp_path: Path, read: Read):
    path = made.compound(tmp_path / "a.xls", {"Workbook": workbook(number(0, 0, 1, 0.45)), "Other": b"x" * 5000})
    data = path.read_bytes()
    path.write_bytes(data.replace("Other\0".encode("utf-16-le"), b"\xff" * 12))
    assert read(path).text == "45%"
    path.write_bytes(data.replace("Workbook".encode("utf-16-le"), "Wokrbook".encode("utf-16-le")))
    with pytest.raises(WorldError) as error:
        read(path)
    assert error.value.code in {"damaged-file", "unsupported-format"}


@pytest.mark.parametrize("size", [10, 5000, 8_000_000])
def test_a_stream_of_any_size_can_be_packed_alone(size: int):
    data = bytes(range(256)) * (size // 256 + 1)
    assert Compound(one_stream("Workbook", data[:size])).stream("Workbook")[:size] == data[:size]


def word_art(text: str) -> bytes:
    """Return the settings of a shape that draws words, behind another long setting."""
    words = text.encode("utf-16-le") + b"\0\0"
    settings = struct.pack("<HIHIHI", 0x8145, 4, 0x0080, 7, 0x80C0, len(words))
    return record(0xF00B, settings + b"abcd" + words, 3)


def test_drawn_letters_are_told(tmp_path: Path, read: Read):
    shape = record(0xF004, word_art("Draft of May"), container=True)
    drawing = record(0xF002, shape, container=True)
    assert read(show(tmp_path / "a.ppt", record(0x040C, drawing, container=True))).text == "Draft of May"
    parts = (biff(0xEC, drawing[:20]), biff(0xEC, drawing[20:]))
    told = read(made.compound(tmp_path / "a.xls", {"Workbook": workbook(number(0, 0, 1, 0.45), *parts)}))
    assert told.text.split("\n\n") == ["45%", "Draft of May"]
    streams = word_document("Body\r")
    start, table = bytearray(streams["WordDocument"]), streams["1Table"]
    told_at = record(0xF000, b"", container=True) + b"\0" + drawing + b"\1" + drawing
    struct.pack_into("<II", start, 0x22A, len(table), len(told_at))
    told = read(made.compound(tmp_path / "a.doc", {"WordDocument": bytes(start), "1Table": table + told_at}))
    assert told.text.split("\n\n") == ["Body", "Draft of May"]


def shared(row: int, column: int, text: int) -> bytes:
    return biff(0xFD, struct.pack("<HHHI", row, column, 0, text))


def test_shared_texts_go_on_in_further_records(tmp_path: Path, read: Read):
    rich = struct.pack("<HBH", 4, 0x08, 1) + b"bold" + b"\0" * 4
    aid = struct.pack("<HBI", 2, 0x05, 6) + "東京".encode("utf-16-le") + b"x" * 6
    first = struct.pack("<II", 4, 4) + rich + aid + struct.pack("<HB", 6, 0) + b"par"
    texts = (
        biff(0xFC, first)
        + biff(0x3C, b"\1" + "ted".encode("utf-16-le"))
        + biff(0x3C, struct.pack("<HB", 3, 0) + b"end")
    )
    cells = [shared(0, column, column) for column in range(4)]
    told = read(made.compound(tmp_path / "a.xls", {"Workbook": workbook(*cells, lock=texts)}))
    assert told.text == "bold | 東京 | parted | end"


def test_results_of_formulas_and_short_numbers_of_an_old_workbook(tmp_path: Path, read: Read):
    def formula(row: int, column: int, result: bytes) -> bytes:
        return biff(0x06, struct.pack("<HHH", row, column, 0) + result + b"\0" * 8)

    text = biff(0x207, struct.pack("<HB", 5, 0) + b"North")
    short = biff(0x27E, struct.pack("<HHHi", 1, 0, 0, 4550 << 2 | 3))
    shorts = biff(
        0xBD, struct.pack("<HH", 1, 1) + struct.pack("<HiHi", 0, 7 << 2 | 2, 2, 8 << 2 | 2) + struct.pack("<H", 2)
    )
    cells = (
        formula(0, 0, b"\0\0\0\0\0\0\xff\xff"), text, formula(0, 1, b"\1\0\1\0\0\0\xff\xff"),
        formula(0, 2, struct.pack("<d", 2.5)), biff(0x205, struct.pack("<HHHBB", 0, 3, 0, 0, 0)), short, shorts,
        biff(0x204, struct.pack("<HHHHB", 65535, 255, 0, 3, 0) + b"far"),
    )  # fmt: skip
    dates = biff(0x22, struct.pack("<H", 1))
    told = read(made.compound(tmp_path / "a.xls", {"Workbook": workbook(*cells, number(2, 0, 3, 46454), lock=dates)}))
    assert told.text == "North | TRUE | 2.5 | FALSE\n45.5 | 7 | 008\n9 Mar 2031\nfar"
    assert told.pages[0].label == "Ledger, rows 1–65536"


def test_sheets_that_are_missing_or_of_macros_are_said(tmp_path: Path, read: Read):
    stream = workbook(number(0, 0, 1, 0.45))
    place = stream.index(b"\x06\x00Ledger") - 6
    for kind, position, reason in ((1, None, "A sheet of macros"), (0, 1 << 20, "This sheet is damaged")):
        broken = bytearray(stream)
        broken[place + 5] = kind
        if position:
            struct.pack_into("<I", broken, place, position)
        (page,) = read(made.compound(tmp_path / "a.xls", {"Workbook": bytes(broken)})).pages
        assert (page.status, page.reason.startswith(reason), page.label) == ("failed", True, "Ledger")
