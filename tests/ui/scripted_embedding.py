"""The part of a scripted workspace that chooses by which model a library is searched."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.jobs import CancelToken, Job, Progress
from assistant.workspace.embedding import Change, Choice

if TYPE_CHECKING:  # it imports this
    from tests.ui.scripted import Gate


class ScriptedEmbedding:
    """Knows two models, and takes four minutes by its own word."""

    def __init__(self, gates: dict[str, Gate]) -> None:
        self.gates = gates
        self.in_use = "shipped"
        self.names = ["shipped", "nomic"]

    def choices(self, _library: str = "default") -> list[Choice]:
        return [Choice(name, shipped=name == "shipped", in_use=name == self.in_use) for name in self.names]

    def estimate(self, model: str, *, library: str = "default") -> Change:
        return Change(model, 1234, 240.0)

    def change(self, model: str, cancel: CancelToken, *, library: str = "default") -> Job[None]:
        yield Progress(subject="a.pdf", done=16, total=1234, unit="passages", seconds_left=240.0)
        if "embedding" in self.gates:
            self.gates["embedding"].pass_through(cancel)
        self.in_use = model
