from __future__ import annotations

import base64
from pathlib import Path

import pytest

from assistant.documents.reader import Reader
from assistant.jobs import CancelToken
from tests.documents import made
from tests.documents.conftest import Read

HEAD = "Subject: Berth plan\r\nFrom: A <a@x.example>\r\nTo: b@y.example\r\nMIME-Version: 1.0\r\n"
CALENDAR = (
    "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:Dock safety meeting\r\n"
    "LOCATION:Room 12 of the harbour\r\n  office\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
)


def text(words: str, kind: str = "plain", more: str = "") -> str:
    return f"Content-Type: text/{kind}; charset=utf-8{more}\r\n\r\n{words}"


def several(kind: str, *parts: str) -> str:
    inside = "".join(f"--{kind}\r\n{part}\r\n" for part in parts)
    return f'Content-Type: multipart/{kind}; boundary="{kind}"\r\n\r\n{inside}--{kind}--\r\n'


def saved(path: Path, content: str | bytes) -> Path:
    path.write_bytes(HEAD.encode() + (content.encode() if isinstance(content, str) else content))
    return path


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (several("mixed", text("<p>Cargo is late.</p>", "html"), text("A footer.")), ["Cargo is late.", "A footer."]),
        (several("mixed", text("One."), text("<p>Two.</p>", "html"), text("Three.")), ["One.", "Two.", "Three."]),
        ("Content-Type: multipart/mixed\r\n\r\nThe valve leaks.\r\n", ["The valve leaks."]),
        ('Content-Type: multipart/mixed; boundary="z"\r\n\r\n--y\r\n\r\nThe valve leaks.\r\n', ["The valve leaks."]),
        ("Content-Type: text/enriched\r\n\r\n<bold>Boiler</bold> is hot.", ["Boiler is hot."]),
        (text("It goes on \r\nin two lines.\r\n", more="; format=flowed"), ["It goes on in two lines."]),
        (text("Super \r\ncargo aboard.\r\n", more="; format=flowed; delsp=yes"), ["Supercargo aboard."]),
        (text("> Quoted \r\n> on.\r\nNew.\r\n", more="; format=flowed"), ["> Quoted on.\nNew."]),
        (
            several("report", text("It failed."), "Content-Type: message/delivery-status\r\n\r\nStatus: 5.1.1\r\n"),
            ["It failed.", "Status: 5.1.1"],
        ),
    ],
)  # fmt: skip
def test_every_part_of_a_body_is_told(tmp_path: Path, read: Read, content: str, words: list[str]):
    told = read(saved(tmp_path / "a.eml", content)).text
    assert [word for word in words if word not in told] == []


def test_a_body_inside_many_wrappings_is_read(tmp_path: Path, read: Read):
    around = (f'Content-Type: multipart/mixed; boundary="b{number}"\r\n\r\n--b{number}\r\n' for number in range(200))
    assert "Deep words." in read(saved(tmp_path / "a.eml", "".join(around) + text("Deep words."))).text


def test_a_body_told_twice_side_by_side_is_told_once(tmp_path: Path, read: Read):
    content = several("mixed", text("The crane is broken."), text("<p>The crane is <b>broken</b>.</p>", "html"))
    assert read(saved(tmp_path / "a.eml", content)).text.count("The crane is broken.") == 1


@pytest.mark.parametrize("cut", [1, 2, 3, 4, 5])
def test_what_is_left_of_a_packed_body_that_is_cut_off_is_read(tmp_path: Path, read: Read, cut: int):
    packed = base64.b64encode(b"The crane is broken since May. " * 9).decode()[:-cut]
    content = f"Content-Type: text/plain\r\nContent-Transfer-Encoding: base64\r\n\r\n{packed}\r\n-- a list's footer\r\n"
    assert read(saved(tmp_path / "a.eml", content)).text.count("The crane is broken since May.") >= 8


@pytest.mark.parametrize(
    ("charset", "encoding", "words"),
    [
        ("gb2312", "gbk", "镕基说起重机坏了"),
        ("ks_c_5601-1987", "cp949", "똠방각하의 크레인"),
        ("shift_jis", "cp932", "①港のクレーン㈱"),
        ("iso-2022-jp", "iso-2022-jp", "港のクレーンが壊れた"),
        ("iso-8859-1", "utf-8", "Das Café am Kai öffnet um „neun“"),
        ("us-ascii", "utf-8", "Насос осушить"),
        ("utf-8", "cp1252", "Das Café am Kai öffnet um neun"),
    ],
)
def test_a_charset_means_what_programs_mean_by_it(tmp_path: Path, read: Read, charset: str, encoding: str, words: str):
    content = f"Content-Type: text/plain; charset={charset}\r\n\r\n".encode() + words.encode(encoding)
    assert words in read(saved(tmp_path / "a.eml", content)).text


def test_an_html_body_may_name_its_own_charset(tmp_path: Path, read: Read):
    content = b"Content-Type: text/html\r\n\r\n" + '<meta charset="cp1251"><p>Насос осушить</p>'.encode("cp1251")
    assert "Насос осушить" in read(saved(tmp_path / "a.eml", content)).text


