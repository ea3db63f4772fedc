"""The documents of a library that are nearest to some others, by the means of their vectors."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from assistant.answers.model import Citation, Claim, ClaimStatus
from assistant.briefs.filled import Item
from assistant.briefs.filling.checked import derived
from assistant.library.library import Library


def closest(library: Library, documents: Sequence[str], most: int) -> list[Item]:
    """Return the nearest other documents with their cosine, nearest first; all that have no vectors come last."""
    names, vectors = library.document_vectors()
    records = {record.sha256: record for record in library.documents() if record.sha256 not in documents}
    chosen = [index for index, name in enumerate(names) if name in documents]
    scores: dict[str, float] = {}
    if chosen:
        centre = np.asarray(vectors[chosen].mean(axis=0), np.float32)
        length = float(np.linalg.norm(centre)) or 1.0
        scores = dict(zip(names, (vectors @ (centre / length)).tolist(), strict=True))
    order = sorted(records, key=lambda name: -scores.get(name, -1.0))
    return [_item(name, records[name].title, records[name].path, scores.get(name)) for name in order[:most]]


def _item(document: str, title: str, path: str, score: float | None) -> Item:
    link = Claim(title, ClaimStatus.DERIVED, (Citation(document, 1, "", 0, 0, score or 0.0, path=path),))
    return Item((link, derived("unknown" if score is None else f"{score:.2f}")))
