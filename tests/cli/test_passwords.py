from __future__ import annotations

from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter
from reportlab.pdfgen.canvas import Canvas

from tests.commands import haversack


@pytest.fixture
def locked(tmp_path: Path) -> Path:
    plain, file = tmp_path / "plain.pdf", tmp_path / "locked.pdf"
    canvas = Canvas(str(plain))
    canvas.drawString(72, 700, "The combination of the safe is written here.")
    canvas.save()
    writer = PdfWriter(clone_from=PdfReader(plain))
    writer.encrypt("sesame", algorithm="AES-256")
    writer.write(file)
    return file


def test_a_locked_file_opens_with_its_password_only(locked: Path, tmp_path: Path):
    home = tmp_path / "home"
    for options, code in (((), "password-needed"), (("--password", "open"), "password-wrong")):
        done = haversack("add", locked, *options, "--json", home=home)
        assert (done.code, done.json["failed"][0]["code"]) == (1, code)
    done = haversack("add", locked, "--password", "sesame", "--json", home=home)
    assert (done.code, done.json["failed"]) == (0, [])


def test_a_machine_without_a_key_store_says_so_and_keeps_nothing(locked: Path, tmp_path: Path):
    done = haversack("add", locked, "--password", "sesame", "--remember", "--json", home=tmp_path / "home")
    assert (done.code, done.json["error"]["code"]) == (1, "no-key-store")
    kept = [path for path in (tmp_path / "home").rglob("*") if path.is_file()]
    assert all(b"sesame" not in path.read_bytes() for path in kept)
