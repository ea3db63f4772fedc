"""What travels with each part of the package: its name, version, licence texts and entry points, no more."""

from __future__ import annotations

import re
import tomllib
from importlib import metadata
from pathlib import Path

BUILDERS = {"altgraph", "pip", "pyinstaller", "pyinstaller-hooks-contrib", "setuptools", "wheel"}
LEFT_OUT = {"hf-xet", "huggingface-hub", "kubernetes", "uvloop"}
"""Parts that chromadb names but that the program never loads: `packaging/haversack.spec` leaves them out."""

_KEPT = ("METADATA", "entry_points.txt", "top_level.txt")
_LICENCES = ("licen", "copying", "notice", "authors")


def shipped_parts() -> list[metadata.Distribution]:
    """Return the installed packages that ship, by name: those of this environment less its tools."""
    found = {plain_name(part): part for part in metadata.distributions()}
    return [part for name, part in sorted(found.items()) if name not in BUILDERS | LEFT_OUT]


def plain_name(part: metadata.Distribution) -> str:
    """Return a package's name as the index knows it (PEP 503)."""
    return re.sub(r"[-_.]+", "-", part.metadata["Name"]).lower()


def metadata_files(root: Path) -> list[tuple[str, str]]:
    """Return (file, folder in the package) of all parts, the program itself included."""
    own = own_metadata(root)
    kept = [(str(own), own.parent.name)]
    for part in shipped_parts():
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


def _travels(file: Path) -> bool:
    return file.name in _KEPT or any(word in part.lower() for part in file.parts[1:] for word in _LICENCES)
