"""Whether everything is there that the program needs on this machine, each thing with a finished sentence."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import psutil

from assistant import places
from assistant.engine.engine import Engine
from assistant.engine.starter import shipped_starter
from assistant.errors import HaversackError
from assistant.guard.isolation import Wall, enter, entered
from assistant.guard.key_store import usable as has_key_store
from assistant.library.embedder import MiniLM

LOW_DISK, LEAST_DISK = 5_000_000_000, 500_000_000
"""Free bytes below which the user is warned, and below which nothing can be added."""
LOW_MEMORY, LEAST_MEMORY = 2_000_000_000, 800_000_000
"""Free bytes below which answers may be slow, and below which the small model does not fit."""


class Subject(StrEnum):
    """What is looked at."""

    NETWORK = "network"
    ENGINE = "engine"
    MODEL = "model"
    EMBEDDER = "embedder"
    KEY_STORE = "key-store"
    DISK = "disk"
    MEMORY = "memory"


class Verdict(StrEnum):
    """How it is: in order, in order with a limit that the user should know, or in the way of work."""

    GOOD = "good"
    LIMITED = "limited"
    BAD = "bad"


@dataclass(frozen=True)
class Check:
    """One thing that was looked at, how it is, and a sentence about it."""

    subject: Subject
    verdict: Verdict
    sentence: str


def checkup(home: Path, engine: Engine) -> tuple[Check, ...]:
    """Look at everything, quickly and without starting anything; what goes wrong is a verdict, never an error."""
    return (
        _network(),
        _engine(engine),
        _model(engine),
        _embedder(),
        _key_store(),
        disk(shutil.disk_usage(home).free),
        memory(psutil.virtual_memory().available),
    )


def disk(free: int) -> Check:
    """Judge the free bytes of the disk that holds the libraries."""
    size = f"{free / 1e9:.1f} GB"
    if free < LEAST_DISK:
        return Check(Subject.DISK, Verdict.BAD, f"Only {size} of disk are free: make room before adding documents.")
    if free < LOW_DISK:
        return Check(Subject.DISK, Verdict.LIMITED, f"Only {size} of disk are free: large libraries will not fit.")
    return Check(Subject.DISK, Verdict.GOOD, f"{size} of disk are free.")


def memory(free: int) -> Check:
    """Judge the free bytes of memory."""
    size = f"{free / 1e9:.1f} GB"
    if free < LEAST_MEMORY:
        return Check(Subject.MEMORY, Verdict.BAD, f"Only {size} of memory are free: close other programs first.")
    if free < LOW_MEMORY:
        return Check(Subject.MEMORY, Verdict.LIMITED, f"Only {size} of memory are free: answers may be slow.")
    return Check(Subject.MEMORY, Verdict.GOOD, f"{size} of memory are free.")


def _network() -> Check:
    if not entered():
        return Check(Subject.NETWORK, Verdict.BAD, "This process has not given up its network.")
    isolation = enter()
    verdict = Verdict.GOOD if isolation.wall is Wall.KERNEL else Verdict.LIMITED
    return Check(Subject.NETWORK, verdict, isolation.sentence)


def _engine(engine: Engine) -> Check:
    status = engine.status()
    present = Verdict.GOOD if status.private else Verdict.LIMITED
    return Check(Subject.ENGINE, present if status.program else Verdict.BAD, status.sentence)


def _model(engine: Engine) -> Check:
    def look() -> Check:
        name, starter = engine.model().name, shipped_starter()
        if starter is not None and name.casefold() == starter.name.casefold():
            sentence = f"{name} is here for trying out; it writes poorly. Import a Llama for your work."
            return Check(Subject.MODEL, Verdict.LIMITED, sentence)
        return Check(Subject.MODEL, Verdict.GOOD, f"{name} answers.")

    return _or_bad(Subject.MODEL, look)


def _embedder() -> Check:
    def look() -> Check:
        embedder = MiniLM(places.shipped_models() / "embedder")
        embedder.check()
        return Check(Subject.EMBEDDER, Verdict.GOOD, f"{embedder.name} finds pages by their meaning.")

    return _or_bad(Subject.EMBEDDER, look)


def _key_store() -> Check:
    if has_key_store():
        return Check(Subject.KEY_STORE, Verdict.GOOD, "The system's key store can open sealed libraries for you.")
    sentence = "This machine has no key store that encrypts: a sealed library asks for its passphrase each time."
    return Check(Subject.KEY_STORE, Verdict.LIMITED, sentence)


def _or_bad(subject: Subject, look: Callable[[], Check]) -> Check:
    try:
        return look()
    except HaversackError as error:
        return Check(subject, Verdict.BAD, error.message)
