"""Printed figures to calculate with, and what comes of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from assistant.answers.marks.figures import PERCENT, Figure
from assistant.answers.model import Citation
from assistant.answers.pages import ReadPage
from assistant.answers.quotes import citation


@dataclass(frozen=True)
class Worked:
    """A figure worked out.

    Attributes:
        note: The arithmetic in words, such as `(84.2 − 79.5) ÷ 79.5 = 5.9%`.
        operands: The printed figures that went into it.
    """

    note: str
    operands: tuple[Operand, ...]

    @property
    def citations(self) -> tuple[Citation, ...]:
        """Where its figures are printed, each row once."""
        return tuple(dict.fromkeys(each.citation for each in self.operands))


@dataclass(frozen=True)
class Operand:
    """A printed figure with its sign and scale applied.

    Attributes:
        value: The amount.
        text: As printed.
        page: Where it is printed.
        index: The sentence or row there.
        column: Its place among the figures of that row.
        percent: Whether it is a percentage.
    """

    value: Decimal
    text: str
    page: ReadPage
    index: int
    column: int
    percent: bool

    @property
    def citation(self) -> Citation:
        """Return the sentence or row as a citation."""
        unit = self.page.units[self.index]
        return citation(self.page.source, unit.start, unit.end, 1.0)


def operand(page: ReadPage, printed: Figure, index: int, claimed: Figure) -> Operand:
    """Return a printed figure to calculate with; a caption's scale counts where the claim's figure has a scale too."""
    scale = page.scale_of(printed) if claimed.unit == PERCENT or claimed.scale is not None else printed.scale
    value = printed.value.scaleb(scale or 0) * (-1 if printed.negative else 1)
    column = page.row(index).index(printed)
    return Operand(value, _bare(printed.text), page, index, column, printed.unit == PERCENT)


def _bare(text: str) -> str:
    """Return a figure without its currency, on one line."""
    bare = " ".join(text.replace("$", " ").split()).strip("€£ ")
    return bare if ")" in bare else bare.lstrip("( ")


def same_kind(claimed: Figure, printed: Figure, page: ReadPage) -> bool:
    """Whether an amount may be worked out from a printed one: in its unit, or in none where the page names it."""
    if claimed.unit in {"", PERCENT} or printed.unit == claimed.unit:
        return True
    return not printed.unit and page.names_unit(claimed.unit)


def equals(result: Decimal, claimed: Figure) -> bool:
    """Whether a result is the claim's figure to the claim's rounding; a fall may be told as a positive figure."""
    if claimed.negative and result > 0:
        return False
    scale = claimed.scale or 0
    tolerance = Decimal("0.5").scaleb(scale - claimed.decimals)
    return result != 0 and abs(abs(result) - claimed.value.scaleb(scale)) <= tolerance


def moves(change: Decimal, claimed: Figure, direction: int) -> bool:
    """Whether a change is the claim's, in the direction that the claim tells: 1 up, -1 down, 0 neither."""
    if direction and (claimed.negative or (change > 0) is not (direction > 0)):
        return False
    return equals(change, claimed)


def worked(arithmetic: str, claimed: Figure, operands: Sequence[Operand]) -> Worked:
    """Return a figure worked out."""
    return Worked(f"{arithmetic} = {claimed.text}", tuple(operands))
