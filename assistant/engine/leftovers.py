"""Weights that no model names: what an import leaves where the whole machine was stopped in its middle."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from pathlib import Path

UNTOUCHED_SECONDS = 3600
"""What changed later may belong to an import that another process of ours is doing."""


def remove_leftovers(models_folder: Path) -> list[Path]:
    """Remove the files among the engine's weights that are old and in no model, and return them.

    Does nothing where a model's description cannot be read: what it names is not known then.
    """
    blobs = models_folder / "blobs"
    if not blobs.is_dir():
        return []
    try:
        named = set(_named_blobs(models_folder / "manifests"))
    except (OSError, ValueError, KeyError, TypeError):
        return []
    before = time.time() - UNTOUCHED_SECONDS
    left = [path for path in blobs.iterdir() if path.name not in named and path.stat().st_mtime < before]
    for path in left:
        path.unlink(missing_ok=True)
    return left


def _named_blobs(manifests: Path) -> Iterator[str]:
    for path in manifests.rglob("*"):
        if path.is_file():
            manifest = json.loads(path.read_text(encoding="utf-8"))
            for layer in (manifest["config"], *manifest["layers"]):
                yield layer["digest"].replace(":", "-")
