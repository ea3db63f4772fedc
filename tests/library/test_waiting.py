"""What waits for its vectors, and how it is embedded."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from pathlib import Path

import pytest

from assistant.documents.reader import Reader
from assistant.errors import Cancelled
from assistant.jobs import CancelToken
from assistant.library.adding.waiting import Ahead, Unembedded, Waiting
from assistant.library.embedder import Vectors
from assistant.library.ingest import Adding, add
from assistant.library.libraries import Libraries
from tests.library.embedders import WordEmbedder

WAIT = 20


def work(document: int, passages: int) -> Unembedded:
    return Unembedded(document, 1, ["text"] * passages, "indexed", 1)


def documents(taken: Ahead | Sequence[Unembedded]) -> list[int]:
    assert not isinstance(taken, Ahead)
    return [each.document for each in taken]


def test_small_documents_are_taken_together_and_a_large_one_alone():
    waiting = Waiting(CancelToken(), 1000)
    for each in (work(1, 20), work(2, 40), work(3, 5), work(4, 500), work(5, 1)):
        waiting.put(each)
    waiting.end()
    assert [documents(waiting.take(64)) for _ in range(4)] == [[1, 2], [3], [4], [5]]
    assert documents(waiting.take(64)) == []


def test_what_a_document_will_need_keeps_its_place():
    waiting = Waiting(CancelToken(), 1000)
    for each in (work(1, 1), Ahead(2, ["text"]), work(2, 1)):
        waiting.put(each)
    assert documents(waiting.take(64)) == [1]
    assert waiting.take(64) == Ahead(2, ["text"])
    assert documents(waiting.take(64)) == [2]


def test_who_hands_over_waits_until_there_is_room():
    waiting = Waiting(CancelToken(), 10)
    waiting.put(work(1, 500))
    handing = threading.Thread(target=lambda: waiting.put(work(2, 1)))
    handing.start()
    handing.join(0.05)
    assert handing.is_alive()
    assert documents(waiting.take(64)) == [1]
    handing.join(WAIT)
    assert documents(waiting.take(64)) == [2]


def test_a_stop_ends_the_waiting_of_both():
    stop = CancelToken()
    full, empty = Waiting(stop, 1), Waiting(stop, 1)
    full.put(work(1, 1))
    stop.cancel()
    with pytest.raises(Cancelled):
        full.put(work(2, 1))
    with pytest.raises(Cancelled):
        empty.take(64)


class Slow(WordEmbedder):
    """Embeds its first text only when it is told to."""

    def __init__(self) -> None:
        super().__init__()
        self.calls: list[int] = []
        self.go_on = threading.Event()

    def passages(self, texts: Sequence[str], cancel: CancelToken | None = None) -> Vectors:
        if not self.calls:
            assert self.go_on.wait(WAIT)
        self.calls.append(len(texts))
        return super().passages(texts, cancel)


def test_documents_that_waited_are_embedded_and_stored_together(tmp_path: Path, desk: Path, reader: Reader):
    embedder = Slow()
    library = Libraries(tmp_path / "libraries", lambda: embedder).open("test", create=True)
    for number in range(6):
        (desk / f"{number}.txt").write_text(f"marker{number} was written here.")
    for step in add(library, [desk], [reader], CancelToken()):
        if isinstance(step, Adding) and step.passages_waiting == 6:
            embedder.go_on.set()
    assert sum(embedder.calls) == 6
    assert len(embedder.calls) <= 3  # the first alone, and the last may come a moment later
    passages = [library.passages_of(record.sha256)[0].id for record in library.documents()]
    expected = [embedder.query(text) for text in embedder.embedded]
    assert all(abs(row @ vector - 1) < 1e-3 for row, vector in zip(library.vectors(passages), expected, strict=True))
    assert {record.status for record in library.documents()} == {"indexed"}
    library.close()
