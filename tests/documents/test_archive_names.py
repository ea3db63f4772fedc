from __future__ import annotations

import stat
import struct
import warnings
import zipfile
import zlib
from pathlib import Path

import pytest

from assistant.documents.reader import Reader
from assistant.jobs import CancelToken
from tests.documents import made


def named(path: Path, names: list[bytes], extra: bytes = b"") -> Path:
    """Write an archive with names of any bytes that tells no encoding of them."""
    entries, contents = b"", b""
    for name in names:
        fields = (0, 0, 0, 0x5A21, zlib.crc32(b"x"), 1, 1, len(name), len(extra))
        place = len(entries)
        entries += struct.pack("<4s5H3I2H", b"PK\3\4", 20, *fields) + name + extra + b"x"
        contents += struct.pack("<4s6H3I5H2I", b"PK\1\2", 20, 20, *fields, 0, 0, 0, 0, place) + name + extra
    end = struct.pack("<4s4H2IH", b"PK\5\6", 0, 0, len(names), len(names), len(contents), len(entries), 0)
    path.write_bytes(entries + contents + end)
    return path


def told(reader: Reader, path: Path) -> list[str]:
    return [member.name for member in reader.extract(path, CancelToken())]


@pytest.mark.parametrize(
    ("encoding", "names"),
    [
        ("utf-8", ["Größe/日本.txt"]),
        ("cp437", ["Größe und Maß.txt"]),
        ("cp932", ["報告書/港のクレーン.txt", "報告書/予算.txt"]),
        ("cp866", ["Отчёт о насосах за год.txt"]),
        ("cp1252", ["Größe der Schläuche – Übersicht.txt"]),
    ],
)
def test_names_are_read_in_the_encoding_of_their_machine(
    tmp_path: Path, reader: Reader, encoding: str, names: list[str]
):
    assert told(reader, named(tmp_path / "a.zip", [name.encode(encoding) for name in names])) == names


def test_a_name_that_stands_beside_the_entry_is_taken(tmp_path: Path, reader: Reader):
    name = "Größe.txt".encode()
    extra = struct.pack("<HHBI", 0x7075, 5 + len(name), 1, 0) + name
    assert told(reader, named(tmp_path / "a.zip", [b"Gr_e.txt"], extra)) == ["Größe.txt"]


def test_no_two_members_have_one_name(tmp_path: Path, reader: Reader):
    with warnings.catch_warnings(), zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        warnings.simplefilter("ignore")  # of the library that writes it, about the very thing
        for number, name in enumerate(("a.txt", "a.txt", "a (2).txt", "b/../a.txt", "./a.txt")):
            archive.writestr(name, str(number))
    names = told(reader, tmp_path / "a.zip")
    assert names == ["a.txt", "a (2).txt", "a (2) (2).txt", "b/a.txt", "a (3).txt"]


def test_a_link_is_no_document(tmp_path: Path, reader: Reader):
    link = zipfile.ZipInfo("link.txt")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr(link, "/etc/hostname")
    (member,) = reader.extract(tmp_path / "a.zip", CancelToken())
    assert (member.data, member.reason) == (b"", "It is a link to another file.")


def test_folders_with_the_names_of_office_parts_are_folders(tmp_path: Path, reader: Reader):
    path = made.packed(tmp_path / "a.zip", {"word/report.txt": "a", "xl/b.txt": "b", "ppt/c.txt": "c"})
    assert told(reader, path) == ["word/report.txt", "xl/b.txt", "ppt/c.txt"]
