from __future__ import annotations

from pathlib import Path

import pytest

from assistant.guard.disk_encryption import DiskEncryption, disk_encryption


@pytest.fixture
def devices(tmp_path: Path) -> Path:
    """What the kernel would tell of disks; the test's own folder lies on the first."""
    folder = tmp_path / "block"
    folder.mkdir()
    return folder


def told(tmp_path: Path, devices: Path, kind: str = "ext4") -> DiskEncryption:
    mounts = tmp_path / "mountinfo"
    mounts.write_text(f"21 1 0:1 / / rw - {kind} none rw\n", encoding="utf-8")
    return disk_encryption(tmp_path, devices, mounts)


def disk_of(tmp_path: Path, devices: Path) -> Path:
    import os

    number = tmp_path.stat().st_dev
    disk = devices / f"{os.major(number)}:{os.minor(number)}"
    disk.mkdir()
    return disk


def crypt(disk: Path) -> None:
    (disk / "dm").mkdir()
    (disk / "dm" / "uuid").write_text("CRYPT-LUKS2-0123-home\n", encoding="ascii")


def test_a_luks_disk_is_encrypted(tmp_path: Path, devices: Path):
    crypt(disk_of(tmp_path, devices))
    assert told(tmp_path, devices) is DiskEncryption.ENCRYPTED


def test_a_volume_over_a_luks_disk_is_encrypted(tmp_path: Path, devices: Path):
    beneath = disk_of(tmp_path, devices) / "slaves" / "dm-0"
    beneath.mkdir(parents=True)
    crypt(beneath)
    assert told(tmp_path, devices) is DiskEncryption.ENCRYPTED


def test_a_volume_with_one_clear_disk_is_clear(tmp_path: Path, devices: Path):
    slaves = disk_of(tmp_path, devices) / "slaves"
    (slaves / "sda").mkdir(parents=True)
    (slaves / "dm-0").mkdir()
    crypt(slaves / "dm-0")
    assert told(tmp_path, devices) is DiskEncryption.CLEAR


def test_a_plain_disk_is_clear(tmp_path: Path, devices: Path):
    disk_of(tmp_path, devices)
    assert told(tmp_path, devices) is DiskEncryption.CLEAR


def test_a_disk_the_kernel_does_not_describe_is_unknown(tmp_path: Path, devices: Path):
    assert told(tmp_path, devices) is DiskEncryption.UNKNOWN


def test_an_encrypting_file_system_is_encrypted(tmp_path: Path, devices: Path):
    assert told(tmp_path, devices, "fuse.gocryptfs") is DiskEncryption.ENCRYPTED
