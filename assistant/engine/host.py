"""What a model needs of the engine it runs in."""

from __future__ import annotations

from typing import Protocol

from assistant.engine.models import ModelInfo
from assistant.engine.prefixes import PrefixMemory
from assistant.engine.queue import EngineQueue
from assistant.engine.transport import Transport
from assistant.settings import SettingsFile


class Host(Protocol):
    """The engine behind its models."""

    @property
    def queue(self) -> EngineQueue:
        """The one queue."""

    @property
    def settings(self) -> SettingsFile:
        """Where the context size and the measurements are kept."""

    @property
    def prefixes(self) -> PrefixMemory:
        """What the engine read last."""

    def connect(self) -> tuple[Transport, int]:
        """Return a transport to the running engine, and the number of its start."""

    def facts(self, name: str) -> ModelInfo:
        """Describe an installed model."""

    def smaller_than(self, size: int) -> str:
        """Return the name of the largest installed model that is smaller, "" where there is none."""
