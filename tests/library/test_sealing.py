from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.documents.reader import Reader
from assistant.errors import Cancelled, WorldError
from assistant.guard.memory import Secret
from assistant.guard.passphrase import passphrase_of
from assistant.guard.sandbox import Launcher
from assistant.guard.vault import Vault
from assistant.jobs import CancelToken, finish
from assistant.library.clean_up import is_sealed
from assistant.library.libraries import Libraries
from assistant.library.library import Library
from assistant.library.sealing import seal, unseal
from assistant.library.store.store import open_store
from tests.guard.sealing import PASSPHRASE, made_vault
from tests.library.embedders import WordEmbedder
from tests.library.work import added, found_by_meaning, found_by_words

SEALED_FILES = {"audit.anchor", "library.db", "library.json", "opened.lock", "vault.json"}
MARK = "Quenzilbar"
TEXT = f"The {MARK} valve is opened on Thursdays."


@pytest.fixture
def filled(libraries: Libraries, reader: Reader, desk: Path) -> Path:
    """The folder of a closed library with two documents."""
    (desk / "valve.txt").write_text(TEXT, encoding="utf-8")
    (desk / "pump.txt").write_text("The pump is greased every 250 hours.", encoding="utf-8")
    library = libraries.open("test", create=True)
    added(library, reader, desk)
    library.index.open()
    library.close()
    return library.folder


def keyed(libraries: Libraries, key: bytes) -> Libraries:
    return Libraries(libraries._folder, WordEmbedder, lambda _info: key)


def sealed_by(libraries: Libraries) -> bytes:
    info = libraries.info("test")
    vault, key, _ = made_vault(library=info.id)
    finish(seal(info, vault, key, CancelToken()))
    return key


