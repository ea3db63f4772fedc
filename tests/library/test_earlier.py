from __future__ import annotations

from pathlib import Path

import pytest

from assistant.jobs import CancelToken, finish
from assistant.library.clean_up import needs_clean_up
from assistant.library.libraries import Libraries
from assistant.library.sealing import seal, unseal
from assistant.library.store.copies import copies, keep_copy
from tests.guard.sealing import made_vault
from tests.library.earlier import SHA256, TEXT, make_first_library
from tests.library.embedders import WordEmbedder
from tests.library.work import found_by_meaning, found_by_words


@pytest.fixture
def store(libraries: Libraries) -> Path:
    """The file of a library that the first program made."""
    info = libraries.create("test")
    make_first_library(info)
    return info.folder / "library.db"


def test_a_library_of_the_first_program_opens_with_all_that_it_held(libraries: Libraries, store: Path):
    library = libraries.open("test")
    [record] = library.documents()
    assert (record.sha256, record.status, record.tags, record.path) == (
        SHA256,
        "indexed",
        ("pumps",),
        "/desk/valve.txt",
    )
    assert found_by_words(library, "grebe") == [TEXT]
    assert found_by_meaning(library, "grebe valve") == TEXT
    assert library.original(SHA256).read_bytes() == TEXT.encode()
    library.close()
    assert [copy.name for copy in copies(store)] == ["library.db.schema-1"]


def test_what_is_removed_from_a_library_is_in_no_copy_either(libraries: Libraries, store: Path):
    library = libraries.open("test")
    library.remove(SHA256)
    library.close()
    assert copies(store) == []
    assert not [file for file in store.parent.rglob("*") if file.is_file() and b"grebe" in file.read_bytes()]


def test_sealing_and_opening_for_good_leave_no_copy_of_the_other_state(libraries: Libraries, store: Path):
    info = libraries.info("test")
    vault, key, _ = made_vault(library=info.id)
    finish(seal(info, vault, key, CancelToken()))
    assert copies(store) == []
    finish(keep_copy(store, 1, CancelToken()))
    keyed = Libraries(store.parent.parent, WordEmbedder, lambda _info: key)
    keyed.open("test").close()
    assert len(copies(store)) == 1
    finish(unseal(info, key, CancelToken()))
    assert copies(store) == []


@pytest.mark.parametrize("name", ["library.db.schema-1", "library.db.copying"])
def test_a_copy_in_clear_that_was_left_beside_a_sealed_library_is_removed(libraries: Libraries, store: Path, name: str):
    in_clear = store.read_bytes()
    info = libraries.info("test")
    vault, key, _ = made_vault(library=info.id)
    finish(seal(info, vault, key, CancelToken()))
    store.with_name(name).write_bytes(in_clear)
    assert needs_clean_up(info.folder)
    libraries.clean_up()
    assert copies(store) == []
    assert not needs_clean_up(info.folder)
