"""The one composition root: makes the parts, hands them to each other, and stops all that it started."""

from __future__ import annotations

import os
from contextlib import ExitStack
from functools import cache, partial
from pathlib import Path
from types import TracebackType
from typing import Self

import psutil

from assistant import places
from assistant.engine.engine import Engine
from assistant.errors import WorldError
from assistant.guard.policy import Policy, machine_policy
from assistant.guard.signing import Signer
from assistant.jobs import CancelToken, Job
from assistant.library.library import Library
from assistant.settings import SettingsFile
from assistant.workspace.asking import Asking
from assistant.workspace.auditing import Auditing
from assistant.workspace.checkup import Check, checkup
from assistant.workspace.embedding import Embedding
from assistant.workspace.following import Following
from assistant.workspace.licences import Licences
from assistant.workspace.marking import Marking
from assistant.workspace.proving import Proving
from assistant.workspace.reading import Reading
from assistant.workspace.recording import Recording
from assistant.workspace.sealing import Sealing
from assistant.workspace.self_test import Outcome, self_test
from assistant.workspace.shelf import DEFAULT_LIBRARY, Shelf
from assistant.workspace.writing import Writing


class Workspace:
    """Everything the program can do, for the window and the command line alike.

    Every method of it and of its parts may be called from any thread. Nothing heavy is loaded before it is needed.

    Args:
        home: Where everything is kept; the user's own place if there is none given.
        policy: Of the machine; what its administrator has written down if there is none given.

    Attributes:
        home: Where everything is kept.
        policy: What the administrator of this machine has decided.
        engine: The models, and the engine that runs them.
        libraries: All libraries of this home.
        sealing: Sealing libraries, unlocking and locking them.
        auditing: Who did what with each library, and when.
        reading: What is done with files.
        following: Folders that a library follows.
        marking: The markings of documents, and of what is made of them.
        asking: What is done with a question.
        embedding: Which model each library is searched by.
        licences: The licences of models, and who has accepted them.
        proving: What shows that nothing leaves the machine.
        writing: Summaries, briefs and exported files.
    """

    def __init__(self, home: Path | None = None, policy: Policy | None = None) -> None:
        self.home = home or places.home()
        self.policy = policy or machine_policy()
        _make_writable(self.home)
        self.engine = Engine(self.home, policy=self.policy)
        signer = cache(partial(Signer, self.home))
        self.libraries = Shelf(self.home / "libraries", self.engine, signer, self.policy)
        self.reading = Reading(self.libraries)
        self.sealing = Sealing(self.libraries, self.reading, self.engine)
        self.auditing = Auditing(self.libraries, self.sealing.opened_by)
        self.following = Following(self.libraries)
        self.marking = Marking(self.home, self.libraries, self.settings)
        self.licences = Licences(self.engine)
        recording = Recording(self.libraries, self.licences)
        self.asking = Asking(self.libraries, self.engine, recording)
        self.embedding = Embedding(self.libraries, self.engine, recording)
        self.proving = Proving(self.home)
        self.writing = Writing(self.home, self.libraries, self.engine, recording)

    @property
    def settings(self) -> SettingsFile:
        """The settings, kept in this home."""
        return self.engine.settings

    @property
    def idle_lock_minutes(self) -> int:
        """Minutes without a touch after which sealed libraries are locked: the user's choice, within the policy."""
        return self.policy.idle_lock_minutes(self.settings.current.idle_lock_minutes)

    def checkup(self) -> tuple[Check, ...]:
        """Tell whether everything is there that the program needs on this machine; starts nothing."""
        return checkup(self.home, self.engine)

    def self_test(self, cancel: CancelToken) -> Job[Outcome]:
        """Look at this machine, then read, find and answer on the samples, in another home that is thrown away."""
        return self_test(self.checkup, partial(Workspace, policy=Policy()), cancel)

    def memory(self) -> int:
        """Return the resident bytes of this process and of all that it started; shared pages count once for each."""
        ours = psutil.Process()
        return sum(_resident(each) for each in [ours, *ours.children(recursive=True)])

    def library(self, name: str = DEFAULT_LIBRARY) -> Library:
        """Return an open library; the default one is created on first use."""
        return self.libraries.library(name)

    def close(self) -> None:
        """Stop everything that was started. The workspace cannot be used afterwards."""
        with ExitStack() as closing:
            closing.callback(self.engine.close)
            closing.callback(self.libraries.close)
            closing.callback(self.reading.close)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _resident(process: psutil.Process) -> int:
    try:
        return int(process.memory_info().rss)
    except psutil.NoSuchProcess:
        return 0


def _make_writable(home: Path) -> None:
    try:
        home.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _unwritable(home) from error
    if not os.access(home, os.W_OK | os.X_OK):
        raise _unwritable(home)


def _unwritable(home: Path) -> WorldError:
    return WorldError(
        "home-not-writable", f"Haversack cannot keep anything in {home}: choose a folder you may write to."
    )
