"""What is inside a mail or an archive is marked as that at least, whenever and however that is marked."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from assistant.documents.reader import Reader
from assistant.errors import WorldError
from assistant.guard.markings.schemes import Schemes
from assistant.jobs import CancelToken, finish
from assistant.library.audit.entries import Action
from assistant.library.library import Library
from assistant.library.markings.marks import Mark, Source, set_mark
from assistant.library.markings.rereading import read_again
from tests.library.work import added
from tests.markings import combinations


def packed(**texts: str | bytes) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for name, text in texts.items():
            archive.writestr(name.replace("_", "."), text)
    return held.getvalue()


@pytest.fixture
def bundle(library: Library, reader: Reader, desk: Path) -> Path:
    """An archive with a text, one that bears a marking, and an archive with a text, in the library."""
    path = desk / "bundle.zip"
    nested = packed(deep_txt="The deep pump is greased every 50 hours.")
    path.write_bytes(packed(plain_txt="A pump.", borne_txt="CONFIDENTIAL//ORCON\nA valve.", nested_zip=nested))
    added(library, reader, path)
    return path


def markings(library: Library, *names: str) -> list[str]:
    return [library.document(name).marking for name in names]


@pytest.mark.usefixtures("bundle")
def test_what_is_inside_follows_at_once_and_keeps_what_it_bears(library: Library):
    changes = library.markings.mark(["bundle.zip"], "SECRET//NOFORN")
    assert markings(library, "plain.txt", "borne.txt", "nested.zip", "deep.txt") == [
        "SECRET//NOFORN",
        "SECRET//ORCON/NOFORN",
        "SECRET//NOFORN",
        "SECRET//NOFORN",
    ]
    assert len(changes) == len({change.subject for change in changes}) == 5
    record = library.document("plain.txt")
    assert (record.marking_source, record.marking_proposed) == ("outer", True)


@pytest.mark.usefixtures("bundle")
def test_both_together_make_what_is_written_down(library: Library):
    pairs = [each for each in combinations() if len(each.documents) == 2]
    for each in pairs:
        library.markings.in_force = partial(Schemes(Path("none")).get, each.scheme)
        library.markings.mark(["plain.txt", "bundle.zip"], "", "for a test")
        library.markings.mark(["plain.txt"], each.documents[0], "for a test")
        library.markings.mark(["bundle.zip"], each.documents[1])
        assert markings(library, "plain.txt") == [each.together], each
    assert len(pairs) > 10


@pytest.mark.usefixtures("bundle")
def test_what_is_inside_a_nested_archive_follows_that_one(library: Library):
    library.markings.mark(["nested.zip"], "TOP SECRET")
    assert markings(library, "plain.txt", "deep.txt", "bundle.zip") == ["", "TOP SECRET", ""]


def test_what_comes_into_a_nested_archive_later_takes_its_marking(library: Library, reader: Reader, desk: Path):
    (desk / "bundle.zip").write_bytes(packed(nested_zip=packed(first_txt="The first pump.")))
    added(library, reader, desk)
    library.markings.mark(["nested.zip"], "SECRET")
    nested = packed(first_txt="The first pump.", deep_txt="The deep pump.")
    (desk / "bundle.zip").write_bytes(packed(nested_zip=nested, other_txt="Another text."))
    added(library, reader, desk)
    assert markings(library, "deep.txt", "other.txt") == ["SECRET", ""]


@pytest.mark.usefixtures("bundle")
def test_lowering_what_is_around_lowers_nothing_inside(library: Library):
    library.markings.mark(["bundle.zip"], "SECRET")
    library.markings.mark(["bundle.zip"], "", "declassified")
    assert markings(library, "plain.txt", "borne.txt", "deep.txt") == ["SECRET", "SECRET//ORCON", "SECRET"]


@pytest.mark.usefixtures("bundle")
def test_a_decision_on_what_is_inside_stands_until_what_is_around_rises(library: Library):
    library.markings.mark(["bundle.zip"], "SECRET")
    library.markings.mark(["plain.txt"], "UNCLASSIFIED", "a public leaflet")
    library.markings.mark(["bundle.zip"], "SECRET")
    library.markings.settle()
    assert markings(library, "plain.txt") == ["UNCLASSIFIED"]
    library.markings.mark(["bundle.zip"], "SECRET//NOFORN")
    assert markings(library, "plain.txt") == ["SECRET//NOFORN"]


def test_a_folder_rule_marks_what_is_inside_its_files_wherever_that_lies(
    library: Library, reader: Reader, desk: Path, bundle: Path
):
    (desk / "crew").mkdir()
    (desk / "crew" / "copy.zip").write_bytes(bundle.read_bytes())
    added(library, reader, desk)
    rule, *changes = library.terms.set_rule(desk / "crew", "SECRET")
    assert rule.after == "SECRET"
    assert len(changes) == 5
    assert markings(library, "plain.txt", "borne.txt", "deep.txt") == ["SECRET", "SECRET//ORCON", "SECRET"]


@pytest.mark.parametrize("how", ["confirm", "read again"])
def test_what_was_marked_by_an_earlier_program_is_made_good(
    library: Library, bundle: Path, how: str, row_of: Callable[[str], int]
):
    with library.store.writing() as connection:
        set_mark(connection, row_of(bundle.name), Mark("SECRET", Source.BANNER, proposed=True))
    assert markings(library, "plain.txt", "deep.txt") == ["", ""]
    if how == "confirm":
        library.markings.confirm(["bundle.zip"])
    else:
        finish(read_again(library, CancelToken()))
    assert markings(library, "plain.txt", "deep.txt") == ["SECRET", "SECRET"]


@pytest.fixture
def row_of(library: Library) -> Callable[[str], int]:
    def row(name: str) -> int:
        with library.store.reading() as connection:
            select = "SELECT id FROM documents WHERE sha256 = ?"
            return int(connection.execute(select, (library.document(name).sha256,)).fetchone()[0])

    return row


def test_a_file_that_turns_out_to_bear_more_marks_what_is_inside_it(library: Library, reader: Reader, desk: Path):
    (desk / "note.eml").write_bytes(_mail("Nothing of note."))
    added(library, reader, desk)
    assert markings(library, "log.txt") == [""]
    (desk / "note.eml").write_bytes(_mail("SECRET//NOFORN"))
    added(library, reader, desk)
    assert markings(library, "note.eml", "log.txt") == ["SECRET//NOFORN", "SECRET//NOFORN"]


def _mail(body: str) -> bytes:
    parts = [
        "From: crew@brightwater.example\nSubject: The log\nMIME-Version: 1.0",
        'Content-Type: multipart/mixed; boundary="cut"\n\n--cut',
        f"Content-Type: text/plain\n\n{body}\n--cut",
        "Content-Type: text/plain\nContent-Disposition: attachment; filename=log.txt\n\nThe pump ran.\n--cut--\n",
    ]
    return "\n".join(parts).encode()


@pytest.mark.usefixtures("bundle")
def test_each_of_them_is_logged(library: Library):
    library.markings.mark(["bundle.zip"], "SECRET")
    told = [entry.subject for entry in library.audit.entries() if entry.action == Action.MARKED][-5:]
    assert [one["how"] for one in told] == ["by hand", *["by what is around it"] * 4]
    assert {one["after"] for one in told} == {"SECRET", "SECRET//ORCON"}


@pytest.mark.usefixtures("bundle")
def test_nothing_is_marked_where_that_would_be_above_the_ceiling(library: Library):
    library.terms.set_ceiling("CONFIDENTIAL")
    with pytest.raises(WorldError, match="above CONFIDENTIAL"):
        library.markings.mark(["bundle.zip"], "SECRET")
    assert markings(library, "bundle.zip", "plain.txt") == ["", ""]
