from __future__ import annotations

from pathlib import Path

from PIL import Image

from assistant.documents.reader import Reader
from assistant.library.library import Library
from tests.library.work import added


def test_every_file_is_listed_with_what_became_of_it(library: Library, reader: Reader, desk: Path):
    (desk / "a good one.txt").write_text("some words")
    (desk / "b empty.pdf").write_text("")
    (desk / "c.docx").write_bytes(b"PK\x03\x04 and then nothing")
    (desk / "~$d.docx").write_text("lock")
    Image.new("RGB", (400, 300), "white").save(desk / "e.png")
    files = added(library, reader, desk).files
    assert [(Path(line.path).name, line.outcome, line.code) for line in files] == [
        ("a good one.txt", "read", ""),
        ("b empty.pdf", "failed", "empty-file"),
        ("c.docx", "failed", "damaged-file"),
        ("e.png", "failed", ""),
        ("~$d.docx", "ignored", ""),
    ]
    assert (files[0].pages, files[0].read_as, files[0].vectors_pending) == (1, {"text": 1}, False)
    assert (files[3].read_as, files[3].reason) == ({"empty": 1}, "No text was found on any page.")
    assert files[2].reason.endswith(".")


def test_files_that_are_known_are_listed_as_unchanged_with_their_pages(library: Library, reader: Reader, desk: Path):
    (desk / "a.txt").write_text("some words")
    [first] = added(library, reader, desk).files
    [second] = added(library, reader, desk).files
    assert (second.outcome, second.document, second.pages) == ("unchanged", first.document, 1)
