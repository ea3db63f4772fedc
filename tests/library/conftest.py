from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant import places
from assistant.documents.reader import Reader
from assistant.guard.sandbox import Launcher
from assistant.library.adding import feeding
from assistant.library.embedder import MiniLM
from assistant.library.libraries import Libraries
from assistant.library.library import Library
from tests.library.embedders import WordEmbedder


@pytest.fixture(autouse=True)
def settled(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody goes on writing the files of a test, unless it says so."""
    monkeypatch.setattr(feeding, "SETTLING_SECONDS", 0)
    monkeypatch.setattr(feeding, "FRESH_NS", 0)


@pytest.fixture
def words() -> WordEmbedder:
    return WordEmbedder()


@pytest.fixture
def libraries(tmp_path: Path, words: WordEmbedder) -> Libraries:
    return Libraries(tmp_path / "libraries", lambda: words)


@pytest.fixture
def library(libraries: Libraries) -> Iterator[Library]:
    opened = libraries.open("test", create=True)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def reader() -> Iterator[Reader]:
    opened = Reader(Launcher())
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def minilm() -> MiniLM:
    return MiniLM(places.shipped_models() / "embedder", threads=2)


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """The user's own folder, beside the program's."""
    folder = tmp_path / "desk"
    folder.mkdir()
    return folder
