"""Check an embedder's ONNX file against the plain forward pass over the weights it was made from."""

from __future__ import annotations

import sys

import numpy as np
import onnxruntime
from tokenizers import Tokenizer

from setup.bert_forward import embedding
from setup.onnx_embedder import Array, Weights

LEAST_COSINE = 0.9999
LEAST_COSINE_QUANTISED = 0.98
SENTENCES = (
    "Close the suction valve before the coupling guard is taken off.",
    "The harbour office spent 1,240 euros on diesel in March, 8 % less than planned.",
    "Why does the pump lose pressure after an hour?",
)


def encode(onnx_file: bytes, passages: list[list[int]]) -> Array:
    """Return the embeddings, (n, 384) float32, of passages of token ids, padded into one batch."""
    session = onnxruntime.InferenceSession(onnx_file, providers=["CPUExecutionProvider"])
    longest = max(len(passage) for passage in passages)
    ids = np.array([passage + [0] * (longest - len(passage)) for passage in passages], np.int64)
    mask = np.array([[1] * len(passage) + [0] * (longest - len(passage)) for passage in passages], np.int64)
    return np.asarray(session.run(["embedding"], {"input_ids": ids, "attention_mask": mask})[0])


def least_cosine(onnx_file: bytes, weights: Weights, passages: list[list[int]]) -> float:
    """Return the worst agreement of the file with the plain forward pass over some passages: 1.0 is the same."""
    plain = np.stack([embedding(weights, passage) for passage in passages])
    return float((encode(onnx_file, passages) * plain).sum(axis=1).min())


def verify(onnx_file: bytes, weights: Weights, tokenizer: bytes, least: float = LEAST_COSINE) -> None:
    """Stop set-up where the file and its weights disagree about a sentence by more than a cosine of `least`."""
    words = Tokenizer.from_buffer(tokenizer)
    cosine = least_cosine(onnx_file, weights, [words.encode(sentence).ids for sentence in SENTENCES])
    if cosine < least:
        sys.exit(f"set-up: the embedder's ONNX file agrees with its weights to a cosine of only {cosine:.6f}")
