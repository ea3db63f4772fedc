from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.errors import WorldError
from assistant.guard.policy import Policy, Rules
from assistant.jobs import CancelToken, finish
from assistant.workspace import DEFAULT_LIBRARY, Workspace

OWN = """
title = "Ours"
[[levels]]
name = "OURS"
colour = "#000000"
ink = "#ffffff"
"""


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    with Workspace(tmp_path / "home") as opened:
        yield opened


def own_scheme(folder: Path, name: str) -> None:
    (folder / "markings").mkdir(parents=True, exist_ok=True)
    (folder / "markings" / f"{name}.toml").write_text(OWN, encoding="utf-8")


def test_the_scheme_that_is_chosen_is_in_force_everywhere_at_once(workspace: Workspace):
    library = workspace.library()
    assert (workspace.marking.scheme().name, library.markings.scheme.name) == ("government", "government")
    workspace.marking.use_scheme("tlp")
    assert (workspace.marking.scheme().name, library.markings.scheme.name) == ("tlp", "tlp")
    assert workspace.settings.current.marking_scheme == "tlp"


def test_an_own_scheme_lies_in_the_home(workspace: Workspace):
    own_scheme(workspace.home, "ours")
    assert workspace.marking.use_scheme("ours").title == "Ours"
    assert [scheme.name for scheme in workspace.marking.schemes.all()] == ["corporate", "government", "ours", "tlp"]


def test_a_scheme_that_is_not_there_is_not_taken(workspace: Workspace):
    with pytest.raises(WorldError) as error:
        workspace.marking.use_scheme("nothing")
    assert error.value.code == "unknown-scheme"
    assert workspace.marking.scheme().name == "government"


def test_without_its_scheme_nothing_is_added(workspace: Workspace, tmp_path: Path):
    own_scheme(workspace.home, "ours")
    workspace.marking.use_scheme("ours")
    (workspace.home / "markings" / "ours.toml").unlink()
    (tmp_path / "pump.txt").write_text("The pump.", encoding="utf-8")
    with pytest.raises(WorldError) as error:
        finish(workspace.reading.add([tmp_path / "pump.txt"], CancelToken()))
    assert error.value.code == "unknown-scheme"
    assert workspace.library().documents() == []


def test_a_scheme_set_by_the_administrator_cannot_be_changed_or_overlaid(tmp_path: Path):
    policy = Policy(Rules(marking_scheme="tlp"), tmp_path / "etc" / "policy.toml")
    own_scheme(tmp_path / "home", "tlp")
    with Workspace(tmp_path / "home", policy=policy) as workspace:
        assert workspace.marking.scheme_is_set
        assert workspace.marking.scheme().levels[-1].name == "TLP:RED"
        assert workspace.library().markings.scheme.levels[-1].name == "TLP:RED"
        with pytest.raises(WorldError, match="Set by your administrator") as error:
            workspace.marking.use_scheme("government")
        assert error.value.code == "set-by-administrator"


def test_an_administrator_keeps_own_schemes_beside_the_policy(tmp_path: Path):
    own_scheme(tmp_path / "etc", "ours")
    policy = Policy(Rules(marking_scheme="ours"), tmp_path / "etc" / "policy.toml")
    with Workspace(tmp_path / "home", policy=policy) as workspace:
        assert workspace.marking.scheme().title == "Ours"


def test_documents_rules_and_ceiling_are_marked_through_the_workspace(workspace: Workspace, tmp_path: Path):
    (tmp_path / "pump.txt").write_text("SECRET\n\nThe pump.", encoding="utf-8")
    finish(workspace.reading.add([tmp_path / "pump.txt"], CancelToken()))
    marking = workspace.marking
    (proposed,) = marking.proposals()
    assert [change.after for change in marking.confirm(DEFAULT_LIBRARY, [proposed.sha256])] == ["SECRET"]
    assert marking.proposals() == []
    assert [change.after for change in marking.mark(DEFAULT_LIBRARY, [proposed.sha256], "S//NF")] == ["SECRET//NOFORN"]
    assert marking.of([proposed.sha256], "TOP SECRET") == "TOP SECRET//NOFORN"
    assert marking.set_ceiling(DEFAULT_LIBRARY, "TOP SECRET").after == marking.ceiling() == "TOP SECRET"
    changes = marking.set_rule(DEFAULT_LIBRARY, tmp_path, "S//OC")
    assert [change.after for change in changes] == ["SECRET//ORCON", "SECRET//ORCON/NOFORN"]
    assert [rule.marking for rule in marking.rules()] == ["SECRET//ORCON"]
