"""What a drop on the window is made of: files and folders to add, and what is refused with a reason.

Nothing is ever fetched: an address on the network is refused, never resolved.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QMimeData, QUrl

from ui.wording import tr


@dataclass(frozen=True)
class Refusal:
    """Something that isn't taken, and a finished sentence that says why."""

    what: str
    reason: str


@dataclass(frozen=True)
class Dropped:
    """A drop, sorted.

    Attributes:
        paths: Files and folders on this machine, each once, in the order of the drop.
        refused: Everything else.
    """

    paths: tuple[Path, ...]
    refused: tuple[Refusal, ...]


def of_mime(data: QMimeData, home: Path) -> Dropped:
    """Sort what was dropped or pasted; `home` is the program's own data folder, which is never added."""
    if data.hasUrls():
        return of_urls(data.urls(), home)
    return Dropped(
        (), (Refusal("", tr("Only files and folders can be added; save text or pictures to a file first.")),)
    )


def of_urls(urls: Iterable[QUrl], home: Path) -> Dropped:
    """Sort addresses into local paths and refusals."""
    paths: dict[Path, None] = {}
    refused: list[Refusal] = []
    for url in urls:
        reason = _refusal_of_url(url)
        if reason:
            refused.append(Refusal(url.toDisplayString(), reason))
        else:
            paths[Path(os.path.abspath(url.toLocalFile()))] = None  # noqa: PTH100 - links stay what they are
    return _checked(paths, refused, home)


def of_paths(paths: Iterable[Path], home: Path) -> Dropped:
    """Sort paths that were chosen or given on the command line."""
    return _checked({Path(os.path.abspath(path)): None for path in paths}, [], home)  # noqa: PTH100 - as above


def _checked(paths: Iterable[Path], refused: list[Refusal], home: Path) -> Dropped:
    kept = []
    for path in paths:
        reason = _refusal_of_path(path, home)
        if reason:
            refused.append(Refusal(str(path), reason))
        else:
            kept.append(path)
    return Dropped(tuple(kept), tuple(refused))


def _refusal_of_url(url: QUrl) -> str:
    if url.host() or url.toLocalFile().startswith(("//", "\\\\")):
        return tr("This lies on another machine. Copy it to this one first; Haversack fetches nothing from a network.")
    if not url.isLocalFile() or not url.toLocalFile():
        return tr("This is an address, not a file. Haversack fetches nothing from a network.")
    return ""


def _refusal_of_path(path: Path, home: Path) -> str:
    if not os.path.lexists(path):
        return tr("There is no such file.")
    real, own = path.resolve(), home.resolve()
    if real == own or own in real.parents or real in own.parents:
        return tr("This is, or holds, the folder in which Haversack keeps its own data.")
    if not real.is_file() and not real.is_dir():
        return tr("This is neither a file nor a folder.")
    return ""
