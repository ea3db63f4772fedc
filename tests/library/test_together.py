from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from assistant.documents.reader import Reader
from assistant.library.library import Library
from tests.library.work import added

COUNT = 30


@contextmanager
def repeated(*actions: Callable[[], object]) -> Iterator[list[Exception]]:
    """Run each action again and again on a thread of its own; what they raise is collected."""
    stop, faults = threading.Event(), list[Exception]()

    def run(action: Callable[[], object]) -> None:
        try:
            while not stop.is_set():
                action()
        except Exception as error:  # noqa: BLE001 - the test looks at all of them
            faults.append(error)

    threads = [threading.Thread(target=run, args=(action,)) for action in actions]
    for thread in threads:
        thread.start()
    try:
        yield faults
    finally:
        stop.set()
        for thread in threads:
            thread.join()


def test_searching_and_removing_while_files_are_added(library: Library, reader: Reader, desk: Path):
    for number in range(COUNT):
        (desk / f"{number:02}.txt").write_text(f"marker{number} of the pump\n" * 120)
    removed: set[str] = set()

    def search() -> None:
        found = library.nearest(library.embedder.query("marker7 of the pump"), 10)
        library.passages([number for number, _ in found])
        library.lexical("marker7", 5)

    def remove() -> None:
        for record in library.documents()[5:6]:
            removed.add(library.remove(record.sha256).sha256)

    with repeated(search, search, remove) as faults:
        added(library, reader, desk)
    assert faults == []
    left = {record.sha256 for record in library.documents()}
    assert removed
    assert not left & removed
    assert len(left) + len(removed) == COUNT
    library.index.open()
    found = library.nearest(library.embedder.query("pump"), 10_000)
    assert {place[0] for place in library.located([number for number, _ in found]).values()} == left
    assert len(found) == library.coverage().passages
