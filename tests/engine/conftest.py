from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from assistant.engine.engine import Engine
from assistant.settings import Acceptance
from tests.engine.fake_ollama import FakeOllama, Handle, serving


@pytest.fixture
def engine_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[[Handle], tuple[Engine, FakeOllama]]]:
    """Make an engine whose server is a fake that answers as the test says, its models' licences accepted."""
    with ExitStack() as stack:

        def make(handle: Handle) -> tuple[Engine, FakeOllama]:
            server = stack.enter_context(serving(handle))
            monkeypatch.setenv("HAVERSACK_OLLAMA", server.url)
            engine = Engine(tmp_path / "home")
            accepted = Acceptance(by="mara@field-07", at="2030-01-02T03:04:05+00:00")
            engine.settings.change(accepted={"a" * 64: accepted, "b" * 64: accepted})
            stack.callback(engine.close)
            return engine, server

        yield make
