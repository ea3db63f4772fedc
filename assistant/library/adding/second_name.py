"""A second name for a file that came in: keeping a file moves it, but it may have to be read once more."""

from __future__ import annotations

import os
import shutil
from dataclasses import replace
from pathlib import Path

from assistant.library.adding.staging import Staged
from assistant.library.originals import disk_error

_FOLDER = "kept"


def second_name(staged: Staged) -> Staged:
    """Return a file under another name, which goes with the first one's place; a file in memory needs none.

    Raises:
        WorldError: `disk-full` or `disk-fault`.
    """
    if not isinstance(staged.file, Path):
        return staged
    other = staged.file.parent / _FOLDER / staged.file.name
    try:
        other.parent.mkdir(exist_ok=True)
        other.unlink(missing_ok=True)
        _link(staged.file, other)
    except OSError as error:
        raise disk_error(error, other) from error
    return replace(staged, file=other)


def _link(file: Path, other: Path) -> None:
    try:
        os.link(file, other)
    except OSError:
        shutil.copyfile(file, other)  # some file systems, as on sticks, know one name a file only
