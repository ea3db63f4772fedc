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
        if self.usual is None or self.usual >= 1:
            return cosine
        return 1 - (1 - cosine) * (1 - _USUAL) / (1 - self.usual)


def embedded(library: Library, question: str) -> Meaning:
    """Embed a question; what hinders that costs the search by meaning only."""
    try:
        library.check_embedder()
        vector = library.embedder.query(question.encode("utf-8", "replace").decode())  # no lone surrogates
    except WorldError as error:
        return Meaning(None, lacking=f"{error.message} Until then pages are found by their words only.")
    if library.embedder.shipped is library.embedder:
        return Meaning(vector)
    return Meaning(vector, usual=float(library.index.table().mean @ vector))
