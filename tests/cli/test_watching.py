from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

from tests.commands import haversack


def test_a_followed_folder_is_listed_read_while_watched_and_left_again(tmp_path: Path):
    folder, home = tmp_path / "inbox", tmp_path / "home"
    folder.mkdir()
    (folder / "first.txt").write_text("The feed pump KP-40 delivers 320 litres.")
    assert haversack("watch", "add", folder, "--json", home=home).json["followed"]["path"] == str(folder)
    running = subprocess.Popen(
        [sys.executable, "-m", "assistant", "--home", str(home), "watch", "run"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ,
    )
    assert running.stdout is not None
    lines = iter(running.stdout.readline, "")
    try:
        assert next(line for line in lines if line.startswith("read")).split()[1] == str(folder / "first.txt")
        (folder / "second.txt").write_text("Replace the shaft seal 4471-B every 1,500 hours.")
        assert next(line for line in lines if line.startswith("read")).split()[1] == str(folder / "second.txt")
    finally:
        running.send_signal(signal.SIGINT)
        _, errors = running.communicate(timeout=30)
    assert running.returncode == 3, errors
    assert errors.splitlines() == ["Watching 1 folders; Ctrl-C ends it.", "Stopped."]
    (listed,) = haversack("watch", "list", "--json", home=home).json["followed"]
    assert (listed["present"], listed["documents"]) == (True, 2)
    assert haversack("watch", "remove", folder, home=home).code == 0
    assert haversack("watch", "list", "--json", home=home).json["followed"] == []
    assert len(haversack("documents", "--json", home=home).json["documents"]) == 2


def test_a_folder_that_is_none_is_refused(tmp_path: Path):
    done = haversack("watch", "add", tmp_path / "none", "--json", home=tmp_path / "home")
    assert done.code == 1
    assert done.json["error"]["code"] == "not-a-folder"
