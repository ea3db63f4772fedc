from __future__ import annotations

from pathlib import Path

import pytest

from assistant.engine.budget import Budget, raw_estimate
from assistant.settings import SettingsFile

LLAMA_8B = 8_000_000_000


@pytest.fixture
def settings(tmp_path: Path) -> SettingsFile:
    return SettingsFile(tmp_path)


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        # counted with the starter model's own vocabulary
        ("The maintenance crew inspected the hydraulic pump and replaced the worn seals. " * 20, 281),
        ("Revenue ............................................ 12\n" * 20, 220),
        ("维修人员检查了液压泵,并在机器恢复运行之前更换了磨损的密封件。" * 20, 1120),
        ("👩‍👩‍👧‍👦🚒🔧" * 30, 720),
        ("====:::{{" * 100, 400),
        ("a" * 3000, 750),
    ],
    ids=["prose", "dots", "Chinese", "emoji", "signs", "one letter"],
)
def test_the_first_estimate_is_never_far_too_low(text: str, tokens: int):
    assert raw_estimate(text) > 0.9 * tokens


def test_the_engines_counts_correct_the_estimate(settings: SettingsFile):
    budget, text = Budget("d", LLAMA_8B, settings), "word " * 400
    raw = raw_estimate(text)
    budget.counted(raw, round(raw * 1.5))
    assert budget.count(text) >= raw * 1.5
    for _ in range(30):
        budget.counted(raw, round(raw * 0.8))
    assert raw * 0.8 <= budget.count(text) <= raw * 0.9


def test_a_higher_count_is_believed_at_once_a_lower_one_slowly(settings: SettingsFile):
    budget, text = Budget("d", LLAMA_8B, settings), "word " * 400
    raw = raw_estimate(text)
    budget.counted(raw, round(raw))
    budget.counted(raw, round(raw * 0.5))
    assert budget.count(text) > raw * 0.8
    budget.counted(raw, round(raw * 2))
    assert budget.count(text) >= raw * 2


def test_short_prompts_teach_nothing(settings: SettingsFile):
    budget = Budget("d", LLAMA_8B, settings)
    before = budget.count("word " * 400), budget.prompt_speed
    budget.counted(10, 40)
    budget.read(10, 5)
    assert (budget.count("word " * 400), budget.prompt_speed) == before


def test_a_bigger_model_is_guessed_to_be_slower(settings: SettingsFile):
    assert Budget("a", LLAMA_8B, settings).prompt_speed < Budget("b", 135_000_000, settings).prompt_speed


def test_what_was_learnt_is_known_at_the_next_start(settings: SettingsFile, tmp_path: Path):
    budget = Budget("d", LLAMA_8B, settings)
    budget.read(1000, 10)
    budget.counted(1000, 1200)
    again = Budget("d", LLAMA_8B, SettingsFile(tmp_path))
    assert again.prompt_speed == pytest.approx(100)
    assert again.count("word " * 400) == budget.count("word " * 400)
    other = Budget("e", LLAMA_8B, SettingsFile(tmp_path))
    assert other.prompt_speed != pytest.approx(100)


def test_small_changes_are_not_written_again_and_again(settings: SettingsFile, tmp_path: Path):
    budget = Budget("d", LLAMA_8B, settings)
    budget.read(1000, 10)
    before = (tmp_path / "settings.toml").stat().st_mtime_ns
    budget.read(1010, 10)
    assert (tmp_path / "settings.toml").stat().st_mtime_ns == before
