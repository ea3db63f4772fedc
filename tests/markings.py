"""What documents of several markings make together, as written down by hand in `marking_combinations.toml`."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

_FILE = Path(__file__).parent / "marking_combinations.toml"


@dataclass(frozen=True)
class Combination:
    """The markings of documents, as people write them, and the banner line of what is made of all of them."""

    scheme: str
    documents: tuple[str, ...]
    together: str

    def __str__(self) -> str:
        return f"{self.scheme}: {' + '.join(text or 'none' for text in self.documents)}"


def combinations() -> list[Combination]:
    """Return all of them."""
    found = tomllib.loads(_FILE.read_text(encoding="utf-8"))["combinations"]
    return [Combination(one["scheme"], tuple(one["documents"]), one["together"]) for one in found]
