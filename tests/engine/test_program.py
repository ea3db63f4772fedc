from __future__ import annotations

from pathlib import Path

import pytest

from assistant import places
from assistant.engine.engine import Engine
from assistant.engine.program import Program, Server, find_program
from assistant.errors import UsageError, WorldError
from tests.engine.fake_ollama import Exchange, serving


def program(folder: Path, version: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "ollama"
    path.write_text(f'#!/bin/sh\necho "Warning: could not connect"\necho "Warning: client version is {version}"\n')
    path.chmod(0o755)
    return path


@pytest.fixture
def shipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty machine: nothing on PATH but the system's own, nothing shipped."""
    monkeypatch.setattr(places, "shipped_programs", lambda: tmp_path / "shipped")
    monkeypatch.setenv("PATH", f"{tmp_path / 'path'}:/bin")
    return tmp_path / "shipped"


def test_the_named_program_comes_first(shipped: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    program(shipped, "0.24.0")
    named = program(tmp_path / "named", "0.20.1")
    monkeypatch.setenv("HAVERSACK_OLLAMA", str(named))
    assert find_program() == Program(named, "0.20.1")


def test_a_named_program_that_does_not_work_is_said_not_passed_over(
    shipped: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    program(shipped, "0.24.0")
    monkeypatch.setenv("HAVERSACK_OLLAMA", str(tmp_path / "missing"))
    with pytest.raises(WorldError) as caught:
        find_program()
    assert caught.value.code == "engine-missing"


def test_a_checkout_takes_the_one_on_path_before_its_own(shipped: Path, tmp_path: Path):
    own = program(shipped, "0.24.0")
    assert find_program() == Program(own, "0.24.0")
    on_path = program(tmp_path / "path", "0.19.0")
    assert find_program() == Program(on_path, "0.19.0")


def test_the_packaged_program_takes_its_own_before_the_one_on_path(
    shipped: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    own = program(shipped, "0.24.0")
    program(tmp_path / "path", "0.30.0")
    monkeypatch.setattr(places, "packaged", lambda: True)
    assert find_program() == Program(own, "0.24.0")


def test_one_on_path_that_is_too_old_is_passed_over(shipped: Path, tmp_path: Path):
    program(tmp_path / "path", "0.18.1")
    with pytest.raises(WorldError) as caught:
        find_program()
    assert caught.value.code == "engine-too-old"
    assert "0.18.2" in caught.value.message
    own = program(shipped, "0.18.2")
    assert find_program() == Program(own, "0.18.2")


@pytest.mark.usefixtures("shipped")
def test_none_at_all_is_said_with_what_to_do(tmp_path: Path):
    with pytest.raises(WorldError) as caught:
        find_program()
    assert caught.value.code == "engine-missing"
    assert Engine(tmp_path).status().sentence == caught.value.message


@pytest.mark.parametrize("url", ["http://127.0.0.1:11434", "http://localhost:8080", "http://[::1]:11434"])
def test_a_server_on_this_machine_is_taken_in_development(url: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("HAVERSACK_OLLAMA", url)
    assert find_program() == Server(url)


@pytest.mark.parametrize(
    "url", ["http://10.0.0.5:11434", "https://127.0.0.1:11434", "http://0.0.0.0:1", "http://localhost.example:80"]
)
def test_any_other_server_is_refused(url: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("HAVERSACK_OLLAMA", url)
    with pytest.raises(UsageError) as caught:
        find_program()
    assert caught.value.code == "engine-not-local"


@pytest.mark.engine
def test_asking_for_the_version_contacts_no_running_server(monkeypatch: pytest.MonkeyPatch):
    def nothing(_exchange: Exchange) -> None:
        """Only counts."""

    with serving(nothing) as foreign:
        monkeypatch.setenv("OLLAMA_HOST", foreign.url)
        assert isinstance(find_program(), Program)
        assert foreign.requests == []
        assert foreign.connections == 0
