"""`python -m setup.package.parts FOLDER`: the papers of the parts, written by the environment that holds them."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from setup.package.layout import DIST, PROGRAM, ROOT, version
from setup.package.papers import bill_of_materials, notices


def main(folder: Path) -> None:
    """Write the bill of materials, the notices and the licence there, and the bill into `dist/` as well."""
    folder.mkdir(parents=True)
    models = PROGRAM / "_internal" / "models"
    files = {str(path.relative_to(models)): path for path in models.rglob("*") if path.is_file()}
    bill = bill_of_materials(files | {"ollama": PROGRAM / "ollama"})
    for name in (folder / "sbom.cdx.json", DIST / f"haversack-{version()}.cdx.json"):
        name.write_text(bill, encoding="utf-8")
    (folder / "THIRD-PARTY-NOTICES.txt").write_text(notices(), encoding="utf-8")
    shutil.copyfile(ROOT / "LICENSE", folder / "copyright")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