def in_clear(folder: Path) -> list[str]:
    """The files in which the mark can be read."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    return [path.name for path in files if MARK.encode() in path.read_bytes()]


def check_whole(library: Library) -> None:
    assert [record.title for record in library.documents()] == ["pump", "valve"]
    assert found_by_words(library, MARK.lower()) == [TEXT]
    assert found_by_meaning(library, f"When is the {MARK} valve opened?") == TEXT
    assert library.original(library.documents()[1].sha256).read_bytes() == TEXT.encode()


def test_a_sealed_library_holds_all_that_it_held_and_nothing_in_clear(libraries: Libraries, filled: Path):
    assert in_clear(filled)
    key = sealed_by(libraries)
    assert in_clear(filled) == []
    assert {path.name for path in filled.iterdir()} == SEALED_FILES
    library = keyed(libraries, key).open("test")
    check_whole(library)
    library.close()


@pytest.mark.usefixtures("filled")
def test_a_sealed_library_without_its_key_is_locked(libraries: Libraries):
    sealed_by(libraries)
    assert libraries.info("test").sealed
    with pytest.raises(WorldError) as refused:
        libraries.open("test")
    assert refused.value.code == "library-locked"
    with pytest.raises(WorldError) as unreadable:
        keyed(libraries, bytes(32)).open("test")
    assert unreadable.value.code == "library-unreadable"


@pytest.mark.usefixtures("filled")
def test_sealing_says_which_source_files_stay_in_clear(libraries: Libraries, desk: Path):
    (desk / "pump.txt").unlink()
    info = libraries.info("test")
    vault, key, _ = made_vault(library=info.id)
    assert finish(seal(info, vault, key, CancelToken())) == (str(desk / "valve.txt"),)


def test_documents_are_added_to_a_sealed_library_without_a_clear_copy(libraries: Libraries, filled: Path, desk: Path):
    key = sealed_by(libraries)
    library = keyed(libraries, key).open("test")
    later = desk / "later.txt"
    later.write_text(f"A second {MARK} is kept in the shed.", encoding="utf-8")
    reader = Reader(Launcher(in_memory=True))
    report = added(library, reader, later)
    assert [document.path for document in report.added] == [str(later)]
    assert library.original(str(later)).read_bytes() == later.read_bytes()
    library.index.open()
    assert found_by_meaning(library, f"second {MARK} shed").startswith("A second")
    assert in_clear(filled) == []
    reader.close()
    library.close()
    assert in_clear(filled) == []


def test_a_library_opened_for_good_is_what_it_was(libraries: Libraries, filled: Path):
    key = sealed_by(libraries)
    finish(unseal(libraries.info("test"), key, CancelToken()))
    assert not is_sealed(filled)
    assert not (filled / "vault.json").exists()
    library = libraries.open("test")
    check_whole(library)
    with library.store.reading() as connection:
        assert connection.execute("SELECT COUNT(*) FROM original_parts").fetchone() == (0,)
    library.close()


@pytest.mark.parametrize("steps", [1, 2, 3])
@pytest.mark.usefixtures("filled")
def test_a_sealing_stopped_midway_changes_nothing(libraries: Libraries, steps: int):
    info, cancel = libraries.info("test"), CancelToken()
    vault, key, _ = made_vault(library=info.id)
    job = seal(info, vault, key, cancel)
    for _ in range(steps):
        next(job)
    cancel.cancel()
    with pytest.raises(Cancelled):
        next(job)
    assert not libraries.info("test").sealed
    library = libraries.open("test")
    check_whole(library)
    library.close()


@pytest.mark.usefixtures("filled")
def test_a_library_in_use_is_not_sealed(libraries: Libraries):
    library = libraries.open("test")
    with pytest.raises(WorldError) as refused:
        sealed_by(libraries)
    assert refused.value.code == "library-in-use"
    library.close()


def run(folder: Path, direction: str, key: bytes, moment: int) -> subprocess.CompletedProcess[str]:
    command: list[str | Path] = [
        sys.executable,
        "-m",
        "tests.library.killed_sealing",
        folder,
        direction,
        key.hex(),
        str(moment),
    ]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("direction", ["seal", "unseal"])
def test_a_kill_at_ten_points_loses_nothing_and_leaves_nothing_in_clear(
    libraries: Libraries, filled: Path, tmp_path: Path, direction: str, figure: Callable[[str], None]
):
    key = sealed_by(libraries) if direction == "unseal" else made_vault()[1]
    kept = tmp_path / "kept"
    shutil.copytree(filled, kept)
    moments = int(run(filled, direction, key, 0).stdout)
    sealed = clear = 0
    for number in range(1, 11):
        shutil.rmtree(filled)
        shutil.copytree(kept, filled)
        assert run(filled, direction, key, 1 + (moments - 1) * number // 10).returncode == -9
        libraries.clean_up()
        if libraries.info("test").sealed:
            sealed += 1
            assert in_clear(filled) == []
            assert {path.name for path in filled.iterdir()} <= SEALED_FILES | {"library.db-wal", "library.db-shm"}
            opened = Vault.read(filled).open(passphrase_of(PASSPHRASE)) if direction == "seal" else Secret(key)
            library = keyed(libraries, bytes(opened.data)).open("test")
        else:
            clear += 1
            library = libraries.open("test")
        check_whole(library)
        library.close()
    figure(f"{direction}: killed at 10 of {moments} moments: {sealed} sealed, {clear} open, 0 lost, 0 left in clear")


@pytest.mark.parametrize("place", ["header", "pages"])
def test_single_flipped_bits_in_a_sealed_file_are_noticed(
    libraries: Libraries, filled: Path, place: str, figure: Callable[[str], None]
):
    key = sealed_by(libraries)
    path = filled / "library.db"
    whole = path.read_bytes()
    end = 100 if place == "header" else len(whole)
    noticed = 0
    for bit in range(5, end * 8, end * 8 // 25)[:25]:
        flipped = bytearray(whole)
        flipped[bit // 8] ^= 1 << bit % 8
        path.write_bytes(flipped)
        noticed += _noticed(path, key)
    figure(f"25 single-bit flips in the {place} of a sealed file: {noticed} noticed, 0 crashes")
    assert noticed == 25


def _noticed(path: Path, key: bytes) -> bool:
    try:
        store = open_store(path, key)
    except WorldError:
        return True
    try:
        with store.reading() as connection:
            return bool(connection.execute("PRAGMA cipher_integrity_check").fetchall())
    finally:
        store.close()
