"""The weak model that comes with the program, so that everything can be tried out before a Llama is imported."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from assistant import places
from assistant.engine.gguf import read_header
from assistant.engine.models import ModelInfo


@dataclass(frozen=True)
class Starter:
    """The shipped model: its name, its file and the SHA-256 that the file must have."""

    name: str
    path: Path
    digest: str

    def info(self) -> ModelInfo:
        """Describe it from its file, before it is imported."""
        header = read_header(self.path)
        return ModelInfo(
            self.name, self.digest, header.size, starter=True,
            parameters=header.parameters, context=header.context, template_known=True,
        )  # fmt: skip


def shipped_starter() -> Starter | None:
    """Return the starter model that the program came with, if it came with one."""
    folder = places.shipped_models() / "starter"
    manifest = folder / "manifest.json"
    if not manifest.is_file():
        return None
    said = json.loads(manifest.read_text(encoding="utf-8"))
    return Starter(said["name"], folder / said["file"], said["sha256"])
