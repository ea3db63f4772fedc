from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.documents.reader import Reader
from assistant.library.library import Library
from tests.library.work import added, coming_in, original_file

BODY = "The pump at Brightwater is greased every 250 hours."


@pytest.fixture
def paper(desk: Path) -> Callable[..., Path]:
    """Writes a file that bears a marking at its head and foot."""

    def write(name: str, marking: str = "", body: str = BODY) -> Path:
        path = desk / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("\n\n".join(filter(None, [marking, f"{body} ({name})", marking])), encoding="utf-8")
        return path

    return write


def marked(library: Library, name: str) -> tuple[str, str, bool]:
    record = library.document(name)
    return record.marking, record.marking_source, record.marking_proposed


def bytes_of(library: Library) -> bytes:
    return b"".join(path.read_bytes() for path in library.folder.rglob("*") if path.is_file())


def test_what_a_document_bears_is_proposed_and_counts_at_once(
    library: Library, reader: Reader, paper: Callable[..., Path]
):
    added(library, reader, paper("pump.txt", "SECRET//NOFORN"), paper("plain.txt"))
    assert marked(library, "pump.txt") == ("SECRET//NOFORN", "banner", True)
    assert marked(library, "plain.txt") == ("", "", False)
    assert library.markings.of([record.sha256 for record in library.documents()]) == "SECRET//NOFORN"


def test_a_folder_marks_what_comes_from_it_and_from_the_folders_in_it(
    library: Library, reader: Reader, desk: Path, paper: Callable[..., Path]
):
    library.terms.set_rule(desk / "crew", "CONFIDENTIAL")
    added(library, reader, paper("crew/pump.txt"), paper("crewless.txt"))
    assert marked(library, "pump.txt") == ("CONFIDENTIAL", "folder", False)
    assert marked(library, "crewless.txt") == ("", "", False)


def test_a_rule_a_rule_around_it_and_a_banner_make_the_highest_together(
    library: Library, reader: Reader, desk: Path, paper: Callable[..., Path]
):
    library.terms.set_rule(desk, "CONFIDENTIAL//ORCON")
    library.terms.set_rule(desk / "crew", "UNCLASSIFIED")
    added(library, reader, paper("crew/pump.txt", "SECRET"), paper("crew/valve.txt", "UNCLASSIFIED"))
    assert marked(library, "pump.txt") == ("SECRET//ORCON", "banner", True)
    assert marked(library, "valve.txt") == ("CONFIDENTIAL//ORCON", "folder", False)


def test_the_same_content_in_a_folder_that_is_marked_is_marked_as_that(
    library: Library, reader: Reader, desk: Path, paper: Callable[..., Path]
):
    first = paper("pump.txt", body="Same words.")
    added(library, reader, first)
    library.terms.set_rule(desk / "crew", "SECRET")
    (desk / "crew").mkdir()
    (desk / "crew" / "copy.txt").write_bytes(first.read_bytes())
    added(library, reader, desk / "crew")
    assert marked(library, "pump.txt") == ("SECRET", "folder", False)


def test_a_changed_file_keeps_its_marking(library: Library, reader: Reader, paper: Callable[..., Path]):
    added(library, reader, paper("pump.txt"))
    library.markings.mark(["pump.txt"], "SECRET//NOFORN")
    added(library, reader, paper("pump.txt", body="Other words."))
    assert marked(library, "pump.txt") == ("SECRET//NOFORN", "version", False)
    added(library, reader, paper("pump.txt", "TOP SECRET", body="Again others."))
    assert marked(library, "pump.txt") == ("TOP SECRET//NOFORN", "banner", True)
    added(library, reader, paper("pump.txt", "UNCLASSIFIED", body="The last ones."))
    assert marked(library, "pump.txt") == ("TOP SECRET//NOFORN", "version", True)


def test_what_is_inside_a_document_is_marked_as_that_at_least(library: Library, reader: Reader, desk: Path):
    library.terms.set_rule(desk, "SECRET")
    added(library, reader, archive(desk, inner="CONFIDENTIAL//ORCON\nAn inner text."))
    assert marked(library, "inner.txt") == ("SECRET//ORCON", "banner", True)
    library.markings.mark(["bundle.zip"], "TOP SECRET//SI")
    added(library, reader, archive(desk, inner="CONFIDENTIAL//ORCON\nAn inner text.", other="Another text."))
    assert marked(library, "other.txt") == ("TOP SECRET//SI", "outer", True)


