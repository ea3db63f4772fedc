from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import chromadb
import numpy as np
import psutil
import pytest
from chromadb.config import Settings

from assistant.library.store.store import Store, open_store
from assistant.library.vectors.blocks import Block, write_block
from assistant.library.vectors.index import VectorIndex

DIMENSION = 32
COUNT = 300


def unit(count: int, seed: int = 1) -> np.ndarray[tuple[int, int], np.dtype[np.float32]]:
    rows = np.random.default_rng(seed).normal(size=(count, DIMENSION)).astype(np.float32)
    return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True), np.float32)


def put(store: Store, *blocks: Block) -> None:
    with store.writing() as connection:
        for block in blocks:
            values = (block.document, f"{block.document:064x}")
            connection.execute(
                """
                INSERT OR IGNORE INTO documents VALUES
                (?, ?, 'text', '', '', '', '', 0, '', 'indexed', '', 1, 1, '{}', '[]', '.txt', '')
                """,
                values,
            )
            write_block(connection, block)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(tmp_path / "library.db")
    put(opened, Block(1, 1, unit(COUNT)), Block(1001, 2, unit(COUNT, seed=2)))
    yield opened
    opened.close()


@pytest.fixture
def new_index(store: Store, tmp_path: Path) -> Iterator[Callable[[], VectorIndex]]:
    made: list[VectorIndex] = []

    def make() -> VectorIndex:
        made.append(VectorIndex(store, tmp_path / "chroma", DIMENSION))
        return made[-1]

    yield make
    for index in made:
        index.close()


def ids(found: list[tuple[int, float]]) -> list[int]:
    return [number for number, _ in found]


def uses_chroma(index: VectorIndex) -> bool:
    return index._chroma is not None


def test_exact_search_and_chroma_find_the_same(new_index: Callable[[], VectorIndex]):
    index = new_index()
    questions = unit(10, seed=3)
    exact = [index.nearest(question, 10, {1, 2}) for question in questions]
    index.open()
    chroma = [index.nearest(question, 10, None) for question in questions]
    assert uses_chroma(index)
    assert [ids(found) for found in chroma] == [ids(found) for found in exact]
    for left, right in zip(chroma, exact, strict=True):
        assert np.allclose([score for _, score in left], [score for _, score in right], atol=1e-3)


def test_opening_keeps_no_vectors_in_memory_until_something_is_searched_exactly(new_index: Callable[[], VectorIndex]):
    index = new_index()
    index.open()
    assert uses_chroma(index)
    assert index._exact._blocks == {}
    index.nearest(unit(1)[0], 1, {1})
    assert len(index._exact._blocks) == 2
    assert index._exact.glimpse() is index.table()


def test_some_passages_have_the_same_vectors_whether_or_not_all_are_in_memory(new_index: Callable[[], VectorIndex]):
    index = new_index()
    wanted = [1, 250, 700, 1001, 1300, 9999]
    alone = index.of_passages(wanted)
    assert index._exact._blocks == {}
    assert alone.any(axis=1).tolist() == [True, True, False, True, True, False]
    assert np.array_equal(alone, index.table().of_passages(wanted))
    assert np.array_equal(alone, index.of_passages(wanted))
    assert index.of_passages([]).shape == (0, DIMENSION)


def test_a_search_never_waits_for_chroma(new_index: Callable[[], VectorIndex]):
    index = new_index()
    assert ids(index.nearest(unit(1)[0], 1, None)) == [1]
    with index._lock:  # as while it is being opened or made again
        assert ids(index.nearest(unit(1)[0], 1, None)) == [1]


def test_documents_are_kept_apart_exactly(new_index: Callable[[], VectorIndex]):
    found = new_index().nearest(unit(1)[0], 1000, {2})
    assert sorted(ids(found)) == list(range(1001, 1001 + COUNT))


def test_an_index_that_was_closed_is_used_as_it_is(
    new_index: Callable[[], VectorIndex], monkeypatch: pytest.MonkeyPatch
):
    index = new_index()
    index.open()
    index.close()
    monkeypatch.setattr("assistant.library.vectors.index._knows_itself", lambda *_: pytest.fail("it was probed"))
    again = new_index()
    again.open()
    assert ids(again.nearest(unit(5)[4], 1, None)) == [5]


