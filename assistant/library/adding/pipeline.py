"""The two threads of adding: one finds what to do, reads and writes; the other makes the vectors."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator

from assistant.errors import Cancelled
from assistant.jobs import CancelToken, Job, Progress
from assistant.library.adding.board import Board
from assistant.library.adding.embedding import Embedding

_STEP_SECONDS = 0.05


class Pipeline:
    """Runs a feeder and the embedding beside each other, and ends both when one ends early.

    Args:
        board: Told of what happens by both.
        stop: Ends both.
        feed: Puts work to the embedding.
        embedding: Does it.
    """

    def __init__(self, board: Board, stop: CancelToken, feed: Callable[[], None], embedding: Embedding) -> None:
        self._board = board
        self._stop = stop
        self._faults: list[Exception] = []
        self._working = 2
        self._counting = threading.Lock()
        self._ended = threading.Event()
        self._threads = [
            self._thread("adding-read", lambda: _feed(feed, embedding)),
            self._thread("adding-embed", embedding.run),
        ]

    def run(self, cancel: CancelToken) -> Job[None]:
        """Yield the board's steps until all is done.

        Raises:
            Cancelled: `cancel` was set.
            Exception: What ended a thread.
        """
        try:
            for thread in self._threads:
                thread.start()
            while not self._ended.wait(_STEP_SECONDS):
                cancel.check()
                yield from self._news()
        finally:
            self._end()
        if self._faults:
            raise self._faults[0]
        yield from self._news()

    def _news(self) -> Iterator[Progress]:
        step = self._board.next_step()
        if step is not None:
            yield step

    def _end(self) -> None:
        """Stop what is still at work, and wait for it."""
        if not self._ended.is_set():
            self._stop.cancel()
        for thread in self._threads:
            if thread.ident is not None:
                thread.join()

    def _thread(self, name: str, work: Callable[[], None]) -> threading.Thread:
        return threading.Thread(target=self._guarded, args=(work,), name=name, daemon=True)

    def _guarded(self, work: Callable[[], None]) -> None:
        try:
            work()
        except Cancelled:
            self._stop.cancel()
        except Exception as error:  # noqa: BLE001 - handed to the job, which raises it
            self._faults.append(error)
            self._stop.cancel()
        finally:
            with self._counting:
                self._working -= 1
                if self._working == 0:
                    self._ended.set()


def _feed(feed: Callable[[], None], embedding: Embedding) -> None:
    feed()
    embedding.end()
