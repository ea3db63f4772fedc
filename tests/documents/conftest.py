from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from assistant.documents.model import Head, Page
from assistant.documents.reader import Reader
from assistant.guard.sandbox import Launcher
from assistant.jobs import CancelToken


@dataclass(frozen=True)
class Told:
    """What a reader told of a file."""

    head: Head
    pages: list[Page]

    @property
    def text(self) -> str:
        return "\n\n".join(page.text for page in self.pages)

    @property
    def flat(self) -> str:
        return " ".join(self.text.split())


Read = Callable[..., Told]


@pytest.fixture(scope="session")
def reader() -> Iterator[Reader]:
    """One reader for all tests: starting one costs more than most files."""
    started = Reader(Launcher())
    yield started
    started.close()


@pytest.fixture(scope="session")
def read(reader: Reader) -> Read:
    def told(path: Path, password: str | None = None) -> Told:
        head, *pages = reader.read(path, CancelToken(), password)
        assert isinstance(head, Head)
        kept = [page for page in pages if isinstance(page, Page)]
        assert [page.number for page in kept] == list(range(1, len(kept) + 1))
        return Told(head, kept)

    return told
