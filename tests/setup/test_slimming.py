"""What is taken out of a frozen program, shown on a small one that a compiler makes."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from setup.package.slimming import drop_tables, loaded_image, orphans, slim

pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or not shutil.which("gcc") or not shutil.which("strip"), reason="needs Linux's compiler"
)


def compiled(target: Path, source: str, *options: str | Path) -> Path:
    target.parent.mkdir(parents=True, exist_ok=True)
    command = ["gcc", "-g", "-x", "c", "-", "-o", target, "-x", "none", *options]
    subprocess.run(command, input=source, text=True, check=True)
    return target


@pytest.fixture
def program(tmp_path: Path) -> Path:
    """A folder with an extension that names one library, a library that only another one names, and an engine."""
    inner = tmp_path / "_internal"
    used = compiled(inner / "libused.so", "int used(void){return 7;}", "-shared", "-Wl,-soname,libused.so")
    deep = compiled(inner / "libdeep.so.1", "int deep(void){return 1;}", "-shared", "-Wl,-soname,libdeep.so.1")
    compiled(inner / "liborphan.so", "int deep(void);int o(void){return deep();}", "-shared", deep)
    compiled(inner / "part" / "part.so", "int used(void);int part(void){return used();}", "-shared", used)
    compiled(tmp_path / "ollama", '#include <stdio.h>\nint main(void){puts("here");return 0;}')
    return tmp_path


def test_libraries_that_nothing_names_are_orphans_with_all_that_only_they_name(program: Path):
    names = {path.name for path in orphans(program / "_internal")}
    assert names == {"liborphan.so", "libdeep.so.1"}


def test_a_program_without_its_tables_is_smaller_and_runs(program: Path):
    before = (program / "ollama").stat().st_size
    image = loaded_image((program / "ollama").read_bytes())
    drop_tables(program / "ollama")
    said = subprocess.run([program / "ollama"], capture_output=True, text=True, check=True).stdout
    assert (program / "ollama").stat().st_size < before
    assert loaded_image((program / "ollama").read_bytes()) == image
    assert said == "here\n"


def test_a_file_that_the_tool_would_damage_stays_as_it_is(program: Path, monkeypatch: pytest.MonkeyPatch):
    before = (program / "ollama").read_bytes()

    def damages(command: list[str | Path], **_options: object) -> None:
        Path(command[3]).write_bytes(before[:4096] + b"x" + before[4097:])

    monkeypatch.setattr(subprocess, "run", damages)
    drop_tables(program / "ollama")
    assert (program / "ollama").read_bytes() == before
    assert not (program / "ollama.small").exists()


def test_slimming_tells_how_much_it_took(program: Path):
    def size() -> int:
        return sum(path.stat().st_size for path in program.rglob("*") if path.is_file())

    before = size()
    assert slim(program) == before - size() > 0
