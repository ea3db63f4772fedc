"""A question's vector, and how its cosines compare with those of the shipped model."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.errors import WorldError
from assistant.library.embedder import Vectors
from assistant.library.library import Library

_USUAL = 0.15
"""Mean cosine of a question and all passages by the shipped model: .21 over filings, .10 a logbook, .13 meetings."""


@dataclass(frozen=True, eq=False)
class Meaning:
    """What a question means.

    Attributes:
        vector: (dimension,) float32, L2-normalised; None where nothing can be looked for by meaning.
        usual: Mean cosine of the question and all passages; None for the shipped model.
        lacking: Why there is no vector, as sentences; "" where there is one.
    """

    vector: Vectors | None
    usual: float | None = None
    lacking: str = ""

    def comparable(self, cosine: float) -> float:
        """Return a cosine as the shipped model would have it, which the floors of an answer are set for.

        Some models give any two texts a cosine of .5 or more: what lies between the usual one and 1 is stretched over
        what lies there by the shipped model.
        """
        return _comparable(cosine, self.usual)


def embedded(library: Library, question: str) -> Meaning:
    """Embed a question; what hinders that costs the search by meaning only."""
    try:
        library.check_embedder()
        vector = library.embedder.query(question.encode("utf-8", "replace").decode())  # no lone surrogates
    except WorldError as error:
        return Meaning(None, lacking=f"{error.message} Until then pages are found by their words only.")
    return Meaning(vector, _usual(library, vector))


def as_shipped(library: Library, vector: Vectors, cosine: float) -> float:
    """Return a cosine of a text's vector and a passage as the shipped model would have it: `Meaning.comparable`."""
    return _comparable(cosine, _usual(library, vector))


def _usual(library: Library, vector: Vectors) -> float | None:
    if library.embedder.shipped is library.embedder:
        return None
    return float(library.index.table().mean @ vector)


def _comparable(cosine: float, usual: float | None) -> float:
    if usual is None or usual >= 1:
        return cosine
    return 1 - (1 - cosine) * (1 - _USUAL) / (1 - usual)
