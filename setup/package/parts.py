"""`python -m setup.package.parts`: the papers of the parts, written by the environment that holds them."""

from __future__ import annotations

import shutil
from pathlib import Path

from setup.package.layout import DIST, PROGRAM, ROOT, STAGE, version
from setup.package.papers import bill_of_materials, notices

PAPERS = Path("resources", "licences")
"""Where they lie in every kind of package, beside the licences that came with the source."""
DOCUMENTS = STAGE / "usr" / "share" / "doc" / "haversack"
"""Where a Linux looks for them."""


def main() -> None:
    """Write the papers of the package for Linux, with the sample of a policy, and tell where a Linux looks for them."""
    inner = PROGRAM / "_internal"
    papers = write_papers(inner, PROGRAM / "ollama", DIST / f"haversack-{version()}.cdx.json")
    sample = Path(shutil.copyfile(ROOT / "docs" / "policy.toml", PROGRAM / "share" / "policy.toml.sample"))
    DOCUMENTS.mkdir(parents=True)
    for file in (*papers, sample):
        (DOCUMENTS / file.name).symlink_to(f"/{file.relative_to(STAGE)}")
    shutil.copyfile(ROOT / "LICENSE", DOCUMENTS / "copyright")


def write_papers(inner: Path, engine: Path, bill: Path) -> tuple[Path, Path]:
    """Write the bill of materials and the notices into a frozen program; return both.

    Args:
        inner: Its inner folder.
        engine: The Ollama that goes with it.
        bill: Gets a copy of the bill of materials.
    """
    models = {str(path.relative_to(inner / "models")): path for path in (inner / "models").rglob("*") if path.is_file()}
    papers = (inner / PAPERS / "sbom.cdx.json", inner / PAPERS / "THIRD-PARTY-NOTICES.txt")
    papers[0].write_text(bill_of_materials(inner, models | {engine.name: engine}), encoding="utf-8")
    papers[1].write_text(notices(inner), encoding="utf-8")
    shutil.copyfile(papers[0], bill)
    return papers


if __name__ == "__main__":
    main()
