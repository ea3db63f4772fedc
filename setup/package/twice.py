"""`python -m setup.package.twice`: makes the packages in two fresh clones, and tells which files differ."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from setup.package.layout import ROOT, run

_STEPS = ("setup.models", "setup.ollama", "setup.package")


def main() -> None:
    """Make both, compare their checksums, and fail where a file differs."""
    with tempfile.TemporaryDirectory(prefix="haversack-twice-") as name:
        first, second = (_made(Path(name, clone)) for clone in ("one", "the-other"))
    differing = sorted(file for file in first | second if first.get(file) != second.get(file))
    for file in sorted(first):
        sys.stderr.write(f"{'differs' if file in differing else 'the same'}  {first[file][:16]}  {file}\n")
    sys.exit(1 if differing or not first else 0)


def _made(clone: Path) -> dict[str, str]:
    """Return the SHA-256 of each file that a fresh clone of the last commit makes, by name."""
    run("git", "clone", "--quiet", ROOT, clone)
    for step in _STEPS:
        subprocess.run([sys.executable, "-m", step], cwd=clone, env=os.environ | {"PYTHONPATH": str(clone)}, check=True)
    lines = (clone / "dist" / "SHA256SUMS").read_text(encoding="ascii").splitlines()
    return {file: digest for digest, file in (line.split("  ") for line in lines)}


if __name__ == "__main__":
    main()
