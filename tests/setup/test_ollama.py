from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from setup.cache import ROOT
from setup.ollama import OLDEST, VERSION, optimisation_flags, version_of


def program(folder: Path, says: str) -> str:
    path = folder / "ollama"
    path.write_text(f"#!/bin/sh\necho '{says}'\n", encoding="utf-8")
    path.chmod(0o755)
    return str(path)


@pytest.mark.parametrize(
    ("says", "version"),
    [
        ("ollama version is 0.24.0", (0, 24, 0)),
        ("Warning: could not connect to a running Ollama instance\nclient version is 0.9.12", (0, 9, 12)),
        ("no idea", ()),
    ],
)
def test_the_version_is_read_from_what_a_program_reports(tmp_path: Path, says: str, version: tuple[int, ...]):
    assert version_of(program(tmp_path, says)) == version


def test_a_program_that_reports_no_version_is_too_old(tmp_path: Path):
    assert version_of(program(tmp_path, "ollama version is 0.0.0")) < OLDEST
    assert version_of(program(tmp_path, "")) < OLDEST


def test_the_version_that_is_built_is_new_enough():
    assert tuple(int(part) for part in VERSION.split(".")) >= OLDEST


def test_the_build_is_optimised():
    assert "-O3" in optimisation_flags()


@pytest.mark.skipif(shutil.which("sh") is None, reason="this machine has no POSIX shell")
def test_the_shell_script_for_system_packages_can_be_parsed():
    subprocess.run(["/bin/sh", "-n", ROOT / "setup" / "system_packages.sh"], check=True)
