from __future__ import annotations

import numpy as np
import pytest

from assistant.jobs import CancelToken, finish
from assistant.library.embedder import MiniLM
from assistant.library.reembedding import change_embedder
from assistant.search.finder import Finder
from assistant.search.meaning import Meaning, embedded
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
    assert meaning.usual is None
    assert meaning.comparable(0.4) == 0.4


def test_a_likeness_never_passes_one_and_keeps_the_order():
    meaning = Meaning(np.zeros(3, np.float32), usual=0.6)
    found = [meaning.comparable(cosine) for cosine in (0.6, 0.8, 1.0)]
    assert found == pytest.approx([0.15, 0.575, 1.0])


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
