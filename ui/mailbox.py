"""What a worker has to say, on its way to the GUI thread.

A report that carries nothing but numbers is replaced by the next one of its kind; one that carries something of its own
(evidence, written text) is always kept, in order.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass, fields

from assistant.jobs import Progress


@dataclass(frozen=True)
class Done:
    """The job came to its end."""

    result: object


@dataclass(frozen=True)
class Failed:
    """An exception ended the job."""

    error: Exception


@dataclass(frozen=True)
class Stopped:
    """The job was stopped on request."""


Outcome = Done | Failed | Stopped
Letter = Progress | Outcome


def _replaceable(progress: Letter) -> bool:
    """Whether a later report of the same kind makes this one worthless."""
    return isinstance(progress, Progress) and len(fields(progress)) == len(fields(Progress))


class Mailbox:
    """What a worker has to say, until the GUI thread fetches it."""

    def __init__(self) -> None:
        self._letters: list[Letter] = []
        self._lock = threading.Lock()

    def put(self, letter: Letter) -> bool:
        """Keep a letter; whether the box was empty before, so that the receiver must be told."""
        with self._lock:
            first = not self._letters
            if not first and _replaceable(letter) and type(self._letters[-1]) is type(letter):
                self._letters.pop()
            self._letters.append(letter)
            return first

    def take(self) -> list[Letter]:
        """Empty the box."""
        with self._lock:
            letters, self._letters = self._letters, []
            return letters
