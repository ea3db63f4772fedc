"""`python -m setup.package.trial`: what is in `dist/`, installed, used and removed on a bare Debian with no network."""

from __future__ import annotations

import hashlib
import os
import shutil
import sys
import tempfile
import time
from pathlib import Path

from assistant.library.embedder import MiniLM
from assistant.library.libraries import Libraries
from assistant.library.store.schema import migrations
from setup.package.layout import DIST, RECIPES, ROOT, WORK, run, version
from setup.package.linux import LIBRARIES
from setup.package.papers import minisign, public_key
from tests.library.earlier import make_first_library

RELEASE = "bookworm"
PACKAGES = (*LIBRARIES, "libglib2.0-0", "fonts-dejavu-core", "minisign", "procps", "x11-utils", "xvfb")
"""What the .deb depends on, what shows a window and what checks a signature: no network brings it later."""
LINUX = RECIPES / "linux"


def main() -> None:
    """Make the bare system where there is none yet, and go through the trial in it."""
    if os.geteuid() != 0:
        sys.exit("the trial installs packages into a system of its own: run it as root")
    begun = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="haversack-trial-") as name:
        system = Path(name)
        run("tar", "--extract", "--file", _bare(), "--directory", system, "--exclude=./dev/*")
        (system / "dist").mkdir()
        _equip(system / "trial")
        for kind in ("papers", "deb", "run"):
            _try(system, kind)
        _rpm(system)
    sys.stderr.write(f"test-package: everything holds, after {time.monotonic() - begun:.0f} s\n")


def _bare() -> Path:
    """Return the archive of the bare system; it is made once for the packages it holds."""
    digest = hashlib.sha256(" ".join((RELEASE, *PACKAGES)).encode()).hexdigest()[:12]
    archive = ROOT / ".tools" / f"bare-debian-{digest}.tar"
    if not archive.exists():
        coming = archive.with_name(f"coming-{archive.name}")
        run("mmdebstrap", "--variant=minbase", f"--include={','.join(PACKAGES)}", RELEASE, coming)
        coming.replace(archive)
    return archive


def _equip(folder: Path) -> None:
    """Put into the bare system what the trial is made by, beside the packages themselves."""
    shutil.copytree(LINUX / "trial", folder)
    shutil.copyfile(LINUX / "after_remove.sh", folder / "after_remove.sh")
    _newer(folder / "newer.deb")
    _older(folder)
    _signatures(folder)


def _newer(package: Path) -> None:
    """Make a package of the same files with a higher version, as quickly as it can be made."""
    control = WORK / "deb" / "DEBIAN" / "control"
    told = control.read_text(encoding="utf-8")
    control.write_text(told.replace(f"Version: {version()}", f"Version: {version()}+1"), encoding="utf-8")
    try:
        run("dpkg-deb", "--root-owner-group", "-Znone", "--build", WORK / "deb", package)
    finally:
        control.write_text(told, encoding="utf-8")


def _older(folder: Path) -> None:
    """Make a library as the first program made it, and tell the version that the present one brings it to."""
    embedder = MiniLM(ROOT / ".tools" / "models" / "embedder")
    info = Libraries(folder / "libraries", lambda: embedder).create("older")
    make_first_library(info, embedder)
    info.folder.rename(folder / "older")
    (folder / "newest-schema").write_text(f"{max(migrations())}\n", encoding="ascii")


def _signatures(folder: Path) -> None:
    """Sign the checksums by a key that is made for it, and by another one."""
    sums = (DIST / "SHA256SUMS").read_bytes()
    (folder / "ours").write_bytes(sums)
    for name in ("ours", "other"):
        seed = os.urandom(32)
        (folder / f"{name}.minisig").write_text(minisign(sums, seed, f"Haversack {version()}"), encoding="utf-8")
        (folder / f"{name}.pub").write_text(public_key(seed), encoding="utf-8")


def _rpm(system: Path) -> None:
    """Install, use and remove the .rpm. What it needs is there by other names: the bare system is a Debian."""
    package = next(DIST.glob("*.rpm"))
    into = ("rpm", "--root", system, "--dbpath", "/var/lib/rpm", "--nodeps")
    run("rpm", "--checksig", "--nosignature", package)
    _try(system, "rpm-before")
    run("unshare", "--net", *into, "--install", package)
    _try(system, "rpm")
    run("unshare", "--net", *into, "--erase", "haversack")
    _try(system, "rpm-after")


def _try(system: Path, part: str) -> None:
    """Run a part of the trial as root of that system, with a network that holds nothing."""
    files = ("--bind", system, "/", "--ro-bind", DIST, "/dist", "--proc", "/proc", "--dev", "/dev")
    shut = ("--unshare-net", "--unshare-pid", "--unshare-ipc", "--die-with-parent")
    run("bwrap", *files, *shut, "--cap-add", "ALL", "--chdir", "/", "sh", "/trial/trial.sh", part)


if __name__ == "__main__":
    main()
