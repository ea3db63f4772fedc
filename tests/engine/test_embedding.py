from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from assistant import places
from assistant.engine.engine import Engine
from assistant.engine.models import ModelInfo
from assistant.engine.protocols import Urgency
from assistant.errors import Cancelled, WorldError
from assistant.jobs import CancelToken, finish
from assistant.library.embedder import MiniLM
from assistant.library.engine_embedder import EngineEmbedder
from assistant.workspace import Workspace
from tests.engine.minilm_gguf import write_minilm

pytestmark = pytest.mark.engine

TEXTS = ["The pump leaks oil.", "Oil drips from the pump.", "Parliament met on Tuesday."]


@pytest.fixture(scope="module")
def weights(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_minilm(tmp_path_factory.mktemp("weights") / "all-minilm.gguf")


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    with Workspace(tmp_path_factory.mktemp("embedding-home")) as opened:
        yield opened


@pytest.fixture(scope="module")
def engine(workspace: Workspace) -> Engine:
    return workspace.engine


@pytest.fixture(scope="module")
def model(engine: Engine, weights: Path) -> ModelInfo:
    info = finish(engine.import_gguf(weights, None, CancelToken()))
    engine.accept(info.name)
    return info


@pytest.fixture(scope="module")
def embedder(engine: Engine, model: ModelInfo) -> EngineEmbedder:
    return EngineEmbedder.of(engine, MiniLM(places.shipped_models() / "embedder"), model.name)


def test_a_model_that_embeds_is_not_among_those_that_write(engine: Engine, model: ModelInfo):
    assert model.embeds
    assert model in engine.embedding_models()
    assert model.name not in [info.name for info in engine.models()]
    with pytest.raises(WorldError) as caught:
        engine.use(model.name)
    assert caught.value.code == "model-unsuitable"


def test_a_model_that_writes_cannot_embed(engine: Engine):
    [starter] = engine.models()
    with pytest.raises(WorldError) as caught:
        EngineEmbedder.of(engine, MiniLM(places.shipped_models() / "embedder"), starter.name)
    assert caught.value.code == "model-unsuitable"


def test_the_engines_vectors_are_those_of_the_same_weights_in_the_program(embedder: EngineEmbedder):
    ours, theirs = embedder.shipped.passages(TEXTS), embedder.passages(TEXTS)
    assert embedder.dimension == 384
    assert np.allclose(np.linalg.norm(theirs, axis=1), 1, atol=1e-5)
    assert ((ours * theirs).sum(axis=1) > 0.98).all()
    assert embedder.query(TEXTS[0]) @ theirs[0] > 0.999


def test_a_text_beyond_the_models_window_counts_by_its_beginning(embedder: EngineEmbedder):
    [short, long] = embedder.passages(["pump " * 200, "pump " * 200 + "word " * 1000])
    assert short @ long > 0.7


def test_a_question_is_embedded_while_the_engine_serves_another(engine: Engine, embedder: EngineEmbedder):
    with engine.queue.turn(Urgency.QUESTION, CancelToken()):
        assert embedder.query("oil").shape == (384,)


def test_passages_wait_for_whoever_is_served_and_can_be_stopped_meanwhile(engine: Engine, embedder: EngineEmbedder):
    cancel, ended = CancelToken(), threading.Event()

    def embed() -> None:
        with pytest.raises(Cancelled):
            embedder.passages(TEXTS, cancel)
        ended.set()

    with engine.queue.turn(Urgency.SUMMARY, CancelToken()):
        thread = threading.Thread(target=embed)
        thread.start()
        assert not ended.wait(0.3)
        cancel.cancel()
        assert ended.wait(5)
    thread.join()


def test_a_library_is_searched_by_a_model_of_the_engine(workspace: Workspace, model: ModelInfo, tmp_path: Path):
    (tmp_path / "pump.txt").write_text("The feed pump leaks oil at its shaft seal.")
    (tmp_path / "house.txt").write_text("Parliament met on Tuesday.")
    finish(workspace.reading.add([tmp_path], CancelToken()))
    change = workspace.embedding.estimate(model.name)
    assert (change.passages, change.seconds > 0) == (2, True)
    finish(workspace.embedding.change(model.name, CancelToken()))
    assert [choice.name for choice in workspace.embedding.choices() if choice.in_use] == [model.name]
    found = workspace.asking.search("lubricant drips out of the machine")
    assert found.by_words_only == ""
    assert found.evidence[0].path.endswith("pump.txt")
    assert found.evidence[0].similarity is not None
    with Workspace(workspace.home.parent / "other") as other:
        assert [choice.in_use for choice in other.embedding.choices()] == [True]


def test_another_model_under_the_same_name_is_noticed(engine: Engine, embedder: EngineEmbedder, model: ModelInfo):
    stranger = EngineEmbedder(engine, embedder.shipped, model.name, "0" * 64, 384)
    with pytest.raises(WorldError) as caught:
        stranger.query("oil")
    assert caught.value.code == "embedder-differs"
