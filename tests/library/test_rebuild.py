from __future__ import annotations

from pathlib import Path

import pytest

from assistant.documents.reader import Reader
from assistant.errors import Cancelled, WorldError
from assistant.jobs import CancelToken, finish
from assistant.library.ingest import rebuild
from assistant.library.libraries import Libraries
from tests.library.embedders import WordEmbedder
from tests.library.work import added, found_by_meaning, found_by_words

OTHERS = {
    "another model": WordEmbedder(name="other", digest="2"),
    "the same model in another version": WordEmbedder(digest="2"),
    "another dimension": WordEmbedder(dimension=16, digest="3"),
}


@pytest.fixture
def filled(libraries: Libraries, reader: Reader, desk: Path) -> Path:
    for number, text in enumerate(["The pump leaks oil.", "Parliament met.", "Bolts and nuts."]):
        (desk / f"{number}.txt").write_text(text)
    library = libraries.open("mine", create=True)
    added(library, reader, desk)
    library.close()
    return library.folder.parent


@pytest.mark.parametrize("other", OTHERS.values(), ids=OTHERS)
def test_vectors_of_another_embedder_are_never_mixed(filled: Path, reader: Reader, desk: Path, other: WordEmbedder):
    library = Libraries(filled, lambda: other).open("mine")
    assert library.embedder_differs
    for attempt in (
        lambda: library.nearest(other.query("pump"), 3),
        lambda: library.vectors([1]),
        library.document_vectors,
        lambda: added(library, reader, desk),
    ):
        with pytest.raises(WorldError) as caught:
            attempt()
        assert caught.value.code == "embedder-differs"
    assert found_by_words(library, "pump") == ["The pump leaks oil."]
    library.remove("1.txt")
    library.close()


@pytest.mark.parametrize("other", OTHERS.values(), ids=OTHERS)
def test_a_rebuild_makes_all_vectors_anew_from_the_stored_pages(filled: Path, other: WordEmbedder, desk: Path):
    for file in desk.iterdir():
        file.unlink()
    library = Libraries(filled, lambda: other).open("mine")
    finish(rebuild(library, CancelToken()))
    assert not library.embedder_differs
    assert {record.status for record in library.documents()} == {"indexed"}
    assert found_by_meaning(library, "the pump leaks") == "The pump leaks oil."
    library.index.open()
    assert found_by_meaning(library, "parliament met") == "Parliament met."
    assert found_by_words(library, "bolts") == ["Bolts and nuts."]
    library.close()


def test_a_rebuild_that_was_stopped_goes_on(filled: Path, reader: Reader, desk: Path):
    other = WordEmbedder(digest="2")
    library = Libraries(filled, lambda: other).open("mine")
    stopped = CancelToken()
    stopped.cancel()
    with pytest.raises(Cancelled):
        finish(rebuild(library, stopped))
    assert not library.embedder_differs
    report = added(library, reader, desk)
    assert len(report.unchanged) == 3
    assert {record.status for record in library.documents()} == {"indexed"}
    assert library.coverage().vectors_pending == 0
    library.close()


def test_passages_are_cut_anew_where_the_rules_changed(filled: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("assistant.library.identity.RULES", "next")
    monkeypatch.setattr("assistant.library.passages.cutting.RULES", "next")
    library = Libraries(filled, WordEmbedder).open("mine")
    assert library.embedder_differs
    before = [passage.id for record in library.documents() for passage in library.passages_of(record.sha256)]
    finish(rebuild(library, CancelToken()))
    after = [passage.id for record in library.documents() for passage in library.passages_of(record.sha256)]
    assert len(after) == len(before)
    assert not set(after) & set(before)
    assert found_by_words(library, "parliament") == ["Parliament met."]
    library.close()
