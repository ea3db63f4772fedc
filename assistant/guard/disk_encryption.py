"""Whether the disk beneath a folder is encrypted, as far as Linux tells."""

from __future__ import annotations

import os
from enum import Enum
from pathlib import Path

_BLOCK_DEVICES = Path("/sys/dev/block")
_MOUNTS = Path("/proc/self/mountinfo")
_ENCRYPTED_FILE_SYSTEMS = {"ecryptfs", "fuse.gocryptfs", "fuse.encfs"}


class DiskEncryption(Enum):
    """What is known of a disk."""

    ENCRYPTED = "encrypted"
    CLEAR = "clear"
    UNKNOWN = "unknown"


def disk_encryption(path: Path, block_devices: Path = _BLOCK_DEVICES, mounts: Path = _MOUNTS) -> DiskEncryption:
    """Tell whether what is written at `path` is encrypted by the disk: LUKS and dm-crypt, also beneath LVM or RAID.

    Args:
        path: Exists.
        block_devices: Where the kernel describes its disks.
        mounts: Where the kernel lists what is mounted.
    """
    kind, source = mounted_at(path, mounts)
    if kind in _ENCRYPTED_FILE_SYSTEMS:
        return DiskEncryption.ENCRYPTED
    device = _number_of(source) or _number(path.stat().st_dev)
    place = block_devices / device
    if not place.exists():
        return DiskEncryption.UNKNOWN
    return DiskEncryption.ENCRYPTED if _is_encrypted(place) else DiskEncryption.CLEAR


def mounted_at(path: Path, mounts: Path = _MOUNTS) -> tuple[str, str]:
    """Return the kind and the source of the file system that holds a path, "" where it is not known."""
    found, longest, real = ("", ""), -1, path.resolve()
    lines = mounts.read_text(encoding="utf-8", errors="replace").splitlines() if mounts.exists() else []
    for line in lines:
        about, _, source = line.partition(" - ")
        point = about.split()[4].encode().decode("unicode_escape")
        if real.is_relative_to(point) and len(point) >= longest:
            found, longest = (source.split()[0], source.split()[1]), len(point)
    return found


def _is_encrypted(device: Path) -> bool:
    """Whether a disk is a dm-crypt one, or all disks beneath it are."""
    mapping = device / "dm" / "uuid"
    if mapping.is_file() and mapping.read_text(encoding="ascii").startswith("CRYPT-"):
        return True
    beneath = list((device / "slaves").iterdir()) if (device / "slaves").is_dir() else []
    return bool(beneath) and all(_is_encrypted(each) for each in beneath)


def _number_of(source: str) -> str:
    try:
        return _number(os.stat(source).st_rdev) if source.startswith("/dev/") else ""  # noqa: PTH116 - a device, not a file
    except OSError:
        return ""


def _number(device: int) -> str:
    return f"{os.major(device)}:{os.minor(device)}"
