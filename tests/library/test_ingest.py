from __future__ import annotations

import os
import shutil
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from assistant.documents.reader import Reader
from assistant.errors import Cancelled, UsageError, WorldError
from assistant.guard.sandbox import Launcher
from assistant.jobs import CancelToken, Job, finish
from assistant.library.adding import feeding, intake
from assistant.library.ingest import Adding, add
from assistant.library.libraries import Libraries
from assistant.library.library import Library
from assistant.library.records import AddReport
from tests.library.embedders import WordEmbedder
from tests.library.work import added, coming_in, found_by_meaning, found_by_words, original_file


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_an_added_file_is_found_by_words_and_by_meaning(library: Library, reader: Reader, desk: Path):
    file = write(desk / "pump.txt", "The fee is 100 crowns for a pump.")
    [told] = added(library, reader, file).added
    [record] = library.documents()
    assert (told.document, told.path, told.pages, told.passages) == (record.sha256, str(file), 1, 1)
    assert (record.status, record.title, record.ledger["text"]) == ("indexed", "pump", 1)
    assert found_by_words(library, "crowns") == ["The fee is 100 crowns for a pump."]
    assert found_by_meaning(library, "fee for a pump") == "The fee is 100 crowns for a pump."
    assert library.original(record.sha256).read_bytes() == file.read_bytes()


def test_the_language_of_a_text_is_kept_and_what_a_page_says_of_itself_goes_first(
    library: Library, reader: Reader, desk: Path
):
    write(desk / "hafen.txt", "Der Hafen ist nicht offen, und die Mauer wird von den Leuten mit Stein gebaut.")
    write(
        desk / "page.html", "<html lang='nl'><body><p>The harbour of the town is closed by the storm.</p></body></html>"
    )
    write(desk / "list.csv", "4711,12\n4712,13\n")
    added(library, reader, desk)
    assert {record.title: record.language for record in library.documents()} == {
        "hafen": "de",
        "page": "nl",
        "list": "",
    }


def test_a_second_add_embeds_and_reads_nothing(library: Library, reader: Reader, desk: Path, words: WordEmbedder):
    for number in range(5):
        write(desk / f"{number}.txt", f"text {number}")
    assert len(added(library, reader, desk).added) == 5
    words.embedded.clear()
    report = added(library, reader, desk)
    assert (len(report.added), len(report.unchanged), words.embedded) == (0, 5, [])


@pytest.mark.parametrize("keep_times", [False, True], ids=["same size", "same size and times"])
def test_an_edited_file_replaces_what_it_held(library: Library, reader: Reader, desk: Path, keep_times: bool):
    file = write(desk / "fee.txt", "The fee is 100 crowns.")
    added(library, reader, file)
    status = file.stat()
    write(file, "The fee is 200 crowns.")
    if keep_times:
        os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns))
    added(library, reader, file)
    assert found_by_words(library, "fee") == ["The fee is 200 crowns."]
    assert found_by_words(library, "100") == []
    assert len(library.documents()) == 1
    assert b"is 100 crowns" not in everything_below(library.folder)


def test_a_file_edited_while_the_program_was_closed_is_noticed(libraries: Libraries, reader: Reader, desk: Path):
    file = write(desk / "fee.txt", "The fee is 100 crowns.")
    library = libraries.open("mine", create=True)
    added(library, reader, desk)
    library.close()
    write(file, "The fee is 200 crowns.")
    library = libraries.open("mine")
    added(library, reader, desk)
    assert found_by_words(library, "crowns") == ["The fee is 200 crowns."]
    library.close()


def test_a_renamed_file_keeps_its_passages(library: Library, reader: Reader, desk: Path, words: WordEmbedder):
    file = write(desk / "old.txt", "Some text.")
    added(library, reader, desk)
    before = library.passages_of(library.documents()[0].sha256)
    words.embedded.clear()
    renamed = file.rename(desk / "new.txt")
    added(library, reader, desk)
    [record] = library.documents()
    assert record.paths == (str(renamed),)
    assert library.passages_of(record.sha256) == before
    assert words.embedded == []


def test_a_deleted_file_is_shown_as_missing_until_it_comes_back(library: Library, reader: Reader, desk: Path):
    file = write(desk / "a.txt", "Some text.")
    added(library, reader, desk)
    file.unlink()
    added(library, reader, desk)
    assert library.documents()[0].missing
    write(file, "Some text.")
    added(library, reader, desk)
    assert not library.documents()[0].missing


