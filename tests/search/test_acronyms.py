from __future__ import annotations

import pytest

from assistant.search.acronyms import acronyms, explained, learned

TEXT = (
    "Purchases of property, plant and equipment (PP&E) rose. The Auxiliary Power Unit (“APU”) is at the tail (see B)."
)


def test_acronyms_are_learned_from_the_text_that_explains_them():
    assert dict(explained([TEXT])) == {"PP&E": "property, plant and equipment", "APU": "Auxiliary Power Unit"}


@pytest.mark.parametrize("text", ["as shown below (APU)", "the unit (see page 3)", "(APU)", ""])
def test_a_bracket_that_explains_nothing_is_passed_over(text: str):
    assert list(explained([text])) == []


def test_a_question_learns_the_long_form_and_the_short_one():
    assert learned("What is net PP&E?", [TEXT]) == ["property, plant and equipment"]
    assert learned("Where is the auxiliary power unit?", [TEXT]) == ["APU"]
    assert learned("What is the tail?", [TEXT]) == []


def test_words_that_look_like_acronyms_are_read_from_a_question():
    assert acronyms("Is the APU of JnJ's PP&E on page A in English?") == ["APU", "JnJ", "PP&E"]
