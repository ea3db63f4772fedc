"""The model that comes with the program, played by a tiny one."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from assistant import places
from assistant.engine.engine import Engine
from assistant.errors import WorldError
from tests.engine.asking import ask, finished, request
from tests.engine.tiny_llama import write_tiny_llama

pytestmark = pytest.mark.engine


@pytest.fixture
def engine_with(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], Engine]]:
    """Make an engine shipped with a tiny starter model, whose manifest tells this checksum ("" for the right one)."""
    folder = tmp_path / "shipped" / "starter"
    folder.mkdir(parents=True)
    path = write_tiny_llama(folder / "tiny.gguf")
    monkeypatch.setattr(places, "shipped_models", lambda: tmp_path / "shipped")
    with ExitStack() as stack:

        def make(digest: str) -> Engine:
            right = hashlib.sha256(path.read_bytes()).hexdigest()
            manifest = {"name": "Tiny", "file": path.name, "sha256": digest or right, "licence": "none"}
            (folder / "manifest.json").write_text(json.dumps(manifest))
            engine = Engine(tmp_path / "home")
            stack.callback(engine.close)
            return engine

        yield make


def test_it_is_imported_at_its_first_use(engine_with: Callable[[str], Engine]):
    engine = engine_with("")
    assert [(info.name, info.starter, info.context) for info in engine.models()] == [("Tiny", True, 512)]
    model = engine.model()
    assert model.starter
    assert finished(ask(model, request("Hello?", 2))).reply_tokens == 2
    assert [(info.name, info.starter, info.context) for info in engine.models()] == [("Tiny", True, 512)]


def test_a_changed_file_is_never_used(engine_with: Callable[[str], Engine], tmp_path: Path):
    engine = engine_with("0" * 64)
    with pytest.raises(WorldError) as caught:
        ask(engine.model(), request("Hello?", 2))
    assert caught.value.code == "checksum-wrong"
    assert list((tmp_path / "home" / "models" / "blobs").iterdir()) == []


def test_looking_for_a_model_starts_nothing(engine_with: Callable[[str], Engine], tmp_path: Path):
    engine = engine_with("")
    assert engine.model().name == "Tiny"
    assert not engine.status().running
    assert not (tmp_path / "home").exists()


def test_without_any_model_the_user_is_told_to_import_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(places, "shipped_models", lambda: tmp_path / "nothing")
    with pytest.raises(WorldError) as caught:
        Engine(tmp_path / "home").model()
    assert caught.value.code == "model-missing"
