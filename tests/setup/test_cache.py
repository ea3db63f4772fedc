from __future__ import annotations

import os
from pathlib import Path

import pytest

from setup.cache import cache_folder, publish, sha256_of


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache"


def test_a_build_is_kept_outside_the_checkout_by_what_it_depends_on(own_cache: Path):
    folder = cache_folder("models", "lock", "1.0")
    assert folder.is_relative_to(own_cache)
    assert folder == cache_folder("models", "lock", "1.0")
    assert len({folder, cache_folder("models", "lock", "1.1"), cache_folder("engine", "lock", "1.0")}) == 3


def test_two_keys_are_not_taken_for_one():
    assert cache_folder("models", "ab", "c") != cache_folder("models", "a", "bc")


def test_publishing_replaces_the_old_file_and_leaves_nothing_else(tmp_path: Path):
    built, target = tmp_path / "built", tmp_path / "tools" / "model.onnx"
    for content in (b"first", b"second"):
        built.write_bytes(content)
        publish(built, target)
    assert target.read_bytes() == b"second"
    assert [path.name for path in target.parent.iterdir()] == ["model.onnx"]


def test_a_published_program_can_be_run_and_read_by_everyone(tmp_path: Path):
    program, target = tmp_path / "ollama", tmp_path / "bin" / "ollama"
    program.write_bytes(b"#!/bin/sh\n")
    program.chmod(0o700)
    publish(program, target)
    assert os.access(target, os.X_OK)
    assert target.stat().st_mode & 0o444 == 0o444


def test_the_checksum_is_that_of_the_bytes(tmp_path: Path):
    (tmp_path / "empty").write_bytes(b"")
    assert sha256_of(tmp_path / "empty") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
