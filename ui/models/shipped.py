"""What ships with the program that others made, as a table for Qt."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ui.models.table import TableModel
from ui.wording import tr

if TYPE_CHECKING:  # nothing of it is needed to paint an empty window
    from assistant.shipped import Part


class ShippedModel(TableModel["Part"]):
    """One line a part: name, version, licence; words are sought in its licence text, too."""

    def names(self) -> Sequence[str]:
        """Return what the columns are called."""
        return tr("Name"), tr("Version"), tr("Licence")

    def cells(self, row: Part) -> Sequence[str]:
        """Return what each column says of a part."""
        return row.name, row.version, row.licence or tr("Text that several parts share")

    def sifted(self, row: Part) -> str:
        """Return the text of a part in which words are sought."""
        return f"{row.name} {row.version} {row.licence} {row.text}"
