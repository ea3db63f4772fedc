from __future__ import annotations

import numpy as np
import onnx
import pytest
from tokenizers import Tokenizer
from tokenizers.models import WordLevel

from setup.onnx_embedder import DIMENSION, LAYERS, Weights, embedder_onnx
from setup.verify_embedder import LEAST_COSINE, encode, least_cosine, verify

VOCABULARY = 50
PASSAGES = [[1, 7, 9, 2], [1, 30, 31, 32, 33, 34, 35, 36, 2], [1, 2]]


def shapes() -> dict[str, tuple[int, ...]]:
    layer = {
        **{f"attention.self.{name}.weight": (DIMENSION, DIMENSION) for name in ("query", "key", "value")},
        **{f"attention.self.{name}.bias": (DIMENSION,) for name in ("query", "key", "value")},
        "attention.output.dense.weight": (DIMENSION, DIMENSION),
        "attention.output.dense.bias": (DIMENSION,),
        "attention.output.LayerNorm.weight": (DIMENSION,),
        "attention.output.LayerNorm.bias": (DIMENSION,),
        "intermediate.dense.weight": (4 * DIMENSION, DIMENSION),
        "intermediate.dense.bias": (4 * DIMENSION,),
        "output.dense.weight": (DIMENSION, 4 * DIMENSION),
        "output.dense.bias": (DIMENSION,),
        "output.LayerNorm.weight": (DIMENSION,),
        "output.LayerNorm.bias": (DIMENSION,),
    }
    return {
        "embeddings.word_embeddings.weight": (VOCABULARY, DIMENSION),
        "embeddings.position_embeddings.weight": (16, DIMENSION),
        "embeddings.token_type_embeddings.weight": (2, DIMENSION),
        "embeddings.LayerNorm.weight": (DIMENSION,),
        "embeddings.LayerNorm.bias": (DIMENSION,),
        **{f"encoder.layer.{number}.{name}": shape for number in range(LAYERS) for name, shape in layer.items()},
    }


@pytest.fixture(scope="module")
def weights() -> Weights:
    """Weights drawn at random, large enough that attention is far from uniform."""
    draw = np.random.default_rng(7)
    return {name: draw.normal(0, 0.1, shape).astype(np.float32) for name, shape in shapes().items()}


@pytest.fixture(scope="module")
def onnx_file(weights: Weights) -> bytes:
    return embedder_onnx(weights)


def test_the_graph_is_the_forward_pass_whatever_the_weights(onnx_file: bytes, weights: Weights):
    assert least_cosine(onnx_file, weights, PASSAGES) > LEAST_COSINE


def test_padding_changes_nothing(onnx_file: bytes):
    together = encode(onnx_file, PASSAGES)
    alone = np.concatenate([encode(onnx_file, [passage]) for passage in PASSAGES])
    assert np.abs(together - alone).max() < 1e-5


def test_every_vector_has_length_one(onnx_file: bytes):
    assert np.linalg.norm(encode(onnx_file, PASSAGES), axis=1) == pytest.approx(1, abs=1e-6)


def test_making_it_twice_gives_the_same_bytes(onnx_file: bytes, weights: Weights):
    assert embedder_onnx(weights) == onnx_file


def test_the_file_names_its_inputs_and_output(onnx_file: bytes):
    graph = onnx.load_from_string(onnx_file).graph
    assert [value.name for value in graph.input] == ["input_ids", "attention_mask"]
    assert [value.name for value in graph.output] == ["embedding"]


def test_set_up_stops_where_the_file_disagrees_with_its_weights(onnx_file: bytes, weights: Weights):
    vocabulary = {word: number for number, word in enumerate(["[UNK]", *map(str, range(VOCABULARY - 1))])}
    tokenizer = Tokenizer(WordLevel(vocabulary, "[UNK]")).to_str().encode()
    other = dict(weights) | {"encoder.layer.3.output.dense.weight": -weights["encoder.layer.3.output.dense.weight"]}
    verify(onnx_file, weights, tokenizer)
    with pytest.raises(SystemExit, match="agrees with its weights to a cosine of only"):
        verify(onnx_file, other, tokenizer)
