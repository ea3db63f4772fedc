from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from numpy.typing import NDArray

from assistant.answers.extract import extract
from assistant.answers.pages import PageText
from assistant.jobs import CancelToken

MANUAL = PageText(
    document="a" * 64,
    page=9,
    path="/papers/p7.pdf",
    text="""7 Upkeep

7.2 Changing the bearing oil

Change the bearing oil every 1,000 operating hours.
The frame holds 0.65 litres of ISO VG 46 oil.

0.65 litres
""",
)
CONTENTS = PageText(document="a" * 64, page=2, path="/papers/p7.pdf", text="7 7.2 Changing the bearing oil . . . . 9\n")


class WordCounts:
    """Stands for the embedder: counts letters, so that equal words are near each other."""

    name, digest, weights, dimension, window = "letters", "0" * 64, "", 26, 10_000

    @property
    def shipped(self) -> WordCounts:
        return self

    def passages(self, texts: Sequence[str], cancel: CancelToken | None = None) -> NDArray[np.float32]:
        return np.stack([self.query(text) for text in texts])

    def query(self, text: str) -> NDArray[np.float32]:
        counts = np.array([text.casefold().count(chr(97 + letter)) for letter in range(26)], np.float32)
        return np.asarray(counts / max(1.0, float(np.linalg.norm(counts))), np.float32)

    def count(self, text: str) -> int:
        return len(text.split())

    def token_starts(self, text: str) -> NDArray[np.int64]:
        return np.arange(len(text.split()), dtype=np.int64)


@pytest.mark.parametrize("pages", [[MANUAL, CONTENTS], [CONTENTS, MANUAL]])
def test_a_numbered_heading_or_a_line_of_the_contents_is_no_answer(pages: list[PageText]):
    claims = extract("How often is the bearing oil changed?", pages, WordCounts())
    assert claims[0].text == "Change the bearing oil every 1,000 operating hours."
    assert not [claim.text for claim in claims if "7.2" in claim.text]


def test_a_cell_with_a_figure_and_its_unit_may_be_an_answer():
    only = PageText(document="a" * 64, page=9, path="/papers/p7.pdf", text="Oil in the frame\n\n0.65 litres of oil\n")
    claims = extract("How many litres of oil does the frame hold?", [only], WordCounts())
    assert any("0.65 litres" in claim.text for claim in claims)
