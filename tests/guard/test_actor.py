"""Who works with the program is read without asking a name service, where the machine knows them itself."""

from __future__ import annotations

import os
import pwd
from pathlib import Path

import pytest

from assistant.guard import actor


def test_a_user_of_the_machine_is_read_from_its_list(monkeypatch: pytest.MonkeyPatch):
    def ask(_number: int) -> pwd.struct_passwd:
        raise AssertionError("the C library was asked, which tries the name service first")

    known = pwd.getpwuid(os.getuid()).pw_name
    monkeypatch.setattr(pwd, "getpwuid", ask)
    assert actor.user() == known


def test_a_user_of_a_directory_is_asked_for(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    known = pwd.getpwuid(os.getuid()).pw_name
    users = tmp_path / "passwd"
    users.write_text("somebody:x:4242:4242::/:/bin/sh\n+\n", encoding="utf-8")
    monkeypatch.setattr(actor, "_USERS", users)
    assert actor.user() == known


def test_a_user_whom_nobody_knows_is_a_number(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.setattr(actor, "_USERS", tmp_path / "none")
    monkeypatch.setattr(os, "getuid", lambda: 4_123_456)
    assert actor.user() == "4123456"
