from __future__ import annotations

import psutil
import pytest

from assistant.engine.threads import engine_threads


@pytest.mark.parametrize(
    ("physical", "logical", "threads"), [(8, 16, 7), (2, 2, 1), (1, 1, 1), (None, 4, 3), (None, None, 1)]
)
def test_one_core_is_left_for_everything_else(
    monkeypatch: pytest.MonkeyPatch, physical: int | None, logical: int | None, threads: int
):
    counts = {True: logical, False: physical}
    monkeypatch.setattr(psutil, "cpu_count", lambda logical=True: counts[logical])
    assert engine_threads.__wrapped__() == threads