def test_the_same_content_under_two_paths_is_one_document(library: Library, reader: Reader, desk: Path):
    first, second = write(desk / "a.txt", "Twice the same."), write(desk / "b" / "a.txt", "Twice the same.")
    report = added(library, reader, desk)
    assert (len(report.added), len(report.unchanged)) == (1, 1)
    [record] = library.documents()
    assert set(record.paths) == {str(first), str(second)}


def test_two_files_of_one_name_are_two_documents_told_apart_by_path(library: Library, reader: Reader, desk: Path):
    older, newer = (
        write(desk / "2023" / "report.txt", "It says 10."),
        write(desk / "2024" / "report.txt", "It says 20."),
    )
    added(library, reader, desk)
    assert [record.path for record in library.documents()] == [str(older), str(newer)]
    with pytest.raises(UsageError) as caught:
        library.document("report.txt")
    assert caught.value.code == "ambiguous-document"
    library.remove("2023/report.txt")
    assert found_by_words(library, "says") == ["It says 20."]


def test_names_that_differ_only_in_case_or_composition_are_all_kept(library: Library, reader: Reader, desk: Path):
    for number, name in enumerate(["a.txt", "A.txt", "é.txt", "e\u0301.txt"]):
        write(desk / name, f"text {number}")
    added(library, reader, desk)
    assert len(library.documents()) == 4


def test_a_bad_file_costs_only_itself(library: Library, reader: Reader, desk: Path):
    for number in range(4):
        write(desk / f"good {number}.txt", f"good text {number}")
    write(desk / "REPORT.TXT", "capital letters")
    write(desk / "empty.pdf", "")
    (desk / "cut.docx").write_bytes(b"PK\x03\x04 and then nothing")
    write(desk / "~$lock.docx", "lock")
    write(desk / ".DS_Store", "system")
    report = added(library, reader, desk, desk / "not there.txt")
    assert len(report.added) == 5
    assert {Path(failure.path).name: failure.code for failure in report.failed} == {
        "empty.pdf": "empty-file",
        "cut.docx": "damaged-file",
        "not there.txt": "file-gone",
    }
    assert all(failure.message.endswith((".", ")")) for failure in report.failed)
    assert {Path(path).name for path in report.ignored} == {"~$lock.docx", ".DS_Store"}


def test_content_that_failed_is_not_tried_again_but_reported_again(
    library: Library, reader: Reader, desk: Path, monkeypatch: pytest.MonkeyPatch
):
    (desk / "cut.docx").write_bytes(b"PK\x03\x04 and then nothing")
    first = added(library, reader, desk).failed
    monkeypatch.setattr(reader, "read", lambda *_, **__: pytest.fail("it was tried again"))
    assert added(library, reader, desk).failed == first
    assert library.failures() == list(first)
    (desk / "cut.docx").unlink()
    added(library, reader, desk)
    assert library.failures() == []


def test_a_file_that_cannot_be_opened_is_reported(
    library: Library, reader: Reader, desk: Path, monkeypatch: pytest.MonkeyPatch
):
    file = write(desk / "secret.txt", "secret")
    really_open = os.open

    def refusing(path: str | Path, flags: int, *rest: int) -> int:
        if Path(path) == file:
            raise PermissionError(13, "Permission denied")
        return really_open(path, flags, *rest)

    monkeypatch.setattr("assistant.library.adding.staging.os.open", refusing)
    [failure] = added(library, reader, file).failed
    assert (failure.code, failure.message) == ("unreadable-file", "“secret.txt” cannot be opened: Permission denied.")


def test_odd_names_links_and_special_files_are_each_met_once(library: Library, reader: Reader, desk: Path):
    names = [b"caf\xe9.txt", b"two\nlines.txt", b"n" * 251 + b".txt", b"-dash.txt", b"<b>&amp;<b>.txt", b"dot..txt"]
    for number, name in enumerate(names):
        Path(os.fsdecode(os.fsencode(desk) + b"/" + name)).write_text(f"text {number}")
    (desk / "up").symlink_to(desk.parent, target_is_directory=True)
    (desk / "round").symlink_to(desk, target_is_directory=True)
    (desk / "nowhere.txt").symlink_to(desk / "gone.txt")
    os.mkfifo(desk / "pipe.txt")
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(desk / "socket.txt"))
        report = added(library, reader, desk)
    assert len(report.added) == len(names)
    assert [failure.code for failure in report.failed] == ["file-gone"]
    shown = [Path(record.path).name for record in library.documents()]
    assert "caf\\udce9.txt" in shown
    assert "two\\nlines.txt" in shown
    assert all(record.path.isprintable() for record in library.documents())
    assert len(added(library, reader, desk).unchanged) == len(names)


