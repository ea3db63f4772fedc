from __future__ import annotations

import sys
from pathlib import Path

import pytest

from assistant import roles
from assistant.engine import ollama_process
from assistant.guard import child, sandbox
from assistant.proof import control


def test_a_command_of_the_user_is_no_role():
    roles.play([])
    roles.play(["status", "--json"])


def test_the_engines_supervisor_is_played_until_its_program_ends(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("assistant.engine.supervisor.main", len)
    with pytest.raises(SystemExit) as end:
        roles.play([roles.ENGINE_SUPERVISOR, "/opt/haversack/ollama", "serve"])
    assert end.value.code == 2


def test_a_confined_child_is_given_its_order(monkeypatch: pytest.MonkeyPatch):
    orders: list[str] = []
    monkeypatch.setattr(child, "main", orders.extend)
    with pytest.raises(SystemExit):
        roles.play([roles.CONFINED_CHILD, "{}"])
    assert orders == ["{}"]


def test_the_packaged_program_starts_itself_in_each_role(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert sandbox._program() == [sys.executable, roles.CONFINED_CHILD]
    assert ollama_process._supervisor() == [sys.executable, roles.ENGINE_SUPERVISOR]
    assert control._attempt() == [sys.executable, roles.ATTEMPT]


def test_the_packaged_window_on_windows_starts_the_command_line_in_each_role(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(sys, "executable", "/programs/Haversack/haversack-window.exe")
    assert sandbox._program() == ["/programs/Haversack/haversack.exe", roles.CONFINED_CHILD]
    assert ollama_process._supervisor() == ["/programs/Haversack/haversack.exe", roles.ENGINE_SUPERVISOR]


def test_a_checkout_starts_them_with_its_interpreter():
    assert sandbox._program()[-1] == "assistant.guard.child"
    assert Path(ollama_process._supervisor()[-1]).name == "supervisor.py"
    assert control._attempt()[-1] == "assistant.proof.attempt"
