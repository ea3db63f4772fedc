from __future__ import annotations

from pathlib import Path

from assistant.documents.reader import Reader
from assistant.library.library import Library
from tests.library.work import added


def test_only_documents_in_which_something_changed_are_made_anew(library: Library, reader: Reader, desk: Path):
    for name in ("one", "two"):
        (desk / f"{name}.txt").write_text(f"The {name} of them.")
    added(library, reader, desk)
    one, two = library.documents()
    library.labels.tag([two.sha256], "pumps")
    again = library.documents()
    assert again[0] is one
    assert (again[1].sha256, again[1].tags) == (two.sha256, ("pumps",))
    (desk / "two.txt").unlink()
    added(library, reader, desk)
    assert [record.missing for record in library.documents()] == [False, True]
    library.remove(two.sha256)
    assert [record is one for record in library.documents()] == [True]


def test_the_list_may_be_changed_by_who_gets_it(library: Library, reader: Reader, desk: Path):
    (desk / "one.txt").write_text("The one of them.")
    added(library, reader, desk)
    library.documents().clear()
    assert len(library.documents()) == 1


def test_documents_read_alike_share_one_ledger(library: Library, reader: Reader, desk: Path):
    for name in ("one", "two"):
        (desk / f"{name}.txt").write_text(f"The {name} of them.")
    added(library, reader, desk)
    one, two = library.documents()
    assert one.ledger is two.ledger
