from __future__ import annotations

from pathlib import Path

import pytest

from assistant.guard.forbidden import why_forbidden

PROFILE = Path(__file__).resolve().parent.parent.parent / "packaging" / "linux" / "apparmor"


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("kernel/apparmor_restrict_unprivileged_userns", "1", "AppArmor"),
        ("kernel/unprivileged_userns_clone", "0", "unprivileged_userns_clone"),
        ("user/max_user_namespaces", "0", "max_user_namespaces"),
    ],
)
def test_the_setting_in_the_way_is_named(tmp_path: Path, name: str, value: str, told: str):
    file = tmp_path / name
    file.parent.mkdir()
    file.write_text(f"{value}\n")
    assert told in why_forbidden(tmp_path)


def test_a_system_that_forbids_nothing_names_nothing(tmp_path: Path):
    (tmp_path / "user").mkdir()
    (tmp_path / "user" / "max_user_namespaces").write_text("95000\n")
    assert why_forbidden(tmp_path) == ""


def test_the_profile_names_both_programs_and_allows_namespaces_only():
    profile = PROFILE.read_text(encoding="utf-8")
    assert "profile haversack /opt/haversack/haversack{,-window} flags=(unconfined) {" in profile
    assert "\n  userns,\n" in profile
    assert profile.count("{") == profile.count("}")
