from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from tokenizers import Tokenizer

from setup.cache import TOOLS, sha256_of
from setup.models import LOCK, SHA256, STARTER, check, complete, embedder_manifest, plain_tokenizer, starter_manifest

MODELS = TOOLS / "models"


def test_the_models_in_place_are_the_pinned_ones():
    assert complete(MODELS)


def test_a_manifest_names_the_files_beside_it():
    starter = json.loads((MODELS / "starter" / "manifest.json").read_bytes())
    embedder = json.loads((MODELS / "embedder" / "manifest.json").read_bytes())
    assert sha256_of(MODELS / "starter" / starter["file"]) == starter["sha256"]
    assert sha256_of(MODELS / "embedder" / "model.onnx") == embedder["sha256"]
    assert sha256_of(MODELS / "embedder" / "tokenizer.json") == embedder["tokenizer_sha256"]


def test_both_models_state_a_licence_that_allows_redistribution():
    assert {json.loads(manifest)["licence"] for manifest in (starter_manifest(), embedder_manifest())} == {"Apache-2.0"}


def test_a_long_text_is_neither_cut_nor_padded():
    tokenizer = Tokenizer.from_file(str(MODELS / "embedder" / "tokenizer.json"))
    assert len(tokenizer.encode("pump " * 300).ids) == 302
    assert len(tokenizer.encode("pump").ids) == 3


def test_a_published_tokenizer_loses_its_limits_and_nothing_else():
    published = {"truncation": {"max_length": 128}, "padding": {"strategy": {"Fixed": 128}}, "model": {"vocab": {}}}
    plain = json.loads(plain_tokenizer(json.dumps(published).encode()))
    assert plain == {"truncation": None, "padding": None, "model": {"vocab": {}}}


def test_a_file_with_other_bytes_stops_set_up():
    with pytest.raises(SystemExit, match="is pinned"):
        check({f"starter/{STARTER}": b"other weights"})


def test_a_folder_with_a_damaged_file_counts_as_incomplete(tmp_path: Path):
    for name in SHA256:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"half a file")
    assert not complete(tmp_path)


def test_every_package_with_weights_is_pinned_by_hash_and_no_host_is_named():
    lock = LOCK.read_text(encoding="utf-8")
    assert len(re.findall(r"^[a-z0-9-]+==[0-9.]+ \\\n    --hash=sha256:[0-9a-f]{64}$", lock, re.MULTILINE)) == 2
    assert "://" not in lock
