"""Licences of models in memory."""

from __future__ import annotations

from dataclasses import replace

from assistant.engine.licences import Licence
from assistant.errors import LicenceError
from assistant.settings import Acceptance

TERMS = "LLAMA COMMUNITY LICENCE\n\nYou may use it for good."


class ScriptedLicences:
    """Of each model the same, shipped with the program unless the test says otherwise."""

    def __init__(self) -> None:
        self.licence = Licence("scripted", "d" * 64, "Apache-2.0", "", TERMS, shipped=True, accepted=None)
        self.accepting_fails: Exception | None = None

    def of(self, name: str) -> Licence:
        return replace(self.licence, model=name)

    def accept(self, name: str) -> Licence:
        if self.accepting_fails is not None:
            raise self.accepting_fails
        self.licence = replace(self.licence, accepted=Acceptance(by="mara@field-07", at="2031-05-04T10:00:00+00:00"))
        return self.of(name)

    def check(self, model: str = "scripted") -> None:
        """Raise where nobody has accepted it yet."""
        if not self.licence.shipped and self.licence.accepted is None:
            raise LicenceError(model)
