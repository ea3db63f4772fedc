from __future__ import annotations

from types import SimpleNamespace

import psutil
import pytest

from assistant.workspace.guarded_reader import GuardedReaders, readers_here

GIGABYTE = 1_000_000_000


@pytest.mark.parametrize(
    ("cores", "memory", "readers"),
    [(2, 24, 1), (1, 24, 1), (None, 24, 1), (8, 64, 7), (8, 16, 3), (16, 2, 1)],
    ids=["two cores", "one core", "cores unknown", "eight cores", "less memory than cores", "hardly any memory"],
)
def test_there_are_as_many_readers_as_cores_but_one_and_as_memory_bears(
    monkeypatch: pytest.MonkeyPatch, cores: int | None, memory: int, readers: int
):
    monkeypatch.setattr(psutil, "cpu_count", lambda logical: None if logical else cores)
    monkeypatch.setattr(psutil, "virtual_memory", lambda: SimpleNamespace(total=memory * GIGABYTE))
    assert readers_here() == readers


def test_readers_that_were_never_asked_have_no_child():
    guarded = GuardedReaders(3)
    with guarded.readers() as readers:
        assert len(readers) == 3
        assert all(reader._child is None for reader in readers)
    guarded.close()
