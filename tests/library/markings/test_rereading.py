from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from assistant.documents.reader import Reader
from assistant.errors import Cancelled
from assistant.guard.markings.marking import parse
from assistant.guard.markings.schemes import Schemes
from assistant.jobs import CancelToken, finish
from assistant.library.library import Library
from assistant.library.markings.rereading import Reread, read_again
from tests.library.work import added


@pytest.fixture
def papers(library: Library, reader: Reader, desk: Path) -> None:
    """Documents that bear markings of a scheme that was not in force when they came."""
    for name, head in {"pump": "TLP:RED", "valve": "TLP:AMBER", "hose": "A heading"}.items():
        (desk / f"{name}.txt").write_text(f"{head}\n\nThe {name} is greased every 250 hours.", encoding="utf-8")
    added(library, reader, desk)
    assert library.markings.proposed() == []
    library.markings.in_force = lambda: Schemes(Path("none")).get("tlp")


@pytest.mark.usefixtures("papers")
def test_what_documents_bear_is_proposed_and_what_a_person_decided_stays(library: Library):
    library.markings.mark(["valve.txt"], "TLP:GREEN")
    changes = finish(read_again(library, CancelToken())).changes
    assert [(change.name, change.before, change.after) for change in changes] == [("pump", "", "TLP:RED")]
    record = library.document("pump.txt")
    assert (record.marking, record.marking_source, record.marking_proposed) == ("TLP:RED", "banner", True)
    assert [library.document(f"{name}.txt").marking for name in ("valve", "hose")] == ["TLP:GREEN", ""]
    assert finish(read_again(library, CancelToken())) == Reread([], [])


@pytest.mark.usefixtures("papers")
def test_what_is_above_the_ceiling_already_is_marked_so_and_named(library: Library):
    assert library.terms.above() == []
    library.terms.set_ceiling("TLP:AMBER")
    found = finish(read_again(library, CancelToken()))
    assert [(change.name, change.after) for change in found.changes] == [("pump", "TLP:RED"), ("valve", "TLP:AMBER")]
    assert [(record.title, record.marking) for record in found.above] == [("pump", "TLP:RED")]
    assert finish(read_again(library, CancelToken())).above == found.above


def test_what_is_inside_is_marked_so_too(library: Library, reader: Reader, desk: Path):
    with zipfile.ZipFile(desk / "bundle.zip", "w") as archive:
        archive.writestr("inner.txt", "The pump is greased every 250 hours.")
    added(library, reader, desk)
    library.markings.in_force = lambda: Schemes(Path("none")).get("tlp")
    library.terms.set_ceiling("TLP:AMBER")
    bundle = library.document("bundle.zip").sha256
    library.markings.propose(bundle, parse(library.markings.scheme, "TLP:RED"))
    assert [record.title for record in finish(read_again(library, CancelToken())).above] == ["bundle", "inner"]


@pytest.mark.usefixtures("papers")
def test_it_stops_between_two_documents(library: Library):
    cancel = CancelToken()
    job = read_again(library, cancel)
    next(job)
    cancel.cancel()
    with pytest.raises(Cancelled):
        next(job)
    assert len(library.markings.proposed()) <= 1
