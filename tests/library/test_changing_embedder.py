from __future__ import annotations

import multiprocessing
import os
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from assistant.documents.reader import Reader
from assistant.errors import Cancelled, WorldError
from assistant.jobs import CancelToken, finish
from assistant.library import coming
from assistant.library.adding.board import Board
from assistant.library.adding.embedding import Embedding
from assistant.library.adding.waiting import Unembedded
from assistant.library.audit.entries import Action
from assistant.library.embedder import Vectors
from assistant.library.identity import Identity
from assistant.library.libraries import Libraries
from assistant.library.library import Library
from assistant.library.reembedding import change_embedder, seconds_needed
from tests.library.embedders import WordEmbedder
from tests.library.test_sealing import SEALED_FILES, keyed, sealed_by
from tests.library.work import added, found_by_meaning, found_by_words

TEXTS = {"pump": "The pump leaks oil. ", "house": "Parliament met. ", "store": "Bolts and nuts. "}


class Another(WordEmbedder):
    """A model of another length, as the engine would have it, that may be stopped or fail after some passages."""

    def __init__(self, dimension: int = 48, digest: str = "2") -> None:
        super().__init__(dimension, "another", digest)
        self.weights = digest
        self.fails_after: int | None = None
        self.stops: CancelToken | None = None

    def passages(self, texts: Sequence[str], cancel: CancelToken | None = None) -> Vectors:
        if self.fails_after is not None and len(self.embedded) >= self.fails_after:
            if self.stops is None:
                raise WorldError("engine-gone", "The engine stopped while it was working. Ask again.")
            self.stops.cancel()
        return super().passages(texts, cancel)


def fill(library: Library, reader: Reader, desk: Path) -> Library:
    for name, text in TEXTS.items():
        (desk / f"{name}.txt").write_text("\f".join(f"{text}{name}{page} " * 3 for page in range(20)))
    added(library, reader, desk)
    return library


@pytest.fixture
def filled(library: Library, reader: Reader, desk: Path) -> Library:
    return fill(library, reader, desk)


@pytest.fixture
def left(libraries: Libraries, reader: Reader, desk: Path) -> Library:
    """A filled library that the test closes."""
    return fill(libraries.open("test", create=True), reader, desk)


def passage_ids(library: Library) -> list[int]:
    return [passage.id for record in library.documents() for passage in library.passages_of(record.sha256)]


def test_the_old_vectors_serve_until_the_new_ones_are_whole(filled: Library):
    another, before = Another(), passage_ids(filled)
    steps = 0
    for step in change_embedder(filled, another, CancelToken()):
        steps += 1
        assert step.total == len(before)
        if step.done < len(before):
            assert not filled.embedder_differs
            assert "pump3" in found_by_meaning(filled, "pump3 leaks")
    assert steps >= len(before) // 16
    assert filled.embedder is another
    assert filled.index.table().rows.shape == (len(before), 48)
    assert passage_ids(filled) == before
    assert "house7" in found_by_meaning(filled, "parliament house7")
    filled.index.open()
    assert "store7" in found_by_meaning(filled, "bolts store7")


def test_what_is_found_is_found_by_the_new_model_after_the_library_is_opened_again(left: Library, tmp_path: Path):
    another = Another()
    finish(change_embedder(left, another, CancelToken()))
    left.close()
    asked: list[Identity] = []

    def of_engine(identity: Identity) -> Another:
        asked.append(identity)
        return another

    opened = Libraries(tmp_path / "libraries", WordEmbedder, of_engine=of_engine).open("test")
    assert [(identity.name, identity.dimension) for identity in asked] == [("another", 48)]
    assert "pump3" in found_by_meaning(opened, "pump3 leaks")
    opened.close()


def test_without_an_engine_such_a_library_offers_a_rebuild(left: Library, tmp_path: Path):
    finish(change_embedder(left, Another(), CancelToken()))
    left.close()
    opened = Libraries(tmp_path / "libraries", WordEmbedder).open("test")
    assert opened.embedder_differs
    assert len(found_by_words(opened, "pump3")) == 1
    opened.close()


@pytest.mark.parametrize("stopped", [True, False], ids=["stopped", "engine gone"])
def test_one_that_ends_early_leaves_the_old_vectors_and_goes_on_later(filled: Library, *, stopped: bool):
    another, cancel = Another(), CancelToken()
    another.fails_after, another.stops = 20, cancel if stopped else None
    with pytest.raises(Cancelled if stopped else WorldError):
        finish(change_embedder(filled, another, cancel))
    assert not filled.embedder_differs
    assert "pump3" in found_by_meaning(filled, "pump3 leaks")
    made = coming.count(filled.store)
    assert made > 0
    another.fails_after = None
    another.embedded.clear()
    finish(change_embedder(filled, another, CancelToken()))
    assert len(another.embedded) == len(passage_ids(filled)) - made
    assert filled.embedder is another


def kill_midway(folder: Path) -> None:
    library = Libraries(folder, WordEmbedder).open("test")
    for step in change_embedder(library, Another(), CancelToken()):
        if step.done >= 20:
            os._exit(9)


