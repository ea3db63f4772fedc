"""`python -m setup.package.trial`: what is in `dist/`, installed, used and removed on a bare Debian with no network."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from pathlib import Path

from setup.package.layout import DIST, RECIPES, ROOT, WORK, run, version
from setup.package.linux import LIBRARIES

BARE = ROOT / ".tools" / "bare-debian.tar"
RELEASE = "bookworm"
PACKAGES = (*LIBRARIES, "libglib2.0-0", "fonts-dejavu-core", "xvfb", "x11-utils", "procps")
"""What the .deb depends on, and what shows a window: there is no network to fetch it by later."""


def main() -> None:
    """Make the bare system where there is none yet, and go through the trial in it."""
    if os.geteuid() != 0:
        sys.exit("the trial installs packages into a system of its own: run it as root")
    if not BARE.exists():
        run("mmdebstrap", "--variant=minbase", f"--include={','.join(PACKAGES)}", RELEASE, BARE)
    with tempfile.TemporaryDirectory(prefix="haversack-trial-") as name:
        system = Path(name)
        run("tar", "--extract", "--file", BARE, "--directory", system, "--exclude=./dev/*")
        (system / "dist").mkdir()
        _newer(system / "trial")
        shutil.copyfile(RECIPES / "linux" / "trial.sh", system / "trial" / "trial.sh")
        for kind in ("deb", "run"):
            _inside(system, "sh", "/trial/trial.sh", kind)
        _rpm(system)


def _newer(folder: Path) -> None:
    """Make a package of the same files with a higher version, as quickly as it can be made."""
    folder.mkdir()
    control = WORK / "deb" / "DEBIAN" / "control"
    told = control.read_text(encoding="utf-8")
    control.write_text(told.replace(f"Version: {version()}", f"Version: {version()}+1"), encoding="utf-8")
    try:
        run("dpkg-deb", "--root-owner-group", "-Zzstd", "-z1", "--build", WORK / "deb", folder / "newer.deb")
    finally:
        control.write_text(told, encoding="utf-8")


def _rpm(system: Path) -> None:
    """Install, use and remove the .rpm. What it needs is there by other names: the bare system is a Debian."""
    package = next(DIST.glob("*.rpm"))
    into = ("rpm", "--root", system, "--dbpath", "/var/lib/rpm", "--nodeps")
    run("rpm", "--checksig", "--nosignature", package)
    run("unshare", "--net", *into, "--install", package)
    _inside(system, "sh", "/trial/trial.sh", "rpm")
    run("unshare", "--net", *into, "--erase", "haversack")
    if (system / "opt" / "haversack").exists():
        sys.exit("removing the .rpm left something in /opt/haversack")


def _inside(system: Path, *command: str) -> None:
    """Run a command as root of that system, with a network that holds nothing."""
    files = ("--bind", system, "/", "--ro-bind", DIST, "/dist", "--proc", "/proc", "--dev", "/dev")
    shut = ("--unshare-net", "--unshare-pid", "--unshare-ipc", "--die-with-parent")
    run("bwrap", *files, *shut, "--cap-add", "ALL", "--chdir", "/", *command)


if __name__ == "__main__":
    main()
