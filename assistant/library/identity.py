"""What must agree between a library's vectors and the program that searches them."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass

from assistant.library.embedder import Embedder
from assistant.library.passages.cutting import RULES
from assistant.library.store.connection import Connection
from assistant.library.store.meta import get_meta, set_meta

PRESENT = "embedder"
"""Under which name the vectors in use are told of."""
COMING = "coming_embedder"
"""Under which name those are told of that are being made to take their place."""


@dataclass(frozen=True)
class Identity:
    """The embedder and the passage rules that made a library's vectors.

    Attributes:
        name: Of the embedder.
        digest: Of the embedder.
        dimension: Length of its vectors.
        rules: Version of the passage rules.
        weights: SHA-256 of the weights of a model of the engine, "" for the shipped one.
    """

    name: str
    digest: str
    dimension: int
    rules: str
    weights: str = ""

    @classmethod
    def of(cls, embedder: Embedder) -> Identity:
        """Return what vectors made now have."""
        return cls(embedder.name, embedder.digest, embedder.dimension, RULES, embedder.weights)

    @classmethod
    def stored(cls, connection: Connection, name: str = PRESENT) -> Identity | None:
        """Return what the library's vectors have, None for a new library; of the `COMING` ones, None without any."""
        packed = get_meta(connection, name)
        return None if not packed else cls(**json.loads(packed))

    def store(self, connection: Connection, name: str = PRESENT) -> None:
        """Write it in the open transaction."""
        set_meta(connection, name, json.dumps(asdict(self)))
