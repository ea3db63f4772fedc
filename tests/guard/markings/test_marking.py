from __future__ import annotations

import pytest

from assistant.guard.markings.marking import UNMARKED, Marking, banner, parse, portion
from assistant.guard.markings.schemes import standard


@pytest.mark.parametrize(
    ("text", "line", "mark"),
    [
        ("SECRET//NOFORN", "SECRET//NOFORN", "(S//NF)"),
        ("(S//NF)", "SECRET//NOFORN", "(S//NF)"),
        ("[ts//si/tk//oc/nf]", "TOP SECRET//SI/TK//ORCON/NOFORN", "(TS//SI/TK//OC/NF)"),
        (" secret // noforn ", "SECRET//NOFORN", "(S//NF)"),
        ("TOP SECRET//TK/SI", "TOP SECRET//SI/TK", "(TS//SI/TK)"),
        ("TOP SECRET//SI-G", "TOP SECRET//SI-G", "(TS//SI-G)"),
        ("S//REL TO GBR, USA and CAN", "SECRET//REL TO USA, CAN, GBR", "(S//REL TO USA, CAN, GBR)"),
        ("S//REL USA ACGU", "SECRET//REL TO USA, AUS, CAN, GBR", "(S//REL TO USA, AUS, CAN, GBR)"),
        ("S//REL TO USA", "SECRET//NOFORN", "(S//NF)"),
        ("S//REL TO USA, GBR/NF", "SECRET//NOFORN", "(S//NF)"),
        ("UNCLASSIFIED//FOR OFFICIAL USE ONLY", "UNCLASSIFIED//FOUO", "(U//FOUO)"),
        ("CUI", "CUI", "(CUI)"),
        ("", "", ""),
    ],
)
def test_a_marking_is_read_as_people_write_it(text: str, line: str, mark: str):
    scheme = standard()
    marking = parse(scheme, text)
    assert (banner(scheme, marking), portion(scheme, marking)) == (line, mark)
    assert parse(scheme, line) == parse(scheme, mark) == marking


@pytest.mark.parametrize(
    "text",
    [
        "EYES ONLY N/A",
        "//COSMIC TOP SECRET",
        "SECRET//BLUEBELL",
        "RESTRICTED",
        "S/B",
        "(not) a (marking)",
        "SECRET, mostly",
        "REL TO",
        "SECRET//NOFORN//Distribution: F/A",
    ],
)
def test_what_the_scheme_does_not_know_is_kept_word_by_word(text: str):
    scheme = standard()
    marking = parse(scheme, text)
    assert marking.unread
    kept = banner(scheme, marking)
    assert all(word in kept for word in text.replace("/", " ").split() if word != "S")
    assert parse(scheme, kept) == marking


def test_a_list_of_release_names_the_same_countries_in_any_order():
    scheme = standard()
    assert parse(scheme, "S//REL TO USA, GBR, CAN") == parse(scheme, "S//REL TO CAN, USA, GBR")


def test_a_second_list_only_takes_away():
    scheme = standard()
    assert parse(scheme, "S//REL TO USA, GBR/REL TO USA, GBR, CAN").released == frozenset({"GBR"})


def test_nothing_is_no_marking():
    assert not UNMARKED
    assert Marking(unread=frozenset({"X"}))
    assert Marking(released=frozenset())
