"""The strips at the head and foot of the window: the highest marking of what is in view."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QTabWidget, QWidget

from assistant.answers.model import Answer
from assistant.briefs.filled import Brief
from ui.marks import Marks
from ui.spots import documents_of
from ui.views.marking import MarkingBanner


@dataclass(frozen=True)
class InView:
    """What something is made of.

    Attributes:
        documents: By SHA-256.
        markings: That it bears itself.
    """

    documents: frozenset[str] = frozenset()
    markings: tuple[str, ...] = ()


def of_answers(answers: Iterable[Answer]) -> InView:
    """Return what some answers are made of: the pages found for them and the pages they cite."""
    told = tuple(answers)
    return InView(_joined(map(documents_of, told)), tuple(answer.marking for answer in told))


def of_brief(brief: Brief | None) -> InView:
    """Return what a brief is made of."""
    return InView() if brief is None else InView(frozenset(brief.documents), (brief.marking,))


Source = Callable[[], InView]
"""Tells what a view shows."""


class BannerController(QObject):
    """Shows what the open page and the tab in view are marked together, else what the library is.

    Args:
        parent: Of the controller.
        marks: What documents are marked.
        banners: The strips.
        tabs: In the middle.
        page: Tells of the page that is open.
        sources: Tell of each tab; of one without, the library counts.
    """

    def __init__(
        self,
        parent: QObject,
        marks: Marks,
        banners: Sequence[MarkingBanner],
        tabs: QTabWidget,
        page: Source,
        sources: Mapping[QWidget, Source],
    ) -> None:
        super().__init__(parent)
        self._marks = marks
        self._banners = banners
        self._tabs = tabs
        self._page = page
        self._sources = sources
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self.refresh)
        tabs.currentChanged.connect(self.refresh_soon)
        marks.changed.connect(self.refresh_soon)

    def refresh_soon(self, *_what: object) -> None:
        """Look anew once the window has settled."""
        self._soon.start()

    def refresh(self) -> None:
        """Show the marking of what is in view."""
        marking = self._seen() or self._marks.of_library()
        for banner in self._banners:
            banner.show_marking(marking)

    def _seen(self) -> str:
        tab = self._tabs.currentWidget()
        views = [self._page(), self._sources[tab]() if tab in self._sources else InView()]
        return self._marks.of(_joined(view.documents for view in views), *_all(views))


def _joined(sets: Iterable[frozenset[str]]) -> frozenset[str]:
    return frozenset().union(*sets)


def _all(views: Iterable[InView]) -> list[str]:
    return [marking for view in views for marking in view.markings]
