from __future__ import annotations

import os
import socket
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import psutil
import pytest

from assistant.documents.model import Head
from assistant.documents.reader import Reader, ignored, supported_suffixes
from assistant.errors import Cancelled, WorldError
from assistant.guard.limits import Limits
from assistant.guard.sandbox import Launcher
from assistant.jobs import CancelToken
from tests.documents import made
from tests.documents.conftest import Read


@pytest.fixture
def own() -> Iterator[Callable[..., Reader]]:
    """Makes readers with limits of their own."""
    readers: list[Reader] = []

    def make(**limits: Any) -> Reader:
        readers.append(Reader(Launcher(Limits(**limits))))
        return readers[-1]

    yield make
    for reader in readers:
        reader.close()


def code_of(read: Callable[[], object]) -> str:
    with pytest.raises(WorldError) as error:
        read()
    assert error.value.message.endswith(".")
    return error.value.code


def test_each_bad_file_of_a_folder_has_its_reason_and_stops_no_other(tmp_path: Path, read: Read):
    good = made.pdf(tmp_path / "REPORT.PDF", [["The berth is free."]])
    (tmp_path / "empty.pdf").touch()
    (tmp_path / "page.pdf").write_text("<!DOCTYPE html><html><body>Hello</body></html>", encoding="utf-8")
    whole = made.packed(tmp_path / "whole.docx", {"word/document.xml": "<a/>" * 900, "[Content_Types].xml": "<a/>"})
    (tmp_path / "half.docx").write_bytes(whole.read_bytes()[: whole.stat().st_size // 2])
    (tmp_path / "odd.xyz").write_text("?", encoding="utf-8")
    names = ("empty.pdf", "page.pdf", "half.docx", "odd.xyz", "gone.pdf")
    codes = {name: code_of(partial(read, tmp_path / name)) for name in names}
    assert codes == {
        "empty.pdf": "empty-file",
        "page.pdf": "wrong-suffix",
        "half.docx": "damaged-file",
        "odd.xyz": "unsupported-format",
        "gone.pdf": "file-gone",
    }
    assert read(good).text == "The berth is free."


def test_what_is_no_ordinary_file_is_refused_without_waiting(tmp_path: Path, read: Read):
    os.mkfifo(tmp_path / "pipe.pdf")
    assert code_of(lambda: read(tmp_path / "pipe.pdf")) == "not-a-file"
    assert code_of(lambda: read(tmp_path)) == "not-a-file"


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="the administrator may read everything")
def test_a_file_without_read_permission_is_said(tmp_path: Path, read: Read):
    path = made.pdf(tmp_path / "closed.pdf", [["x"]])
    path.chmod(0)
    assert code_of(lambda: read(path)) == "unreadable-file"


def test_a_file_is_read_as_what_it_is_whatever_it_is_called(tmp_path: Path, read: Read):
    path = made.pdf(tmp_path / "notes.txt", [["Really a PDF."]])
    told = read(path)
    assert (told.head.kind, told.text) == ("pdf", "Really a PDF.")
    without = tmp_path / "0f3a9c"
    without.write_bytes(path.read_bytes())
    assert read(without).text == "Really a PDF."


def test_locks_and_system_files_are_passed_over_quietly():
    quiet = ["~$report.docx", ".~lock.a.odt#", ".DS_Store", "Thumbs.db", "desktop.ini", "a.pdf.crdownload", "._a.pdf"]
    assert all(ignored(Path(name)) for name in quiet)
    assert not any(ignored(Path(name)) for name in ("report.docx", ".hidden.pdf", "a~b.txt"))
    assert {".pdf", ".docx", ".msg", ".zip", ".tiff"} <= supported_suffixes()


def test_too_much_memory_costs_one_file_only(tmp_path: Path, own: Callable[..., Reader]):
    reader = own(memory=400_000_000, most_memory=400_000_000)
    (tmp_path / "big.txt").write_bytes(b"word " * 40_000_000)
    (tmp_path / "small.txt").write_text("fine", encoding="utf-8")
    code = code_of(lambda: list(reader.read(tmp_path / "big.txt", CancelToken())))
    assert code in {"out-of-memory", "reader-crashed"}
    _, page = reader.read(tmp_path / "small.txt", CancelToken())
    assert getattr(page, "text", "") == "fine"


def test_a_child_that_is_killed_costs_one_file_only(tmp_path: Path, own: Callable[..., Reader]):
    reader = own()
    path = made.pdf(tmp_path / "a.pdf", [[f"Page {number}"] for number in range(300)])
    reading = reader.read(path, CancelToken())
    next(reading)
    assert reader._child is not None
    psutil.Process(reader._child.pid).kill()
    assert code_of(lambda: list(reading)) == "reader-crashed"
    assert len(list(reader.read(path, CancelToken()))) == 301


def test_a_child_that_makes_no_progress_is_given_up(tmp_path: Path, own: Callable[..., Reader]):
    reader = own()
    path = made.pdf(tmp_path / "a.pdf", [["x"]])
    list(reader.read(path, CancelToken()))
    assert reader._child is not None
    psutil.Process(reader._child.pid).suspend()
    reader._launcher = Launcher(patience=0.5)
    assert code_of(lambda: list(reader.read(path, CancelToken()))) == "reader-timeout"
    reader._launcher = Launcher()
    assert len(list(reader.read(path, CancelToken()))) == 2


def test_reading_stops_on_request(tmp_path: Path, own: Callable[..., Reader]):
    reader = own()
    path = made.pdf(tmp_path / "a.pdf", [[f"Page {number}"] for number in range(200)])
    cancel = CancelToken()
    reading = reader.read(path, cancel)
    assert isinstance(next(reading), Head)
    cancel.cancel()
    with pytest.raises(Cancelled):
        list(reading)


def test_a_reading_that_is_left_half_way_does_not_disturb_the_next(tmp_path: Path, own: Callable[..., Reader]):
    reader = own()
    first = made.pdf(tmp_path / "a.pdf", [[f"First {number}"] for number in range(100)])
    second = made.pdf(tmp_path / "b.pdf", [["Second"]])
    reading = reader.read(first, CancelToken())
    next(reading)
    reading.close()  # type: ignore[attr-defined] # it is a generator
    assert getattr(list(reader.read(second, CancelToken()))[1], "text", "") == "Second"


def test_a_document_cannot_reach_the_network(tmp_path: Path, read: Read):
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        port = server.getsockname()[1]
        (tmp_path / "a.html").write_text(
            f'<link rel=stylesheet href="http://127.0.0.1:{port}/a.css"><img src="http://127.0.0.1:{port}/b.png">'
            f'<base href="http://127.0.0.1:{port}/"><p>Seen</p><iframe src="http://127.0.0.1:{port}/c"></iframe>',
            encoding="utf-8",
        )
        rels = (
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
            'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
            'Target="word/document.xml"/></Relationships>'
        )
        outside = rels.replace(
            'Target="word/document.xml"', f'Target="http://127.0.0.1:{port}/d.png" TargetMode="External"'
        )
        body = (
            '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r>'
            "<w:t>Also seen</w:t></w:r></w:p></w:body></w:document>"
        )
        made.packed(
            tmp_path / "a.docx",
            {
                "_rels/.rels": rels,
                "word/document.xml": body,
                "word/_rels/document.xml.rels": outside,
                "[Content_Types].xml": "<Types/>",
            },
        )
        assert read(tmp_path / "a.html").text == "Seen"
        assert read(tmp_path / "a.docx").text == "Also seen"
        with pytest.raises(TimeoutError):
            server.accept()


def test_no_text_stays_behind_in_any_cache(tmp_path: Path, own: Callable[..., Reader], own_home: Path):
    reader = own()
    rtf = tmp_path / "a.rtf"
    rtf.write_bytes(rb"{\rtf1\ansi The marker is QUILLFEATHER.}")
    told = list(reader.read(rtf, CancelToken()))
    assert "QUILLFEATHER" in getattr(told[1], "text", "")
    assert reader._child is not None
    folder = Path(f"/proc/{reader._child.pid}/cwd")
    assert not [path for path in folder.rglob("*") if path.is_file() and b"QUILLFEATHER" in path.read_bytes()]
    assert not list(own_home.rglob("*"))
