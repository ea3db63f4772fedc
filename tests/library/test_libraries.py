from __future__ import annotations

from pathlib import Path

import pytest

from assistant.errors import UsageError, WorldError
from assistant.library.audit.entries import Action
from assistant.library.libraries import Libraries
from tests.library.embedders import WordEmbedder


@pytest.mark.parametrize("name", ["名前", "ab", "Prüfung / 2024", "<b>x</b>", "..", "CON", "a" * 100])
def test_a_library_may_have_any_name_of_one_line(libraries: Libraries, name: str):
    libraries.create(name)
    opened = libraries.open(name)
    assert opened.name == name
    opened.close()
    assert [info.name for info in libraries.list()] == [name]
    libraries.remove(name)
    assert libraries.list() == []


@pytest.mark.parametrize("name", ["", "  ", "a\nb", "a" * 101, "a\u202eb"])
def test_a_name_that_cannot_be_shown_is_refused(libraries: Libraries, name: str):
    with pytest.raises(UsageError) as caught:
        libraries.create(name)
    assert caught.value.code == "bad-name"


def test_two_libraries_have_two_names(libraries: Libraries):
    libraries.create("Reports")
    with pytest.raises(UsageError) as caught:
        libraries.create("reports ")
    assert caught.value.code == "library-exists"


def test_an_unknown_library_is_said(libraries: Libraries):
    for attempt in (libraries.open, libraries.remove):
        with pytest.raises(UsageError) as caught:
            attempt("nowhere")
        assert caught.value.code == "unknown-library"


def test_an_open_library_can_be_neither_opened_nor_removed_a_second_time(libraries: Libraries):
    opened = libraries.open("mine", create=True)
    for attempt in (libraries.open, libraries.remove):
        with pytest.raises(WorldError) as caught:
            attempt("mine")
        assert caught.value.code == "library-in-use"
    opened.close()
    libraries.remove("mine")


def test_removing_leaves_no_file(libraries: Libraries, tmp_path: Path):
    libraries.open("mine", create=True).close()
    libraries.remove("mine")
    assert list((tmp_path / "libraries").iterdir()) == []


def test_a_folder_that_is_no_library_is_passed_over(libraries: Libraries, tmp_path: Path):
    libraries.create("mine")
    stray = tmp_path / "libraries" / "stray"
    stray.mkdir()
    (stray / "library.json").write_text("[1, 2]")
    assert [info.name for info in libraries.list()] == ["mine"]


def test_libraries_live_in_a_path_of_any_script(tmp_path: Path, words: WordEmbedder):
    elsewhere = Libraries(tmp_path / "données été 日本", lambda: words)
    opened = elsewhere.open("mine", create=True)
    opened.index.open()
    opened.close()


def test_a_library_that_is_closed_once_more_stays_closed(libraries: Libraries):
    opened = libraries.open("papers", create=True)
    opened.audit.record(Action.OPENED)
    opened.close()
    opened.close()
    libraries.open("papers").close()
