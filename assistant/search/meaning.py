"""A question's vector, and how its cosines compare with those of the shipped model."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.errors import WorldError
from assistant.library.embedder import Vectors
from assistant.library.library import Library

_MEAN, _SPREAD = 0.19, 0.095
"""Of the cosines of a question and all passages, by the shipped model: .21 and .10 over filings, .19 and .09 over a
logbook, .16 and .10 over meetings."""
_FEWEST = 100
"""Passages from which on their spread tells of the model, not of what happens to stand in them."""


@dataclass(frozen=True)
class Scale:
    """The cosines that a model gives a text and all passages.

    Attributes:
        mean: Their mean.
        spread: Their standard deviation; 0 where there are too few passages to tell.
    """

    mean: float
    spread: float

    def as_shipped(self, cosine: float) -> float:
        """Return a cosine as the shipped model would have it, by how far it stands out.

        Some models give any two texts .7 or more. With few passages, what lies between the mean and 1 is stretched
        over what lies there by the shipped model.
        """
        if self.spread > 0:
            return min(1.0, _MEAN + (cosine - self.mean) / self.spread * _SPREAD)
        return 1 - (1 - cosine) * (1 - _MEAN) / max(1 - self.mean, 1e-6)


@dataclass(frozen=True, eq=False)
class Meaning:
    """What a question means.

    Attributes:
        vector: (dimension,) float32, L2-normalised; None where nothing can be looked for by meaning.
        scale: Of its cosines; None for the shipped model.
        lacking: Why there is no vector, as sentences; "" where there is one.
    """

    vector: Vectors | None
    scale: Scale | None = None
    lacking: str = ""

    def comparable(self, cosine: float) -> float:
        """Return a cosine as the shipped model would have it: weights and the floors of answers are set for that."""
        return cosine if self.scale is None else self.scale.as_shipped(cosine)


def embedded(library: Library, question: str) -> Meaning:
    """Embed a question; what hinders that costs the search by meaning only."""
    try:
        library.check_embedder()
        vector = library.embedder.query(question.encode("utf-8", "replace").decode())  # no lone surrogates
    except WorldError as error:
        return Meaning(None, lacking=f"{error.message} Until then pages are found by their words only.")
    return meant(library, vector)


def meant(library: Library, vector: Vectors) -> Meaning:
    """Return what a text's vector means in a library."""
    if library.embedder.shipped is library.embedder:
        return Meaning(vector)
    cosines = library.index.table().sample @ vector
    spread = float(cosines.std()) if len(cosines) >= _FEWEST else 0.0
    return Meaning(vector, Scale(float(cosines.mean()) if len(cosines) else 0.0, spread))
