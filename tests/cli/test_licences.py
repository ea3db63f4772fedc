from __future__ import annotations

import sys
from pathlib import Path
from typing import cast

import pytest

from assistant.cli import consent
from assistant.engine.licences import Licence
from assistant.errors import LicenceError
from assistant.jobs import Job, Progress
from assistant.settings import Acceptance
from assistant.workspace import Workspace
from tests.commands import haversack
from tests.engine.tiny_llama import write_tiny_llama

TERMS = "The Meadow Model may be used for peaceful purposes only."


@pytest.mark.engine
def test_the_terms_that_came_with_a_model_are_shown_and_accepted(tmp_path: Path):
    home, stick = tmp_path / "home", tmp_path / "stick"
    stick.mkdir()
    (stick / "LICENSE.txt").write_text(TERMS, encoding="utf-8")
    imported = haversack("models", "import", write_tiny_llama(stick / "meadow.gguf"), home=home)
    assert imported.code == 0, imported.stderr
    shown = haversack("models", "licence", "meadow", "--json", home=home)
    assert shown.json["licence"]["accepted"] is None
    assert TERMS in shown.json["licence"]["text"]
    accepted = haversack("models", "accept", "meadow", "--json", home=home).json["licence"]["accepted"]
    assert "@" in accepted["by"]


class Desk:
    """A workspace with one model, whose licence nobody has accepted yet."""

    def __init__(self) -> None:
        self.licences = self
        self.accepted: list[str] = []

    def of(self, name: str) -> Licence:
        return Licence(name, "ab" * 32, "meadow", "", TERMS, shipped=False, accepted=None)

    def accept(self, name: str) -> Licence:
        self.accepted.append(name)
        return self.of(name)

    def job(self) -> Job[str]:
        yield Progress()
        if not self.accepted:
            raise LicenceError("meadow")
        return "answered"


def workspace_at(desk: Desk) -> Workspace:
    return cast("Workspace", desk)


@pytest.fixture
def desk(monkeypatch: pytest.MonkeyPatch) -> Desk:
    """A desk, and somebody at a terminal."""
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True)
    return Desk()


def test_at_a_terminal_the_terms_are_shown_and_a_yes_lets_the_model_answer(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.setattr("typer.confirm", lambda _question: True)
    assert consent.run_with_model(workspace_at(desk), desk.job) == "answered"
    assert desk.accepted == ["meadow"]
    assert TERMS in capsys.readouterr().out


def test_a_no_leaves_the_question_unasked(desk: Desk, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("typer.confirm", lambda _question: False)
    with pytest.raises(LicenceError, match="read its licence"):
        consent.run_with_model(workspace_at(desk), desk.job)
    assert desk.accepted == []


def test_without_a_terminal_the_sentence_is_all(desk: Desk, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(sys.stdin, "isatty", lambda: False)
    with pytest.raises(LicenceError) as refused:
        consent.run_with_model(workspace_at(desk), desk.job)
    assert refused.value.code == "licence-not-accepted"


def test_licence_shown_for_a_person_says_who_accepted_it(capsys: pytest.CaptureFixture[str]):
    accepted = Acceptance(by="mara@field-07", at="2030-01-02T03:04:05+00:00")
    consent.say_licence(Licence("meadow", "ab" * 32, "meadow", "", "", shipped=False, accepted=accepted))
    assert "Accepted by mara@field-07" in capsys.readouterr().out
