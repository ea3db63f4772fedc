from __future__ import annotations

import gc
from pathlib import Path

import pytest

from assistant.documents.held import HeldFile
from assistant.documents.model import Head
from assistant.documents.reader import Reader
from assistant.guard.sandbox import Launcher
from assistant.jobs import CancelToken

OPEN = Path("/proc/self/fd")


def test_a_file_in_memory_is_read_like_one_on_the_disk():
    held = HeldFile("note.txt")
    held.write_bytes(b"The valve is closed.")
    reader = Reader(Launcher(in_memory=True))
    parts = list(reader.read(held, CancelToken()))
    reader.close()
    assert [part.text for part in parts if not isinstance(part, Head)] == ["The valve is closed."]


def test_what_was_opened_for_reading_cannot_be_changed():
    held = HeldFile("note.txt")
    held.write_bytes(b"whole")
    assert held.read_bytes() == b"whole"
    with pytest.raises(PermissionError):
        held.write_bytes(b"other")
    assert held.read_bytes() == b"whole"


def test_two_readers_have_positions_of_their_own():
    held = HeldFile("note.txt")
    held.write_bytes(b"whole")
    with held.open() as one, held.open() as two:
        assert one.read() == two.read() == b"whole"


def test_it_is_gone_with_the_last_who_holds_it():
    before = len(list(OPEN.iterdir()))
    held = HeldFile("note.txt")
    assert len(list(OPEN.iterdir())) == before + 1
    del held
    gc.collect()
    assert len(list(OPEN.iterdir())) == before
