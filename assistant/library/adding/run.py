"""What everything that works on one `add` shares."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from assistant.jobs import CancelToken
from assistant.library.adding.board import Board
from assistant.library.adding.claims import Claims
from assistant.library.adding.embedding import Embedding
from assistant.library.adding.unlocking import Keys, NoKeys
from assistant.library.library import Library


@dataclass(frozen=True)
class Run:
    """One `add`.

    Attributes:
        library: Where the files go.
        embedding: Makes the vectors.
        board: Told of what happens.
        stop: Looked at in every step.
        claims: Held while a content is read and written.
        passwords: By path of a file, or of a folder around it.
        asked: Files chosen by themselves.
        keys: Passwords that are known from before.
    """

    library: Library
    embedding: Embedding
    board: Board
    stop: CancelToken
    claims: Claims
    passwords: Mapping[bytes, str]
    asked: Collection[bytes]
    keys: Keys = field(default_factory=NoKeys)
