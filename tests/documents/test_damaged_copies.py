"""A small part of what `python -m benchmarks.reading --damaged 300` does, over files of the tests' own making."""

from __future__ import annotations

from email.message import EmailMessage
from pathlib import Path

import docx
import openpyxl
import pptx
import pytest

from assistant.errors import WorldError
from benchmarks.mutations import damaged_copies
from tests.documents import made
from tests.documents.conftest import Read

COPIES = 60
SEED = 20310309


@pytest.fixture
def sound(tmp_path: Path) -> list[Path]:
    """One small sound file of each of the main kinds."""
    folder = tmp_path / "sound"
    folder.mkdir()
    document, show, book = docx.Document(), pptx.Presentation(), openpyxl.Workbook()
    document.add_heading("Berths", 1)
    document.add_paragraph("The Aurora lies at berth 4. " * 20)
    document.save(str(folder / "a.docx"))
    show.slides.add_slide(show.slide_layouts[5]).shapes.title.text = "Berths"
    show.save(str(folder / "a.pptx"))
    sheet = book.active
    assert sheet is not None
    for number in range(50):
        sheet.append([f"Ship {number}", number])
    book.save(folder / "a.xlsx")
    mail = EmailMessage()
    mail["Subject"] = "Berths"
    mail.set_content("The Aurora lies at berth 4.")
    mail.add_attachment(b"list", maintype="text", subtype="plain", filename="list.txt")
    (folder / "a.eml").write_bytes(mail.as_bytes())
    (folder / "a.html").write_text("<h1>Berths</h1><table><tr><td>Aurora<td>4</table>", encoding="utf-8")
    (folder / "a.rtf").write_bytes(rb"{\rtf1\ansi The Aurora lies at {\b berth} 4.\par}")
    made.packed(folder / "a.zip", {"a.txt": "The Aurora lies at berth 4."})
    made.pdf(folder / "a.pdf", [[f"The Aurora lies at berth {number}." for number in range(9)]] * 3)
    return sorted(folder.iterdir())


def test_a_damaged_copy_is_read_or_refused_with_a_sentence(tmp_path: Path, sound: list[Path], read: Read):
    codes = {copy.name: _came_of(read, copy) for copy in damaged_copies(sound, tmp_path, COPIES, SEED)}
    assert not [name for name, code in codes.items() if code in {"reader-crashed", "reader-timeout", "out-of-memory"}]
    assert "read" in codes.values()


def _came_of(read: Read, path: Path) -> str:
    try:
        return "read" if read(path).pages else "no pages"
    except WorldError as error:
        return error.code
