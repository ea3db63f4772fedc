from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from assistant.errors import ProgramError, WorldError
from assistant.guard.passphrase import passphrase_of
from assistant.jobs import CancelToken, finish
from assistant.workspace import Workspace
from assistant.workspace.sealing import Sealing
from tests.guard.sealing import CHEAP, PASSPHRASE, Store


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Workspace]:
    """A workspace with one library; the process of the tests itself stays open to debuggers."""
    monkeypatch.setattr("assistant.workspace.sealing.forbid_dumps", lambda: None)
    with Workspace(tmp_path / "home") as made:
        made.libraries.create("papers")
        yield made


def sealing(workspace: Workspace, store: Store) -> Sealing:
    return Sealing(workspace.libraries, workspace.reading, workspace.engine, store, CHEAP)


def absent(store: Store) -> None:
    store.kept.clear()
    store.locked = True


def locked(store: Store) -> None:
    store.locked = True


def emptied(store: Store) -> None:
    store.kept.clear()


def changed(store: Store) -> None:
    store.kept = dict.fromkeys(store.kept, bytes(32))


def opens(workspace: Workspace) -> bool:
    try:
        return workspace.library("papers").documents() == []
    except WorldError as error:
        if error.code != "library-locked":
            raise
        return False


def test_the_key_store_opens_a_library_and_in_bad_states_passphrase_and_code_do(
    workspace: Workspace, figure: Callable[[str], None]
):
    store = Store()
    sealer = sealing(workspace, store)
    code = finish(sealer.seal("papers", passphrase_of(PASSPHRASE), CancelToken())).recovery_code
    opened = 0
    for spoil in (absent, locked, emptied, changed):
        store.locked = False
        sealer.unlock("papers", passphrase_of(PASSPHRASE), remember=True)
        workspace.libraries.put_away(workspace.libraries.info("papers"))
        assert opens(workspace), "by the key store"
        workspace.libraries.put_away(workspace.libraries.info("papers"))
        spoil(store)
        assert not opens(workspace)
        for given in (PASSPHRASE, code):
            sealer.unlock("papers", passphrase_of(given))
            assert opens(workspace)
            sealer.lock("papers")
        opened += 1
    figure(f"key store absent, locked, emptied, changed: {opened} of 4 open by passphrase and by code")


def test_locking_closes_a_library_by_whatever_spelling_it_was_opened(workspace: Workspace):
    sealer = sealing(workspace, Store())
    finish(sealer.seal("papers", passphrase_of(PASSPHRASE), CancelToken()))
    sealer.lock("papers")
    sealer.unlock("papers", passphrase_of(PASSPHRASE))
    opened = workspace.library("Papers ")
    sealer.lock("papers")
    with pytest.raises(ProgramError, match="closed"):
        opened.documents()
    assert not opens(workspace)


def test_locking_closes_the_library_and_the_key_store_does_not_open_it_again(workspace: Workspace):
    sealer = sealing(workspace, Store())
    finish(sealer.seal("papers", passphrase_of(PASSPHRASE), CancelToken()))
    sealer.unlock("papers", passphrase_of(PASSPHRASE), remember=True)
    key = workspace.libraries.key(workspace.libraries.info("papers"))
    assert opens(workspace)
    sealer.lock("papers")
    assert key.data == bytes(32)
    assert not opens(workspace)
    sealer.unlock("papers", passphrase_of(PASSPHRASE))
    assert opens(workspace)


def test_a_wrong_passphrase_leaves_it_locked(workspace: Workspace):
    sealer = sealing(workspace, Store())
    finish(sealer.seal("papers", passphrase_of(PASSPHRASE), CancelToken()))
    sealer.lock("papers")
    with pytest.raises(WorldError) as wrong:
        sealer.unlock("papers", passphrase_of("four grey herons"))
    assert wrong.value.code == "passphrase-wrong"
    assert not opens(workspace)


LOOK = """
import json, os, sys
from pathlib import Path
from assistant.guard.passphrase import passphrase_of
from assistant.jobs import CancelToken, finish
from assistant.workspace import Workspace
with Workspace(Path(sys.argv[1])) as workspace:
    workspace.libraries.create("papers")
    finish(workspace.sealing.seal("papers", passphrase_of(sys.stdin.readline()), CancelToken()))
    key = bytes(workspace.libraries.key(workspace.libraries.info("papers")).data)
    workspace.library("papers").index.open()
    told = [Path("/proc/self", name).read_bytes() for name in ("cmdline", "environ")]
    for child in Path("/proc/self/task").glob("*/children"):
        for number in child.read_text().split():
            told += [Path("/proc", number, name).read_bytes() for name in ("cmdline", "environ")]
told += [path.read_bytes() for path in Path(sys.argv[1]).rglob("*") if path.is_file()]
print(json.dumps([len(told), any(form in one for one in told for form in (key, key.hex().encode()))]))
"""


def test_the_key_is_in_no_argument_environment_or_file(tmp_path: Path, figure: Callable[[str], None]):
    done = subprocess.run(
        [sys.executable, "-c", LOOK, str(tmp_path / "home")],
        input=PASSPHRASE,
        capture_output=True,
        text=True,
        check=False,
        env=os.environ,
    )
    assert done.returncode == 0, done.stderr
    looked, told = json.loads(done.stdout)
    figure(f"the key in {looked} command lines, environments and files of a sealed session: {int(told)} hits")
    assert looked > 6
    assert not told
