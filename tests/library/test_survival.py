from __future__ import annotations

import pytest

from benchmarks.survive import one_round

PLACES = [
    "after rows were written, before the commit",
    "after vectors were written, before the commit",
    "after vectors went to Chroma",
    "after an original was removed",
]


@pytest.mark.parametrize("point", PLACES)
def test_a_kill_loses_at_most_the_document_in_work(point: str):
    killed, wrong = one_round(point, 0, 6)
    assert killed
    assert wrong == []
