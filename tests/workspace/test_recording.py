from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from assistant.answers.wish import Wish
from assistant.briefs.filled import Brief
from assistant.errors import UsageError, WorldError
from assistant.guard.actor import user
from assistant.guard.policy import Allowed, Policy, Rules
from assistant.jobs import CancelToken, finish
from assistant.library.audit.entries import Action, Entry
from assistant.settings import Acceptance
from assistant.workspace import Workspace
from tests.briefs.papers import PLAN, TREND

QUESTION = "What does the plan say about ports?"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home whose default library holds two texts."""
    folder = tmp_path_factory.mktemp("recorded")
    (folder / "texts").mkdir()
    for name, text in (("trend.txt", TREND), ("plan.txt", PLAN)):
        (folder / "texts" / name).write_text(text, encoding="utf-8")
    with Workspace(folder / "home", Policy()) as made:
        finish(made.reading.add([folder / "texts"], CancelToken()))
    return folder / "home"


@pytest.fixture
def workspace(home: Path) -> Iterator[Workspace]:
    with Workspace(home, Policy()) as made:
        yield made
        assert finish(made.auditing.verify(CancelToken())).whole


def last(workspace: Workspace, action: Action) -> Entry:
    return [entry for entry in workspace.auditing.entries() if entry.action == action][-1]


def subject(workspace: Workspace, action: Action) -> dict[str, Any]:
    return dict(last(workspace, action).subject)


def brief(workspace: Workspace) -> Brief:
    document = next(one.sha256 for one in workspace.library().documents() if one.path.endswith("trend.txt"))
    return finish(workspace.writing.brief("trend-brief", [document], CancelToken(), extractive=True))


def test_each_document_that_was_added_is_logged_by_its_digest(workspace: Workspace):
    added = {entry.subject["document"] for entry in workspace.auditing.entries() if entry.action == "added"}
    assert added == {record.sha256 for record in workspace.library().documents()}


def test_a_document_that_is_removed_is_logged(workspace: Workspace, tmp_path: Path):
    (tmp_path / "note.txt").write_text("The crane is greased each spring.", encoding="utf-8")
    report = finish(workspace.reading.add([tmp_path / "note.txt"], CancelToken()))
    sha256 = report.added[0].document
    workspace.library().remove(sha256)
    assert subject(workspace, Action.REMOVED) == {"document": sha256}


def test_a_marking_is_logged_from_what_to_what_and_why(workspace: Workspace):
    document = workspace.library().documents()[0].sha256
    workspace.marking.mark("default", [document], "SECRET")
    workspace.marking.mark("default", [document], "CUI", "Released by the originator.")
    told = subject(workspace, Action.MARKED)
    assert (told["subject"], told["before"], told["after"]) == (document, "SECRET", "CUI")
    assert (told["lowered"], told["reason"], told["how"]) == (True, "Released by the originator.", "by hand")
    workspace.marking.mark("default", [document], "", "No longer needed.")


def test_what_a_document_says_of_its_marking_is_logged_as_it_is_added(workspace: Workspace, tmp_path: Path):
    (tmp_path / "order.txt").write_text("SECRET\n\nThe crane is greased each spring.\n\nSECRET\n", encoding="utf-8")
    report = finish(workspace.reading.add([tmp_path / "order.txt"], CancelToken()))
    told = subject(workspace, Action.MARKED)
    assert (told["subject"], told["after"], told["how"]) == (report.added[0].document, "SECRET", "as it was added")
    workspace.library().remove(report.added[0].document)


def test_a_question_is_logged_before_and_what_its_answer_rests_on_after_it(workspace: Workspace):
    answer = finish(workspace.asking.ask(QUESTION, CancelToken(), wish=Wish(extractive=True)))
    asked, answered = last(workspace, Action.ASKED), last(workspace, Action.ANSWERED)
    assert asked.subject == {"question": QUESTION}
    assert answered.subject["asked"] == asked.sequence < answered.sequence
    cited = {citation.document for claim in answer.claims for citation in claim.citations}
    assert answered.subject["documents"] == sorted(cited)
    assert "model" not in answered.subject


def test_a_question_that_was_stopped_is_in_the_log_all_the_same(workspace: Workspace):
    job = workspace.asking.ask("Who stopped this?", CancelToken(), wish=Wish(extractive=True))
    next(job)
    job.close()
    assert subject(workspace, Action.ASKED) == {"question": "Who stopped this?"}
    assert workspace.auditing.entries()[-1].action == "asked"


def full(*_: object, **_told: object) -> None:
    raise WorldError("disk-full", "The disk is full.")


def test_a_question_that_cannot_be_logged_is_not_asked(workspace: Workspace, monkeypatch: pytest.MonkeyPatch):
    library = workspace.library()
    with monkeypatch.context() as patch:
        patch.setattr(library.audit, "write", full)
        job = workspace.asking.ask(QUESTION, CancelToken(), wish=Wish(extractive=True))
        with pytest.raises(WorldError, match="full"):
            next(job)


def test_where_the_policy_wants_it_only_the_digest_of_a_question_is_logged(home: Path):
    with Workspace(home, Policy(Rules(log_questions="digest"))) as made:
        finish(made.asking.ask(QUESTION, CancelToken(), wish=Wish(extractive=True)))
        assert subject(made, Action.ASKED) == {"question_sha256": hashlib.sha256(QUESTION.encode()).hexdigest()}


def test_what_is_searched_for_is_logged_first(home: Path):
    with Workspace(home, Policy()) as made:
        made.asking.search("How often is it greased?")
        assert last(made, Action.SEARCHED).subject == {"question": "How often is it greased?"}
    with Workspace(home, Policy(Rules(log_questions="digest"))) as made:
        made.asking.search("How often is it greased?")
        assert list(last(made, Action.SEARCHED).subject) == ["question_sha256"]


def test_what_cannot_be_logged_is_not_searched_for(workspace: Workspace, monkeypatch: pytest.MonkeyPatch):
    with monkeypatch.context() as patch:
        patch.setattr(workspace.library().audit, "record", full)
        with pytest.raises(WorldError, match="The disk is full"):
            workspace.asking.search("How often is it greased?")


def test_an_exported_file_is_logged_with_its_digest_its_documents_and_its_marking(workspace: Workspace, tmp_path: Path):
    made, path = brief(workspace), tmp_path / "trend.md"
    assert subject(workspace, Action.WROTE)["documents"] == list(made.documents)
    workspace.writing.export_brief(made, path)
    told = subject(workspace, Action.EXPORTED)
    assert (told["kind"], told["file"], told["marking"]) == ("brief", "trend.md", "")
    assert told["sha256"] == hashlib.sha256(path.read_bytes()).hexdigest()
    assert told["documents"] == sorted(made.documents_used())


def test_a_file_that_could_not_be_written_is_not_logged_as_exported(workspace: Workspace, tmp_path: Path):
    made = brief(workspace)
    with pytest.raises(WorldError) as failed:
        workspace.writing.export_brief(made, tmp_path / "nowhere" / "trend.md")
    assert failed.value.code == "cannot-write"
    assert workspace.auditing.entries()[-1].action == "wrote"


def test_an_export_that_cannot_be_logged_leaves_no_file(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    def full(*_: object, **_told: object) -> None:
        raise WorldError("disk-full", "The disk is full.")

    made = brief(workspace)
    with monkeypatch.context() as patch:
        patch.setattr(workspace.library().audit, "record", full)
        with pytest.raises(WorldError, match="full"):
            workspace.writing.export_brief(made, tmp_path / "trend.md")
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_exported_where_the_administrator_forbids_it(home: Path, tmp_path: Path):
    with Workspace(home, Policy(Rules(allow=Allowed(export=False)))) as made:
        for export in (
            lambda: made.writing.export_brief(brief(made), tmp_path / "trend.md"),
            lambda: made.writing.export_board([], tmp_path / "signals.csv"),
            lambda: made.reading.save_list(finish(made.reading.add([], CancelToken())), tmp_path / "list.csv"),
        ):
            with pytest.raises(WorldError, match="Set by your administrator: nothing may be exported"):
                export()
    assert list(tmp_path.iterdir()) == []


def test_a_brief_needs_review_until_a_person_has_confirmed_it(workspace: Workspace, tmp_path: Path):
    made = brief(workspace)
    done = workspace.writing.review(made, "A. Holt")
    assert workspace.writing.briefs().all()[-1] == done
    assert subject(workspace, Action.REVIEWED)["reviewer"] == "A. Holt"
    workspace.writing.export_brief(done, tmp_path / "trend.md")
    assert f"Reviewed by A. Holt on {done.reviewed[:10]}." in (tmp_path / "trend.md").read_text(encoding="utf-8")
    again = workspace.writing.take_back_review(done)
    assert (again.reviewer, again.reviewed) == ("", "")
    workspace.writing.export_brief(again, tmp_path / "trend.md")
    assert "Needs review: nobody has confirmed it yet." in (tmp_path / "trend.md").read_text(encoding="utf-8")


def test_the_present_user_is_the_reviewer_where_no_name_is_given(workspace: Workspace):
    assert workspace.writing.review(brief(workspace)).reviewer == user()


def test_a_brief_that_was_filled_anew_is_not_confirmed_by_the_review_of_the_old_one(workspace: Workspace):
    old = brief(workspace)
    workspace.writing.briefs().forget(old)
    with pytest.raises(UsageError) as refused:
        workspace.writing.review(old, "A. Holt")
    assert refused.value.code == "unknown-brief"


def test_each_library_is_told_once_who_accepted_the_licence_of_a_model(workspace: Workspace):
    accepted = Acceptance(by="mara@field-07", at="2030-01-02T03:04:05+00:00")
    workspace.settings.change(accepted={"ab" * 32: accepted})
    recording = workspace.asking._recording
    for digest in ("ab" * 32, "ab" * 32, "cd" * 32):
        recording.wrote(workspace.library(), "summary", [], "meadow", digest)
    told = workspace.library().audit.subjects(Action.MODEL_ACCEPTED)
    assert [one["by"] for one in told] == ["shipped with the program", "mara@field-07"]
    assert told[1]["at"] == accepted.at
