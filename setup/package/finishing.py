"""`python -m setup.package.finishing windows|macos FOLDER`: adds what ships beside what PyInstaller made there."""

from __future__ import annotations

import plistlib
import shutil
import sys
from pathlib import Path

from setup.package.layout import DIST, RECIPES, ROOT, version
from setup.package.parts import write_papers

SAMPLE = ROOT / "docs" / "policy.toml"


def main() -> None:
    """Finish the folder or the application that the arguments name."""
    system, folder = sys.argv[1], Path(sys.argv[2])
    {"windows": windows, "macos": macos}[system](folder)


def windows(folder: Path) -> None:
    """Add the papers, the sample of a policy and the script that blocks the network."""
    write_papers(folder / "_internal", folder / "ollama.exe", DIST / f"haversack-{version()}-windows.cdx.json")
    shutil.copyfile(SAMPLE, folder / "policy.toml.sample")
    shutil.copyfile(RECIPES / "windows" / "block_network.ps1", folder / "block_network.ps1")


def macos(application: Path) -> None:
    """Add the same to an application, and lay our own entries over its `Info.plist`."""
    inside = application / "Contents"
    write_papers(inside / "Frameworks", inside / "MacOS" / "ollama", DIST / f"haversack-{version()}-macos.cdx.json")
    shutil.copyfile(SAMPLE, inside / "Resources" / "policy.toml.sample")
    shutil.copyfile(RECIPES / "macos" / "no_network.sb", inside / "Resources" / "no_network.sb")
    entries = plistlib.loads((inside / "Info.plist").read_bytes())
    entries |= plistlib.loads((RECIPES / "macos" / "Info.plist").read_bytes())
    entries |= {"CFBundleShortVersionString": version(), "CFBundleVersion": version()}
    (inside / "Info.plist").write_bytes(plistlib.dumps(entries))


if __name__ == "__main__":
    main()