def test_a_linked_folder_elsewhere_is_followed(library: Library, reader: Reader, desk: Path, tmp_path: Path):
    write(tmp_path / "elsewhere" / "far.txt", "far text")
    (desk / "link").symlink_to(tmp_path / "elsewhere", target_is_directory=True)
    assert len(added(library, reader, desk).added) == 1


def test_the_programs_own_folder_is_refused(library: Library, reader: Reader, desk: Path):
    write(desk / "mine.txt", "mine")
    [failure] = added(library, reader, library.folder).failed
    assert failure.code == "own-folder"
    report = added(library, reader, desk.parent)
    assert [Path(told.path).name for told in report.added] == ["mine.txt"]


def test_a_pipe_given_by_name_is_refused_at_once(library: Library, reader: Reader, desk: Path):
    os.mkfifo(desk / "pipe.txt")
    [failure] = added(library, reader, desk / "pipe.txt").failed
    assert failure.code == "not-a-file"


def test_a_file_still_being_copied_is_added_whole(
    library: Library, reader: Reader, desk: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(feeding, "SETTLING_SECONDS", 1)
    monkeypatch.setattr(feeding, "FRESH_NS", 2_000_000_000)
    file = desk / "slow.txt"
    begun, whole = threading.Event(), "half of it\n" * 50 + "and the end\n"

    def copy_slowly() -> None:
        with file.open("w") as out:
            for line in whole.splitlines(keepends=True):
                out.write(line)
                out.flush()
                begun.set()
                time.sleep(0.01)  # the copying itself takes time

    writer = threading.Thread(target=copy_slowly)
    writer.start()
    begun.wait()
    [told] = added(library, reader, desk).added
    writer.join()
    [record] = library.documents()
    assert told.document == record.sha256
    assert original_file(library, record.sha256).read_text() == whole


def test_stopping_keeps_whole_documents_and_the_next_add_goes_on(library: Library, reader: Reader, desk: Path):
    for number in range(6):
        write(desk / f"{number}.txt", f"text {number}")
    cancel = CancelToken()
    job = add(library, [desk], [reader], cancel)
    with pytest.raises(Cancelled):
        stop_when_one_is_ready(job, cancel)
    records = library.documents()
    assert all(library.pages(record.sha256) for record in records)
    report = added(library, reader, desk)
    assert len(report.added) + len(report.unchanged) == 6
    assert {record.status for record in library.documents()} == {"indexed"}


def stop_when_one_is_ready(job: Job[AddReport], cancel: CancelToken) -> None:
    for step in job:
        if isinstance(step, Adding) and step.ready:
            cancel.cancel()


class GrowingReader(Reader):
    """A real reader of files that grow while they are read for the first time."""

    def __init__(self, growing: Path) -> None:
        super().__init__(Launcher())
        self._growing: Path | None = growing

    def read(
        self, path: Any, cancel: CancelToken, password: str | None = None, *, glanced: bool = False
    ) -> Iterator[Any]:
        if self._growing is not None:
            self._growing.write_text(f"{self._growing.read_text()} and more of them", encoding="utf-8")
            self._growing = None
        return super().read(path, cancel, password, glanced=glanced)


def test_a_file_that_grew_is_read_again_and_one_that_stood_still_is_no_longer_watched(
    library: Library, desk: Path, monkeypatch: pytest.MonkeyPatch
):
    really, watched = time.time_ns, []
    later = SimpleNamespace(time_ns=lambda: really() + 2 * intake.YOUNG_NS)
    monkeypatch.setattr(intake, "time", later)

    class Watching(intake.Intake):
        def take(self, file: Path, *, last_try: bool = False) -> None:
            super().take(file, last_try=last_try)
            watched.append((len(self.young), [grown.name for grown, _ in self.grown]))

    monkeypatch.setattr(feeding, "Intake", Watching)
    write(desk / "a.txt", "some words")
    write(desk / "b.txt", "other words")
    reader = GrowingReader(desk / "a.txt")
    try:
        report = added(library, reader, desk)
    finally:
        reader.close()
    assert watched == [(0, ["a.txt"]), (0, ["a.txt"]), (0, ["a.txt"])]
    assert len(report.added) == 2
    assert found_by_words(library, "more") == ["some words and more of them"]


def test_closing_the_job_ends_its_threads(library: Library, reader: Reader, desk: Path):
    for number in range(6):
        write(desk / f"{number}.txt", f"text {number}")
    job = add(library, [desk], [reader], CancelToken())
    next(job)
    job.close()
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("adding")]


