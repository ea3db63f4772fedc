"""A document that may have to be read."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.library import paths


@dataclass(frozen=True)
class Candidate:
    """A file, or a document inside one.

    Attributes:
        raw: Its path, which for a document inside another one goes on behind the other's.
        name: Its file name.
        container: Path of the outermost file it is inside of, None for a file.
        depth: How many documents it is inside of.
        password: What opens it.
        asked: Whether it was chosen by itself, so that it is tried again although its content failed before.
    """

    raw: bytes
    name: str
    container: bytes | None = None
    depth: int = 0
    password: str | None = None
    asked: bool = False

    @property
    def retried(self) -> bool:
        """Whether it was chosen by itself with a password, so that more of it may open than before."""
        return self.asked and self.password is not None

    @property
    def shown(self) -> str:
        """Its path as text."""
        return paths.shown(self.raw)

    def member(self, name: str, file_name: str) -> Candidate:
        """Return a document inside this one; `name` may have folders."""
        raw = paths.member(self.raw, name)
        return Candidate(raw, file_name, self.container or self.raw, self.depth + 1, self.password, self.asked)
