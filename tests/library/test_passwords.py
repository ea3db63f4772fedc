from __future__ import annotations

from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter
from reportlab.pdfgen.canvas import Canvas

from assistant.documents.reader import Reader
from assistant.library.library import Library
from tests.library.work import added, found_by_words


@pytest.fixture
def locked(desk: Path, tmp_path: Path) -> Path:
    plain, file = tmp_path / "plain.pdf", desk / "locked.pdf"
    canvas = Canvas(str(plain))
    canvas.drawString(72, 700, "The combination of the safe is written here.")
    canvas.save()
    writer = PdfWriter(clone_from=PdfReader(plain))
    writer.encrypt("sesame", algorithm="AES-256")
    writer.write(file)
    return file


def test_a_locked_file_is_asked_for_each_time_until_its_password_is_given(
    library: Library, reader: Reader, desk: Path, locked: Path
):
    for _ in range(2):
        assert [failure.code for failure in added(library, reader, desk).failed] == ["password-needed"]
    assert [failure.code for failure in added(library, reader, desk, passwords={locked: "no"}).failed] == [
        "password-wrong"
    ]
    assert library.failures() == []
    assert added(library, reader, locked, passwords={locked: "sesame"}).failed == ()
    assert len(found_by_words(library, "combination")) == 1


def test_a_password_given_for_a_folder_opens_the_files_in_it(
    library: Library, reader: Reader, desk: Path, locked: Path
):
    (desk / "open.txt").write_text("open to all")
    report = added(library, reader, desk, passwords={desk: "sesame"})
    assert {Path(told.path).name for told in report.added} == {locked.name, "open.txt"}