def test_parts_without_a_name_are_documents_too(tmp_path: Path, read: Read, reader: Reader):
    archive = made.packed(tmp_path / "a.zip", {"a.txt": "Inner words"}).read_bytes()
    packed = base64.encodebytes(archive).decode()
    content = several(
        "mixed", text("x"), f"Content-Type: text/calendar; charset=utf-8\r\n\r\n{CALENDAR}",
        f"Content-Type: application/zip\r\nContent-Transfer-Encoding: base64\r\n\r\n{packed}",
    )  # fmt: skip
    calendar, other = reader.extract(saved(tmp_path / "a.eml", content), CancelToken())
    assert (calendar.name, other.name, other.data) == ("attachment 1.ics", "attachment 2.zip", archive)
    (tmp_path / calendar.name).write_bytes(calendar.data)
    assert "LOCATION:Room 12 of the harbour office" in read(tmp_path / calendar.name).text


def test_attachments_of_one_name_are_told_apart(tmp_path: Path, reader: Reader):
    part = 'Content-Type: text/plain; name="Größe.txt"\r\n\r\n'
    path = saved(tmp_path / "a.eml", several("mixed", text("x"), part + "One", part + "Two"))
    names = [(member.name, member.data) for member in reader.extract(path, CancelToken())]
    assert names == [("Größe.txt", b"One"), ("Größe (2).txt", b"Two")]


def test_a_message_inside_another_is_unpacked_where_it_is_packed(tmp_path: Path, reader: Reader):
    inner = base64.encodebytes(b"Subject: Inner one\r\n\r\nInner words").decode()
    part = f"Content-Type: message/rfc822\r\nContent-Transfer-Encoding: base64\r\n\r\n{inner}"
    (member,) = reader.extract(saved(tmp_path / "a.eml", several("mixed", text("x"), part)), CancelToken())
    assert (member.name, member.data) == ("Inner one.eml", b"Subject: Inner one\r\n\r\nInner words")


def test_a_signature_is_no_document_and_a_locked_message_says_so(tmp_path: Path, read: Read, reader: Reader):
    signature = 'Content-Type: application/pkcs7-signature; name="smime.p7s"\r\n\r\nMIIB'
    path = saved(tmp_path / "a.eml", several("signed", text("Signed words."), signature))
    assert "Signed words." in read(path).text
    assert list(reader.extract(path, CancelToken())) == []
    locked = several("encrypted", "Content-Type: application/pgp-encrypted\r\n\r\nVersion: 1", text("AAAA"))
    (page,) = read(saved(tmp_path / "b.eml", locked)).pages
    assert "encrypted or sealed" in page.reason


@pytest.mark.parametrize("told_length", [True, False])
def test_a_message_that_is_signed_as_one_piece_is_read(tmp_path: Path, read: Read, *, told_length: bool):
    def element(tag: int, content: bytes) -> bytes:
        if told_length:
            return bytes([tag, 0x82]) + len(content).to_bytes(2) + content
        return bytes([tag, len(content)]) + content if not tag & 0x20 else bytes([tag, 0x80]) + content + b"\0\0"

    said = b"Content-Type: text/plain\r\n\r\nThe orders are signed."
    words = element(0x04, said) if told_length else element(0x24, element(0x04, said[:20]) + element(0x04, said[20:]))
    kind, plain = bytes.fromhex("06092a864886f70d010702"), bytes.fromhex("06092a864886f70d010701")
    inner = element(0x30, b"\x02\x01\x01" + element(0x31, b"") + element(0x30, plain + element(0xA0, words)))
    packed = base64.encodebytes(element(0x30, kind + element(0xA0, inner))).decode()
    content = (
        f"Content-Type: application/pkcs7-mime; name=smime.p7m\r\nContent-Transfer-Encoding: base64\r\n\r\n{packed}"
    )
    (page,) = read(saved(tmp_path / "a.eml", content)).pages
    assert (page.text.split("\n\n")[-1], page.reason) == ("The orders are signed.", "")


def message(number: int, body: str) -> str:
    return f"From u@x.example Sun Mar  9 12:00:0{number} 2031\nSubject: Message {number}\n\n{body}\n\n"


def test_a_sentence_that_begins_with_from_is_no_new_message(tmp_path: Path, read: Read):
    body = "Dear all,\n\nFrom the beginning it leaked.\nFrom then on nobody looked.\nThe end."
    (tmp_path / "a.mbox").write_text("\ufeff" + message(1, body) + message(2, ">From now on."), encoding="utf-8")
    first, second = read(tmp_path / "a.mbox").pages
    assert first.text.endswith(body)
    assert second.text.endswith("\nFrom now on.".strip())


@pytest.mark.parametrize("name", ["Inbox", "mails.txt", "17234", "a.msg", "b.mbox"])
def test_mail_is_told_by_its_first_lines(tmp_path: Path, read: Read, name: str):
    packed = base64.encodebytes(b"<p>The pump is dry.</p>").decode()
    one = f"Content-Type: text/html\r\nContent-Transfer-Encoding: base64\r\n\r\n{packed}"
    told = read(saved(tmp_path / name, one))
    assert (told.head.kind, "The pump is dry." in told.text) == ("mbox" if name == "b.mbox" else "eml", True)
    (tmp_path / "Sent").write_text(message(1, "One.") + message(2, "Two."), encoding="utf-8")
    assert len(read(tmp_path / "Sent").pages) == 2
