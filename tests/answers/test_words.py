from __future__ import annotations

import pytest

from assistant.answers.words import stem


@pytest.mark.parametrize(
    "forms",
    [
        "order orders ordered ordering",
        "operate operates operated operating operation operations operator operators operational",
        "replace replaces replaced replacing replacement replacements",
        "filter filters filtered",
        "stop stops stopped stopping",
        "company companies",
        "motive motives",
        "press presses pressed",
    ],
)
def test_the_forms_of_a_word_share_one_stem(forms: str):
    assert len({stem(form) for form in forms.split()}) == 1
