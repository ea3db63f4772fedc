from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest
from pydantic import ValidationError

from assistant.settings import _MIGRATIONS, ModelTimings, Settings, SettingsFile


def test_without_a_file_the_defaults_hold_and_nothing_is_written(tmp_path: Path):
    assert SettingsFile(tmp_path / "home").current == Settings()
    assert not (tmp_path / "home").exists()


def test_what_was_changed_is_there_at_the_next_start(tmp_path: Path):
    SettingsFile(tmp_path).change(model="maple", context=4096, theme="dark")
    read = SettingsFile(tmp_path)
    assert (read.current.model, read.current.context, read.current.theme) == ("maple", 4096, "dark")
    assert read.notices == []


def test_timings_are_kept_by_the_digest_of_the_weights(tmp_path: Path):
    SettingsFile(tmp_path).change_timings("ab" * 32, ModelTimings(prompt_speed=123.5))
    SettingsFile(tmp_path).change_timings("cd" * 32, ModelTimings(token_factor=0.9))
    timings = SettingsFile(tmp_path).current.timings
    assert timings["ab" * 32] == ModelTimings(prompt_speed=123.5)
    assert timings["cd" * 32] == ModelTimings(token_factor=0.9)


@pytest.mark.parametrize(
    "content",
    [b"model = ", b"context = 3", b'theme = "pink"', b"\xff\xfe\x00", b'timings = "fast"'],
    ids=["half a line", "context too small", "unknown theme", "not text", "wrong kind"],
)
def test_a_damaged_file_is_kept_aside_and_said(tmp_path: Path, content: bytes):
    (tmp_path / "settings.toml").write_bytes(content)
    settings = SettingsFile(tmp_path)
    assert settings.current == Settings()
    (aside,) = tmp_path.glob("settings.toml.damaged-*")
    assert aside.read_bytes() == content
    assert aside.name in settings.notices[0]
    settings.change(model="maple")
    assert aside.read_bytes() == content


def test_unknown_keys_survive_a_change(tmp_path: Path):
    (tmp_path / "settings.toml").write_text("later = [1, 2]\n[timings.aa]\nprompt_speed = 9.0\nwatts = 3\n")
    SettingsFile(tmp_path).change(model="maple")
    text = (tmp_path / "settings.toml").read_text()
    assert "later = [" in text
    assert "watts = 3" in text


def test_a_value_that_is_not_allowed_changes_nothing(tmp_path: Path):
    settings = SettingsFile(tmp_path)
    settings.change(model="maple")
    before = (tmp_path / "settings.toml").read_bytes()
    with pytest.raises(ValidationError):
        settings.change(context=1)
    assert settings.current.context == Settings().context
    assert (tmp_path / "settings.toml").read_bytes() == before


def test_a_write_that_fails_leaves_the_old_file_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    settings = SettingsFile(tmp_path)
    settings.change(model="maple")

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        settings.change(model="birch")
    assert SettingsFile(tmp_path).current.model == "maple"
    assert [path.name for path in tmp_path.iterdir()] == ["settings.toml"]


def test_changes_from_many_threads_are_all_kept(tmp_path: Path):
    settings = SettingsFile(tmp_path)

    def measure(number: int) -> None:
        settings.change_timings(f"{number:064x}", ModelTimings(prompt_speed=number + 1))

    threads = [threading.Thread(target=measure, args=(number,)) for number in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(SettingsFile(tmp_path).current.timings) == 20


def test_a_file_of_an_older_version_is_migrated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    (tmp_path / "settings.toml").write_text('version = 0\nllm = "maple"\n')
    monkeypatch.setitem(_MIGRATIONS, 0, lambda raw: {"version": 1, "model": raw["llm"]})
    assert SettingsFile(tmp_path).current.model == "maple"
