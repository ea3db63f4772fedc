from __future__ import annotations

import re
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest

from setup.cache import ROOT

INDEX_HOSTS = [
    ".".join(parts) for parts in (("pypi", "org"), ("pythonhosted", "org"), ("golang", "org"), ("npmjs", "org"))
]
MACHINE_PATH = re.compile(rf"{re.escape(str(ROOT))}|/(?:home|Users)/[a-z]+/|[A-Z]:\\Users\\")
PICTURES_AND_FONTS = {".png", ".ttf", ".ico", ".pdf", ".docx", ".xlsx", ".pptx"}


def committed() -> list[Path]:
    git = shutil.which("git")
    if git is None or not (ROOT / ".git").exists():
        return []
    listed = subprocess.run([git, "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout
    return [ROOT / name for name in listed.decode().split("\0") if name and (ROOT / name).is_file()]


COMMITTED = committed()
TEXTS = [path for path in COMMITTED if path.suffix not in PICTURES_AND_FONTS]


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.skipif(not COMMITTED, reason="this is not a git checkout")
def test_no_text_names_a_package_index():
    naming = [name(path) for path in TEXTS if any(host in path.read_text(encoding="utf-8") for host in INDEX_HOSTS)]
    assert not naming


@pytest.mark.skipif(not COMMITTED, reason="this is not a git checkout")
def test_no_file_names_a_path_of_one_machine():
    naming = [name(path) for path in COMMITTED if MACHINE_PATH.search(path.read_bytes().decode("utf-8", "replace"))]
    assert not naming


@pytest.mark.parametrize("path", [path for path in COMMITTED if path.suffix == ".toml"], ids=name)
def test_every_toml_file_can_be_read(path: Path):
    tomllib.loads(path.read_text(encoding="utf-8"))
