"""Makes the frozen program smaller: takes out what no program loads, and keeps recognition's weights in half the room.

No program loads libraries that nothing names, most tables of ICU, and those for debuggers.
PyInstaller's own `--strip` is never used, since it damages libraries that were changed after they were linked. Here a
file is replaced only where all that the kernel and the loader map of it stays the same, byte for byte.
"""

from __future__ import annotations

import re
import struct
import subprocess
from pathlib import Path

from setup.package import contents, icu, recognition
from setup.package.layout import environment

_MAGIC = b"\x7fELF"
_TABLES_IN_HEADER = (slice(40, 48), slice(60, 64))
"""Where a 64-bit file's header tells of its section table, which nothing loads (e_shoff, e_shnum, e_shstrndx)."""
_LOADED = 1
"""The kind of segment that is mapped (PT_LOAD)."""


def slim(program: Path) -> int:
    """Make the program's folder smaller; return by how many bytes. Its own two starts stay as they are.

    Raises:
        ValueError: It holds what was left out once, or is too large nevertheless.
    """
    inner = program / "_internal"
    before = _bytes(program)
    for path in orphans(inner):
        path.unlink()
    for path in inner.glob("PySide6/Qt/lib/libicudata.so.*"):
        icu.shrink(path)
    for listing in inner.glob("rapidocr/default_models.yaml"):
        recognition.shrink(listing.parent)
    for path in [*_binaries(inner), program / "ollama"]:
        drop_tables(path)
    contents.check(program)
    return before - _bytes(program)


def orphans(inner: Path) -> list[Path]:
    """Return the plain libraries that no binary names, nor any that would be left without them.

    Only libraries of the system and of Qt count, which lie where the loader looks for them: extension modules and
    plug-ins are loaded by name.
    """
    names = {path: _needed(path) for path in _binaries(inner)}
    places = {inner, inner / "PySide6" / "Qt" / "lib"}
    plain = {path for path in names if path.parent in places and re.match(r"lib(?!python).*\.so", path.name)}
    gone: list[Path] = []
    while found := [path for path in plain if not any(path.name in named for named in names.values())]:
        gone += found
        plain -= set(found)
        for path in found:
            del names[path]
    return gone + _links_to_nothing(inner, gone)


def drop_tables(path: Path) -> None:
    """Take symbols and debugging information out of one binary, where what is loaded of it stays the same."""
    small = path.with_name(f"{path.name}.small")
    subprocess.run(["strip", "--strip-all", "-o", small, path], check=True, env=environment())
    if loaded_image(small.read_bytes()) == loaded_image(path.read_bytes()):
        small.chmod(path.stat().st_mode)
        small.replace(path)
    else:
        small.unlink()


def loaded_image(binary: bytes) -> list[tuple[int, int, int, int, bytes]]:
    """Return the segments that are mapped of a 64-bit binary: (rights, address, shift, bytes in memory, content)."""
    content = bytearray(binary)
    for part in _TABLES_IN_HEADER:
        content[part] = bytes(part.stop - part.start)
    (start,), (size, count) = struct.unpack_from("<Q", content, 32), struct.unpack_from("<HH", content, 54)
    image = []
    for place in range(start, start + size * count, size):
        kind, rights, offset, address, _, length, memory, step = struct.unpack_from("<IIQQQQQQ", content, place)
        if kind == _LOADED:
            shift = (offset - address) % step  # 0, or the kernel cannot map it
            image.append((rights, address, shift, memory, bytes(content[offset : offset + length])))
    return image


def _binaries(folder: Path) -> list[Path]:
    files = [path for path in sorted(folder.rglob("*")) if path.is_file() and not path.is_symlink()]
    return [path for path in files if _starts_with_magic(path)]


def _starts_with_magic(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(len(_MAGIC)) == _MAGIC


def _needed(path: Path) -> set[str]:
    told = subprocess.run(["readelf", "--dynamic", "--wide", path], capture_output=True, text=True, check=True)
    return set(re.findall(r"\(NEEDED\).*\[(.+)\]", told.stdout))


def _links_to_nothing(inner: Path, gone: list[Path]) -> list[Path]:
    return [path for path in inner.iterdir() if path.is_symlink() and path.resolve() in gone]


def _bytes(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
