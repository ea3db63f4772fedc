"""What the workspace can show an officer: attempts to leave the machine, and the signed report on a whole journey."""

from __future__ import annotations

from pathlib import Path

from assistant.guard.isolation import enter
from assistant.guard.signing import Signer
from assistant.guard.trial import Trial, trials
from assistant.jobs import CancelToken, Job


class Proving:
    """Proves that nothing leaves the machine; for processes that have given up their network."""

    def __init__(self, home: Path) -> None:
        self._home = home

    def trials(self) -> tuple[Trial, ...]:
        """Try to leave, at once and on purpose."""
        return trials()

    def report(self, path: Path, cancel: CancelToken) -> Job[bool]:
        """Make the whole journey under watch and write the signed report; whether it is proved.

        Args:
            path: Where to write, as .json and as .pdf beside it.
            cancel: Stops it between two steps.
        """
        from assistant.proof.proving import prove, write  # noqa: PLC0415 - loads the PDF writer: for this only

        found = yield from prove(enter(), cancel)
        write(found, Signer(self._home), path)
        return bool(found["proved"])
