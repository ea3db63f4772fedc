from __future__ import annotations

import struct
from pathlib import Path

from assistant.documents.reader import Reader
from assistant.jobs import CancelToken
from tests.documents import made
from tests.documents.conftest import Read

SUBJECT, BODY, HTML, NAME, CONTENT = "0037", "1000", "1013", "3707", "3701"
CODEPAGE, WEB_CODEPAGE = 0x3FFD0003, 0x3FDE0003


def properties(*numbers: tuple[int, int]) -> dict[str, bytes]:
    entries = b"".join(struct.pack("<IIQ", tag, 0, number) for tag, number in numbers)
    return {"__properties_version1.0": bytes(32) + entries}


def wide(**fields: str) -> dict[str, bytes]:
    return {f"__substg1.0_{globals()[name]}001F": text.encode("utf-16-le") for name, text in fields.items()}


def inside(folder: str, streams: dict[str, bytes]) -> dict[str, bytes]:
    return {f"{folder}/{name}": data for name, data in streams.items()}


def test_a_message_inside_another_brings_what_is_attached_to_it(tmp_path: Path, read: Read, reader: Reader):
    attached = inside("__attach_version1.0_#00000000", {**wide(NAME="list.txt"), f"__substg1.0_{CONTENT}0102": b"Crew"})
    inner = {**wide(SUBJECT="Inner", BODY="Inner words"), **attached}
    message = inside(f"__attach_version1.0_#00000000/__substg1.0_{CONTENT}000D", inner)
    linked = inside("__attach_version1.0_#00000001", wide(NAME="plan.docx"))
    named = inside("__attach_version1.0_#00000000", wide(NAME="Inner"))
    path = made.compound(
        tmp_path / "a.msg", {**wide(SUBJECT="Outer", BODY="Outer words"), **named, **message, **linked}
    )
    first, second, third = reader.extract(path, CancelToken())
    assert (first.name, b"Inner words" in first.data, b"Attached: list.txt" in first.data) == ("Inner.txt", True, True)
    assert (second.name, second.data.rstrip(b"\0")) == ("Inner/list.txt", b"Crew")
    assert (third.name, third.reason) == ("plan.docx", "It is empty, or linked rather than attached.")
    assert "Outer words" in read(path).text


def test_a_message_is_read_in_the_encodings_that_it_names(tmp_path: Path, read: Read):
    told = {f"{SUBJECT}001E": "Насос".encode("cp1251"), f"{HTML}0102": "港".encode("cp932")}
    narrow = {f"__substg1.0_{tag}": words.ljust(4096) for tag, words in told.items()}
    path = made.compound(tmp_path / "a.msg", {**properties((CODEPAGE, 1251), (WEB_CODEPAGE, 932)), **narrow})
    assert read(path).text == "Subject: Насос\n\n港"
