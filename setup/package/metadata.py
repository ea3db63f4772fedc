"""What travels with each part of the package: its name, version, licence texts and entry points, no more."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection
from importlib import metadata
from pathlib import Path

LEFT_OUT = {"hf-xet", "huggingface-hub", "kubernetes", "uvloop"}
"""Parts that chromadb names but that the program never loads."""

_KEPT = ("METADATA", "entry_points.txt", "top_level.txt")
_LICENCES = ("licen", "copying", "notice", "authors")


def carried_parts(carried: Collection[str]) -> list[metadata.Distribution]:
    """Return the installed packages of which something is carried, by name.

    Args:
        carried: What the package holds: modules by their dotted names, other files by their paths in it.
    """
    found = {plain_name(part): part for part in metadata.distributions() if _carries(part, carried)}
    return [part for _, part in sorted(found.items())]


def shipped_parts(inner: Path) -> list[metadata.Distribution]:
    """Return the installed packages whose metadata lie in the frozen program, by name."""
    there = {plain_name(part) for part in metadata.distributions(path=[str(inner)])}
    found = {plain_name(part): part for part in metadata.distributions() if plain_name(part) in there}
    return [part for _, part in sorted(found.items())]


def plain_name(part: metadata.Distribution) -> str:
    """Return a package's name as the index knows it (PEP 503)."""
    return re.sub(r"[-_.]+", "-", part.metadata["Name"]).lower()


def metadata_files(root: Path, carried: Collection[str]) -> list[tuple[str, str]]:
    """Return (file, folder in the package) of all parts that are carried, the program itself included."""
    own = own_metadata(root)
    kept = [(str(own), own.parent.name)]
    for part in carried_parts(carried):
        told = [Path(file) for file in part.files or () if file.parts[0].endswith(".dist-info")]
        kept += [(str(part.locate_file(file)), str(file.parent)) for file in told if _travels(file)]
    return kept


def own_metadata(root: Path) -> Path:
    """Write what the packaged program tells of itself, from `pyproject.toml`; return the file."""
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    file = root / "build" / f"haversack-{project['version']}.dist-info" / "METADATA"
    file.parent.mkdir(parents=True, exist_ok=True)
    lines = (f"Name: haversack\nVersion: {project['version']}\n", f"License-Expression: {project['license']}\n")
    file.write_text("Metadata-Version: 2.4\n" + "".join(lines), encoding="utf-8")
    return file


def _carries(part: metadata.Distribution, carried: Collection[str]) -> bool:
    return any(str(file) in carried or _module(file) in carried for file in part.files or ())


def _module(file: metadata.PackagePath) -> str:
    """Return the dotted name of a module's file."""
    parts = file.with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts) if file.suffix == ".py" else ""


def _travels(file: Path) -> bool:
    return file.name in _KEPT or any(word in part.lower() for part in file.parts[1:] for word in _LICENCES)
