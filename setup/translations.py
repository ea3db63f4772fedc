"""Takes the window's texts out of the source for translators, and compiles what they wrote.

`python -m setup.translations de` writes or updates `resources/translations/haversack_de.ts` and compiles every
translation there is; without a language it only compiles. A .ts file is edited with Qt Linguist or any text editor.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import PySide6

from setup.cache import ROOT

TOOLS = Path(PySide6.__file__).parent
FOLDER = ROOT / "resources" / "translations"


def main(languages: Sequence[str]) -> int:
    """Update these languages, then compile all; return the exit code."""
    FOLDER.mkdir(exist_ok=True)
    for language in languages:
        update(FOLDER / f"haversack_{language}.ts")
    for written in sorted(FOLDER.glob("haversack_*.ts")):
        compile_to(written, written.with_suffix(".qm"))
    return 0


def update(written: Path) -> None:
    """Write the texts of the source into a .ts file; what was translated stays, what is gone is dropped."""
    sources = sorted(str(path.relative_to(ROOT)) for path in (ROOT / "ui").rglob("*.py"))
    language = written.stem.removeprefix("haversack_")
    _run("lupdate", *sources, "-no-obsolete", "-target-language", language, "-ts", str(written))


def compile_to(written: Path, compiled: Path) -> None:
    """Compile a .ts file."""
    _run("lrelease", str(written), "-qm", str(compiled))


def _run(tool: str, *arguments: str) -> None:
    subprocess.run([str(TOOLS / tool), "-silent", *arguments], check=True, cwd=ROOT)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
