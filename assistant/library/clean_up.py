"""Which of its two states a library is in, in clear or sealed, and the removal of what belongs to the other.

What decides is the first bytes of its file: so a kill at any moment of sealing or opening leaves one of the two.
"""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

from assistant.guard.vault import VAULT
from assistant.library.originals import CHROMA, ORIGINALS, STORE
from assistant.library.store.copies import copies
from assistant.whole_files import sync_folder

COMING, LEAVING = "library.db.coming", "library.db.leaving"
"""Names of the file that is to take the library's place, and of the one whose place it took."""
_BESIDE = ("", "-wal", "-shm", "-journal")
_IN_CLEAR = b"SQLite format 3\0"
_CHUNK = 1 << 20


def is_sealed(folder: Path) -> bool:
    """Whether the library in a folder is sealed."""
    return (folder / VAULT).exists() and _in_clear(folder / STORE) is not True


def clean_up(folder: Path) -> None:
    """Remove what a sealing or an opening that was cut off left behind; what lay in clear is overwritten first.

    The caller holds the library's lock.
    """
    in_clear = _in_clear(folder / STORE)
    if in_clear is None:
        return  # no library's file, or an empty one: nothing says which state is the right one
    for name in (*(COMING + end for end in _BESIDE), LEAVING):
        wipe(folder / name)
    for copy in _foreign_copies(folder):
        wipe(copy)
    if in_clear:
        (folder / VAULT).unlink(missing_ok=True)
    elif (folder / VAULT).exists():
        _wipe_all(folder / ORIGINALS)
        _wipe_all(folder / CHROMA)
    sync_folder(folder)


def needs_clean_up(folder: Path) -> bool:
    """Whether there is anything for `clean_up` to do."""
    beside = (ORIGINALS, CHROMA) if is_sealed(folder) else (VAULT,)
    left = any((folder / name).exists() for name in (*beside, *(COMING + end for end in _BESIDE), LEAVING))
    return left or bool(_foreign_copies(folder))


def wipe(path: Path) -> None:
    """Overwrite a file with zeros and remove it; one that has another name as well only loses this one."""
    try:
        status = path.lstat()
    except FileNotFoundError:
        return
    if status.st_nlink == 1 and path.is_file() and not path.is_symlink():
        with path.open("r+b") as file:
            for start in range(0, status.st_size, _CHUNK):
                file.write(bytes(min(_CHUNK, status.st_size - start)))
            file.flush()
            os.fsync(file.fileno())
    path.unlink()


def _foreign_copies(folder: Path) -> list[Path]:
    """Return the copies of an earlier schema that are not in the library's own state: in clear, or sealed."""
    in_clear = _in_clear(folder / STORE)
    return [copy for copy in copies(folder / STORE) if _in_clear(copy) is not in_clear]


def _wipe_all(folder: Path) -> None:
    for root, folders, files in os.walk(folder, topdown=False):
        for name in files:
            wipe(Path(root, name))
        for name in folders:
            Path(root, name).rmdir()
    with contextlib.suppress(FileNotFoundError):
        folder.rmdir()


def _in_clear(path: Path) -> bool | None:
    """Whether a library's file begins as one that is not encrypted; None where there is none, or an empty one."""
    try:
        with path.open("rb") as file:
            start = file.read(len(_IN_CLEAR))
    except FileNotFoundError:
        return None
    return start == _IN_CLEAR if start else None
