from __future__ import annotations

from pathlib import Path

import pytest

from assistant import places
from assistant.engine.engine import Engine
from assistant.workspace import checkup
from assistant.workspace.checkup import Check, Subject, Verdict
from tests.commands import haversack


def checked(engine: Engine, home: Path) -> dict[Subject, Check]:
    return {check.subject: check for check in checkup.checkup(home, engine)}


def test_each_thing_has_a_verdict_and_a_finished_sentence(tmp_path: Path):
    found = checked(Engine(tmp_path), tmp_path)
    assert set(found) == set(Subject)
    assert all(check.sentence.endswith((".", ")")) for check in found.values())
    assert found[Subject.EMBEDDER].verdict is Verdict.GOOD
    assert found[Subject.MODEL].verdict is Verdict.LIMITED
    assert "trying out" in found[Subject.MODEL].sentence


def test_a_missing_embedder_and_a_missing_model_are_in_the_way(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(places, "shipped_models", lambda: tmp_path / "nowhere")
    found = checked(Engine(tmp_path), tmp_path)
    assert found[Subject.EMBEDDER].verdict is Verdict.BAD
    assert "install the program again" in found[Subject.EMBEDDER].sentence
    assert found[Subject.MODEL].verdict is Verdict.BAD


def test_a_chosen_model_is_in_order(tmp_path: Path):
    engine = Engine(tmp_path)
    engine.settings.change(model="Llama-3.2-3B")
    assert checked(engine, tmp_path)[Subject.MODEL] == Check(Subject.MODEL, Verdict.GOOD, "Llama-3.2-3B answers.")


@pytest.mark.parametrize(
    ("free", "verdict"), [(100_000_000, Verdict.BAD), (2_000_000_000, Verdict.LIMITED), (50_000_000_000, Verdict.GOOD)]
)
def test_free_disk_is_judged(free: int, verdict: Verdict):
    assert checkup.disk(free).verdict is verdict


@pytest.mark.parametrize(
    ("free", "verdict"), [(300_000_000, Verdict.BAD), (1_500_000_000, Verdict.LIMITED), (8_000_000_000, Verdict.GOOD)]
)
def test_free_memory_is_judged(free: int, verdict: Verdict):
    assert checkup.memory(free).verdict is verdict


def test_the_status_tells_the_checks_of_a_process_that_gave_up_its_network(tmp_path: Path):
    told = haversack("status", "--json", home=tmp_path).json["checks"]
    network = next(check for check in told if check["subject"] == "network")
    assert network["verdict"] in {"good", "limited"}
