from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from assistant.engine.leftovers import remove_leftovers


@pytest.fixture
def models(tmp_path: Path) -> Path:
    (tmp_path / "blobs").mkdir()
    manifest = tmp_path / "manifests" / "registry" / "library" / "m" / "latest"
    manifest.parent.mkdir(parents=True)
    layers = {"config": {"digest": "sha256:aa"}, "layers": [{"digest": "sha256:bb"}]}
    manifest.write_text(json.dumps(layers))
    for name in ("sha256-aa", "sha256-bb", "sha256-cc", "sha256-123456"):
        (tmp_path / "blobs" / name).write_bytes(b"weights")
        os.utime(tmp_path / "blobs" / name, (0, 0))
    return tmp_path


def names(models: Path) -> set[str]:
    return {path.name for path in (models / "blobs").iterdir()}


def test_old_weights_that_no_model_names_are_removed(models: Path):
    assert {path.name for path in remove_leftovers(models)} == {"sha256-cc", "sha256-123456"}
    assert names(models) == {"sha256-aa", "sha256-bb"}


def test_what_may_still_be_arriving_stays(models: Path):
    os.utime(models / "blobs" / "sha256-123456")
    remove_leftovers(models)
    assert names(models) == {"sha256-aa", "sha256-bb", "sha256-123456"}


def test_nothing_is_removed_where_a_model_cannot_be_read(models: Path):
    (models / "manifests" / "damaged").write_text("{")
    assert remove_leftovers(models) == []
    assert len(names(models)) == 4


def test_no_models_folder_is_fine(tmp_path: Path):
    assert remove_leftovers(tmp_path / "none") == []
