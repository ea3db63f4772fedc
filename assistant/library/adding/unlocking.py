"""Opening locked documents: without a password, then by the one that was given, then by those known from before."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Protocol

from assistant.documents.reader import Reader
from assistant.errors import WorldError
from assistant.jobs import CancelToken
from assistant.library.adding.candidate import Candidate
from assistant.library.adding.content import ContentReader
from assistant.library.adding.staging import Staged
from assistant.library.writing import Content


class Keys(Protocol):
    """Passwords that are known from before. Thread-safe."""

    def of(self, sha256: str) -> Iterable[str]:
        """Yield what may open a document, the likeliest first."""

    def opened(self, sha256: str, password: str) -> None:
        """Learn that a password opens a document."""


class NoKeys:
    """Knows no password."""

    def of(self, _sha256: str) -> Iterable[str]:
        """Return nothing."""
        return ()

    def opened(self, _sha256: str, _password: str) -> None:
        """Forget it at once."""


class Unlocker:
    """Reads documents, locked ones too.

    Args:
        reader: Reads the files.
        contents: The same, as whole documents.
        keys: Passwords that are known.
        stop: Looked at in every step.
    """

    def __init__(self, reader: Reader, contents: ContentReader, keys: Keys, stop: CancelToken) -> None:
        self._reader = reader
        self._contents = contents
        self._keys = keys
        self._stop = stop

    def read(self, candidate: Candidate, staged: Staged) -> tuple[Content, Candidate]:
        """Return what can be read of a document at a glance, and what it was with the password that opened it.

        Raises:
            WorldError: `password-needed`, `password-wrong` where one was given, or another reason.
            Cancelled: Stopping was asked for.
        """
        try:
            return self._contents.read(replace(candidate, password=None), staged, glanced=True), candidate
        except WorldError as error:
            if error.code != "password-needed":
                raise
            refusal = error
        for password in self._passwords(candidate, staged):
            try:
                opened = replace(candidate, password=password)
                content = self._contents.read(opened, staged, glanced=True)
            except WorldError as error:
                refusal = _after(refusal, error, candidate)
            else:
                self._keys.opened(staged.sha256, password)
                return content, opened
        raise refusal

    def try_password(self, candidate: Candidate, staged: Staged) -> None:
        """Learn whether the password that was given opens a document that is known; nothing where it is not locked.

        Raises:
            WorldError: `password-wrong`.
        """
        try:
            self._begin(staged, None)
        except WorldError as error:
            if error.code != "password-needed" or candidate.password is None:
                raise
            self._begin(staged, candidate.password)
            self._keys.opened(staged.sha256, candidate.password)

    def _begin(self, staged: Staged, password: str | None) -> None:
        next(self._reader.read(staged.file, self._stop, password), None)

    def _passwords(self, candidate: Candidate, staged: Staged) -> Iterable[str]:
        given = [candidate.password] if candidate.password is not None else []
        return dict.fromkeys([*given, *self._keys.of(staged.sha256)])


def _after(refusal: WorldError, error: WorldError, candidate: Candidate) -> WorldError:
    """Return what is to be said after another password has failed: the given one's fault, if there was one."""
    if error.code != "password-wrong":
        raise error
    return error if candidate.password is not None else refusal
