from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.engine.protocols import Thinking, Written
from assistant.engine.thinking import ThinkingSplitter


def split(*pieces: str) -> tuple[str, str]:
    """Return reasoning and answer."""
    splitter = ThinkingSplitter()
    found = [part for piece in pieces for part in splitter.add(piece)] + list(splitter.end())
    thought = "".join(part.text for part in found if isinstance(part, Thinking))
    return thought, "".join(part.text for part in found if isinstance(part, Written))


@pytest.mark.parametrize(
    ("text", "thought", "answer"),
    [
        ("Seven bar.", "", "Seven bar."),
        ("<think>Hm.</think>\n\nSeven bar.", "Hm.", "Seven bar."),
        ("\n<think></think>Seven", "", "Seven"),
        ("<think>never closed", "never closed", ""),
        ("Is 3 < 4 <th?", "", "Is 3 < 4 <th?"),
        ("The tag <think> opens it.", "", "The tag <think> opens it."),
        ("<think>a</think><think>b</think>c", "ab", "c"),
        ("<thi", "", "<thi"),
        ("", "", ""),
    ],
)
def test_reasoning_and_answer_are_told_apart_however_the_text_arrives(text: str, thought: str, answer: str):
    assert split(text) == (thought, answer)
    assert split(*text) == (thought, answer)


@given(st.text(alphabet="<think/>x \n"), st.integers(1, 5))
def test_no_split_of_the_stream_changes_the_result(text: str, size: int):
    pieces = [text[at : at + size] for at in range(0, len(text), size)]
    assert split(*pieces) == split(text)
