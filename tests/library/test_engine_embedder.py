from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from assistant.engine.models import ModelInfo
from assistant.engine.queue import EngineQueue
from assistant.errors import LicenceError, WorldError
from assistant.jobs import CancelToken
from assistant.library.embedder import Vectors
from assistant.library.engine_embedder import EngineEmbedder, prefixes
from assistant.library.passages.cutting import cut_by
from tests.library.embedders import WordEmbedder

WEIGHTS = "a" * 64


class Asked:
    """An engine whose model holds so many characters, and that tells what it was asked."""

    def __init__(self, longest: int = 10_000, weights: str = WEIGHTS) -> None:
        self.queue = EngineQueue()
        self.longest = longest
        self.weights = weights
        self.texts: list[str] = []
        self.dimension = 3
        self.accepted = True

    def facts(self, name: str) -> ModelInfo:
        return ModelInfo(
            name, self.weights, 1, starter=False, parameters=1, context=1, template_known=True, embeds=True
        )

    def check_accepted(self, info: ModelInfo) -> None:
        if not self.accepted:
            raise LicenceError(info.name)

    def embed(self, model: str, texts: Sequence[str], cancel: CancelToken | None = None) -> Vectors:
        if any(len(text) > self.longest for text in texts):
            raise WorldError("prompt-too-long", "The question is too long.")
        self.texts += texts
        return np.full((len(texts), self.dimension), 2, np.float32)


def embedder_on(engine: Asked, name: str = "nomic-embed-text") -> EngineEmbedder:
    return EngineEmbedder(engine, WordEmbedder(), name, WEIGHTS, 3)


@pytest.mark.parametrize(
    ("model", "query", "document"),
    [
        ("nomic-embed-text", "search_query: ", "search_document: "),
        ("Nomic-Embed-Text-v1.5.Q8_0", "search_query: ", "search_document: "),
        ("mxbai-embed-large:335m", "Represent this sentence for searching relevant passages: ", ""),
        ("snowflake-arctic-embed2", "query: ", ""),
        ("snowflake-arctic-embed", "Represent this sentence for searching relevant passages: ", ""),
        ("bge-m3", "", ""),
        ("bge-large-en-v1.5", "Represent this sentence for searching relevant passages: ", ""),
        ("multilingual-e5-large", "query: ", "passage: "),
        ("embeddinggemma:300m", "task: search result | query: ", "title: none | text: "),
        ("all-minilm", "", ""),
    ],
)
def test_each_family_gets_what_it_wants_in_front(model: str, query: str, document: str):
    found = prefixes(model)
    assert (found.query, found.document, found.known) == (query, document, True)


def test_a_model_that_is_not_known_gets_bare_texts():
    assert not prefixes("somebodys-own").known
    assert not prefixes("model-3e5a").known
    assert prefixes("somebodys-own").query == ""


def test_a_model_whose_licence_nobody_has_accepted_is_not_asked():
    engine = Asked()
    engine.accepted = False
    embedder = embedder_on(engine)
    for ask in (lambda: embedder.query("oil"), lambda: embedder.passages(["oil"])):
        with pytest.raises(LicenceError) as refused:
            ask()
        assert (refused.value.code, refused.value.model) == ("licence-not-accepted", "nomic-embed-text")
    assert engine.texts == []
    engine.accepted = True
    embedder.query("oil")
    assert engine.texts == ["search_query: oil"]


def test_questions_and_passages_are_told_apart():
    engine = Asked()
    embedder = embedder_on(engine)
    assert np.allclose(embedder.passages(["oil"]), 3**-0.5)
    assert np.allclose(embedder.query("oil"), 3**-0.5)
    assert engine.texts == ["search_document: oil", "search_query: oil"]


def test_a_text_that_is_too_long_is_halved_until_it_fits_and_the_others_are_not():
    engine = Asked(longest=50)
    embedder_on(engine, "bge-m3").passages(["short", "x" * 180])
    assert engine.texts == ["short", "x" * 45]


def test_vectors_of_another_length_than_before_are_refused():
    engine = Asked()
    engine.dimension = 4
    with pytest.raises(WorldError) as caught:
        embedder_on(engine).query("oil")
    assert caught.value.code == "embedding-failed"


def test_passages_are_measured_by_the_shipped_model_so_that_they_stay():
    embedder = embedder_on(Asked())
    assert embedder.count("one two three") == 3
    assert embedder.window == WordEmbedder().window
    assert cut_by(embedder) == cut_by(WordEmbedder())


def test_the_prefixes_belong_to_what_vectors_depend_on():
    engine = Asked()
    names = ("nomic-embed-text", "mxbai-embed-large", "bge-m3")
    assert len({embedder_on(engine, name).digest for name in names}) == 3


def test_other_weights_under_the_same_name_are_never_asked():
    engine = Asked(weights="b" * 64)
    with pytest.raises(WorldError) as caught:
        embedder_on(engine).passages(["oil"])
    assert caught.value.code == "embedder-differs"
    assert engine.texts == []