def test_progress_tells_files_pages_and_what_is_ready(library: Library, reader: Reader, desk: Path):
    for number in range(3):
        write(desk / f"{number}.txt", f"text {number}")
    (desk / "cut.docx").write_bytes(b"PK\x03\x04 and then nothing")
    steps = [step for step in add(library, [desk], [reader], CancelToken()) if isinstance(step, Adding)]
    assert (steps[-1].done, steps[-1].total, steps[-1].unit) == (4, 4, "files")
    assert {ready for step in steps for ready in step.ready} == {record.sha256 for record in library.documents()}
    assert [failure.code for step in steps for failure in step.failed] == ["damaged-file"]
    assert steps[-1].pages_read == 3


def test_a_document_is_found_by_words_before_it_has_vectors(
    libraries: Libraries, reader: Reader, desk: Path, words: WordEmbedder, monkeypatch: pytest.MonkeyPatch
):
    write(desk / "a.txt", "some early words")
    library = libraries.open("mine", create=True)
    seen: list[tuple[list[str], str]] = []
    really = words.passages

    def looking(texts: list[str], _cancel: CancelToken) -> object:
        seen.append((found_by_words(library, "early"), library.documents()[0].status))
        return really(texts)

    monkeypatch.setattr(words, "passages", looking)
    added(library, reader, desk)
    assert seen == [(["some early words"], "words-only")]
    assert library.documents()[0].status == "indexed"
    library.close()


def test_an_embedder_that_gives_up_leaves_documents_found_by_words(
    library: Library, reader: Reader, desk: Path, words: WordEmbedder, monkeypatch: pytest.MonkeyPatch
):
    def broken(_texts: list[str], _cancel: CancelToken) -> object:
        raise MemoryError

    write(desk / "a.txt", "some words")
    monkeypatch.setattr(words, "passages", broken)
    with pytest.raises(MemoryError):
        added(library, reader, desk)
    assert found_by_words(library, "some") == ["some words"]
    assert library.coverage().vectors_pending == 1
    monkeypatch.undo()
    added(library, reader, desk)
    assert library.coverage().vectors_pending == 0
    assert found_by_meaning(library, "words") == "some words"


def test_repeated_text_is_embedded_once(library: Library, reader: Reader, desk: Path, words: WordEmbedder):
    line = "The same notice stands on each page and says nothing new at all. "
    write(desk / "a.txt", "\f".join([line * 20] * 30))
    [told] = added(library, reader, desk).added
    assert told.passages >= 30
    assert len(words.embedded) < told.passages / 3


def test_removing_a_document_leaves_none_of_its_bytes(library: Library, reader: Reader, desk: Path):
    marker = "Zanzibarquartz"
    write(desk / "secret.txt", f"The {marker} file. " * 300)
    write(desk / "other.txt", "Another text. " * 300)
    added(library, reader, desk)
    assert marker.encode() in everything_below(library.folder)
    removed = library.remove("secret.txt")
    assert removed.title == "secret"
    content = everything_below(library.folder).lower()
    assert marker.lower().encode() not in content
    assert b"secret.txt" not in content
    assert found_by_words(library, marker) == []
    assert found_by_meaning(library, "another text").startswith("Another text.")


def everything_below(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())


def test_a_document_removed_while_its_vectors_are_made_stays_removed(
    library: Library, reader: Reader, desk: Path, words: WordEmbedder, monkeypatch: pytest.MonkeyPatch
):
    write(desk / "a.txt", "some words")
    really = words.passages

    def removing(texts: list[str], _cancel: CancelToken) -> object:
        library.remove("a.txt")
        return really(texts)

    monkeypatch.setattr(words, "passages", removing)
    added(library, reader, desk)
    assert library.documents() == []
    assert library.nearest(words.query("some words"), 3) == []


def test_an_unknown_document_is_said(library: Library):
    for ref in ("", "abc", "ABC.pdf", "f" * 64):
        with pytest.raises(UsageError) as caught:
            library.document(ref)
        assert caught.value.code == "unknown-document"


def test_a_document_is_named_by_hash_prefix_or_path(library: Library, reader: Reader, desk: Path):
    file = write(desk / "sub" / "a.txt", "some words")
    added(library, reader, desk)
    [record] = library.documents()
    for ref in (record.sha256, record.sha256[:8], record.sha256[:8].upper(), str(file), "sub/a.txt", "a.txt"):
        assert library.document(ref) == record


