from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.errors import WorldError
from assistant.guard.policy import STRICTEST, Feature, Policy, Rules, machine_policy
from assistant.guard.policy_file import LARGEST, POLICY_FILE
from tests.guard.inside import ORDINARY, ROOT, run_inside

OWNER = os.geteuid()
RULES = """
idle_lock_minutes = 10
log_retention_days = 400
[allow]
export = false
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A policy file as an administrator would write it."""
    folder = tmp_path / "haversack"
    folder.mkdir(mode=0o755)
    path = folder / "policy.toml"
    path.write_text(RULES, encoding="utf-8")
    path.chmod(0o644)
    return path


def test_without_a_file_everything_is_allowed(tmp_path: Path):
    policy = machine_policy(tmp_path / "none" / "policy.toml", OWNER)
    assert policy == Policy()
    assert all(policy.allows(feature) for feature in Feature)
    assert policy.digest == ""


def test_a_file_of_the_administrator_is_followed(file: Path):
    policy = machine_policy(file, OWNER)
    assert (policy.fault, policy.path, policy.rules.log_retention_days) == ("", file, 400)
    assert policy.allows(Feature.MODEL_IMPORT)
    with pytest.raises(WorldError, match="Set by your administrator: nothing may be exported"):
        policy.check(Feature.EXPORT)


def test_the_idle_time_is_the_shorter_of_the_users_and_the_policys(file: Path):
    policy = machine_policy(file, OWNER)
    assert [policy.idle_lock_minutes(chosen) for chosen in (5, 15)] == [5, 10]
    assert Policy().idle_lock_minutes(60) == 60


def test_a_change_of_the_rules_shows_in_their_digest(file: Path):
    before = machine_policy(file, OWNER).digest
    file.write_text(RULES.replace("400", "401"), encoding="utf-8")
    assert machine_policy(file, OWNER).digest not in {"", before}


def writable(path: Path) -> None:
    path.chmod(0o664)


def folder_writable(path: Path) -> None:
    path.parent.chmod(0o777)


def not_toml(path: Path) -> None:
    path.write_text("[allow\n", encoding="utf-8")


def unknown_key(path: Path) -> None:
    path.write_text("[allow]\nexprot = false\n", encoding="utf-8")


def bad_value(path: Path) -> None:
    path.write_text("idle_lock_minutes = 0\n", encoding="utf-8")


def link(path: Path) -> None:
    path.rename(path.with_name("real.toml"))
    path.symlink_to("real.toml")


def a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def too_large(path: Path) -> None:
    path.write_text("#" * (LARGEST + 1), encoding="utf-8")


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (writable, "it can be written by others"),
        (folder_writable, "its folder can be written by others"),
        (not_toml, "not written in TOML"),
        (unknown_key, "it has an unknown key “allow.exprot”"),
        (bad_value, "“idle_lock_minutes”"),
        (link, "cannot be opened"),
        (a_folder, "not an ordinary file"),
        (too_large, "larger than"),
    ],
)
def test_a_file_that_cannot_be_relied_on_means_the_strictest_rules(
    file: Path, spoil: Callable[[Path], None], said: str
):
    spoil(file)
    policy = machine_policy(file, OWNER)
    assert policy.rules == STRICTEST
    assert said in policy.fault
    with pytest.raises(WorldError, match="cannot be relied on"):
        policy.check(Feature.EXPORT)


def test_a_file_of_another_user_is_not_relied_on(file: Path):
    assert "does not belong to the administrator" in machine_policy(file, OWNER + 1).fault


def test_the_strictest_rules_turn_every_feature_off():
    assert not any(Policy(STRICTEST).allows(feature) for feature in Feature)


def test_no_environment_variable_chooses_the_place():
    assert str(POLICY_FILE) == "/etc/haversack/policy.toml"


def test_the_sample_for_administrators_is_a_policy_that_changes_nothing():
    sample = machine_policy(ROOT / "docs" / "policy.toml", (ROOT / "docs" / "policy.toml").stat().st_uid)
    assert (sample.fault, sample.rules) == ("", Rules())


LOOK = """
from assistant.guard.policy_file import UnreliableError, read_policy_file
result["faults"] = []
for path in PATHS:
    try:
        read_policy_file(pathlib.Path(path), owner=0)
        result["faults"].append("")
    except UnreliableError as error:
        result["faults"].append(str(error))
"""


@pytest.mark.usefixtures("kernel_wall")
@pytest.mark.skipif(os.geteuid() != 0, reason="only root can write a file of the administrator's")
def test_inside_the_wall_only_the_administrators_file_is_relied_on(file: Path):
    for folder in (file.parent.parent, *file.parent.parent.parents):
        folder.chmod(folder.stat().st_mode | 0o055)
    own = file.parent.with_name("own") / "policy.toml"
    own.parent.mkdir()
    own.write_text(RULES, encoding="utf-8")
    for path in (own, own.parent):
        os.chown(path, ORDINARY, ORDINARY)
    code = LOOK.replace("PATHS", repr([str(file), str(own)]))
    root, mine = run_inside(code, user=ORDINARY).result["faults"]
    assert root == ""
    assert "does not belong to the administrator" in mine
