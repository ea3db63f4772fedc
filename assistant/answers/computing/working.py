"""All the ways in which a figure may follow from printed ones, tried in turn."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answers.computing.formulas import work_formula
from assistant.answers.computing.operands import Worked
from assistant.answers.computing.pairs import work_pair
from assistant.answers.computing.sums import work_sum
from assistant.answers.computing.told import told
from assistant.answers.marks.figures import Figure
from assistant.answers.pages import ReadPage


def work_out(sentence: str, question: str, figure: Figure, pages: Sequence[ReadPage]) -> Worked | None:
    """Return how a claim's figure follows from printed ones, or None.

    A measure that the claim or its question names is worked out from its lines; else two figures that share the claim's
    words are put together in the way that it announces, or a column is added up.
    """
    if figure.spelled:
        return None
    claim = told(sentence, question)
    return work_formula(claim, figure, pages) or work_pair(claim, figure, pages) or work_sum(claim, figure, pages)