def archive(desk: Path, **texts: str) -> Path:
    path = desk / "bundle.zip"
    with zipfile.ZipFile(path, "w") as packed:
        for name, text in texts.items():
            packed.writestr(f"{name}.txt", text)
    return path


@pytest.mark.parametrize("how", ["banner", "folder"])
def test_what_is_above_the_ceiling_is_refused_and_nothing_of_it_is_kept(
    library: Library, reader: Reader, desk: Path, paper: Callable[..., Path], how: str
):
    library.terms.set_ceiling("CONFIDENTIAL")
    if how == "folder":
        library.terms.set_rule(desk / "high", "SECRET")
    path = paper("high/pump.txt", "SECRET" if how == "banner" else "")
    report = added(library, reader, path, paper("low.txt", "CONFIDENTIAL"))
    assert [(line.path.rsplit("/")[-1], line.outcome, line.code) for line in report.files] == [
        ("pump.txt", "refused", "above-ceiling"),
        ("low.txt", "read", ""),
    ]
    assert report.failed[0].message == (
        "“pump.txt” was refused: it is marked SECRET, and this library keeps nothing above CONFIDENTIAL. "
        "Keep it in a library that may hold it."
    )
    assert [failed.code for failed in library.failures()] == ["above-ceiling"]
    assert [record.title for record in library.documents()] == ["low"]
    library.store.tidy()
    assert b"(high/pump.txt)" not in bytes_of(library)
    assert b"(low.txt)" in bytes_of(library)
    assert coming_in(library) == []


def test_what_was_refused_comes_in_once_the_ceiling_allows_it(
    library: Library, reader: Reader, desk: Path, paper: Callable[..., Path]
):
    library.terms.set_ceiling("CONFIDENTIAL")
    paper("pump.txt", "SECRET")
    assert [failed.code for failed in added(library, reader, desk).failed] == ["above-ceiling"]
    assert [failed.code for failed in added(library, reader, desk).failed] == ["above-ceiling"]
    library.terms.set_ceiling("SECRET", "accredited on 3 May")
    assert added(library, reader, desk).failed == ()
    assert marked(library, "pump.txt") == ("SECRET", "banner", True)
    assert library.failures() == []


def test_a_new_version_above_the_ceiling_is_refused_and_the_old_one_stays(
    library: Library, reader: Reader, paper: Callable[..., Path]
):
    library.terms.set_ceiling("CONFIDENTIAL")
    old = added(library, reader, paper("pump.txt")).added[0].document
    report = added(library, reader, paper("pump.txt", "SECRET"))
    assert [failed.code for failed in report.failed] == ["above-ceiling"]
    assert library.document("pump.txt").sha256 == old
    assert "(pump.txt)" in original_file(library, old).read_text(encoding="utf-8")


def test_a_document_that_holds_one_above_the_ceiling_is_refused_as_a_whole(
    library: Library, reader: Reader, desk: Path, paper: Callable[..., Path]
):
    library.terms.set_ceiling("CONFIDENTIAL")
    path = archive(desk, harmless="A harmless text.", high="SECRET//NOFORN\nThe secret of the pump.")
    report = added(library, reader, path, paper("low.txt"))
    assert {(line.path.rsplit("/")[-1], line.outcome) for line in report.files} == {
        ("bundle.zip", "refused"),
        ("high.txt", "refused"),
        ("low.txt", "read"),
    }
    assert [told.path.rsplit("/")[-1] for told in report.added] == ["low.txt"]
    assert [record.title for record in library.documents()] == ["low"]
    library.store.tidy()
    assert b"secret of the pump" not in bytes_of(library)
    assert len([path for path in (library.folder / "originals").rglob("*") if path.is_file()]) == 1


def test_what_cannot_be_read_is_above_every_ceiling(library: Library, reader: Reader, paper: Callable[..., Path]):
    library.terms.set_ceiling("TOP SECRET")
    report = added(library, reader, paper("pump.txt", "SECRET//BLUEBELL"), paper("valve.txt", "TOP SECRET//NOFORN"))
    assert [failed.path.rsplit("/")[-1] for failed in report.failed] == ["pump.txt"]
