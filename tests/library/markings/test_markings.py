from __future__ import annotations

from pathlib import Path

import pytest

from assistant.documents.reader import Reader
from assistant.errors import UsageError, WorldError
from assistant.guard.markings.schemes import Schemes
from assistant.library.library import Library
from tests.library.work import added


@pytest.fixture
def papers(library: Library, reader: Reader, desk: Path) -> dict[str, str]:
    """Three documents by name: one bears a marking, two do not."""
    for name, head in {"pump": "SECRET//NOFORN\n\n", "valve": "", "hose": ""}.items():
        (desk / f"{name}.txt").write_text(f"{head}The {name} is greased every 250 hours.", encoding="utf-8")
    added(library, reader, desk)
    return {record.title: record.sha256 for record in library.documents()}


def refused(code: str) -> pytest.RaisesExc[UsageError | WorldError]:
    return pytest.RaisesExc((UsageError, WorldError), check=lambda error: error.code == code)


def test_documents_are_marked_by_hand(library: Library, papers: dict[str, str]):
    changes = library.markings.mark(["valve.txt", "hose.txt"], "(C//OC)")
    assert [(change.name, change.before, change.after) for change in changes] == [
        ("valve", "", "CONFIDENTIAL//ORCON"),
        ("hose", "", "CONFIDENTIAL//ORCON"),
    ]
    assert [change.subject for change in changes] == [papers["valve"], papers["hose"]]
    record = library.document("hose.txt")
    assert (record.marking, record.marking_source, record.marking_proposed) == ("CONFIDENTIAL//ORCON", "hand", False)


@pytest.mark.parametrize("lower", ["SECRET", "CONFIDENTIAL//NOFORN", "", "SECRET//REL TO USA, GBR", "TOP SECRET"])
def test_lowering_in_any_way_needs_a_reason(library: Library, papers: dict[str, str], lower: str):
    with refused("reason-needed"):
        library.markings.mark([papers["valve"], papers["pump"]], lower, "  ")
    assert [library.document(papers[name]).marking for name in ("pump", "valve")] == ["SECRET//NOFORN", ""]
    change = library.markings.mark([papers["pump"]], lower, " declassified ")[0]
    assert (change.lowered, change.reason, change.before, change.after) == (
        True,
        "declassified",
        "SECRET//NOFORN",
        lower,
    )
    assert library.document(papers["pump"]).marking == lower


def test_raising_needs_no_reason(library: Library, papers: dict[str, str]):
    change = library.markings.mark([papers["pump"]], "TS//SI//NF")[0]
    assert (change.lowered, change.after) == (False, "TOP SECRET//SI//NOFORN")


def test_what_the_scheme_does_not_know_is_kept(library: Library, papers: dict[str, str]):
    assert library.markings.mark([papers["valve"]], "Eyes of the board")[0].after == "Eyes of the board"
    with refused("reason-needed"):
        library.markings.mark([papers["valve"]], "TOP SECRET")


@pytest.mark.parametrize("text", ["S\x07", "x" * 201])
def test_what_is_no_short_line_is_no_marking(library: Library, papers: dict[str, str], text: str):
    with refused("bad-marking"):
        library.markings.mark([papers["valve"]], text)


def test_a_document_is_not_marked_above_the_ceiling(library: Library, papers: dict[str, str]):
    library.terms.set_ceiling("SECRET")
    with refused("above-ceiling"):
        library.markings.mark([papers["valve"], papers["hose"]], "TOP SECRET")
    with refused("unknown-document"):
        library.markings.mark([papers["valve"], "nothing.txt"], "SECRET")
    assert library.document(papers["valve"]).marking == ""


def test_a_proposal_is_confirmed_and_then_stands(library: Library, papers: dict[str, str]):
    assert library.markings.proposed() == [papers["pump"]]
    assert [change.name for change in library.markings.confirm([papers["pump"], papers["valve"]])] == ["pump"]
    assert library.markings.proposed() == []
    record = library.document(papers["pump"])
    assert (record.marking, record.marking_source, record.marking_proposed) == ("SECRET//NOFORN", "banner", False)


def test_a_decision_by_hand_takes_the_place_of_a_proposal(library: Library, papers: dict[str, str]):
    library.markings.mark([papers["pump"]], "", "its banner is an example")
    assert library.markings.proposed() == []
    assert library.document(papers["pump"]).marking_source == "hand"


def test_what_is_made_of_documents_takes_the_highest_and_what_is_marked_already(
    library: Library, papers: dict[str, str]
):
    library.markings.mark([papers["valve"]], "TOP SECRET//ORCON")
    assert library.markings.of([]) == ""
    assert library.markings.of([papers["hose"]]) == ""
    assert library.markings.of(papers.values()) == "TOP SECRET//ORCON/NOFORN"
    assert library.markings.of([papers["pump"]], "TOP SECRET//SI") == "TOP SECRET//SI//NOFORN"
    assert library.markings.of(["0" * 64], "CONFIDENTIAL") == "CONFIDENTIAL"


def test_portion_marks_are_given_where_documents_are_marked_differently(library: Library, papers: dict[str, str]):
    assert library.markings.portions(papers.values()) == {papers["pump"]: "(S//NF)"}
    library.markings.mark([papers["valve"]], "U")
    assert library.markings.portions([papers["pump"], papers["valve"]]) == {
        papers["pump"]: "(S//NF)",
        papers["valve"]: "(U)",
    }
    assert library.markings.portions([papers["pump"]]) == {}
    assert library.markings.portions([papers["hose"]]) == {}


def test_another_scheme_takes_no_marking_away(library: Library, papers: dict[str, str]):
    library.markings.in_force = lambda: Schemes(Path("none")).get("tlp")
    library.markings.mark([papers["valve"]], "amber")
    assert library.document(papers["pump"]).marking == "SECRET//NOFORN"
    assert library.markings.of(papers.values()) == "TLP:AMBER//NOFORN//SECRET"


def test_the_mark_of_a_document_goes_with_it(library: Library, papers: dict[str, str]):
    library.remove(papers["pump"])
    assert library.markings.proposed() == []
    assert library.markings.of(papers.values()) == ""
