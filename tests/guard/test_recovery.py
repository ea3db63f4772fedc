from __future__ import annotations

import re

from assistant.guard import recovery


def test_a_code_is_nine_groups_without_letters_that_look_like_digits():
    assert re.fullmatch(r"([0-9A-HJKMNP-TV-Z]{4}-){8}[0-9A-HJKMNP-TV-Z]{4}", recovery.shown(recovery.new_code()))


def test_a_code_is_read_in_any_case_grouping_and_with_letters_that_look_like_digits():
    code = recovery.new_code()
    typed = recovery.shown(code).lower().replace("-", "  ").replace("0", "o").replace("1", "l")
    read = recovery.read(typed)
    assert read is not None
    assert read.data == code.data


def test_each_single_wrong_letter_is_noticed():
    printed = recovery.shown(recovery.new_code())
    wrong = [
        printed[:place] + ("7" if printed[place] != "7" else "8") + printed[place + 1 :]
        for place in range(len(printed))
        if printed[place] != "-"
    ]
    assert len(wrong) == 36
    assert not [text for text in wrong if recovery.read(text) is not None]


def test_other_text_is_no_code():
    assert recovery.read("four grey herons on a jetty") is None
    assert recovery.read("") is None
