"""What a format reader is given, and what it may answer with."""

from __future__ import annotations

import io
import mmap
import os
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from assistant.documents.model import Head, Page
from assistant.documents.values import Picture
from assistant.errors import WorldError

Reading = Iterator[Head | Page]


class Source:
    """An open file, handed over as a descriptor so that the reader needs no other file.

    Attributes:
        remark: What is wrong with the file as a whole although it can be read, as a sentence; "" where all is well.
        glanced: Whether what takes long, such as recognising pictures, is left for another reading.
        inside: Whether it is a part of another document, read where it stands there.

    Args:
        descriptor: Open for reading; the source owns it.
        name: The file's name, for its suffix and messages only.
        password: What opens it, if it is locked.
    """

    def __init__(self, descriptor: int, name: str, password: str | None = None) -> None:
        self._file = os.fdopen(descriptor, "rb")
        self.name = name
        self.password = password
        self.remark = ""
        self.glanced = False
        self.inside = False
        self.size = os.fstat(descriptor).st_size

    def note(self, remark: str) -> None:
        """Keep what is wrong with the file as a whole, if nothing was noted before."""
        self.remark = self.remark or remark

    @classmethod
    def of_bytes(cls, data: bytes, name: str) -> Source:
        """Return a source over bytes, kept in a nameless file of the private folder."""
        with tempfile.TemporaryFile() as file:
            file.write(data)
            file.flush()
            return cls(os.dup(file.fileno()), name)

    def data(self) -> bytes:
        """Return the whole content."""
        return os.pread(self._file.fileno(), self.size, 0)

    def start(self, count: int) -> bytes:
        """Return the first `count` bytes."""
        return os.pread(self._file.fileno(), count, 0)

    def mapped(self) -> mmap.mmap:
        """Return the content mapped into memory, copied only where it is written to."""
        return mmap.mmap(self._file.fileno(), 0, access=mmap.ACCESS_COPY)

    def stream(self) -> io.BufferedReader:
        """Return the file, rewound."""
        self._file.seek(0)
        return self._file

    def close(self) -> None:
        """Close the file."""
        self._file.close()


@dataclass(frozen=True)
class Member:
    """A document inside another one: a ZIP entry or a mail attachment.

    Attributes:
        name: Its name inside the container, with `/` between folders.
        data: Its bytes, none where it was left inside.
        reason: Why it was left inside, as a sentence; "" otherwise.
    """

    name: str
    data: bytes
    reason: str = ""


@dataclass(frozen=True)
class Format:
    """How one kind of file is read.

    Attributes:
        read: Yields a head and then the pages.
        picture: Renders one page (from 1) at a width in pixels, or None where pages have no picture.
        extract: Yields the documents inside, or None where there are none.
    """

    read: Callable[[Source], Reading]
    picture: Callable[[Source, int, int], Picture] | None = None
    extract: Callable[[Source], Iterator[Member]] | None = None


def locked(name: str) -> WorldError:
    """Return the error that says that a file is locked in a way that cannot be opened here."""
    return WorldError("password-needed", f"“{name}” is locked with a password: save a copy without one.")