def test_an_original_that_is_gone_is_said(library: Library, reader: Reader, desk: Path):
    write(desk / "a.txt", "some words")
    added(library, reader, desk)
    [record] = library.documents()
    original_file(library, record.sha256).unlink()
    with pytest.raises(WorldError) as caught:
        library.original(record.sha256)
    assert caught.value.code == "original-gone"


def test_pages_ledger_and_passages_are_read_as_they_were_written(library: Library, reader: Reader, desk: Path):
    write(desk / "a.txt", "First page of text.\fSecond page of text.")
    added(library, reader, desk)
    [record] = library.documents()
    pages = library.pages(record.sha256)
    assert [page.number for page in pages] == list(range(1, record.pages + 1))
    assert library.page(record.sha256, 1) == pages[0]
    for passage in library.passages_of(record.sha256):
        assert pages[passage.page - 1].text[passage.start : passage.end] == passage.text
    assert [line.page for line in library.ledger(record.sha256)] == [page.number for page in pages]
    assert library.ledger() == library.ledger(record.sha256)
    with pytest.raises(UsageError) as caught:
        library.page(record.sha256, 99)
    assert caught.value.code == "unknown-page"


def test_words_are_found_in_chosen_documents_only(library: Library, reader: Reader, desk: Path):
    for number in range(20):
        write(desk / f"{number:02}.txt", f"common words {number}")
    added(library, reader, desk)
    records = library.documents()
    for chosen in (records[:3], records[:18]):
        hashes = {record.sha256 for record in chosen}
        lexical = library.passages([number for number, _ in library.lexical("common", 50, hashes)])
        assert {passage.document for passage in lexical} == hashes
        near = library.nearest(library.embedder.query("common words"), 50, hashes)
        assert {passage.document for passage in library.passages([number for number, _ in near])} == hashes
    assert library.lexical("common", 5, set()) == []


def test_a_match_expression_that_is_none_is_said(library: Library):
    with pytest.raises(UsageError) as caught:
        library.lexical('"unclosed', 5)
    assert caught.value.code == "bad-query"


def test_the_means_of_documents_have_length_one(library: Library, reader: Reader, desk: Path):
    write(desk / "a.txt", "one text")
    write(desk / "b.txt", "another kind of matter")
    added(library, reader, desk)
    names, vectors = library.document_vectors()
    assert set(names) == {record.sha256 for record in library.documents()}
    assert [round(float(row @ row), 3) for row in vectors] == [1.0, 1.0]


def test_five_thousand_documents_are_listed_in_half_a_second(library: Library, reader: Reader, desk: Path):
    write(desk / "a.txt", "one text")
    added(library, reader, desk)
    with library.store.writing() as connection:
        columns = [row[1] for row in connection.execute("PRAGMA table_info(documents)")][2:]
        names = ", ".join(columns)
        connection.executemany(
            f"INSERT INTO documents (sha256, {names}) SELECT ?, {names} FROM documents WHERE id = 1",  # noqa: S608 - columns
            ((f"{number:064x}",) for number in range(5000)),
        )
    started = time.thread_time()
    assert len(library.documents()) == 5001
    assert time.thread_time() - started < 0.5


def test_a_full_disk_ends_the_job_with_a_sentence_and_keeps_what_was_there(
    library: Library, reader: Reader, desk: Path
):
    added(library, reader, write(desk / "a.txt", "kept words"))
    with library.store.writing() as connection:
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count = {pages + 2}").fetchall()
    write(desk / "b.txt", "new words " * 20_000)
    with pytest.raises(WorldError) as caught:
        added(library, reader, desk)
    assert caught.value.code == "disk-full"
    assert found_by_words(library, "kept") == ["kept words"]
    assert found_by_words(library, "new") == []
    assert coming_in(library) == []


def test_originals_that_belong_to_no_document_are_swept_at_opening(libraries: Libraries, reader: Reader, desk: Path):
    library = libraries.open("mine", create=True)
    added(library, reader, write(desk / "a.txt", "kept words"))
    kept = original_file(library, "a.txt")
    stray = kept.parent.parent / "ff" / ("f" * 64 + ".pdf")
    stray.parent.mkdir(exist_ok=True)
    shutil.copyfile(kept, stray)
    library.originals.new_place("b.txt")
    library.close()
    library = libraries.open("mine")
    assert not stray.exists()
    assert kept.exists()
    assert coming_in(library) == []
    library.close()


def test_finishing_a_job_twice_is_harmless(library: Library, reader: Reader, desk: Path):
    write(desk / "a.txt", "some words")
    job = add(library, [desk], [reader], CancelToken())
    assert len(finish(job).added) == 1
    job.close()