def test_what_came_and_went_while_chroma_was_closed_is_brought_up(store: Store, new_index: Callable[[], VectorIndex]):
    index = new_index()
    index.open()
    index.close()
    put(store, Block(2001, 3, unit(5, seed=9)))
    with store.writing() as connection:
        connection.execute("DELETE FROM documents WHERE id = 2")
    again = new_index()
    again.open()
    assert ids(again.nearest(unit(5, seed=9)[2], 1, None)) == [2003]
    assert not set(ids(again.nearest(unit(1, seed=2)[0], 400, None))) & set(range(1001, 2000))


def test_new_vectors_are_found_at_once_and_dropped_ones_never(store: Store, new_index: Callable[[], VectorIndex]):
    index = new_index()
    index.open()
    block = Block(2001, 3, unit(5, seed=9))
    put(store, block)
    index.put(block)
    assert ids(index.nearest(block.rows[3], 1, None)) == [2004]
    index.flush()
    assert ids(index.nearest(block.rows[3], 1, None)) == [2004]
    with store.writing() as connection:
        connection.execute("DELETE FROM documents WHERE id = 3")
    index.drop([2001, 2002, 2003, 2004, 2005])
    assert ids(index.nearest(block.rows[3], 1, None)) != [2004]


def test_more_vectors_than_chroma_takes_at_once(store: Store, new_index: Callable[[], VectorIndex]):
    put(store, Block(10_001, 4, unit(6000, seed=5)))
    index = new_index()
    index.open()
    assert ids(index.nearest(unit(6000, seed=5)[5999], 1, None)) == [16_000]


def test_a_passage_without_a_vector_is_never_nearest(store: Store, new_index: Callable[[], VectorIndex]):
    rows = unit(3, seed=7)
    rows[1] = 0
    put(store, Block(3001, 5, rows))
    index = new_index()
    exact = ids(index.nearest(rows[0], 1000, {1, 2, 5}))
    index.open()
    for found in (exact, ids(index.nearest(rows[0], 1000, None))):
        assert 3001 in found
        assert 3002 not in found


