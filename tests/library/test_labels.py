from __future__ import annotations

from pathlib import Path

import pytest

from assistant.documents.reader import Reader
from assistant.errors import UsageError
from assistant.library.labels import clean_tag
from assistant.library.library import Library
from tests.library.work import added


@pytest.fixture
def papers(library: Library, reader: Reader, desk: Path) -> tuple[str, str]:
    """Two documents, by hash."""
    for name in ("pump", "valve"):
        (desk / f"{name}.txt").write_text(f"The {name} is greased every 250 hours.", encoding="utf-8")
    added(library, reader, desk)
    return library.document("pump.txt").sha256, library.document("valve.txt").sha256


def refused(code: str) -> pytest.RaisesExc[UsageError]:
    return pytest.RaisesExc(UsageError, check=lambda error: error.code == code)


def test_a_tag_is_given_to_documents_counted_and_taken_away(library: Library, papers: tuple[str, str]):
    library.labels.tag(papers, "fleet 7")
    library.labels.tag(papers[:1], "urgent")
    assert library.labels.tags() == {"fleet 7": 2, "urgent": 1}
    assert library.document(papers[0]).tags == ("fleet 7", "urgent")
    library.labels.untag(papers, "fleet 7")
    assert library.labels.tags() == {"urgent": 1}


def test_a_tag_keeps_the_spelling_of_its_first_use(library: Library, papers: tuple[str, str]):
    library.labels.tag(papers[:1], "Fleet  7")
    assert library.labels.tag(papers[1:], "fleet 7") == "Fleet 7"
    assert library.labels.tags() == {"Fleet 7": 2}
    library.labels.untag(papers, "FLEET 7")
    assert library.labels.tags() == {}


@pytest.mark.parametrize("tag", ["", "  ", "a,b", "x" * 61, "bell\x07"])
def test_what_is_no_tag_is_refused(tag: str):
    with refused("bad-tag"):
        clean_tag(tag)


def test_one_unknown_document_leaves_all_as_they_were(library: Library, papers: tuple[str, str]):
    with refused("unknown-document"):
        library.labels.tag([papers[0], "nothing.txt"], "urgent")
    assert library.labels.tags() == {}


def test_a_note_is_written_changed_and_erased(library: Library, papers: tuple[str, str]):
    written = library.labels.write(papers[0], " Ask the crew. ", page=1)
    assert (written.text, written.page, written.document) == ("Ask the crew.", 1, papers[0])
    assert library.document(papers[0]).notes == 1
    library.labels.rewrite(written.number, "The crew said yes.")
    assert [note.text for note in library.labels.notes(papers[0])] == ["The crew said yes."]
    assert library.labels.notes(papers[1]) == []
    library.labels.erase(written.number)
    assert library.labels.notes() == []


def test_a_note_without_words_page_or_number_is_refused(library: Library, papers: tuple[str, str]):
    with refused("empty-note"):
        library.labels.write(papers[0], "  ")
    with refused("unknown-page"):
        library.labels.write(papers[0], "Where?", page=9)
    with refused("unknown-note"):
        library.labels.rewrite(7, "What?")


def test_an_erased_note_is_in_no_file(library: Library, papers: tuple[str, str]):
    written = library.labels.write(papers[0], "Quartermaster Ilmarinen knows.")
    library.labels.erase(written.number)
    files = [path.read_bytes() for path in library.folder.glob("library.db*")]
    assert not any(b"Ilmarinen" in content for content in files)


def test_a_file_that_changes_keeps_its_tags_and_notes(
    library: Library, reader: Reader, desk: Path, papers: tuple[str, str]
):
    library.labels.tag(papers[:1], "urgent")
    library.labels.write(papers[0], "Ask the crew.")
    (desk / "pump.txt").write_text("The pump is greased every 300 hours from now on.", encoding="utf-8")
    added(library, reader, desk)
    changed = library.document("pump.txt")
    assert changed.sha256 != papers[0]
    assert changed.tags == ("urgent",)
    assert [note.text for note in library.labels.notes(changed.sha256)] == ["Ask the crew."]


def test_tags_and_notes_go_with_their_document(library: Library, papers: tuple[str, str]):
    library.labels.tag(papers[:1], "urgent")
    library.labels.write(papers[0], "Ask the crew.")
    library.remove(papers[0])
    assert library.labels.tags() == {}
    assert library.labels.notes() == []
