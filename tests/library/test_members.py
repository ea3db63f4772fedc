from __future__ import annotations

import io
import zipfile
from email.message import EmailMessage
from pathlib import Path

from assistant.documents.reader import Reader
from assistant.library.library import Library
from tests.library.embedders import WordEmbedder
from tests.library.work import added, found_by_words


def zipped(**members: str | bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), content)
    return packed.getvalue()


def paths(library: Library) -> set[str]:
    return {Path(path).name for record in library.documents() for path in record.paths}


def test_documents_in_an_archive_have_the_archive_in_their_path(library: Library, reader: Reader, desk: Path):
    file = desk / "reports.zip"
    file.write_bytes(zipped(a_txt="first text", folder__b_txt="second text"))
    report = added(library, reader, file)
    assert report.failed == ()
    assert {told.path for told in report.added} >= {f"{file}/a.txt", f"{file}/folder/b.txt"}
    assert found_by_words(library, "second") == ["second text"]
    assert library.document("folder/b.txt").title == "b"


def test_an_unchanged_archive_is_not_unpacked_again(library: Library, reader: Reader, desk: Path, words: WordEmbedder):
    file = desk / "reports.zip"
    file.write_bytes(zipped(a_txt="first text", inner_zip=zipped(b_txt="second text")))
    added(library, reader, file)
    words.embedded.clear()
    report = added(library, reader, file)
    assert len(report.added) == 0
    assert words.embedded == []
    assert {"a.txt", "b.txt"} <= paths(library)


def test_what_left_an_archive_leaves_the_library(library: Library, reader: Reader, desk: Path):
    file = desk / "reports.zip"
    inner = zipped(b_txt="kept inside")
    file.write_bytes(zipped(a_txt="going text", inner_zip=inner))
    added(library, reader, file)
    file.write_bytes(zipped(c_txt="coming text", inner_zip=inner))
    added(library, reader, file)
    assert {"b.txt", "c.txt"} <= paths(library)
    assert "a.txt" not in paths(library)
    assert found_by_words(library, "going") == []
    file.unlink()
    added(library, reader, desk)
    assert all(record.missing for record in library.documents() if record.path.startswith(f"{file}/"))


def test_a_renamed_archive_takes_its_documents_along(library: Library, reader: Reader, desk: Path):
    file = desk / "old.zip"
    file.write_bytes(zipped(a_txt="some text"))
    added(library, reader, desk)
    moved = file.rename(desk / "new.zip")
    added(library, reader, desk)
    assert library.document(f"{moved}/a.txt").paths == (f"{moved}/a.txt",)
    assert not any(record.missing for record in library.documents())


def test_a_bad_document_in_an_archive_costs_only_itself_and_is_told_each_time(
    library: Library, reader: Reader, desk: Path
):
    file = desk / "reports.zip"
    file.write_bytes(zipped(a_txt="good text", bad_docx=b"PK\x03\x04 no more"))
    for report in (added(library, reader, desk), added(library, reader, desk)):
        assert [(failure.path, failure.code) for failure in report.failed] == [(f"{file}/bad.docx", "damaged-file")]
    assert found_by_words(library, "good") == ["good text"]


def test_archives_inside_archives_end_somewhere(library: Library, reader: Reader, desk: Path):
    packed = zipped(deep_txt="the deepest text")
    for _ in range(12):
        packed = zipped(inner_zip=packed)
    (desk / "deep.zip").write_bytes(packed)
    for report in (added(library, reader, desk), added(library, reader, desk)):
        assert [failure.code for failure in report.failed] == ["nested-too-deep"]
    assert found_by_words(library, "deepest") == []
    assert len(library.documents()) == 5


def test_names_in_an_archive_lead_nowhere(library: Library, reader: Reader, desk: Path, tmp_path: Path):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("../../escaped.txt", "outside")
        archive.writestr("/etc/absolute.txt", "absolute")
        archive.writestr("n" * 300 + ".txt", "long name")
    (desk / "odd.zip").write_bytes(packed.getvalue())
    added(library, reader, desk)
    assert not list(tmp_path.rglob("escaped.txt"))
    assert found_by_words(library, "long") == ["long name"]


def test_an_attachment_of_a_mail_is_a_document(library: Library, reader: Reader, desk: Path):
    mail = EmailMessage()
    mail["Subject"], mail["From"], mail["To"] = "Seals", "anna@example.org", "ben@example.org"
    mail.set_content("See the list.")
    mail.add_attachment(b"seal list: twelve rings", maintype="text", subtype="plain", filename="list.txt")
    (desk / "seals.eml").write_bytes(bytes(mail))
    report = added(library, reader, desk)
    assert report.failed == ()
    assert found_by_words(library, "rings") == ["seal list: twelve rings"]
    assert library.document("list.txt").path == str(desk / "seals.eml" / "list.txt")


def test_what_could_not_be_taken_out_of_an_archive_is_told_each_time(library: Library, reader: Reader, desk: Path):
    packed = bytearray(zipped(a_txt="good text", b_txt="locked text"))
    for signature, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        packed[packed.rindex(signature) + flags] |= 1  # the second entry claims to be encrypted
    (desk / "locked.zip").write_bytes(packed)
    for report in (added(library, reader, desk), added(library, reader, desk)):
        assert [(failure.path, failure.code) for failure in report.failed] == [
            (f"{desk / 'locked.zip'}/b.txt", "unreadable-member")
        ]
    assert found_by_words(library, "good") == ["good text"]
    file = desk / "locked.zip"
    assert [failure.code for failure in added(library, reader, file, passwords={file: "wrong"}).failed] != []
