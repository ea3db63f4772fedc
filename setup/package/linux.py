"""The files that Linux is installed from: tarball, self-extracting file, .deb and .rpm."""

from __future__ import annotations

import gzip
import hashlib
import os
import shutil
import tarfile
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

from setup.package.layout import DIST, RECIPES, STAGE, WORK, epoch, run, version

LINUX = RECIPES / "linux"
NFPM = "github.com/goreleaser/nfpm/v2/cmd/nfpm@v2.43.0"
TOOLS = RECIPES.parent / ".tools" / "bin"
LIBRARIES = (
    "libegl1", "libgl1", "libxkbcommon-x11-0", "libdbus-1-3", "libfontconfig1", "libxcb-cursor0", "libxcb-icccm4",
    "libxcb-image0", "libxcb-keysyms1", "libxcb-randr0", "libxcb-render-util0", "libxcb-shape0", "libxcb-xinerama0",
    "libxcb-xkb1",
)  # fmt: skip
"""Those that go by one name in every Debian and Ubuntu."""
NEEDS = f"libc6 (>= 2.36), {', '.join(LIBRARIES)}, libglib2.0-0 | libglib2.0-0t64, fonts-dejavu-core | fonts-liberation"
"""What the window needs of a Debian or an Ubuntu: the parts of its display that are not ours to bring."""

_BLOCK = 4096


def all_packages() -> list[Path]:
    """Make every kind of package, those that do not build on each other at once; return them by kind."""
    with ThreadPoolExecutor() as pool:
        others = [pool.submit(make) for make in (deb, rpm)]
        payload = tarball()
        return [payload, self_extracting(payload), *(made.result() for made in others)]


def tarball() -> Path:
    """Make the plain tarball, with its own installer for one user."""
    target = DIST / f"haversack-{version()}-linux-x86_64.tar.gz"
    top = f"haversack-{version()}"
    with (
        target.open("wb") as raw,
        gzip.GzipFile("", "wb", 6, raw, mtime=epoch()) as packed,
        tarfile.open(fileobj=packed, mode="w", format=tarfile.PAX_FORMAT) as archive,
    ):
        for path in sorted(STAGE.rglob("*")):
            archive.add(path, f"{top}/{path.relative_to(STAGE)}", recursive=False, filter=_nobodys)
        for script in ("install.sh", "uninstall.sh"):
            archive.add(LINUX / script, f"{top}/{script}", filter=_nobodys)
    return target


def self_extracting(payload: Path) -> Path:
    """Make the file that installs for one user when it is run by `sh`."""
    target = DIST / f"haversack-{version()}-linux-x86_64.run"
    head = (LINUX / "self_extract.sh").read_text(encoding="utf-8")
    content, room = payload.read_bytes(), _kilobytes()
    filled = _filled(head, VERSION=version(), SHA256=hashlib.sha256(content).hexdigest(), KILOBYTES=str(room),
                     MEGABYTES=str(room // 1024 + 1), LINES=str(head.count("\n") + 1))  # fmt: skip
    target.write_bytes(filled.encode() + content)
    target.chmod(0o755)
    return target


def deb() -> Path:
    """Make the package for Debian and Ubuntu."""
    root = WORK / "deb"
    shutil.rmtree(root, ignore_errors=True)
    shutil.copytree(STAGE, root, symlinks=True, copy_function=os.link)
    control = root / "DEBIAN"
    control.mkdir()
    (control / "control").write_text(_control(_kilobytes()), encoding="utf-8")
    for script, name in (("after_install.sh", "postinst"), ("after_remove.sh", "postrm")):
        shutil.copyfile(LINUX / script, control / name)
        (control / name).chmod(0o755)
    target = DIST / f"haversack_{version()}_amd64.deb"
    run("dpkg-deb", "--root-owner-group", "-Zzstd", "-z9", "--build", root, target)
    return target


def rpm() -> Path:
    """Make the package for Fedora, openSUSE and their like."""
    tool = TOOLS / "nfpm"
    if not tool.exists():
        run("env", f"GOBIN={TOOLS}", "go", "install", NFPM)
    moment = datetime.fromtimestamp(epoch(), UTC).isoformat().replace("+00:00", "Z")
    recipe = _filled((LINUX / "nfpm.yaml").read_text(encoding="utf-8"),
                     VERSION=version(), MTIME=moment, STAGE=str(STAGE), SCRIPTS=str(LINUX))  # fmt: skip
    (WORK / "nfpm.yaml").write_text(recipe, encoding="utf-8")
    target = DIST / f"haversack-{version()}-1.x86_64.rpm"
    run(tool, "package", "--config", WORK / "nfpm.yaml", "--packager", "rpm", "--target", target)
    return target


def _kilobytes() -> int:
    """Return the room that the staged files take on a disk of ordinary blocks, in KiB."""
    files = (path.stat().st_size for path in STAGE.rglob("*") if path.is_file() and not path.is_symlink())
    return sum(-(-size // _BLOCK) * _BLOCK for size in files) // 1024


def _control(kilobytes: int) -> str:
    return (
        f"Package: haversack\nVersion: {version()}\nArchitecture: amd64\nSection: text\nPriority: optional\n"
        f"Maintainer: The Haversack project <haversack@localhost>\nInstalled-Size: {kilobytes}\nDepends: {NEEDS}\n"
        "Recommends: gnome-keyring | kwalletmanager\nSuggests: strace\n"
        "Description: ask your documents, with the page of each sentence and no network\n"
        " Reads every page of your documents; a Llama on the same machine answers with the\n"
        " page each sentence comes from. It gives up the network when it starts.\n"
    )


def _filled(text: str, **values: str) -> str:
    for name, value in values.items():
        text = text.replace(f"@{name}@", value)
    return text


def _nobodys(entry: tarfile.TarInfo) -> tarfile.TarInfo:
    """An entry that tells nothing of who made it, and when."""
    entry.uid = entry.gid = 0
    entry.uname = entry.gname = "root"
    entry.mtime = epoch()
    return entry
