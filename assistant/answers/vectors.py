"""Vectors of sentences, cut to what the embedding model holds."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.library.embedder import Embedder, Vectors

_SPECIAL_TOKENS = 2


def sentence_vectors(embedder: Embedder, sentences: Sequence[str]) -> Vectors:
    """Return the vectors of sentences, (n, dimension) float32, L2-normalised; what exceeds the window is left out."""
    return embedder.passages([_fitting(embedder, sentence) for sentence in sentences])


def _fitting(embedder: Embedder, text: str) -> str:
    starts, most = embedder.token_starts(text), embedder.window - _SPECIAL_TOKENS
    return text if len(starts) <= most else text[: int(starts[most])]
