from __future__ import annotations

from pathlib import Path

import pytest

from assistant.documents.reader import Reader
from assistant.library import catalogue
from assistant.library.library import Library
from tests.library.work import added

PUMP = '"pump"'


def test_a_choice_of_documents_is_looked_up_once_until_something_is_written(
    library: Library, reader: Reader, desk: Path, monkeypatch: pytest.MonkeyPatch
):
    for number in range(3):
        (desk / f"{number}.txt").write_text(f"The pump of unit {number} was checked.")
    added(library, reader, desk)
    hashes = [record.sha256 for record in library.documents()]
    looked_up: list[object] = []
    really = catalogue.document_ids

    def counted(connection: object, wanted: tuple[str, ...]) -> dict[str, int]:
        looked_up.append(wanted)
        return really(connection, wanted)

    monkeypatch.setattr(catalogue, "document_ids", counted)
    question = library.embedder.query("pump")
    for chosen in (hashes[:2], hashes[:2], hashes[1:]):
        found = {number for number, _ in library.lexical(PUMP, 9, chosen)}
        assert found == {number for number, _ in library.nearest(question, 9, chosen)}
        assert {place[0] for place in library.located(found).values()} == set(chosen)
    assert looked_up == [tuple(hashes[:2]), tuple(hashes[1:])]
    library.remove(hashes[1])
    assert len(library.lexical(PUMP, 9, hashes[1:])) == 1
