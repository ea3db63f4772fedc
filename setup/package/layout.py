"""Where the package is made, and what it is called."""

from __future__ import annotations

import os
import subprocess
import tomllib
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
RECIPES = ROOT / "packaging"
WORK = ROOT / "build" / "package"
STAGE = WORK / "stage"
"""The files as they lie on an installed system, below `/`."""
PROGRAM = STAGE / "opt" / "haversack"
DIST = ROOT / "dist"
PYTHON = ROOT / ".tools" / "packaging-venv" / "bin" / "python"


def version() -> str:
    """Return the program's version."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return str(project["version"])


def epoch() -> int:
    """Return the second that all files are dated with: `SOURCE_DATE_EPOCH`, else that of the last commit."""
    given = os.environ.get("SOURCE_DATE_EPOCH")
    return int(given) if given else _last_commit()


@cache
def _last_commit() -> int:
    """Return the second of the last commit, asked for once: each packed file is dated."""
    told = subprocess.run(["git", "log", "-1", "--format=%ct"], cwd=ROOT, capture_output=True, text=True, check=True)
    return int(told.stdout)


def environment() -> dict[str, str]:
    """Return the environment of the tools: one date, one order, one language."""
    return os.environ | {
        "SOURCE_DATE_EPOCH": str(epoch()),
        "PYTHONHASHSEED": "1",
        "PYINSTALLER_CONFIG_DIR": str(WORK / "pyinstaller"),
        "LC_ALL": "C.UTF-8",
        "TZ": "UTC",
    }


def run(*command: str | Path, cwd: Path = ROOT) -> None:
    """Run a tool; its failure ends the build."""
    subprocess.run([str(part) for part in command], check=True, cwd=cwd, env=environment())
