from __future__ import annotations

import mailbox
from email.message import EmailMessage
from pathlib import Path

import pytest

from assistant.documents.reader import Reader
from assistant.documents.values import PageStatus
from assistant.jobs import CancelToken
from tests.documents import made
from tests.documents.conftest import Read


@pytest.fixture
def mail() -> EmailMessage:
    message = EmailMessage()
    message["Subject"] = "Berth for the Aurora"
    message["From"] = "Käthe Vane <vane@harbour.example>"
    message["To"] = "office@harbour.example"
    message["Date"] = "Sun, 09 Mar 2031 12:00:00 +0100"
    message.set_content("The Aurora needs berth 4.\n")
    return message


def saved(message: EmailMessage, path: Path) -> Path:
    path.write_bytes(message.as_bytes())
    return path


def test_subject_people_date_and_body_are_told(mail: EmailMessage, tmp_path: Path, read: Read):
    told = read(saved(mail, tmp_path / "a.eml"))
    assert (told.head.title, told.head.created) == ("Berth for the Aurora", "2031-03-09")
    assert told.text.split("\n") == [
        "Subject: Berth for the Aurora",
        "From: Käthe Vane <vane@harbour.example>",
        "To: office@harbour.example",
        "Date: Sun, 09 Mar 2031 12:00:00 +0100",
        "",
        "The Aurora needs berth 4.",
    ]


def test_plain_and_html_bodies_are_not_both_told(mail: EmailMessage, tmp_path: Path, read: Read):
    mail.add_alternative("<p>The Aurora needs <b>berth 4</b>.</p>", subtype="html")
    assert read(saved(mail, tmp_path / "a.eml")).text.count("berth 4") == 1


def test_an_html_body_wins_over_a_plain_stub(mail: EmailMessage, tmp_path: Path, read: Read):
    mail.set_content("View in a browser.")
    mail.add_alternative(f"<p>{'The Aurora needs berth 4. ' * 20}</p>", subtype="html")
    assert "The Aurora needs berth 4." in read(saved(mail, tmp_path / "a.eml")).text


def test_attachments_and_messages_inside_come_out(mail: EmailMessage, tmp_path: Path, read: Read, reader: Reader):
    inner = EmailMessage()
    inner["Subject"] = "Forwarded: crane 2"
    inner.set_content("Crane 2 is broken.")
    pdf = made.pdf(tmp_path / "list.pdf", [["Crew list"]]).read_bytes()
    mail.add_attachment(pdf, maintype="application", subtype="pdf", filename="Mannschaft ä.pdf")
    mail.add_attachment(inner)
    path = saved(mail, tmp_path / "a.eml")
    told = read(path)
    assert told.head.attachments == ("Mannschaft ä.pdf", "Forwarded: crane 2.eml")
    assert "Crane 2 is broken." not in told.text
    attached, forwarded = reader.extract(path, CancelToken())
    assert attached.data == pdf
    (tmp_path / "inner.eml").write_bytes(forwarded.data)
    assert "Crane 2 is broken." in read(tmp_path / "inner.eml").text


@pytest.mark.parametrize("charset", ["unknown-8bit", "cp-850", "nonsense"])
def test_an_unknown_charset_does_not_lose_the_body(tmp_path: Path, read: Read, charset: str):
    head = f'Subject: Kai\r\nContent-Type: text/plain; charset="{charset}"\r\n\r\n'
    (tmp_path / "a.eml").write_bytes(head.encode() + "Der Kai ist für große Schiffe gesperrt.".encode("cp1252"))
    assert "Der Kai ist für große Schiffe gesperrt." in read(tmp_path / "a.eml").text


def test_eight_bit_headers_and_bodies_without_charset_are_read(tmp_path: Path, read: Read):
    (tmp_path / "a.eml").write_bytes("Subject: Größe\r\n\r\nMaß der Schleuse: vier Fuß".encode())
    told = read(tmp_path / "a.eml")
    assert told.head.title == "Größe"
    assert "vier Fuß" in told.text


def test_a_date_that_makes_no_sense_is_told_as_it_is(mail: EmailMessage, tmp_path: Path, read: Read):
    path = tmp_path / "a.eml"
    path.write_bytes(mail.as_bytes().replace(b"Sun, 09 Mar 2031 12:00:00 +0100", b"the other day"))
    told = read(path)
    assert told.head.created == ""
    assert "Date: the other day" in told.text


def test_a_sealed_message_says_so(tmp_path: Path, read: Read):
    (tmp_path / "a.eml").write_text(
        "Subject: Secret\nContent-Type: application/pkcs7-mime; name=smime.p7m\n\nAAAA", encoding="ascii"
    )
    (page,) = read(tmp_path / "a.eml").pages
    assert (page.status, "encrypted or sealed" in page.reason) == (PageStatus.TEXT, True)


def test_each_message_of_a_mailbox_is_a_page(mail: EmailMessage, tmp_path: Path, read: Read, reader: Reader):
    box = mailbox.mbox(tmp_path / "a.mbox")
    box.add(mail)
    second = EmailMessage()
    second["Subject"] = "Tide tables"
    second.set_content("From noon on the tide turns.")
    second.add_attachment(b"12:04", maintype="text", subtype="plain", filename="tide.txt")
    box.add(second)
    box.flush()
    box.close()
    told = read(tmp_path / "a.mbox")
    assert [page.label for page in told.pages] == ["Berth for the Aurora", "Tide tables"]
    assert "From noon on the tide turns." in told.pages[1].text
    (member,) = reader.extract(tmp_path / "a.mbox", CancelToken())
    assert member.name == "message 2/tide.txt"


def test_a_saved_web_page_is_read_without_its_resources(tmp_path: Path, read: Read):
    (tmp_path / "a.mht").write_text(
        'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="b"\n\n'
        "--b\nContent-Type: text/html; charset=utf-8\n"
        "Content-Transfer-Encoding: quoted-printable\n\n<title>Caf=C3=A9</title><p>Caf=C3=A9 am Kai</p>\n--b\n"
        "Content-Type: text/css\n\np { color: red }\n--b--\n",
        encoding="ascii",
    )
    told = read(tmp_path / "a.mht")
    assert (told.head.title, told.text) == ("Café", "Café am Kai")


def test_an_encoding_that_nobody_knows_is_said_to_be_guessed_and_an_odd_spelling_is_understood(
    tmp_path: Path, read: Read
):
    head = b"Subject: A\nContent-Type: text/plain; charset=%s\n\n"
    (tmp_path / "a.eml").write_bytes(head % b"unknown-8bit" + b"Gr\xfc\xdfe vom Kai, die F\xe4hre f\xe4hrt um neun\n")
    (tmp_path / "b.eml").write_bytes(head % b"cp-850" + b"Gr\x81\xe1e\n")
    (guessed,), (declared,) = read(tmp_path / "a.eml").pages, read(tmp_path / "b.eml").pages
    assert (guessed.text.split("\n\n")[1], guessed.reason) == (
        "Grüße vom Kai, die Fähre fährt um neun", "The encoding was guessed to be cp1252.",
    )  # fmt: skip
    assert (declared.text.split("\n\n")[1], declared.reason) == ("Grüße", "")
