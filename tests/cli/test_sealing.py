"""Sealed libraries by the command line, and what a search of the whole disk finds of them afterwards."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import threading
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.commands import Outcome, haversack

PASSPHRASE = "four grey herons on a jetty"
WORDS = {
    "document": "Zorvexian",
    "question": "Plimbourne",
    "note": "Krathelum",
    "tag": "Ostrivane",
    "name": "Wexhollow",
}
"""What is looked for: one word in each kind of thing that a session leaves behind."""


def given(*lines: str) -> int:
    """A descriptor that gives passphrases, one a line."""
    read, write = os.pipe()
    os.write(write, "".join(f"{line}\n" for line in lines).encode())
    os.close(write)
    return read


def command(home: Path, *arguments: str | Path, passphrases: tuple[str, ...] = (PASSPHRASE,)) -> Outcome:
    """A command whose temporary files, cache and configuration lie beside the home."""
    descriptor = given(*passphrases)
    own = {"TMPDIR": "tmp", "XDG_CACHE_HOME": "cache", "XDG_CONFIG_HOME": "config", "XDG_RUNTIME_DIR": "run"}
    places = {name: str(home.parent / folder) for name, folder in own.items()}
    for place in places.values():
        Path(place).mkdir(exist_ok=True)
    line = [sys.executable, "-m", "assistant", "--home", str(home), *map(str, arguments)]
    done = subprocess.run(
        [*line, "--passphrase-fd", str(descriptor)],
        capture_output=True,
        text=True,
        check=False,
        pass_fds=(descriptor,),
        env=os.environ | places,
    )
    os.close(descriptor)
    return Outcome(done.returncode, done.stdout, done.stderr)


def ways(word: str) -> list[bytes]:
    return [word.encode(), word.encode("utf-16-le"), word.lower().encode(), word.upper().encode()]


def inflated(data: bytes) -> Iterator[bytes]:
    """Whatever can be inflated of a file, from wherever a stream may begin."""
    for start in re.finditer(rb"x[\x01\x5e\x9c\xda]", data):
        try:
            yield zlib.decompressobj().decompress(data[start.start() :], 1 << 20)
        except zlib.error:
            continue


def found(folder: Path) -> dict[str, list[str]]:
    """The files in and beneath a folder, names included, that tell each of the words."""
    told: dict[str, list[str]] = {kind: [] for kind in WORDS}
    for path in (path for path in folder.rglob("*") if path.is_file()):
        data = path.read_bytes()
        texts = [data, os.fsencode(path.relative_to(folder)), *inflated(data)]
        for kind, word in WORDS.items():
            if any(way in text for way in ways(word) for text in texts):
                told[kind].append(path.name)
    return told


def session(home: Path, desk: Path) -> None:
    """What a user does in a day, each of it with a word of its own."""
    paper = desk / f"{WORDS['name']}.txt"
    paper.write_text(f"The {WORDS['document']} valve is greased every 250 hours.\n", encoding="utf-8")
    question = f"How often is the {WORDS['document']} {WORDS['question']} valve greased?"
    for line in (
        ("add", paper),
        ("ask", question, "--extractive", "--conversation", "work"),
        ("search", f"{WORDS['document']} valve"),
        ("note", "add", paper, f"See {WORDS['note']}"),
        ("tag", "add", WORDS["tag"], paper),
    ):
        done = command(home, *line)
        assert done.code == 0, (line, done.stderr)


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Home, temporary files, cache and configuration, and beside them the user's own folder."""
    (tmp_path / "all").mkdir()
    (tmp_path / "desk").mkdir()
    return tmp_path / "all"


def test_an_open_library_is_found_by_the_search_and_a_sealed_one_is_not(place: Path, figure: Callable[[str], None]):
    home = place / "home"
    session(home, place.parent / "desk")
    before = found(place)
    assert all(before.values()), before
    sealed = command(home, "seal", "default", "--json")
    assert sealed.code == 0, sealed.stderr
    after_sealing = found(place)
    session(home, place.parent / "desk")
    after = found(place)
    figure(
        f"byte scan: {sum(map(len, before.values()))} hits in an open library, {sum(map(len, after_sealing.values()))} "
        f"after sealing, {sum(map(len, after.values()))} after a sealed session"
    )
    assert not any(after_sealing.values()), after_sealing
    assert not any(after.values()), after


