"""`python -m setup.package`: makes every file that Linux is installed from, into `dist/`."""

from __future__ import annotations

import base64
import os
import shutil
import sys

from setup.package import freezing, linux, opencv
from setup.package.layout import DIST, PROGRAM, PYTHON, run, version
from setup.package.papers import minisign, public_key
from setup.package.slimming import slim

RELEASE_KEY = "HAVERSACK_RELEASE_KEY"
"""Environment variable: the 32 bytes of the key that signs a release, in base64."""


def main() -> None:
    """Freeze, stage, pack, and tell the sizes."""
    shutil.rmtree(DIST, ignore_errors=True)
    DIST.mkdir()
    freezing.prepare()
    opencv.place()
    freezing.freeze()
    saved = slim(PROGRAM)
    freezing.stage()
    run(PYTHON, "-m", "setup.package.parts")
    freezing.settle()
    made = linux.all_packages()
    _seal()
    for size, name in freezing.sizes()[:12]:
        sys.stderr.write(f"{size / 1e6:8.1f} MB  {name}\n")
    sys.stderr.write(
        f"{freezing.total() / 1e6:8.1f} MB  {PROGRAM.name}, unpacked; {saved / 1e6:.1f} MB that nobody loads left out\n"
    )
    for path in made:
        sys.stderr.write(f"{path.stat().st_size / 1e6:8.1f} MB  {path.name}\n")


def _seal() -> None:
    """Write the checksums, and their signature where the release key is given."""
    sums = freezing.checksums()
    (DIST / "SHA256SUMS").write_text(sums, encoding="ascii")
    encoded = os.environ.get(RELEASE_KEY)
    if not encoded:
        sys.stderr.write(f"not signed: {RELEASE_KEY} is not given\n")
        return
    seed = base64.b64decode(encoded)
    signature = minisign(sums.encode(), seed, f"Haversack {version()}")
    (DIST / "SHA256SUMS.minisig").write_text(signature, encoding="utf-8")
    (DIST / "haversack.pub").write_text(public_key(seed), encoding="utf-8")


if __name__ == "__main__":
    main()
