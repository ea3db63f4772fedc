from __future__ import annotations

from pathlib import Path

import pytest

from assistant.documents import crowding
from assistant.documents.reader import Reader
from assistant.guard.sandbox import Launcher
from assistant.jobs import CancelToken


@pytest.fixture
def note(tmp_path: Path) -> Path:
    file = tmp_path / "note.txt"
    file.write_text("some words")
    return file


@pytest.mark.parametrize(("share", "kept"), [(0.01, False), (0.99, True)], ids=["little room", "much room"])
def test_a_reader_whose_child_has_little_room_left_takes_another_one(
    note: Path, monkeypatch: pytest.MonkeyPatch, share: float, kept: bool
):
    monkeypatch.setattr(crowding, "_SHARE", share)
    reader = Reader(Launcher())
    try:
        for _ in range(2):
            assert len(list(reader.read(note, CancelToken()))) == 2
            assert (reader._child is not None) is kept
    finally:
        reader.close()


def test_a_child_that_has_ended_is_not_crowded():
    assert not crowding.crowded(2**22 + 1)
