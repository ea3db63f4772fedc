"""Names of the documents inside another one, each told only once."""

from __future__ import annotations

from pathlib import PurePosixPath


class Names:
    """The names that were told so far."""

    def __init__(self) -> None:
        self._times: dict[str, int] = {}

    def told_apart(self, name: str) -> str:
        """Return a name, with a number where it was told before: `report.pdf`, `report (2).pdf`."""
        chosen, path = name, PurePosixPath(name)
        while chosen in self._times:
            self._times[name] += 1
            chosen = str(path.with_name(f"{path.stem} ({self._times[name]}){path.suffix}"))
        self._times[chosen] = 1
        return chosen
