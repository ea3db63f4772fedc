"""From place to place: the words that are looked for in a document, and the citations of an answer."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, QTimer

from assistant.answers.model import Answer
from ui import finding, spots
from ui.controllers.pages import PageController
from ui.controllers.session import Session, on_success
from ui.newest import Newest
from ui.spots import Spot
from ui.views.find_bar import FindBar

PAUSE_MS = 180
"""How long nothing must be typed before the document is looked through."""


class FindController(QObject):
    """Finds words in the document that is open."""

    def __init__(self, session: Session, bar: FindBar, pages: PageController) -> None:
        super().__init__(session)
        self._session = session
        self._bar = bar
        self._pages = pages
        self._words = ""
        self._places: Sequence[Spot] = ()
        self._at = 0
        self._newest = Newest()
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self._look)
        bar.typed.connect(self._typed)
        bar.stepped.connect(self.step)
        session.library_opened.connect(self._forget)

    def begin(self) -> None:
        """Open the bar, where a document is open."""
        if self._pages.spot is not None:
            self._bar.open_bar()

    def step(self, by: int) -> None:
        """Go to the next place or the one before, round and round; look again where another document is open now."""
        spot = self._pages.spot
        if self._places and spot is not None and self._places[0].document == spot.document:
            self._show((self._at + by) % len(self._places))
        else:
            self._look()

    def _typed(self, words: str) -> None:
        self._words = words
        self._pause.start()

    def _look(self) -> None:
        self._drop()
        spot, words = self._pages.spot, self._words
        if spot is None or not words:
            self._bar.count.setText("")
            return
        task = self._session.with_library(lambda library: finding.places_of(words, library.pages(spot.document)))
        on_success(self._newest.take(task), self._found, self._session)

    def _found(self, places: Sequence[Spot]) -> None:
        self._places = places
        spot = self._pages.spot
        if places and spot is not None:
            ahead = (at for at, place in enumerate(places) if place.page >= spot.page)
            self._show(next(ahead, 0))
        else:
            self._bar.show_count(0, 0)

    def _show(self, at: int) -> None:
        self._at = at
        self._bar.show_count(at + 1, len(self._places))
        self._pages.open(self._places[at])

    def _drop(self) -> None:
        self._pause.stop()
        self._places = ()
        self._newest.drop()

    def _forget(self) -> None:
        self._drop()
        self._bar.close_bar()


class CitationStepper(QObject):
    """Goes through the places that the newest answer rests on."""

    def __init__(self, pages: PageController) -> None:
        super().__init__(pages)
        self._pages = pages
        self._places: list[Spot] = []

    def take(self, answer: Answer) -> None:
        """Remember where an answer's sentences come from, each place once, in the order of the answer."""
        self._places = spots.of_claims([*answer.extract, *answer.claims])

    def forget(self) -> None:
        """Forget the answer."""
        self._places = []

    def step(self, by: int) -> None:
        """Open the next place or the one before; from elsewhere, the first or the last."""
        if not self._places:
            return
        spot = self._pages.spot
        start = -1 if by > 0 else 0
        at = self._places.index(spot) if spot in self._places else start
        self._pages.open(self._places[(at + by) % len(self._places)])
