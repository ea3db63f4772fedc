"""`python -m setup.package.parts`: the papers of the parts, written by the environment that holds them."""

from __future__ import annotations

import shutil
from pathlib import Path

from setup.package.layout import DIST, PROGRAM, ROOT, STAGE, version
from setup.package.papers import bill_of_materials, notices

PAPERS = PROGRAM / "_internal" / "resources" / "licences"
"""Where they lie in every kind of package, beside the licences that came with the source."""
DOCUMENTS = STAGE / "usr" / "share" / "doc" / "haversack"
"""Where a Linux looks for them."""


def main() -> None:
    """Write bill of materials, notices and the sample of a policy into the program, the bill into `dist/` as well."""
    inner = PROGRAM / "_internal"
    models = {str(path.relative_to(inner / "models")): path for path in (inner / "models").rglob("*") if path.is_file()}
    bill = bill_of_materials(inner, models | {"ollama": PROGRAM / "ollama"})
    for file in (PAPERS / "sbom.cdx.json", DIST / f"haversack-{version()}.cdx.json"):
        file.write_text(bill, encoding="utf-8")
    (PAPERS / "THIRD-PARTY-NOTICES.txt").write_text(notices(inner), encoding="utf-8")
    sample = Path(shutil.copyfile(ROOT / "docs" / "policy.toml", PROGRAM / "share" / "policy.toml.sample"))
    DOCUMENTS.mkdir(parents=True)
    for file in (PAPERS / "sbom.cdx.json", PAPERS / "THIRD-PARTY-NOTICES.txt", sample):
        (DOCUMENTS / file.name).symlink_to(f"/{file.relative_to(STAGE)}")
    shutil.copyfile(ROOT / "LICENSE", DOCUMENTS / "copyright")


if __name__ == "__main__":
    main()
