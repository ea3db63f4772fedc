from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from assistant.engine.engine import Engine
from tests.engine.fake_ollama import FakeOllama, Handle, serving


@pytest.fixture
def engine_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[[Handle], tuple[Engine, FakeOllama]]]:
    """Make an engine whose server is a fake that answers as the test says."""
    with ExitStack() as stack:

        def make(handle: Handle) -> tuple[Engine, FakeOllama]:
            server = stack.enter_context(serving(handle))
            monkeypatch.setenv("HAVERSACK_OLLAMA", server.url)
            engine = Engine(tmp_path / "home")
            stack.callback(engine.close)
            return engine, server

        yield make
