from __future__ import annotations

from pathlib import Path

import pytest

from assistant.documents.reader import Reader
from assistant.errors import UsageError
from assistant.library.library import Library
from assistant.library.spans import joined
from tests.library.work import added


def fill(library: Library, reader: Reader, desk: Path, count: int) -> list[str]:
    """Add text files of several passages each; return their hashes in the order of their numbers."""
    for number in range(count):
        (desk / f"{number:02}.txt").write_text(f"pump number{number} on the shelf\n" * (80 + number), encoding="utf-8")
    added(library, reader, desk)
    return [record.sha256 for record in sorted(library.documents(), key=lambda record: record.path)]


def documents_found(library: Library, expression: str, within: set[str] | None = None) -> set[str]:
    found = library.lexical(expression, 1000, within)
    return {document for document, _ in library.located([passage for passage, _ in found]).values()}


@pytest.mark.parametrize("step", [1, 2, 3, 5])
def test_scattered_documents_are_found_as_if_all_had_been_looked_at(
    library: Library, reader: Reader, desk: Path, step: int
):
    hashes = fill(library, reader, desk, 9)
    chosen = set(hashes[::step])
    everywhere = library.lexical("pump", 1000)
    places = library.located([passage for passage, _ in everywhere])
    assert library.lexical("pump", 1000, chosen) == [row for row in everywhere if places[row[0]][0] in chosen]


def test_a_choice_follows_what_is_added_and_removed(library: Library, reader: Reader, desk: Path):
    hashes = fill(library, reader, desk, 3)
    assert documents_found(library, "pump", set(hashes)) == set(hashes)
    library.remove(hashes[1])
    assert documents_found(library, "pump", set(hashes)) == {hashes[0], hashes[2]}
    (desk / "later.txt").write_text("another pump\n", encoding="utf-8")
    added(library, reader, desk)
    later = {record.sha256 for record in library.documents()} - set(hashes)
    assert documents_found(library, "pump", later) == later


def test_the_share_of_passages_that_hold_a_word_is_told(library: Library, reader: Reader, desk: Path):
    assert library.share_with('"pump"') == 0
    fill(library, reader, desk, 2)
    assert library.share_with('"pump"') == 1
    assert 0 < library.share_with('"number1"') < 1
    with pytest.raises(UsageError, match="search words"):
        library.share_with('"unclosed')


def test_ranges_that_touch_are_one():
    assert joined([(1, 4), (5, 9), (11, 12)]) == [(1, 9), (11, 12)]
    assert joined([]) == []
