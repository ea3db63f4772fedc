from __future__ import annotations

import os
import queue
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from assistant.documents.reader import Reader
from assistant.errors import Cancelled, UsageError
from assistant.jobs import CancelToken
from assistant.library import following, watching
from assistant.library.following import follow, followed, mark_gone, unfollow
from assistant.library.libraries import Libraries
from assistant.library.library import Library
from assistant.library.watching import Watching, watch
from tests.library.work import added, found_by_words

WAIT = 20


class Watched:
    """Folders that are watched on a thread of its own; each step can be waited for."""

    def __init__(self, *folders: Path) -> None:
        self.cancel = CancelToken()
        self.steps: queue.Queue[Watching] = queue.Queue()
        self.thread = threading.Thread(target=self._run, args=(folders,), name="watching")
        self.thread.start()

    def _run(self, folders: tuple[Path, ...]) -> None:
        with suppress(Cancelled):
            for step in watch(folders, self.cancel):
                assert isinstance(step, Watching)
                self.steps.put(step)

    def next(self) -> Watching:
        return self.steps.get(timeout=WAIT)

    def close(self) -> None:
        self.cancel.cancel()
        self.thread.join(WAIT)
        assert not self.thread.is_alive()


Watch = Callable[..., Watched]


@pytest.fixture
def watched() -> Iterator[Watch]:
    made: list[Watched] = []

    def begin(*folders: Path) -> Watched:
        made.append(Watched(*folders))
        return made[-1]

    yield begin
    for each in made:
        each.close()


@pytest.fixture
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """What stands still for a fifth of a second stands still."""
    monkeypatch.setattr(watching, "_STILL_SECONDS", 0.2)
    monkeypatch.setattr(watching, "_LOOK_MS", 300)


@pytest.mark.usefixtures("soon")
def test_new_changed_renamed_and_deleted_files_are_taken_over(
    library: Library, reader: Reader, desk: Path, watched: Watch
):
    (desk / "old.txt").write_text("The fee is 100 crowns.")
    seen = watched(desk)

    def take_over() -> None:
        step = seen.next()
        assert (step.changed, step.gone) == ((desk,), ())
        added(library, reader, *step.changed)

    take_over()
    assert found_by_words(library, "crowns") == ["The fee is 100 crowns."]
    (desk / "new.txt").write_text("A second note about pumps.")
    take_over()
    assert found_by_words(library, "pumps") == ["A second note about pumps."]
    (desk / "old.txt").write_text("The fee is 200 crowns.")
    take_over()
    assert found_by_words(library, "crowns") == ["The fee is 200 crowns."]
    (desk / "new.txt").rename(desk / "renamed.txt")
    take_over()
    assert library.document("renamed.txt").paths == (str(desk / "renamed.txt"),)
    (desk / "renamed.txt").unlink()
    take_over()
    assert library.document("renamed.txt").missing


@pytest.mark.usefixtures("soon")
def test_a_file_that_is_still_being_copied_is_waited_for(desk: Path, watched: Watch):
    seen = watched(desk)
    assert seen.next().changed == (desk,)
    sizes: list[int] = []
    file = desk / "slow.txt"
    with file.open("w") as out:
        for _ in range(12):
            out.write("half of it\n" * 100)
            out.flush()
            sizes.append(file.stat().st_size)
            time.sleep(0.1)  # the copying itself takes time
        assert seen.steps.empty()
    assert seen.next().changed == (desk,)
    assert file.stat().st_size == sizes[-1]


@pytest.mark.usefixtures("soon")
def test_lock_files_and_half_downloads_are_no_change(desk: Path, watched: Watch):
    seen = watched(desk)
    seen.next()
    (desk / "~$letter.docx").write_text("lock")
    (desk / "film.part").write_text("half")
    (desk / "letter.txt").write_text("whole")
    assert seen.next().changed == (desk,)
    assert seen.steps.empty()


@pytest.mark.usefixtures("soon")
def test_a_folder_that_goes_and_comes_back_is_told(desk: Path, tmp_path: Path, watched: Watch):
    stick = tmp_path / "stick"
    (stick / "papers").mkdir(parents=True)
    seen = watched(desk, stick)
    assert set(seen.next().changed) == {desk, stick}
    shutil.rmtree(stick)
    step = seen.next()
    while not step.gone:  # its files may go first
        step = seen.next()
    assert step.gone == (stick,)
    (stick / "papers").mkdir(parents=True)
    assert seen.next().changed == (stick,)
    (stick / "papers" / "a.txt").write_text("text")
    assert seen.next().changed == (stick,)


@pytest.mark.usefixtures("soon")
def test_a_folder_that_is_not_there_at_first_is_told_as_gone_and_waited_for(tmp_path: Path, watched: Watch):
    seen = watched(tmp_path / "later")
    assert seen.next() == Watching(gone=(tmp_path / "later",))
    (tmp_path / "later").mkdir()
    assert seen.next() == Watching(changed=(tmp_path / "later",))


def test_watching_ends_when_it_is_stopped(desk: Path, watched: Watch):
    seen = watched(desk)
    began = time.monotonic()
    seen.close()
    assert time.monotonic() - began < 3


def test_followed_folders_are_kept_with_the_library(libraries: Libraries, desk: Path):
    library = libraries.open("mine", create=True)
    follow(library, desk)
    follow(library, desk)
    library.close()
    library = libraries.open("mine")
    [folder] = followed(library)
    assert (folder.path, folder.shown, folder.present, folder.documents) == (desk, str(desk), True, 0)
    unfollow(library, desk)
    assert followed(library) == []
    with pytest.raises(UsageError) as caught:
        unfollow(library, desk)
    assert caught.value.code == "not-followed"
    library.close()


def test_what_cannot_be_followed_is_said(library: Library, desk: Path):
    (desk / "a.txt").write_text("text")
    odd = Path(os.fsdecode(os.fsencode(desk) + b"/caf\xe9"))
    odd.mkdir()
    (desk / "inner").mkdir()
    follow(library, desk)
    for folder, code in (
        (desk / "a.txt", "not-a-folder"),
        (desk / "none", "not-a-folder"),
        (odd, "not-a-folder"),
        (library.folder, "own-folder"),
        (desk.parent, "own-folder"),
        (desk / "inner", "followed-already"),
    ):
        with pytest.raises(UsageError) as caught:
            follow(library, folder)
        assert caught.value.code == code


def test_documents_in_a_folder_that_went_are_shown_as_missing(library: Library, reader: Reader, desk: Path):
    (desk / "stick").mkdir()
    (desk / "stick" / "a.txt").write_text("some words")
    follow(library, desk / "stick")
    added(library, reader, desk / "stick")
    assert following.followed(library)[0].documents == 1
    shutil.rmtree(desk / "stick")
    mark_gone(library, desk / "stick")
    assert library.documents()[0].missing
    [folder] = followed(library)
    assert (folder.present, folder.documents) == (False, 0)
