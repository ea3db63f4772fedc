"""A real engine for the tests that need one: started once a session, with the starter model."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant.engine.engine import Engine


@pytest.fixture(scope="session")
def running_engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """The real Ollama in a home of its own, the starter model imported. Shared: import no other model into it."""
    engine = Engine(tmp_path_factory.mktemp("engine-home"))
    try:
        assert engine.model().starter
        yield engine
    finally:
        engine.close()
