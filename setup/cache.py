"""Where set-up keeps what it built, outside the checkout, so that a fresh clone need not build it again."""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TOOLS = ROOT / ".tools"


def cache_folder(kind: str, *keys: str) -> Path:
    """Return the cache folder of one build, named by everything its result depends on."""
    base = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    digest = hashlib.sha256("\0".join(keys).encode()).hexdigest()[:16]
    return base / "haversack-setup" / f"{kind}-{digest}"


def publish(built: Path, target: Path) -> None:
    """Copy one file to its place by a temporary name, so that a stopped set-up leaves no half file."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=target.parent, delete=False) as handle:
        temporary = Path(handle.name)
    shutil.copyfile(built, temporary)
    temporary.chmod(built.stat().st_mode & 0o777 | 0o444)
    temporary.replace(target)


def sha256_of(path: Path) -> str:
    """Return the SHA-256 of a file as lower-case hexadecimal."""
    with path.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()
