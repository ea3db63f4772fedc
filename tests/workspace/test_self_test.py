from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.errors import Cancelled
from assistant.jobs import CancelToken, finish
from assistant.workspace import Workspace
from assistant.workspace import self_test as tested
from tests.commands import haversack


@pytest.mark.engine
def test_everything_works_here_and_nothing_is_left_in_the_home(tmp_path: Path, figure: Callable[[str], None]):
    done = haversack("self-test", "--json", home=tmp_path)
    for one in done.json["tried"]:
        figure(one["sentence"])
    assert done.code == 0, done.json
    assert [one["subject"] for one in done.json["tried"]] == ["reading", "recognition", "index", "answers"]
    assert list((tmp_path / "libraries").glob("*")) == []


def test_what_comes_to_nothing_is_told_and_nothing_raised(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(tested, "_ATTEMPTS", {"recognition": tested._recognise, "index": tested._search})
    found = finish(tested.self_test(lambda: (), Workspace, CancelToken()))
    tried = found.tried
    assert [(one.subject, one.works) for one in tried] == [("recognition", False), ("index", False)]
    assert all(one.sentence.endswith(".") for one in tried)
    assert not found.works
    assert found.lines()[-1] == "Not everything works."


def test_it_stops_between_two_attempts():
    cancel = CancelToken()
    job = tested.self_test(lambda: (), Workspace, cancel)
    assert isinstance(next(job), tested.Trying)
    cancel.cancel()
    with pytest.raises(Cancelled):
        next(job)
