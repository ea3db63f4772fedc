"""Which tables of ICU are carried, shown on a small package of them."""

from __future__ import annotations

import ctypes
import shutil
import struct
import subprocess
import sys
from pathlib import Path

import pytest

from setup.package import icu

HEAD = struct.pack("<HBB", 32, 0xDA, 0x27).ljust(32, b"\0")
TABLES = {
    "icudt73l/cnvalias.icu": b"names of codes".ljust(16, b"\0"),
    "icudt73l/coll/de.res": b"order of words".ljust(32, b"\0"),
    "icudt73l/de.res": b"dates".ljust(16, b"\0"),
    "icudt73l/ibm-5348_P100-1997.cnv": b"letters".ljust(16, b"\0"),
    "icudt73l/root.res": b"root".ljust(16, b"\0"),
    "icudt73l/zone/de.res": b"zones".ljust(48, b"\0"),
}
KEPT = ["icudt73l/cnvalias.icu", "icudt73l/coll/de.res", "icudt73l/ibm-5348_P100-1997.cnv", "icudt73l/root.res"]


def package(tables: dict[str, bytes]) -> bytes:
    names = b"".join(name.encode() + b"\0" for name in tables)
    first = 4 + 8 * len(tables)
    begin = (first + len(names) + 15) // 16 * 16
    listed, place, start = b"", first, begin
    for name, table in tables.items():
        listed += struct.pack("<II", place, start)
        place, start = place + len(name) + 1, start + len(table)
    return HEAD + (struct.pack("<I", len(tables)) + listed + names).ljust(begin, b"\0") + b"".join(tables.values())


def test_unused_tables_are_taken_out_and_the_others_stay_as_they_are():
    assert icu.reduced(package(TABLES)) == package({name: TABLES[name] for name in KEPT})


def test_the_order_of_words_stays_and_the_names_of_places_go():
    assert not icu.is_unused("icudt73l/coll/ucadata.icu", 600_000)
    assert not icu.is_unused("icudt73l/supplementalData.res", 240_000)
    assert icu.is_unused("icudt73l/region/en_GB.res", 2000)
    assert icu.is_unused("icudt73l/gb18030.cnv", 180_000)


@pytest.mark.skipif(sys.platform != "linux" or not shutil.which("gcc"), reason="needs Linux's compiler")
def test_a_library_of_tables_is_made_anew_the_same_each_time(tmp_path: Path):
    library = tmp_path / "libicudata.so.73"
    source = f"const char icudt73_dat[] __attribute__((aligned(16))) = {{{','.join(map(str, package(TABLES)))}}};"
    command: list[str | Path] = ["gcc", "-shared", "-x", "c", "-", "-o", library]
    made = []
    for _ in range(2):
        subprocess.run(command, input=source, text=True, check=True)
        icu.shrink(library)
        made.append(library.read_bytes())
    small = icu.reduced(package(TABLES))
    loaded = (ctypes.c_char * len(small)).in_dll(ctypes.CDLL(str(library)), "icudt73_dat")
    assert bytes(loaded) == small
    assert made[0] == made[1]
