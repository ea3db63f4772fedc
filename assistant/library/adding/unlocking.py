"""Opening locked documents: without a password, then by the one that was given, then by those known from before."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import chain
from typing import Protocol, TypeVar

from assistant.documents.reader import Reader
from assistant.errors import WorldError
from assistant.jobs import CancelToken
from assistant.library.adding.candidate import Candidate
from assistant.library.adding.content import ContentReader
from assistant.library.adding.staging import Staged
from assistant.library.writing import Content

_Opened = TypeVar("_Opened")


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

        def attempt(password: str | None) -> Content:
            return self._contents.read(replace(candidate, password=password), staged, glanced=True)

        content, password = opened_with(attempt, self._keys, staged.sha256, candidate.password)
        return content, candidate if password is None else replace(candidate, password=password)

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


def opened_with(
    attempt: Callable[[str | None], _Opened], keys: Keys, sha256: str, given: str | None = None
) -> tuple[_Opened, str | None]:
    """Return what an attempt makes of a document, and the password that opened it, None where it is not locked.

    Args:
        attempt: Opens the document with a password, or without one.
        keys: Passwords that are known; told of the one that opens it.
        sha256: The document.
        given: A password to try first; its fault is the one that is told.

    Raises:
        WorldError: `password-needed`, `password-wrong` where one was given, or whatever else the attempt raises.
    """
    try:
        return attempt(None), None
    except WorldError as error:
        if error.code != "password-needed":
            raise
        refusal = error
    for password in _passwords(keys, sha256, given):
        try:
            found = attempt(password)
        except WorldError as error:
            if error.code != "password-wrong":
                raise
            refusal = refusal if given is None else error
        else:
            keys.opened(sha256, password)
            return found, password
    raise refusal


def _passwords(keys: Keys, sha256: str, given: str | None) -> Iterator[str]:
    """Yield each password once; the key store, which comes last, is asked only where those before have failed."""
    tried: set[str] = set()
    for password in chain([] if given is None else [given], keys.of(sha256)):
        if password not in tried:
            tried.add(password)
            yield password