def truncate(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


def fill_with_noise(path: Path) -> None:
    path.write_bytes(os.urandom(path.stat().st_size or 4096))


DAMAGE = {
    "vectors cut": ("data_level0.bin", truncate),
    "links filled with noise": ("link_lists.bin", fill_with_noise),
    "vectors filled with noise": ("data_level0.bin", fill_with_noise),
    "header missing": ("header.bin", Path.unlink),
    "ids missing": ("index_metadata.pickle", Path.unlink),
    "database cut": ("chroma.sqlite3", truncate),
    "database filled with noise": ("chroma.sqlite3", fill_with_noise),
}


@pytest.mark.parametrize(("name", "damage"), DAMAGE.values(), ids=DAMAGE)
def test_an_index_damaged_by_a_crash_is_made_again_from_the_store(
    store: Store, new_index: Callable[[], VectorIndex], tmp_path: Path, name: str, damage: Callable[[Path], None]
):
    full(store, new_index())._mark("")
    harm(tmp_path, name, damage)
    assert_whole(new_index())


@pytest.mark.parametrize("name", ["link_lists.bin", "data_level0.bin"])
def test_an_index_damaged_after_a_clean_end_is_made_again_too(
    store: Store, new_index: Callable[[], VectorIndex], tmp_path: Path, name: str
):
    full(store, new_index())
    harm(tmp_path, name, fill_with_noise)
    assert_whole(new_index())


def full(store: Store, index: VectorIndex) -> VectorIndex:
    """An index with enough vectors for Chroma to write all its files, closed."""
    put(store, Block(10_001, 4, unit(1500, seed=5)))
    index.open()
    index.close()
    return index


def harm(folder: Path, name: str, damage: Callable[[Path], None]) -> None:
    [path] = (folder / "chroma").rglob(name)
    damage(path)


def assert_whole(index: VectorIndex) -> None:
    index.open()
    for rows, first in ((unit(COUNT), 1), (unit(COUNT, seed=2), 1001), (unit(1500, seed=5), 10_001)):
        found = [index.nearest(row, 1, None) for row in rows[::50]]
        assert [ids(near) for near in found] == [[first + offset] for offset in range(0, len(rows), 50)]
    assert uses_chroma(index)


def test_a_chroma_that_fails_costs_nothing_but_speed(
    new_index: Callable[[], VectorIndex], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
):
    def fail(_folder: Path) -> object:
        raise RuntimeError("no index today")

    index = new_index()
    monkeypatch.setattr("assistant.library.vectors.index.ChromaIndex", fail)
    index.open()
    assert "no index today" in caplog.text
    caplog.clear()
    assert ids(index.nearest(unit(5)[4], 1, None)) == [5]
    index.put(Block(2001, 3, unit(5, seed=9)))
    index.flush()
    index.drop([2001])


def test_chroma_gets_ids_and_vectors_only(new_index: Callable[[], VectorIndex], tmp_path: Path):
    index = new_index()
    index.open()
    index.close()
    client = chromadb.PersistentClient(tmp_path / "chroma", Settings(anonymized_telemetry=False))
    [collection] = client.list_collections()
    everything = collection.get()
    assert len(everything["ids"]) == 2 * COUNT
    assert not any(everything["documents"] or ())
    assert not any(everything["metadatas"] or ())


def test_what_is_in_the_programs_memory_never_reaches_chromas_files(
    new_index: Callable[[], VectorIndex], tmp_path: Path
):
    left_behind = [b"Zanzibarquartz " * 100 * size for size in range(1, 60)]
    left_behind.clear()
    index = new_index()
    index.open()
    index.close()
    files = [path for path in (tmp_path / "chroma").rglob("*") if path.is_file()]
    assert files
    assert not any(b"Zanzibarquartz" in path.read_bytes() for path in files)


def test_an_index_whose_process_is_killed_costs_nothing_but_speed(
    new_index: Callable[[], VectorIndex], caplog: pytest.LogCaptureFixture
):
    index = new_index()
    index.open()
    assert index._chroma is not None
    psutil.Process(index._chroma._child.pid).kill()
    assert ids(index.nearest(unit(5)[4], 1, None)) == [5]
    assert "left aside" in caplog.text
    caplog.clear()
    assert ids(index.nearest(unit(5)[4], 1, None)) == [5]
    index.close()
    again = new_index()
    again.open()
    assert ids(again.nearest(unit(5)[4], 1, None)) == [5]
    assert uses_chroma(again)


def test_closing_does_not_wait_for_an_index_that_is_made_again(
    store: Store, new_index: Callable[[], VectorIndex], monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("assistant.library.vectors.index._PATIENCE_SECONDS", 0.1)
    monkeypatch.setattr("assistant.library.vectors.chroma._ROWS_AT_ONCE", 1)
    put(store, Block(10_001, 4, unit(6000, seed=5)))
    index = new_index()
    index.open_soon()
    while index._coming is None:
        time.sleep(0.01)
    index.close()
    monkeypatch.undo()
    again = new_index()
    again.open()
    assert ids(again.nearest(unit(6000, seed=5)[5999], 1, None)) == [16_000]


def test_vectors_of_a_document_that_was_removed_meanwhile_stay_away(new_index: Callable[[], VectorIndex]):
    index = new_index()
    index.open()
    block = Block(2001, 3, unit(5, seed=9))
    index.drop(block.ids.tolist())
    index.put(block)
    index.flush()
    assert 2004 not in ids(index.nearest(block.rows[3], 1000, None))


def test_opening_in_the_background_ends_with_closing(new_index: Callable[[], VectorIndex]):
    index = new_index()
    index.open_soon()
    index.close()
    assert "vector-index" not in {thread.name for thread in threading.enumerate()}


def test_vectors_are_kept_to_half_precision(store: Store, new_index: Callable[[], VectorIndex]):
    kept = new_index().table().of_passages([1, 99_999, 1300])
    assert np.allclose(kept[0], unit(1)[0], atol=1e-3)
    assert not kept[1].any()
    assert np.allclose(kept[2], unit(COUNT, seed=2)[299], atol=1e-3)
    del store
