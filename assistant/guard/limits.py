"""What a sandboxed child may use; known to both sides, so it imports nothing of one kind of system."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """What a child may use.

    Attributes:
        memory: Bytes of address space for ordinary reading.
        most_memory: Bytes it may raise that to, for text recognition.
        files: Open descriptors.
        file_size: Bytes of one file in its private folder.
        readable: Folders, beside the program's own, whose files may be read.
        writable: Folders, beside the private one, whose files may be read and written.
    """

    memory: int = 1_500_000_000
    most_memory: int = 2_500_000_000
    files: int = 128
    file_size: int = 512_000_000
    readable: tuple[str, ...] = ()
    writable: tuple[str, ...] = ()
