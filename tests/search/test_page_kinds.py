from __future__ import annotations

import pytest

from assistant.search.page_kinds import likeness
from assistant.search.vocabulary import PageKind, vocabulary

BALANCE_SHEET = """Northwind Traders, Inc.
CONSOLIDATED BALANCE SHEETS
(in millions) 2022 2021
Cash and cash equivalents 1,204 1,001
Accounts receivable 310 295
Inventories 412 388
Total current assets 1,926 1,684
Property, plant and equipment 2,004 1,950
Goodwill 900 900
Total assets 4,830 4,534
Accounts payable 210 204
Total current liabilities 640 611
Total liabilities 1,400 1,380
Retained earnings 3,000 2,750
Accumulated other comprehensive loss (120) (101)
Total shareholders' equity 3,430 3,154
"""


def kind(name: str) -> PageKind:
    return next(kind for kind in vocabulary().page_kinds if kind.name == name)


def test_a_statement_is_most_like_its_own_kind():
    likenesses = {kind.name: likeness(BALANCE_SHEET, kind) for kind in vocabulary().page_kinds}
    assert max(likenesses, key=lambda name: likenesses[name]) == "balance sheet"
    assert likenesses["balance sheet"] > 0.6


def test_prose_about_a_statement_is_not_like_it():
    prose = "The balance sheets show total assets, total liabilities, goodwill and accounts payable. " * 5
    assert likeness(prose, kind("balance sheet")) < 0.05


def test_a_statement_without_its_heading_is_less_like_it():
    headless = BALANCE_SHEET.replace("BALANCE SHEETS", "")
    assert likeness(headless, kind("balance sheet")) == pytest.approx(
        likeness(BALANCE_SHEET, kind("balance sheet")) / 4
    )


def test_an_empty_page_is_like_nothing():
    assert all(likeness("", kind) == 0 for kind in vocabulary().page_kinds)
