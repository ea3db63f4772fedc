"""The model's forward pass in plain numpy, straight from the safetensors: what the ONNX file is checked against."""

from __future__ import annotations

import math
from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

LAYERS = 6
HEADS = 12
EPSILON = 1e-12

Array = NDArray[np.float64]

_erf = np.vectorize(math.erf)


def embedding(weights: Mapping[str, NDArray[np.float32]], ids: list[int]) -> Array:
    """Return the L2-normalised mean vector, (384,), of one passage given as token ids with [CLS] and [SEP]."""
    hidden = (
        weights["embeddings.word_embeddings.weight"][ids]
        + weights["embeddings.position_embeddings.weight"][: len(ids)]
        + weights["embeddings.token_type_embeddings.weight"][0]
    ).astype(np.float64)
    hidden = _norm(weights, "embeddings.LayerNorm", hidden)
    for layer in range(LAYERS):
        hidden = _layer(weights, f"encoder.layer.{layer}", hidden)
    mean = hidden.mean(axis=0)
    return np.asarray(mean / np.linalg.norm(mean))


def _layer(weights: Mapping[str, NDArray[np.float32]], prefix: str, hidden: Array) -> Array:
    attended = _linear(weights, f"{prefix}.attention.output.dense", _attention(weights, prefix, hidden))
    hidden = _norm(weights, f"{prefix}.attention.output.LayerNorm", hidden + attended)
    inner = _linear(weights, f"{prefix}.intermediate.dense", hidden)
    inner = 0.5 * inner * (1 + _erf(inner / math.sqrt(2)))
    return _norm(weights, f"{prefix}.output.LayerNorm", hidden + _linear(weights, f"{prefix}.output.dense", inner))


def _attention(weights: Mapping[str, NDArray[np.float32]], prefix: str, hidden: Array) -> Array:
    query, key, value = (
        _heads(_linear(weights, f"{prefix}.attention.self.{part}", hidden)) for part in ("query", "key", "value")
    )
    scores = query @ key.transpose(0, 2, 1) / math.sqrt(query.shape[-1])
    shares = np.exp(scores - scores.max(axis=-1, keepdims=True))
    shares /= shares.sum(axis=-1, keepdims=True)
    return np.asarray((shares @ value).transpose(1, 0, 2).reshape(hidden.shape))


def _heads(hidden: Array) -> Array:
    return hidden.reshape(len(hidden), HEADS, -1).transpose(1, 0, 2)


def _linear(weights: Mapping[str, NDArray[np.float32]], prefix: str, hidden: Array) -> Array:
    return np.asarray(hidden @ weights[f"{prefix}.weight"].T.astype(np.float64) + weights[f"{prefix}.bias"])


def _norm(weights: Mapping[str, NDArray[np.float32]], prefix: str, hidden: Array) -> Array:
    centred = hidden - hidden.mean(axis=-1, keepdims=True)
    scaled = centred / np.sqrt((centred**2).mean(axis=-1, keepdims=True) + EPSILON)
    return np.asarray(scaled * weights[f"{prefix}.weight"] + weights[f"{prefix}.bias"])
