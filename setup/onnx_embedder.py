"""Turn the safetensors of all-MiniLM-L6-v2 into one ONNX file: a BERT encoder, mean pooling and L2 normalisation.

The graph is written out with the fused operators of onnxruntime's CPU provider (domain `com.microsoft`), so that the
file is the same byte for byte wherever it is made, and making it needs no deep-learning framework.

Inputs: `input_ids` and `attention_mask`, both (batch, sequence) int64, the mask 1 for a token and 0 for padding.
Output: `embedding`, (batch, 384) float32, L2-normalised. A passage is always the first segment, whose vector is folded
into the position table: there is no `token_type_ids`.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

LAYERS = 6
HEADS = 12
DIMENSION = 384
EPSILON = 1e-12  # `layer_norm_eps` in the model's config.json
FUSED = "com.microsoft"
IR_VERSION = 10
OPSETS = (("", 20), (FUSED, 1))

Array = NDArray[np.float32]
Weights = Mapping[str, Array]


class Graph:
    """Nodes and constants in the order they are written; a node is named like its output."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.constants: list[onnx.TensorProto] = []

    def constant(self, name: str, value: NDArray[np.generic]) -> str:
        """Keep an array in the file and return its name."""
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def node(self, operator: str, inputs: list[str], name: str, domain: str = "", **attributes: float) -> str:
        """Add an operator and return the name of its output."""
        node = helper.make_node(operator, inputs, [name], name, domain=domain)
        node.attribute.extend(helper.make_attribute(key, value) for key, value in sorted(attributes.items()))
        self.nodes.append(node)
        return name


def embedder_onnx(weights: Weights) -> bytes:
    """Return the ONNX file of the model with these weights (names as in the safetensors)."""
    graph = Graph()
    mask = graph.node("Cast", ["attention_mask"], "mask", to=TensorProto.INT32)
    hidden = _embeddings(graph, weights)
    for layer in range(LAYERS):
        hidden = _layer(graph, weights, layer, hidden, mask)
    _pooling(graph, hidden)
    serialised: bytes = _model(graph).SerializeToString(deterministic=True)
    return serialised


def _embeddings(graph: Graph, weights: Weights) -> str:
    """Add word and position vectors and normalise them."""
    positions = weights["embeddings.position_embeddings.weight"] + weights["embeddings.token_type_embeddings.weight"][0]
    graph.nodes.append(
        helper.make_node(
            "EmbedLayerNormalization",
            [
                graph.node("Cast", ["input_ids"], "ids", to=TensorProto.INT32),
                "",
                graph.constant("words", weights["embeddings.word_embeddings.weight"]),
                graph.constant("positions", positions),
                "",
                *_norm(graph, weights, "embeddings.LayerNorm"),
            ],
            ["embedded", "embedded.lengths"],
            "embedded",
            domain=FUSED,
            epsilon=EPSILON,
        )
    )
    return "embedded"


def _layer(graph: Graph, weights: Weights, layer: int, hidden: str, mask: str) -> str:
    """Add one transformer block: attention and feed-forward, each added to its input and normalised."""
    prefix = f"encoder.layer.{layer}"
    attended = _attention(graph, weights, f"{prefix}.attention", hidden, mask)
    hidden = _add_and_norm(graph, weights, f"{prefix}.attention.output", attended, hidden)
    inner = _linear(graph, weights, f"{prefix}.intermediate.dense", hidden)
    activated = graph.node(
        "BiasGelu",
        [inner, graph.constant(f"{prefix}.intermediate.bias", weights[f"{prefix}.intermediate.dense.bias"])],
        f"{prefix}.gelu",
        FUSED,
    )
    return _add_and_norm(graph, weights, f"{prefix}.output", activated, hidden)


def _attention(graph: Graph, weights: Weights, prefix: str, hidden: str, mask: str) -> str:
    """Add multi-head self-attention with query, key and value packed side by side."""
    parts = [f"{prefix}.self.{name}" for name in ("query", "key", "value")]
    packed = np.concatenate([weights[f"{part}.weight"].T for part in parts], axis=1)
    bias = np.concatenate([weights[f"{part}.bias"] for part in parts])
    inputs = [hidden, graph.constant(f"{prefix}.packed", packed), graph.constant(f"{prefix}.packed.bias", bias), mask]
    return graph.node("Attention", inputs, prefix, FUSED, num_heads=HEADS)


def _add_and_norm(graph: Graph, weights: Weights, prefix: str, inner: str, residual: str) -> str:
    """Add the output projection of a sub-layer, its residual connection and layer normalisation."""
    projected = _linear(graph, weights, f"{prefix}.dense", inner)
    bias = graph.constant(f"{prefix}.bias", weights[f"{prefix}.dense.bias"])
    inputs = [projected, residual, *_norm(graph, weights, f"{prefix}.LayerNorm"), bias]
    return graph.node("SkipLayerNormalization", inputs, prefix, FUSED, epsilon=EPSILON)


def _linear(graph: Graph, weights: Weights, prefix: str, inner: str) -> str:
    """Multiply by a weight matrix; its bias belongs to the fused operator that follows."""
    return graph.node("MatMul", [inner, graph.constant(f"{prefix}.weight", weights[f"{prefix}.weight"].T)], prefix)


def _norm(graph: Graph, weights: Weights, prefix: str) -> list[str]:
    return [graph.constant(f"{prefix}.{part}", weights[f"{prefix}.{part}"]) for part in ("weight", "bias")]


def _pooling(graph: Graph, hidden: str) -> None:
    """Sum the vectors of all tokens and L2-normalise: the mean's division would cancel out."""
    mask = graph.node("Cast", ["attention_mask"], "float_mask", to=TensorProto.FLOAT)
    row = graph.node("Unsqueeze", [mask, graph.constant("row_axis", np.array([1], np.int64))], "mask_row")
    total = graph.node("MatMul", [row, hidden], "token_sum")
    flat = graph.node("Squeeze", [total, "row_axis"], "token_sum_flat")
    graph.node("LpNormalization", [flat], "embedding", axis=1, p=2)


def _model(graph: Graph) -> onnx.ModelProto:
    tokens = [
        helper.make_tensor_value_info(name, TensorProto.INT64, ["batch", "sequence"])
        for name in ("input_ids", "attention_mask")
    ]
    result = helper.make_tensor_value_info("embedding", TensorProto.FLOAT, ["batch", DIMENSION])
    model = helper.make_model(
        helper.make_graph(graph.nodes, "all-MiniLM-L6-v2", tokens, [result], graph.constants),
        opset_imports=[helper.make_opsetid(domain, version) for domain, version in OPSETS],
        producer_name="haversack",
    )
    model.ir_version = IR_VERSION
    return model
