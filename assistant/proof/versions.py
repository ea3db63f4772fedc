"""Which program this is, to the byte: versions and SHA-256 of its files, its engine and its models."""

from __future__ import annotations

import hashlib
import platform
import sys
from importlib import metadata
from pathlib import Path

from assistant import places
from assistant.engine.program import Program, find_program
from assistant.errors import HaversackError

_PARTS = ("chromadb", "onnxruntime", "PySide6_Essentials", "pypdf", "pypdfium2", "sqlcipher3", "tokenizers")
_BLOCK = 1 << 20


def versions() -> dict[str, str]:
    """Return the versions of the system, of the program and of the parts that it rests on."""
    return {
        "system": platform.platform(),
        "machine": platform.node(),
        "python": platform.python_version(),
        "haversack": metadata.version("haversack"),
        **{part: metadata.version(part) for part in _PARTS},
    }


def hashes() -> dict[str, str]:
    """Return SHA-256 by name: each model and the engine by itself, the program's own files as one (see `tree`)."""
    found = {"program": tree(_program_files())}
    try:
        engine = find_program()
    except HaversackError:
        engine = None
    if isinstance(engine, Program):
        found[f"engine {engine.version}"] = of_file(engine.path)
    models = places.shipped_models()
    for path in sorted(models.rglob("*")):
        if path.is_file():
            found[f"model {path.relative_to(models)}"] = of_file(path)
    return found


def of_file(path: Path) -> str:
    """Return the SHA-256 of a file's bytes."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            digest.update(block)
    return digest.hexdigest()


def tree(files: dict[str, Path]) -> str:
    """Return the SHA-256 of the sorted lines "SHA-256, two spaces, name" of these files, as `sha256sum` prints them."""
    lines = [f"{of_file(path)}  {name}\n" for name, path in sorted(files.items())]
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def _program_files() -> dict[str, Path]:
    if places.packaged():
        folder = Path(sys.executable).parent
        return {str(path.relative_to(folder)): path for path in folder.rglob("*") if path.is_file()}
    folder = places.resource().parent
    named = [path for part in ("assistant", "ui", "resources") for path in (folder / part).rglob("*")]
    return {
        str(path.relative_to(folder)): path for path in named if path.is_file() and path.parent.name != "__pycache__"
    }
