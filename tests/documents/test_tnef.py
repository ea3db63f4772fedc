"""What Outlook packs for other Outlooks, put together attribute by attribute."""

from __future__ import annotations

import base64
import struct
from pathlib import Path

from assistant.documents.reader import Reader
from assistant.jobs import CancelToken
from tests.documents.conftest import Read
from tests.documents.test_rtf_body import TEXT, body

MAGIC = struct.pack("<IH", 0x223E9F78, 1)


def attribute(number: int, value: bytes, level: int = 1) -> bytes:
    return struct.pack("<BII", level, number, len(value)) + value + struct.pack("<H", sum(value) % 65536)


def measured(kind: int, number: int, *values: bytes) -> bytes:
    told = struct.pack("<HHI", kind, number, len(values))
    return told + b"".join(struct.pack("<I", len(value)) + value + b"\0" * (-len(value) % 4) for value in values)


def properties(*told: bytes) -> bytes:
    return struct.pack("<I", len(told)) + b"".join(told)


def attached(title: bytes, data: bytes, *told: bytes) -> bytes:
    begin = attribute(0x00069002, bytes(14), 2) + attribute(0x00018010, title + b"\0", 2)
    return begin + attribute(0x0006800F, data, 2) + attribute(0x00069005, properties(*told), 2)


def packed() -> bytes:
    name = struct.pack("<HH", 0x1F, 0x8001) + bytes(16) + struct.pack("<II", 1, 6) + "abc".encode("utf-16-le") + b"\0\0"
    named = name + struct.pack("<II", 1, 4) + "no".encode("utf-16-le")
    number = struct.pack("<HHI", 0x0003, 0x0017, 1)
    several = struct.pack("<HHIQQ", 0x1040, 0x0039, 2, 1, 2)
    bodies = properties(named, number, several, measured(0x0102, 0x1009, body(TEXT)))
    long_name = measured(0x1F, 0x3707, "Ladeliste März.txt\0".encode("utf-16-le"))
    inner = MAGIC + attribute(0x0002800C, b"Inner words\0")
    return b"".join((
        MAGIC, attribute(0x00018004, b"Berth 4\0"), attribute(0x00069003, bodies),
        attached(b"LADELI~1.TXT", b"crates: 12", long_name), attached(b"b.txt", b"second"),
        attached(b"Forwarded", b"", measured(0x0D, 0x3701, bytes(16) + inner)),
    ))  # fmt: skip


def test_the_rich_body_and_the_names_of_what_is_attached_are_told(tmp_path: Path, read: Read):
    (tmp_path / "winmail.dat").write_bytes(packed())
    told = read(tmp_path / "winmail.dat")
    assert told.head.attachments == ("Ladeliste März.txt", "b.txt", "Forwarded.tnef")
    assert told.text.startswith("Subject: Berth 4\n\nНасос {4}")
    assert told.pages[0].reason == ""


def test_what_is_attached_comes_out_and_a_message_inside_can_be_read(tmp_path: Path, read: Read, reader: Reader):
    (tmp_path / "a.tnef").write_bytes(packed())
    members = list(reader.extract(tmp_path / "a.tnef", CancelToken()))
    assert [(one.name, one.data) for one in members[:2]] == [
        ("Ladeliste März.txt", b"crates: 12"),
        ("b.txt", b"second"),
    ]
    (tmp_path / "inner.tnef").write_bytes(members[2].data)
    assert read(tmp_path / "inner.tnef").text == "Inner words"


def test_what_is_cut_off_is_told_as_far_as_it_goes(tmp_path: Path, read: Read):
    data = packed()
    for size in range(6, len(data), 97):
        (tmp_path / "a.tnef").write_bytes(data[:size])
        assert len(read(tmp_path / "a.tnef").pages) == 1
    (tmp_path / "a.tnef").write_bytes(data[:250])
    assert read(tmp_path / "a.tnef").pages[0].reason == "This message is cut off: its end is missing."


def test_a_message_names_what_is_packed_in_it_so_that_it_is_read(tmp_path: Path, reader: Reader):
    text = base64.encodebytes(packed()).decode()
    (tmp_path / "a.eml").write_text(
        "Subject: Berth\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n\n--x\n\nSee list.\n--x\n"
        'Content-Type: application/ms-tnef; name="winmail.dat"\nContent-Transfer-Encoding: base64\n\n'
        + text
        + "--x--\n",
        encoding="ascii",
    )
    (member,) = reader.extract(tmp_path / "a.eml", CancelToken())
    assert (member.name, member.data) == ("winmail.dat.tnef", packed())
