"""What the benchmark of many files counts is what it says."""

from __future__ import annotations

import time
from array import array
from dataclasses import replace

import pytest

from benchmarks.many import Rounds, Run, is_met


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    times = [0.0]
    monkeypatch.setattr(time, "perf_counter", lambda: times[0])
    return times


def test_rounds_are_late_by_what_they_took_beyond_their_five_milliseconds(clock: list[float]):
    rounds = Rounds()
    for late in [0] * 97 + [20, 40, 150]:
        clock[0] += (5 + late) / 1000
        rounds.come()
    assert rounds.late(0.5) == 0
    assert rounds.late(0.98) == pytest.approx(20, abs=0.2)
    assert rounds.late(1.0) == pytest.approx(150, abs=0.2)
    assert str(rounds).endswith("ms (median / 99 % / worst)")


def test_growth_is_told_by_the_file_once_all_is_loaded():
    sizes = [100, 250, 300, *range(301, 308), 308]
    run = Run(memory=array("q", [size << 20 for size in sizes]))
    assert run.tenths()[2] == 300 << 20
    assert run.growth(10_000) == pytest.approx((8 << 20) / 8000)
    assert Run().growth(10) == 0


def test_a_second_adding_must_embed_nothing_and_memory_must_stay():
    first, second = Run(seconds=100, memory=array("q", [300 << 20] * 11)), Run(seconds=4)
    first.rounds.come()
    assert is_met(first, second, 10_000)
    assert not is_met(first, replace(second, embedded=1), 10_000)
    assert not is_met(first, replace(second, seconds=6), 10_000)
    assert not is_met(replace(first, memory=array("q", [(300 + 3 * n) << 20 for n in range(11)])), second, 10_000)
