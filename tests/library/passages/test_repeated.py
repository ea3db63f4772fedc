from __future__ import annotations

from assistant.library.passages.repeated import with_boilerplate
from tests.library.work import page_of


def test_running_heads_and_numbered_footers_are_marked_and_nothing_else():
    pages = [
        page_of(f"Acme Manual\nText {name} here.\nand more {name}\nPage {n} of 5", number=n)
        for n, name in enumerate("abcde", 1)
    ]
    for page in with_boilerplate(pages):
        assert [page.text[start:end] for start, end in page.boilerplate] == ["Acme Manual", f"Page {page.number} of 5"]


def test_lines_of_few_pages_are_not_repeated_matter():
    pages = [page_of("Same line\nother", number=number) for number in (1, 2, 3)]
    assert with_boilerplate(pages) == pages


def test_what_the_reader_marked_stays():
    page = page_of("a\nb")
    marked = [type(page)(**{**vars(page), "boilerplate": ((2, 3),)})]
    assert with_boilerplate(marked) == marked
