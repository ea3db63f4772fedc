from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from assistant.engine.prefixes import PrefixMemory, cut_at, next_cut
from assistant.engine.protocols import Message

RULES = Message("system", "Rules.")


def prompt(text: str) -> tuple[Message, ...]:
    return (RULES, Message("user", text))


def test_nothing_is_held_before_the_first_prompt_and_after_a_new_start():
    memory = PrefixMemory(lasts=60)
    assert memory.cached(prompt("Evidence"), "m 1") == ()
    memory.remember(prompt("Evidence"), "m 1")
    assert memory.cached(prompt("Evidence"), "m 2") == ()


def test_what_another_model_read_is_not_held():
    memory = PrefixMemory(lasts=60)
    memory.remember(prompt("Evidence"), "m 1")
    assert memory.cached(prompt("Evidence"), "n 1") == ()


def test_what_the_engine_may_have_dropped_is_not_held():
    memory = PrefixMemory(lasts=-1)
    memory.remember(prompt("Evidence"), "m 1")
    assert memory.cached(prompt("Evidence"), "m 1") == ()
    memory = PrefixMemory(lasts=60)
    memory.remember(prompt("Evidence"), "m 1")
    memory.forget()
    assert memory.cached(prompt("Evidence"), "m 1") == ()


def test_the_common_start_of_two_prompts_is_held():
    memory = PrefixMemory(lasts=60)
    memory.remember(prompt("Evidence. First?"), "m 1")
    assert memory.cached(prompt("Evidence. Second?"), "m 1") == prompt("Evidence. ")
    assert memory.cached(prompt("Other"), "m 1") == (RULES, Message("user", ""))
    assert memory.cached((Message("system", "Other"), Message("user", "Evidence")), "m 1") == (Message("system", ""),)


def test_a_follow_up_finds_the_whole_of_the_turn_before():
    memory = PrefixMemory(lasts=60)
    memory.remember(prompt("First?"), "m 1")
    follow_up = (*prompt("First?"), Message("assistant", "Yes."), Message("user", "And then?"))
    assert memory.cached(follow_up, "m 1") == prompt("First?")


def test_a_prompt_short_enough_is_read_at_once():
    assert next_cut((10, 20), 0, 25, 30) is None
    assert next_cut((), 0, 1000, 30) is None


def test_the_longest_prefix_within_a_step_is_taken_else_the_next_cut():
    assert next_cut((10, 20, 30, 40), 0, 100, 35) == 30
    assert next_cut((10, 90), 10, 100, 35) == 90
    assert next_cut((10, 20), 20, 100, 35) is None


@given(st.lists(st.integers(1, 999), unique=True).map(sorted), st.floats(1, 500))
def test_cuts_always_move_on_and_end(cuts: list[int], step: float):
    read, seen = 0, []
    while (cut := next_cut(cuts, read, 1000, step)) is not None:
        assert cut in cuts
        assert cut > read
        read = cut
        seen.append(cut)
    assert len(seen) <= len(cuts)


def test_a_cut_ends_the_last_message_only():
    assert cut_at(prompt("Evidence"), 3) == prompt("Evi")
