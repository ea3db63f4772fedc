"""What must agree between a library's vectors and the program that searches them."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass

from assistant.library.embedder import Embedder
from assistant.library.passages.cutting import RULES
from assistant.library.store.connection import Connection
from assistant.library.store.meta import get_meta, set_meta

_NAME = "embedder"


@dataclass(frozen=True)
class Identity:
    """The embedder and the passage rules that made a library's vectors.

    Attributes:
        name: Of the embedder.
        digest: Of the embedder.
        dimension: Length of its vectors.
        rules: Version of the passage rules.
    """

    name: str
    digest: str
    dimension: int
    rules: str

    @classmethod
    def of(cls, embedder: Embedder) -> Identity:
        """Return what vectors made now have."""
        return cls(embedder.name, embedder.digest, embedder.dimension, RULES)

    @classmethod
    def stored(cls, connection: Connection) -> Identity | None:
        """Return what the library's vectors have, None for a new library."""
        packed = get_meta(connection, _NAME)
        return None if packed is None else cls(**json.loads(packed))

    def store(self, connection: Connection) -> None:
        """Write it in the open transaction."""
        set_meta(connection, _NAME, json.dumps(asdict(self)))
