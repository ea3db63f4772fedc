"""The program with its interpreter in one folder, and that folder as it lies on an installed Linux."""

from __future__ import annotations

import gzip
import os
import shutil
import subprocess
import sys
from pathlib import Path

from setup.package.layout import DIST, PROGRAM, PYTHON, RECIPES, ROOT, STAGE, WORK, environment, epoch, run
from setup.package.manual import manual

LINUX = RECIPES / "linux"


def prepare() -> None:
    """Make the environment that is packed, from `packaging/requirements.lock` alone, where it is not there yet."""
    stamp = PYTHON.parent.parent / "made-from.lock"
    lock = RECIPES / "requirements.lock"
    if stamp.exists() and stamp.read_bytes() == lock.read_bytes():
        return
    shutil.rmtree(PYTHON.parent.parent, ignore_errors=True)
    run(sys.executable, "-m", "venv", PYTHON.parent.parent)
    installing = ("-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--require-hashes", "--no-deps")
    run(PYTHON, *installing, "-r", lock)
    shutil.copyfile(lock, stamp)


def freeze() -> None:
    """Run PyInstaller; the program and `_internal/` are in `PROGRAM` afterwards, under both of its names."""
    for folder in (STAGE, WORK / "frozen", WORK / "pyinstaller-work"):
        shutil.rmtree(folder, ignore_errors=True)
    places = ("--distpath", WORK / "frozen", "--workpath", WORK / "pyinstaller-work")
    run(PYTHON, "-m", "PyInstaller", "--noconfirm", "--log-level", "ERROR", *places, RECIPES / "haversack.spec")
    PROGRAM.parent.mkdir(parents=True)
    shutil.move(WORK / "frozen" / "haversack", PROGRAM)
    (PROGRAM / "haversack-window").symlink_to("haversack")
    shutil.copy2(ROOT / ".tools" / "bin" / "ollama", PROGRAM / "ollama")


def stage() -> None:
    """Add what an installed system wants beside the program: start, menu entry, icon, manual, AppArmor profile."""
    share = STAGE / "usr" / "share"
    (STAGE / "usr" / "bin").mkdir(parents=True)
    for name in ("haversack", "haversack-window"):
        (STAGE / "usr" / "bin" / name).symlink_to(f"../../opt/haversack/{name}")
    _put(LINUX / "haversack.desktop", share / "applications")
    _put(LINUX / "org.haversack.Haversack.metainfo.xml", share / "metainfo")
    _put(LINUX / "apparmor", PROGRAM / "share")
    icon = share / "icons" / "hicolor" / "scalable" / "apps"
    _put(ROOT / "resources" / "icons" / "app.svg", icon).rename(icon / "haversack.svg")
    page = share / "man" / "man1" / "haversack.1.gz"
    page.parent.mkdir(parents=True)
    page.write_bytes(gzip.compress(manual().encode(), mtime=0))


def settle() -> None:
    """Give every file of the stage one date and plain modes, so that two builds are the same."""
    for path in sorted(STAGE.rglob("*"), reverse=True):
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or os.access(path, os.X_OK) else 0o644)
        os.utime(path, (epoch(), epoch()), follow_symlinks=False)


def sizes() -> list[tuple[int, str]]:
    """Return (bytes, name) of what takes the most room in the program's folder, largest first."""
    parts = [part for folder in (PROGRAM, PROGRAM / "_internal") for part in folder.iterdir() if not part.is_symlink()]
    return sorted(((_size(part), part.name) for part in parts if part.name != "_internal"), reverse=True)


def total() -> int:
    """Return the bytes of the program's folder."""
    return _size(PROGRAM)


def checksums() -> str:
    """Return `sha256sum` lines of all that was made, by name."""
    made = sorted(path.name for path in DIST.iterdir() if not path.name.startswith("SHA256SUMS"))
    told = subprocess.run(["sha256sum", *made], cwd=DIST, capture_output=True, text=True, check=True, env=environment())
    return told.stdout


def _put(file: Path, folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    return Path(shutil.copyfile(file, folder / file.name))


def _size(path: Path) -> int:
    if path.is_file():
        return path.stat().st_size
    return sum(file.stat().st_size for file in path.rglob("*") if file.is_file() and not file.is_symlink())
