"""The care that vectors get before they are kept."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from assistant.errors import WorldError
from assistant.jobs import CancelToken
from assistant.library.embedder import Embedder, Vectors

_OF_THE_TEXT = {"passage-too-long", "embedding-failed"}


def careful_vectors(embedder: Embedder, texts: Sequence[str], cancel: CancelToken | None = None) -> Vectors:
    """Embed passages such that a fault costs only the passage it belongs to and never shifts the others.

    Returns:
        (n, dimension) float32, each row L2-normalised, or zeros where the embedder gave no usable vector twice.

    Raises:
        WorldError: What ails the embedder as a whole, such as an engine that is gone: no text's fault.
        Cancelled: `cancel` was set.
    """
    rows = _checked(embedder, texts, cancel)
    if rows is None:
        rows = np.zeros((len(texts), embedder.dimension), np.float32)
    for index in np.flatnonzero(~rows.any(axis=1)).tolist():
        alone = _checked(embedder, [texts[index]], cancel)
        if alone is not None:
            rows[index] = alone[0]
    return rows


def _checked(embedder: Embedder, texts: Sequence[str], cancel: CancelToken | None) -> Vectors | None:
    """Return one row a text, normalised, unusable ones zeroed; None where there is not one row a text."""
    try:
        rows = np.array(embedder.passages(texts, cancel), np.float32)
    except WorldError as error:
        if error.code not in _OF_THE_TEXT:
            raise
        return None
    if rows.shape != (len(texts), embedder.dimension):
        return None
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    usable = np.isfinite(lengths) & (lengths > 1e-6)
    return np.where(usable, rows / np.where(usable, lengths, 1), 0).astype(np.float32)
