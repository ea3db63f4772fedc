"""The tables of ICU as far as Qt asks for them: 5 MB in the place of 32.

Qt compares words by them, and finds the codes of texts. It never asks for the names of languages, regions, coins and
units, for numbers in words, for spellings in other scripts or for where words end, which make up most of the library;
names of time zones, for which it does ask, are shown nowhere. The library holds nothing but one package of tables, each
found by its name: the unused are taken out, the others stay as they are, byte for byte (ICU's `ucmndata.h` lays down
the package's format).
"""

from __future__ import annotations

import re
import struct
import subprocess
import tempfile
from itertools import accumulate
from pathlib import Path

from setup.package.layout import environment

_MAGIC = b"\xda\x27"
_STEP = 16
"""Each table begins at a multiple of so many bytes."""
_LARGEST_CODE = 20_000
"""Codes of texts with larger tables are those of China, Japan and Korea that were in use before Unicode."""
_FOLDERS = re.compile(r"[^/]+/(brkitr|curr|lang|rbnf|region|translit|unit|zone)/")
_SINGLE = re.compile(r"[^/]+/([a-z]{2,3}(_\w+)?\.res|\w+\.spp|confusables\.cfu|unames\.icu|uemoji\.icu|ulayout\.icu)")
"""What lies beside them: a language's dates and numbers, rules for names on the network, names of letters."""
_SOURCE = """.section .note.GNU-stack,"",@progbits
.section .rodata
.balign 16
.globl {name}
.type {name},@object
.size {name},{size}
{name}: .incbin "tables"
"""


def is_unused(name: str, size: int) -> bool:
    """Whether Qt never asks for a table of so many bytes, by its name in the package (`icudt73l/zone/de.res`)."""
    return bool(_FOLDERS.match(name) or _SINGLE.fullmatch(name)) or (name.endswith(".cnv") and size > _LARGEST_CODE)


def shrink(library: Path) -> None:
    """Take the unused tables out of ICU's library of tables."""
    data = library.read_bytes()
    begin = data.index(_MAGIC) - 2
    package = reduced(data[begin:])
    version = re.search(r"\.so\.(\d+)", library.name)
    if not version:
        raise ValueError(library.name)
    symbol = f"icudt{version[1]}_dat"
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "tables").write_bytes(package)
        (Path(folder) / "tables.s").write_text(_SOURCE.format(name=symbol, size=len(package)), encoding="ascii")
        command: list[str | Path] = [
            "gcc",
            "-shared",
            "-nostdlib",
            f"-Wl,-soname,{library.name}",
            "tables.s",
            "-o",
            library,
        ]
        subprocess.run(command, check=True, cwd=folder, env=environment())


def reduced(package: bytes) -> bytes:
    """Return a package of tables without those that are unused.

    It is a header of its own length, the number of tables, for each where its name and where it begins (counted from
    that number), the names, and the tables.
    """
    (head,) = struct.unpack_from("<H", package)
    contents = package[head:]
    tables = [(name, table) for name, table in _tables(contents) if not is_unused(name, len(table))]
    names = [name.encode("ascii") + b"\0" for name, _ in tables]
    first = 4 + 8 * len(tables)
    places = list(accumulate(map(len, names), initial=first))
    begin = -(-places[-1] // _STEP) * _STEP
    starts = list(accumulate((len(table) for _, table in tables), initial=begin))
    listed = b"".join(struct.pack("<II", *entry) for entry in zip(places[:-1], starts[:-1], strict=True))
    written = struct.pack("<I", len(tables)) + listed + b"".join(names)
    return package[:head] + written.ljust(begin, b"\0") + b"".join(table for _, table in tables)


def _tables(contents: bytes) -> list[tuple[str, bytes]]:
    """Return name and content of each table, filled up to where the next one begins."""
    (count,) = struct.unpack_from("<I", contents)
    entries = [struct.unpack_from("<II", contents, 4 + 8 * number) for number in range(count)]
    ends = [start for _, start in entries[1:]] + [len(contents)]
    names = [contents[place : contents.index(b"\0", place)].decode("ascii") for place, _ in entries]
    told = zip(names, entries, ends, strict=True)
    return [
        (name, contents[start:end].ljust(-(-(end - start) // _STEP) * _STEP, b"\0")) for name, (_, start), end in told
    ]
