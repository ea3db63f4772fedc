from __future__ import annotations

from pathlib import Path

import pytest

from assistant.documents.reader import Reader
from assistant.errors import UsageError, WorldError
from assistant.library.library import Library
from tests.library.work import added


@pytest.fixture
def papers(library: Library, reader: Reader, desk: Path) -> dict[str, str]:
    """Two documents by name, in a folder each."""
    for name in ("crew", "depot"):
        (desk / name).mkdir()
        (desk / name / f"{name}.txt").write_text(f"The {name} greases the pump.", encoding="utf-8")
    added(library, reader, desk)
    return {record.title: record.sha256 for record in library.documents()}


def refused(code: str) -> pytest.RaisesExc[UsageError | WorldError]:
    return pytest.RaisesExc((UsageError, WorldError), check=lambda error: error.code == code)


def test_a_rule_marks_what_is_there_already_too(library: Library, desk: Path, papers: dict[str, str]):
    rule, document = library.terms.set_rule(desk / "crew", "s//nf")
    assert (rule.name, rule.after, rule.lowered) == (str(desk / "crew"), "SECRET//NOFORN", False)
    assert (document.subject, document.before, document.after) == (papers["crew"], "", "SECRET//NOFORN")
    assert library.document(papers["depot"]).marking == ""
    assert [(each.folder, each.marking) for each in library.terms.rules()] == [(str(desk / "crew"), "SECRET//NOFORN")]


def test_a_rule_lowers_no_document(library: Library, desk: Path, papers: dict[str, str]):
    library.markings.mark([papers["crew"]], "SECRET")
    assert len(library.terms.set_rule(desk / "crew", "CONFIDENTIAL")) == 1
    record = library.document(papers["crew"])
    assert (record.marking, record.marking_source) == ("SECRET", "hand")


def test_a_rule_is_lowered_or_taken_away_for_a_reason_only(library: Library, desk: Path, papers: dict[str, str]):
    library.terms.set_rule(desk / "crew", "SECRET")
    for marking in ("CONFIDENTIAL", ""):
        with refused("reason-needed"):
            library.terms.set_rule(desk / "crew", marking)
    change = library.terms.set_rule(desk / "crew", "", "the crew moved out")[0]
    assert (change.before, change.after, change.lowered, change.reason) == ("SECRET", "", True, "the crew moved out")
    assert library.terms.rules() == []
    assert library.document(papers["crew"]).marking == "SECRET"
    with refused("no-rule"):
        library.terms.set_rule(desk / "crew", "", "once more")


def test_a_rule_that_would_lift_a_document_above_the_ceiling_is_refused(
    library: Library, desk: Path, papers: dict[str, str]
):
    library.terms.set_ceiling("CONFIDENTIAL")
    with refused("above-ceiling"):
        library.terms.set_rule(desk, "SECRET")
    assert library.terms.rules() == []
    assert library.document(papers["crew"]).marking == ""


def test_a_ceiling_is_set_and_changed_for_a_reason(library: Library):
    assert library.terms.ceiling() == ""
    assert library.terms.set_ceiling("s").after == "SECRET"
    assert library.terms.set_ceiling("SECRET").before == "SECRET"
    for other in ("TOP SECRET", "CONFIDENTIAL", ""):
        with refused("reason-needed"):
            library.terms.set_ceiling(other)
    change = library.terms.set_ceiling("CONFIDENTIAL", "the room was changed")
    assert (change.before, change.after, change.lowered, change.reason) == (
        "SECRET",
        "CONFIDENTIAL",
        True,
        "the room was changed",
    )
    assert library.terms.set_ceiling("", "no longer needed").after == ""
    assert library.terms.ceiling() == ""


def test_a_ceiling_below_a_document_is_refused(library: Library, papers: dict[str, str]):
    library.markings.mark(list(papers.values()), "SECRET")
    with refused("documents-above") as error:
        library.terms.set_ceiling("CONFIDENTIAL")
    assert error.value.message == "“crew” and 1 more would be above it (SECRET): remove what is, then set it."
    assert library.terms.ceiling() == ""


def test_a_ceiling_must_be_known(library: Library):
    with refused("unknown-marking") as error:
        library.terms.set_ceiling("SECERT")
    assert "UNCLASSIFIED, CUI, CONFIDENTIAL, SECRET, TOP SECRET" in error.value.message
