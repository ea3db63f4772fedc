"""The libraries that the frozen program takes from the machine it was made on: whose they are, and their licences."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from setup.package.layout import ROOT

ORIGINS = ROOT / "build" / "origins.json"
"""Where each binary came from, by its path in the frozen program: written by `packaging/haversack.spec`."""
_SYSTEM = ("/lib/", "/usr/lib/")
_COPYRIGHT = Path("/usr/share/doc")


@dataclass(frozen=True)
class SystemPart:
    """A package of the building system of which libraries are carried.

    Attributes:
        name: As the system calls it, less what tells of its processor and clock (`libglib2.0-0t64:amd64`).
        version: As the system calls it.
        terms: Its copyright file.
    """

    name: str
    version: str
    terms: str


def system_parts(inner: Path) -> list[SystemPart]:
    """Return the packages of Debian whose libraries lie in the frozen program, by name."""
    origins = json.loads(ORIGINS.read_text(encoding="utf-8"))
    there = {path.name: source for path, source in _carried(inner, origins)}
    return sorted({_owner(source) for source in there.values()}, key=lambda part: part.name)


def _carried(inner: Path, origins: dict[str, str]) -> Iterator[tuple[Path, Path]]:
    for name, source in origins.items():
        if source.startswith(_SYSTEM) and (inner / name).is_file():
            yield inner / name, Path(source)


def _owner(library: Path) -> SystemPart:
    asked = {
        library,
        library.resolve(),
        *(Path(str(path).removeprefix("/usr")) for path in (library, library.resolve())),
    }
    told = subprocess.run(["dpkg-query", "--search", *asked], capture_output=True, text=True, check=False).stdout
    package = told.partition(": ")[0]
    if not package:
        raise ValueError(f"no package of the system brings {library}")
    shown = ["dpkg-query", "--show", "--showformat=${Version}", package]
    version = subprocess.run(shown, capture_output=True, text=True, check=True).stdout
    name = package.partition(":")[0]
    terms = (_COPYRIGHT / name / "copyright").read_text(encoding="utf-8", errors="replace")
    return SystemPart(name.removesuffix("t64"), version, terms)
