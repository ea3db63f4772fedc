"""The lines of tables by what they are called: `Net sales` and `Total revenue` are one."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from assistant.answers.computing.operands import Operand, operand, same_kind
from assistant.answers.language import language
from assistant.answers.marks.codes import squashed
from assistant.answers.marks.figures import Figure
from assistant.answers.pages import ReadPage
from assistant.answers.words import words

_BRACKETED = re.compile(r"\([^()]*\)?")

Labels = Mapping[str, tuple[int, ...]]


def line(names: Sequence[str], pages: Sequence[ReadPage], claimed: Figure) -> list[Operand]:
    """Return the figures of the row that has the first of these names on any page, from left to right."""
    for name in names:
        for page in pages:
            for index in labels(page).get(squashed(name), ()):
                row = page.row(index)
                if all(same_kind(claimed, figure, page) for figure in row):
                    return [operand(page, figure, index, claimed) for figure in row]
    return []


@lru_cache(maxsize=64)
def labels(page: ReadPage) -> Labels:
    """Return the rows of a page that have figures by the letters of their labels.

    A label that follows a heading, as cells on lines of their own do, is known by its last line, too.
    """
    found: dict[str, tuple[int, ...]] = {}
    for index in range(len(page.units)):
        if page.figures_in(index):
            lines = [text for text in label_of(page, index).split("\n") if text.strip()]
            for label in dict.fromkeys([_key(" ".join(lines)), _key(lines[-1] if lines else "")]):
                found[label] = (*found.get(label, ()), index)
    return found


def _key(label: str) -> str:
    return squashed("".join(word for word in words(label) if word not in language().months))


def label_of(page: ReadPage, index: int) -> str:
    """Return what a row says before its first figure, what stands in brackets left out."""
    unit, first = page.units[index], page.row(index)[0]
    return _BRACKETED.sub(" ", unit.text[: first.start - unit.start])
