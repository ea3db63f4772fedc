from __future__ import annotations

from pathlib import Path

import pytest

from assistant.documents.values import PageStatus
from tests.documents import made
from tests.documents.conftest import Read

OPF = 'xmlns="http://www.idpf.org/2007/opf"'


def page(words: str) -> str:
    return f"<html><body><p>{words}</p></body></html>"


@pytest.mark.parametrize("opened", ["<package>", '<package xmlns="http://openebook.org/namespaces/oeb-package/1.0/">'])
def test_a_book_of_another_age_is_read(tmp_path: Path, read: Read, opened: str):
    items = '<item id="b" href="b.html" media-type="text/x-oeb1-document"/><item id="a" href="a.html#top"/>'
    package = f'{opened}{items}<spine><itemref idref="b"/><itemref idref="a"/></spine></package>'
    told = read(made.book(tmp_path / "a.epub", {"a.html": page("Second."), "b.html": page("First.")}, package))
    assert [page.text for page in told.pages] == ["First.", "Second."]


def test_a_chapter_that_is_told_nowhere_or_is_a_picture_is_said(tmp_path: Path, read: Read):
    items = '<item id="a" href="A%20one.HTML"/><item id="p" href="cover.png"/>'
    spine = '<itemref idref="p"/><itemref idref="gone"/><itemref idref="a"/>'
    book = made.book(tmp_path / "a.epub", {"a one.html": page("Words.")}, f"<package {OPF}>{items}{spine}</package>")
    assert [(page.status, page.text or page.reason) for page in read(book).pages] == [
        (PageStatus.FAILED, "This chapter is a picture, which was not read."),
        (PageStatus.FAILED, "This chapter is damaged or missing."),
        (PageStatus.TEXT, "Words."),
    ]


def test_chapters_of_a_book_without_a_list_are_read_by_name(tmp_path: Path, read: Read):
    told = read(
        made.book(tmp_path / "a.epub", {"b.html": page("Second."), "a.html": page("First.")}, f"<package {OPF}/>")
    )
    first, second, last = told.pages
    assert (first.text, second.text, "order of their names" in last.reason) == ("First.", "Second.", True)


def test_a_book_of_nothing_says_so(tmp_path: Path, read: Read):
    (only,) = read(made.book(tmp_path / "a.epub", {}, f"<package {OPF}><itemref idref='x'/></package>")).pages
    assert only.status is PageStatus.FAILED


def test_the_encoding_that_a_chapter_names_is_used(tmp_path: Path, read: Read):
    chapter = '<?xml version="1.0" encoding="windows-1251"?>' + page("Насос осушить")
    assert read(made.book(tmp_path / "a.epub", {"a.xhtml": chapter.encode("cp1251")})).text == "Насос осушить"
