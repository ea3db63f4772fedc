"""`python -m setup.package.twice [--from-nothing]`: makes the packages in two fresh clones, and tells what differs.

With `--from-nothing` each clone also builds what set-up keeps between builds: OpenCV, Ollama and the models.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from setup.cache import sha256_of
from setup.package.layout import DIST, ROOT, WORK, run

_STEPS = ("setup.models", "setup.ollama", "setup.package")
_PACKED = WORK.relative_to(ROOT) / "deb"
"""What every package is made of, with the control files of the .deb."""


def main() -> None:
    """Make both, compare them, and fail where a file differs, or one that is packed in it."""
    from_nothing = "--from-nothing" in sys.argv[1:]
    with tempfile.TemporaryDirectory(prefix="haversack-twice-") as name:
        first, second = (_made(Path(name, clone), from_nothing) for clone in ("one", "the-other"))
        made, packed = (differing(first / part, second / part) for part in (DIST.relative_to(ROOT), _PACKED))
    for sentence in (*made, *packed):
        sys.stderr.write(f"{sentence}\n")
    if made or packed:
        sys.exit("package-twice: the two clones made different packages")
    sys.stderr.write("package-twice: all files are the same, byte for byte\n")


def differing(first: Path, second: Path) -> list[str]:
    """Return a line for each path below one of two folders that is not the same in both."""
    one, other = _facts(first), _facts(second)
    return [
        _told(path, one.get(path), other.get(path)) for path in sorted(one | other) if one.get(path) != other.get(path)
    ]


def _made(clone: Path, from_nothing: bool) -> Path:
    """Make everything in a fresh clone of the last commit; return its folder."""
    run("git", "clone", "--quiet", ROOT, clone)
    own = {"XDG_CACHE_HOME": str(clone.with_name(f"{clone.name}-cache"))} if from_nothing else {}
    for step in _STEPS:
        subprocess.run(
            [sys.executable, "-m", step], cwd=clone, env=os.environ | {"PYTHONPATH": str(clone)} | own, check=True
        )
    return clone


def _facts(folder: Path) -> dict[str, str]:
    """Return what an archive keeps of each path below a folder: what it is, its rights, its content."""
    return {str(path.relative_to(folder)): _fact(path) for path in folder.rglob("*")}


def _fact(path: Path) -> str:
    if path.is_symlink():
        return f"a link to {path.readlink()}"
    rights = f"{path.stat().st_mode & 0o777:o}"
    return f"a folder, {rights}" if path.is_dir() else f"{sha256_of(path)[:16]}, {rights}"


def _told(path: str, one: str | None, other: str | None) -> str:
    return f"differs  {path}: {one or 'missing'} | {other or 'missing'}"


if __name__ == "__main__":
    main()
