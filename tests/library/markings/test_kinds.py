"""Banner lines of real files, read by the real reader."""

from __future__ import annotations

from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path

import pytest
from docx import api
from PIL import Image, ImageDraw, ImageFont
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from assistant import places
from assistant.documents.reader import Reader
from assistant.jobs import CancelToken, finish
from assistant.library.libraries import Libraries
from assistant.library.library import Library
from assistant.library.sealing import seal
from tests.guard.sealing import made_vault
from tests.library.embedders import WordEmbedder
from tests.library.work import added

BANNER = "SECRET//REL TO USA, GBR"
BODY = "The relief valve opens at nine bar."


def word(path: Path) -> None:
    document = api.Document()
    section = document.sections[0]
    section.header.paragraphs[0].text = section.footer.paragraphs[0].text = BANNER
    for number in range(20):
        document.add_paragraph(f"{number}: {BODY}")
    document.save(str(path))


def pdf(path: Path) -> None:
    canvas = Canvas(str(path))
    for page in range(1, 3):
        canvas.drawCentredString(297, 810, BANNER)
        for line in range(20):
            canvas.drawString(72, 700 - 20 * line, f"{page}.{line}: {BODY}")
        canvas.drawCentredString(297, 20, f"{BANNER}    Page {page} of 2")
        canvas.showPage()
    canvas.save()


def web(path: Path) -> None:
    body = "".join(f"<p>{number}: {BODY}</p>" for number in range(20))
    path.write_text(f"<html><body><div>{BANNER}</div>{body}<div>{BANNER}</div></body></html>", encoding="utf-8")


def mail(path: Path) -> None:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "a@example.org", "b@example.org", "Valve"
    message.set_content(f"{BANNER}\n\n{BODY}\n\n{BANNER}\n")
    path.write_bytes(bytes(message))


def portions(path: Path) -> None:
    path.write_text(f"(U) The valve\n\n(S//REL TO USA, GBR) {BODY}\n", encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "write"),
    [("a.docx", word), ("a.pdf", pdf), ("a.html", web), ("a.eml", mail), ("a.txt", portions)],
)
def test_the_banner_of_a_file_is_read(
    library: Library, reader: Reader, desk: Path, name: str, write: Callable[[Path], None]
):
    write(desk / name)
    assert added(library, reader, desk).failed == ()
    assert library.document(name).marking == BANNER


def scanned(path: Path) -> None:
    """A page of drawn words, then one that is only a picture, with a banner."""
    picture = Image.new("RGB", (1240, 900), "white")
    font = ImageFont.truetype(str(places.resource("fonts", "Inter-Regular.ttf")), 56)
    for top, text in ((60, "SECRET"), (420, BODY), (760, "SECRET")):
        ImageDraw.Draw(picture).text((120, top), text, fill="black", font=font)
    canvas = Canvas(str(path))
    canvas.drawString(72, 700, "A harmless first page about the harbour.")
    canvas.showPage()
    canvas.drawImage(ImageReader(picture), 0, 300, 595, 432)
    canvas.save()


def test_what_was_read_at_a_glance_goes_again_where_a_picture_lifts_it_above_the_ceiling(
    library: Library, reader: Reader, desk: Path
):
    library.terms.set_ceiling("CONFIDENTIAL")
    scanned(desk / "scan.pdf")
    report = added(library, reader, desk)
    assert [failed.code for failed in report.failed] == ["above-ceiling"]
    assert library.documents() == []
    assert [path for path in (library.folder / "originals").rglob("*") if path.is_file()] == []
    library.store.tidy()
    assert b"harmless first page" not in (library.folder / "library.db").read_bytes()


def test_a_sealed_library_refuses_and_keeps_nothing_either(libraries: Libraries, reader: Reader, desk: Path):
    info = libraries.create("sealed")
    vault, key, _ = made_vault(library=info.id)
    finish(seal(info, vault, key, CancelToken()))
    library = Libraries(info.folder.parent, WordEmbedder, lambda _info: key).open("sealed")
    try:
        library.terms.set_ceiling("CONFIDENTIAL")
        pdf(desk / "a.pdf")
        web(desk / "b.html")
        assert {failed.code for failed in added(library, reader, desk).failed} == {"above-ceiling"}
        with library.store.reading() as connection:
            assert connection.execute("SELECT count(*) FROM original_parts").fetchone() == (0,)
    finally:
        library.close()