def test_a_kill_midway_loses_neither_the_old_vectors_nor_what_was_made(left: Library, tmp_path: Path):
    left.close()
    child = multiprocessing.get_context("spawn").Process(target=kill_midway, args=(tmp_path / "libraries",))
    child.start()
    child.join(60)
    assert child.exitcode == 9
    opened = Libraries(tmp_path / "libraries", WordEmbedder).open("test")
    assert not opened.embedder_differs
    assert "pump3" in found_by_meaning(opened, "pump3 leaks")
    assert coming.count(opened.store) >= 20
    finish(change_embedder(opened, Another(), CancelToken()))
    assert "pump3" in found_by_meaning(opened, "pump3 leaks")
    opened.close()


def test_another_model_begins_anew(filled: Library):
    first, second = Another(), Another(32, "3")
    first.fails_after = 20
    with pytest.raises(WorldError):
        finish(change_embedder(filled, first, CancelToken()))
    finish(change_embedder(filled, second, CancelToken()))
    assert len(second.embedded) == len(passage_ids(filled))
    assert filled.index.table().rows.shape[1] == 32


def test_each_change_is_logged_from_which_model_to_which(filled: Library, words: WordEmbedder):
    for embedder in (Another(), words):
        finish(change_embedder(filled, embedder, CancelToken()))
    told = [entry.subject for entry in filled.audit.entries() if entry.action == Action.EMBEDDER_CHANGED]
    assert told == [
        {"before": "words", "model": "another", "digest": "2"},
        {"before": "another", "model": "words", "digest": ""},
    ]


def test_the_shipped_model_can_be_taken_back(filled: Library, words: WordEmbedder):
    finish(change_embedder(filled, Another(), CancelToken()))
    finish(change_embedder(filled, words, CancelToken()))
    assert not filled.embedder_differs
    assert "pump3" in found_by_meaning(filled, "pump3 leaks")


def test_documents_that_come_and_go_meanwhile_are_searched_by_the_new_model(
    filled: Library, reader: Reader, desk: Path
):
    late = desk / "late.txt"
    for number, _ in enumerate(change_embedder(filled, Another(), CancelToken())):
        if number == 1:
            filled.remove("house.txt")
            late.write_text("Zinc anodes of the hull.")
            added(filled, reader, late)
    assert found_by_meaning(filled, "zinc anodes") == "Zinc anodes of the hull."
    assert {record.status for record in filled.documents()} == {"indexed"}


def test_vectors_made_by_the_old_model_are_not_kept_once_another_was_taken(filled: Library):
    board = Board(CancelToken())
    embedding = Embedding(filled, board, CancelToken())
    finish(change_embedder(filled, Another(), CancelToken()))
    before = filled.index.table().rows.copy()
    document = filled.passages_of("pump.txt")[0]
    embedding.put(Unembedded(1, document.id, [document.text], "indexed", 1))
    embedding.end()
    embedding.run()
    assert np.array_equal(filled.index.table().rows, before)


def test_a_question_embedded_by_the_old_model_finds_nothing_afterwards(filled: Library, words: WordEmbedder):
    question = words.query("pump3 leaks")
    finish(change_embedder(filled, Another(), CancelToken()))
    assert filled.nearest(question, 3) == []


def test_the_time_it_takes_is_measured_on_some_passages(filled: Library):
    another = Another()
    assert seconds_needed(filled, another) > 0
    assert len(another.embedded) == 9
    assert filled.embedder is not another


def test_documents_are_read_and_found_by_words_while_the_engine_that_embeds_is_gone(
    library: Library, reader: Reader, desk: Path
):
    another = Another()
    finish(change_embedder(library, another, CancelToken()))
    for number in range(5):
        (desk / f"{number}.txt").write_text(f"Anode {number} of the hull.")
    another.fails_after = 0
    with pytest.raises(WorldError) as caught:
        added(library, reader, desk)
    assert caught.value.code == "engine-gone"
    assert found_by_words(library, "hull") == [f"Anode {number} of the hull." for number in range(5)]
    assert library.coverage().vectors_pending == 5
    another.fails_after = None
    added(library, reader, desk)
    assert library.coverage().vectors_pending == 0
    assert found_by_meaning(library, "anode 3") == "Anode 3 of the hull."


def test_an_empty_library_takes_another_model_at_once(library: Library, reader: Reader, desk: Path):
    another = Another()
    assert seconds_needed(library, another) == 0
    finish(change_embedder(library, another, CancelToken()))
    (desk / "a.txt").write_text("Zinc anodes.")
    added(library, reader, desk)
    assert library.index.table().rows.shape == (1, 48)


def test_a_sealed_library_takes_another_model_and_keeps_nothing_in_clear(left: Library, libraries: Libraries):
    folder = left.folder
    left.close()
    library = keyed(libraries, sealed_by(libraries)).open("test")
    finish(change_embedder(library, Another(), CancelToken()))
    assert "pump3" in found_by_meaning(library, "pump3 leaks")
    library.close()
    assert {path.name for path in folder.iterdir()} == SEALED_FILES
    assert not any(b"leaks" in path.read_bytes() for path in folder.iterdir())


def test_passages_of_other_rules_are_cut_anew_first(filled: Library, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("assistant.library.identity.RULES", "next")
    with pytest.raises(WorldError) as caught:
        finish(change_embedder(filled, Another(), CancelToken()))
    assert caught.value.code == "rebuild-first"


def test_an_old_library_without_weights_in_its_identity_is_the_shipped_models(library: Library):
    with library.store.reading() as connection:
        found = Identity.stored(connection)
    assert found is not None
    assert found.weights == ""
