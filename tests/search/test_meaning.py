from __future__ import annotations

import pytest

from assistant.jobs import CancelToken, finish
from assistant.library.embedder import MiniLM
from assistant.library.reembedding import change_embedder
from assistant.search.finder import Finder
from assistant.search.meaning import Scale, embedded
from tests.library.embedders import Crowded
from tests.search.conftest import Shelf

FILES = {
    "pump.txt": ["The feed pump KP-40 leaks oil at its shaft seal."],
    "house.txt": ["Parliament met on Tuesday and passed the budget."],
    "store.txt": ["Bolts and nuts are kept on the third shelf."],
}


def test_a_model_that_finds_all_texts_alike_gives_likenesses_as_the_shipped_one_does(shelf: Shelf, embedder: MiniLM):
    library = shelf(FILES)
    finder = Finder(library)
    before = {item.path: item.similarity for item in finder.find("oil runs out of the pump").evidence}
    finish(change_embedder(library, Crowded(embedder), CancelToken()))
    after = {item.path: item.similarity for item in finder.find("oil runs out of the pump").evidence}
    assert after.keys() == before.keys()
    assert all(after[path] == pytest.approx(before[path], abs=0.15) for path in after)


def test_the_shipped_models_cosines_stay_as_they_are(shelf: Shelf):
    meaning = embedded(shelf(FILES), "oil")
    assert meaning.scale is None
    assert meaning.comparable(0.4) == 0.4


@pytest.mark.parametrize(
    ("scale", "expected"),
    [(Scale(0.7, 0.02), (0.095, 0.19, 0.665, 1.0)), (Scale(0.7, 0.0), (0.136, 0.19, 0.46, 1.0))],
    ids=["many passages", "few passages"],
)
def test_a_cosine_counts_by_how_far_it_stands_out_and_never_passes_one(scale: Scale, expected: tuple[float, ...]):
    assert [scale.as_shipped(cosine) for cosine in (0.68, 0.7, 0.8, 1.0)] == pytest.approx(expected)


def test_models_that_give_all_texts_one_cosine_do_no_harm():
    assert Scale(1.0, 0.0).as_shipped(1.0) == 1.0


def test_with_the_engine_gone_pages_are_found_by_words_and_that_is_said(shelf: Shelf, embedder: MiniLM):
    library, crowded = shelf(FILES), Crowded(embedder)
    finish(change_embedder(library, crowded, CancelToken()))
    crowded.gone = True
    found = Finder(library).find("pump oil")
    assert found.evidence[0].path.endswith("pump.txt")
    assert found.evidence[0].similarity is None
    assert found.by_words_only.startswith("The engine stopped while it was working.")


def test_nothing_is_said_where_meaning_was_looked_for(shelf: Shelf):
    assert Finder(shelf(FILES)).find("pump oil").by_words_only == ""