def test_a_killed_session_on_a_sealed_library_leaves_nothing_in_clear(place: Path, figure: Callable[[str], None]):
    home = place / "home"
    assert haversack("library", "create", "default", home=home).code == 0
    assert command(home, "seal", "default").code == 0
    session(home, place.parent / "desk")
    for number in range(20):
        text = f"{WORDS['document']} part {number}.\n" * 2000
        (place.parent / "desk" / f"{WORDS['name']}{number}.txt").write_text(text, encoding="utf-8")
    kill_while_adding(home, place.parent / "desk")
    left = found(place)
    figure(f"byte scan after SIGKILL while a sealed library is filled: {sum(map(len, left.values()))} hits")
    assert not any(left.values()), left
    again = command(home, "documents", "--json")
    assert again.code == 0, again.stderr
    assert command(home, "audit", "verify").code == 0, "a kill is no change of the log"


def kill_while_adding(home: Path, desk: Path) -> None:
    descriptor = given(PASSPHRASE)
    child = subprocess.Popen(
        [sys.executable, "-m", "assistant", "--home", home, "add", desk, "--passphrase-fd", str(descriptor)],
        pass_fds=(descriptor,),
        env=os.environ | {"TMPDIR": str(home.parent / "tmp"), "XDG_CACHE_HOME": str(home.parent / "cache")},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(descriptor)
    [library] = [path for path in (home / "libraries").iterdir() if path.is_dir()]
    log = library / "library.db-wal"
    settling = threading.Event()
    while child.poll() is None and not (log.exists() and log.stat().st_size > 100_000):
        settling.wait(0.01)
    command_line = Path(f"/proc/{child.pid}/cmdline").read_bytes()
    child.send_signal(signal.SIGKILL)
    assert child.wait() == -signal.SIGKILL
    assert PASSPHRASE.encode() not in command_line


def test_locking_ends_a_command_that_has_the_library_unlocked(place: Path):
    home, desk = place / "home", place.parent / "followed"
    desk.mkdir()
    assert haversack("library", "create", "default", home=home).code == 0
    assert command(home, "seal", "default").code == 0
    assert command(home, "watch", "add", desk).code == 0
    descriptor = given(PASSPHRASE)
    watching = subprocess.Popen(
        [sys.executable, "-m", "assistant", "--home", home, "watch", "run", "--passphrase-fd", str(descriptor)],
        pass_fds=(descriptor,),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    os.close(descriptor)
    assert watching.stderr is not None
    assert watching.stderr.readline().startswith(b"Watching")  # it has the library open now
    locked = command(home, "lock", "default", "--json")
    _, said = watching.communicate(timeout=60)
    assert locked.json == {"locked": "default"}
    assert (watching.returncode, said.decode().splitlines()[-1]) == (3, "Stopped.")


def test_a_passphrase_is_changed_and_the_library_opened_for_good(place: Path):
    home = place / "home"
    assert haversack("library", "create", "default", home=home).code == 0
    code = command(home, "seal", "default", "--json").json["recovery_code"]
    changed = command(home, "passphrase", "default", passphrases=(PASSPHRASE, "another one altogether"))
    assert changed.code == 0, changed.stderr
    assert command(home, "documents", "--json").json["error"]["code"] == "passphrase-wrong"
    assert command(home, "unlock", "default", passphrases=(code,)).code == 0
    assert command(home, "documents", passphrases=("another one altogether",)).code == 0
    assert command(home, "unseal", "default", passphrases=("another one altogether",)).code == 0
    assert haversack("documents", home=home).code == 0


def test_a_sealed_library_without_a_passphrase_says_what_to_do(place: Path):
    home = place / "home"
    assert haversack("library", "create", "default", home=home).code == 0
    assert command(home, "seal", "default", "--json", passphrases=("short",)).json["error"]["code"] == "weak-passphrase"
    assert command(home, "unseal", "default", "--json").json["error"]["code"] == "not-sealed"
    assert command(home, "seal", "default").code == 0
    refused = haversack("documents", "--json", home=home)
    assert (refused.code, refused.json["error"]["code"]) == (1, "library-locked")
    assert command(home, "unlock", "default", "--remember", "--json").json["error"]["code"] == "no-key-store"
    assert command(home, "lock", "default").code == 0
