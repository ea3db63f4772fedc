"""Claims that people labelled: true ones, and figures of the page in sentences that are not on it."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from assistant.answers.checks import check_claim
from assistant.answers.model import ClaimStatus
from assistant.answers.pages import PageText


def labelled(kind: str) -> list[tuple[PageText, str]]:
    data = tomllib.loads((Path(__file__).parent / "labelled_claims.toml").read_text(encoding="utf-8"))
    pages = [(PageText("a" * 64, 1, page["text"], title=page["title"]), page[kind]) for page in data["page"]]
    return [(page, claim) for page, claims in pages for claim in claims]


def test_there_are_at_least_twenty_of_each():
    assert min(len(labelled("true")), len(labelled("invented"))) >= 20


@pytest.mark.parametrize(("page", "claim"), labelled("true"), ids=lambda value: value if isinstance(value, str) else "")
def test_a_true_claim_is_supported(page: PageText, claim: str):
    assert check_claim(claim, [page]).status is ClaimStatus.SUPPORTED


@pytest.mark.parametrize(
    ("page", "claim"), labelled("invented"), ids=lambda value: value if isinstance(value, str) else ""
)
def test_a_figure_of_the_page_in_an_invented_sentence_is_marked(page: PageText, claim: str):
    checked = check_claim(claim, [page])
    assert checked.status in {ClaimStatus.PARTLY, ClaimStatus.UNSUPPORTED}
    assert checked.missing
