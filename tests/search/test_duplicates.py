from __future__ import annotations

from collections.abc import Iterator

from assistant.search.duplicates import folded
from assistant.search.evidence import Evidence


def evidence(text: str, page: int) -> Evidence:
    return Evidence(page, "a" * 64, "/a.pdf", "A", page, str(page), 0, len(text), text, 1.0 / page)


NOTICE = "This document is the property of the owner and must not be copied without permission in writing."


def test_what_says_the_same_is_shown_once_with_its_other_places():
    found = folded(
        [evidence(NOTICE, 1), evidence("Quite another text about pumps.", 2), evidence(NOTICE.upper(), 3)], 10
    )
    assert [item.page for item in found] == [1, 2]
    assert found[0].also_on == (("a" * 64, 3),)


def test_tables_that_differ_in_their_figures_are_not_the_same():
    rows = ["Revenue 1 2 3 4 5 6", "Revenue 7 8 9 10 11 12"]
    assert len(folded([evidence(text, page) for page, text in enumerate(rows, 1)], 10)) == 2


def test_no_more_is_taken_than_asked_for():
    def endless() -> Iterator[Evidence]:
        for page in range(1, 100):
            assert page < 5
            yield evidence(f"text number {page} of many that differ", page)

    assert len(folded(endless(), 3)) == 3


def test_empty_texts_are_not_the_same():
    assert len(folded([evidence("", 1), evidence("—", 2)], 5)) == 2
