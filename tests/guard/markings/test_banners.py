from __future__ import annotations

from pathlib import Path

import pytest

from assistant.guard.markings.banners import BannerReader
from assistant.guard.markings.marking import banner
from assistant.guard.markings.schemes import Schemes

BODY = "\n".join(f"Line {number} of the report says little." for number in range(9))


def read(scheme_name: str, *pages: str) -> str:
    scheme = Schemes(Path("none")).get(scheme_name)
    return banner(scheme, BannerReader(scheme).read(pages))


@pytest.mark.parametrize(
    "line",
    [
        "SECRET//NOFORN",
        "*** SECRET//NOFORN ***",
        "SECRET//NOFORN    Page 3 of 7",
        "12   SECRET//NOFORN",
        "Header: SECRET//NOFORN",
        "Classification: SECRET//NOFORN",
        "— SECRET // NOFORN —",
    ],
)
def test_a_banner_is_read_at_the_head_or_the_foot_of_a_page(line: str):
    assert read("government", f"{line}\n{BODY}") == "SECRET//NOFORN"
    assert read("government", BODY, f"{BODY}\n\n{line}\n") == "SECRET//NOFORN"


@pytest.mark.parametrize(
    "page",
    [
        f"{BODY}\nSECRET//NOFORN\n{BODY}",
        f"The SECRET of the valve\n{BODY}",
        f"Secret\n{BODY}",
        f"SECRETARY\n{BODY}",
        f"(C) 2024 Brightwater Ltd\n{BODY}",
        "(A) first\n(B) second\n(C) third\n(C) again\n(C) and again",
        "He said (S) twice.\n(U) is a letter.",
        BODY,
        "",
    ],
)
def test_what_is_no_banner_proposes_nothing(page: str):
    assert read("government", page) == ""


def test_a_banner_may_go_on_in_the_next_line_behind_a_slash():
    assert read("government", f"TOP SECRET//SI/TK//\nNOFORN\n{BODY}") == "TOP SECRET//SI/TK//NOFORN"


def test_a_heading_in_small_letters_counts_where_it_is_repeated():
    assert read("corporate", f"Confidential\n{BODY}") == ""
    assert read("corporate", f"Confidential\n{BODY}", f"Confidential\n{BODY}") == "CONFIDENTIAL"
    assert read("corporate", f"Strictly Confidential\n{BODY}\nStrictly confidential") == "STRICTLY CONFIDENTIAL"


def test_pages_of_different_markings_make_the_highest():
    pages = ["UNCLASSIFIED\ntext", "CONFIDENTIAL//ORCON\ntext", "SECRET\ntext"]
    assert read("government", *pages) == "SECRET//ORCON"


@pytest.mark.parametrize(
    ("page", "marking"),
    [
        ("(U) Title\n(S//NF) The pump is here.\n(C) Crew.", "SECRET//NOFORN"),
        ("1. (TS//SI//NF) The pump.", "TOP SECRET//SI//NOFORN"),
        ("• (U) One.\n• (S) Two.\n• (U) Three.", "SECRET"),
        ("UNCLASSIFIED\n(S) More than the banner says.", "SECRET"),
        ("SECRET\n(A) first\n(B) second\n(C) third", "SECRET"),
        ("UNCLASSIFIED\n(A) first\n(B) second\n(C) third", "UNCLASSIFIED"),
        ("(//DEU S) Of another country.\n(S//NF) Ours.", "SECRET//NOFORN"),
    ],
)
def test_portion_marks_are_read(page: str, marking: str):
    assert read("government", page) == marking


def test_a_portion_that_may_be_released_is_released_to_whom_the_banner_names():
    assert read("government", "SECRET//REL TO USA, GBR\n(S//REL) One.\n(U) Two.") == "SECRET//REL TO USA, GBR"


def test_a_caveat_that_nobody_knows_is_kept():
    assert read("government", f"SECRET//BLUEBELL\n{BODY}") == "SECRET//BLUEBELL"


@pytest.mark.parametrize(
    ("line", "marking"),
    [
        ("Weekly report   TLP:AMBER   page 2", "TLP:AMBER"),
        ("TLP: AMBER+STRICT", "TLP:AMBER+STRICT"),
        ("tlp:red tlp:red", "TLP:RED"),
        ("The amber light", ""),
        ("TLP:AMBERGRIS", ""),
    ],
)
def test_the_traffic_light_may_stand_in_a_line_with_other_words(line: str, marking: str):
    assert read("tlp", f"{line}\n{BODY}\n{line}") == marking


def test_a_line_of_any_length_is_read_in_time_with_its_length():
    long = " ".join(["page 1"] * 5000)
    assert read("government", f"{long}\n{'-' * 100_000}\n{'(S' * 50_000}\nSECRET") == "SECRET"
