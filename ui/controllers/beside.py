"""What stands beside the page: the outline, and small pictures fetched one after the other."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtGui import QImage, QPixmap

from assistant.library.records import DocumentRecord
from ui.controllers.pages import PageController, as_image
from ui.controllers.session import Session
from ui.jobs import Lane
from ui.newest import Newest
from ui.spots import Spot
from ui.views.page_side import SMALL, PageSide


class BesideController(QObject):
    """Fills the side of the page that is open."""

    def __init__(self, session: Session, side: PageSide, pages: PageController) -> None:
        super().__init__(session)
        self._session = session
        self._side = side
        self._pages = pages
        self._document: DocumentRecord | None = None
        self._wanted: list[int] = []
        self._newest = Newest()
        pages.page_shown.connect(self._seen)
        side.heading_chosen.connect(self._go_to_heading)
        side.page_chosen.connect(self._go_to_page)
        side.pictures_wanted.connect(self._want)
        session.library_opened.connect(self._forget)

    def _seen(self, spot: Spot) -> None:
        if self._document is None or self._document.sha256 != spot.document:
            self._forget()
            self._document = self._session.document(spot.document)
            if self._document is not None:
                self._side.show_document(self._document.outline, self._document.pages)
        self._side.show_page(spot.page)

    def _go_to_heading(self, page: int, start: int) -> None:
        if self._document is not None:
            self._pages.open(Spot(self._document.sha256, page, start, start))

    def _go_to_page(self, page: int) -> None:
        self._go_to_heading(page, 0)

    def _want(self, pages: list[int]) -> None:
        """Fetch these small pictures instead of those that are no longer in view."""
        self._wanted = list(pages)
        self._fetch()

    def _fetch(self) -> None:
        document = self._document
        if document is None or not self._wanted or self._newest.running:
            return
        page, name = self._wanted.pop(0), self._session.library_name
        width = round(SMALL.width() * self._side.devicePixelRatioF())
        task = self._session.jobs.call(
            lambda: as_image(self._session.workspace.reading.picture(document.sha256, page, width, library=name)),
            lane=Lane.PICTURES,
        )
        self._newest.take(task)
        task.finished.connect(partial(self._arrived, page))
        task.failed.connect(self._failed)
        task.ended.connect(self._fetch)

    def _arrived(self, page: int, image: QImage) -> None:
        picture = QPixmap.fromImage(image)
        picture.setDevicePixelRatio(self._side.devicePixelRatioF())
        self._side.show_picture(page, picture)

    def _failed(self, _error: Exception) -> None:
        """Show no more small pictures of this document: the page itself says what is wrong."""
        self._wanted = []

    def _forget(self) -> None:
        self._document = None
        self._wanted = []
        self._newest.drop()
        self._side.show_document((), 0)
