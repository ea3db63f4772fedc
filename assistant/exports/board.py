"""The board of signals as a table."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.briefs.kept import BoardRow
from assistant.exports.tables import comma_separated

_BESIDE = ["Status", "Brief", "Page", "Made"]


def board_table(rows: Sequence[BoardRow], marking: str = "") -> str:
    """Return the signals of briefs as comma-separated values, under every column of any, between their marking."""
    columns = list(dict.fromkeys(name for row in rows for name in row.cells))
    told = ([*(row.cells.get(name, "") for name in columns), *_beside(row)] for row in rows)
    banner = [[marking]] if marking else []
    return comma_separated([*banner, [*columns, *_BESIDE], *told, *banner])


def _beside(row: BoardRow) -> list[str]:
    return [row.status.value, row.title, str(row.page), row.made[:10]]
