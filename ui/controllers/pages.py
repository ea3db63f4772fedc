"""Opening pages: the picture with its marks where the document has one, else the text."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage, QPixmap

from assistant.documents.values import Box, PageStatus, Picture
from assistant.library.records import DocumentRecord, LedgerLine, PageRecord
from ui.controllers.session import Session, on_success
from ui.jobs import Lane
from ui.newest import Newest
from ui.spots import Spot
from ui.views.ledger import LedgerView
from ui.views.viewer import Viewer
from ui.wording import tr

if TYPE_CHECKING:  # see ui.controllers.session
    from assistant.library.library import Library

PICTURES_KEPT = 16


@dataclass(frozen=True)
class Sheet:
    """One page with what is to be marked on it."""

    document: DocumentRecord
    page: PageRecord
    boxes: Sequence[Box]
    spot: Spot


def load_sheet(library: Library, spot: Spot) -> Sheet:
    """Fetch a page and the boxes of its marked words."""
    document = library.document(spot.document)
    page = library.page(document.sha256, spot.page)
    marked = spot.end > spot.start
    boxes = library.boxes(document.sha256, spot.page, spot.start, spot.end) if marked else []
    return Sheet(document, page, boxes, spot)


class PageController(QObject):
    """Shows one page at a time; whatever an earlier wish still brings is dropped."""

    page_shown = Signal(object)
    """The `Spot` that is seen now, with its picture or text."""
    locked = Signal(object, str)
    """The `DocumentRecord` whose pages cannot be drawn without its password, and that as a sentence."""

    def __init__(self, session: Session, viewer: Viewer) -> None:
        super().__init__(session)
        self._session = session
        self._viewer = viewer
        self._sheet: Sheet | None = None
        self._newest = Newest()
        self._as_text = False
        self._without_picture: set[str] = set()
        self._pictures: OrderedDict[tuple[str, int, int], QPixmap] = OrderedDict()
        viewer.page_wanted.connect(self._turn_to)
        viewer.picture_wanted.connect(self._sharpen)
        viewer.text_wanted.connect(self._choose_text)
        session.library_opened.connect(self._forget)

    @property
    def spot(self) -> Spot | None:
        """What is seen, None where no page is open."""
        return self._sheet.spot if self._sheet is not None else None

    def open(self, spot: Spot) -> None:
        """Open a page with its words marked."""
        task = self._newest.take(self._session.with_library(lambda library: load_sheet(library, spot)))
        task.finished.connect(self._loaded)
        task.failed.connect(self._failed)

    def open_document(self, document: DocumentRecord) -> None:
        """Open a document's first page."""
        if self._sheet is None or self._sheet.document.sha256 != document.sha256:
            self.open(Spot(document.sha256, 1))

    def show_ledger(self, document: DocumentRecord) -> None:
        """Show how each page of a document was read."""
        task = self._session.with_library(lambda library: library.ledger(document.sha256))
        on_success(task, self._show_ledger, self._session, document)

    def _show_ledger(self, document: DocumentRecord, lines: Sequence[LedgerLine]) -> None:
        view = LedgerView(document, lines, self._viewer.window())
        view.opened.connect(self.open)
        view.open()

    def turn(self, by: int) -> None:
        """Turn pages, within the document."""
        if self._sheet is not None:
            self._turn_to(self._sheet.spot.page + by)

    def _turn_to(self, page: int) -> None:
        if self._sheet is not None and 1 <= page <= self._sheet.document.pages:
            self.open(Spot(self._sheet.document.sha256, page))

    def _loaded(self, sheet: Sheet) -> None:
        self._sheet = sheet
        self._viewer.show_page(sheet.document.title, sheet.page.number, sheet.document.pages, sheet.page.label)
        self._viewer.bar.marking.show_of([sheet.document.sha256])
        self._viewer.show_remark(_remark(sheet.page))
        if self._as_text or sheet.document.sha256 in self._without_picture:
            self._show_text(sheet)
        else:
            self._fetch_picture(sheet, partial(self._show_picture, sheet))

    def _show_text(self, sheet: Sheet) -> None:
        has_picture = sheet.document.sha256 not in self._without_picture
        self._viewer.show_text(sheet.page.text, sheet.spot.start, sheet.spot.end, has_picture=has_picture)
        self.page_shown.emit(sheet.spot)

    def _show_picture(self, sheet: Sheet, pixmap: QPixmap) -> None:
        self._viewer.show_picture(pixmap, sheet.boxes)
        self.page_shown.emit(sheet.spot)

    def _fetch_picture(self, sheet: Sheet, show: Callable[[QPixmap], None]) -> None:
        key = (sheet.document.sha256, sheet.spot.page, self._viewer.picture_width)
        if key in self._pictures:
            self._pictures.move_to_end(key)
            show(self._pictures[key])
            return
        name = self._session.library_name
        task = self._session.jobs.call(
            lambda: as_image(self._session.workspace.reading.picture(*key, library=name)), lane=Lane.PICTURES
        )
        self._newest.take(task)
        task.finished.connect(partial(self._arrived, key, show))
        task.failed.connect(partial(self._no_picture, sheet))

    def _arrived(self, key: tuple[str, int, int], show: Callable[[QPixmap], None], image: QImage) -> None:
        pixmap = QPixmap.fromImage(image)
        self._pictures[key] = pixmap
        if len(self._pictures) > PICTURES_KEPT:
            self._pictures.popitem(last=False)
        show(pixmap)

    def _no_picture(self, sheet: Sheet, error: Exception) -> None:
        code, sentence = self._session.door.code(error), self._session.door.sentence(error)
        if code == "no-picture":
            self._without_picture.add(sheet.document.sha256)
        else:
            self._viewer.show_remark(sentence)
        if code == "password-needed":
            self.locked.emit(sheet.document, sentence)
        self._show_text(sheet)

    def _sharpen(self) -> None:
        sheet = self._sheet
        if sheet is not None and sheet.document.sha256 not in self._without_picture and not self._as_text:
            self._newest.drop()
            self._fetch_picture(sheet, self._viewer.sharpen)

    def _choose_text(self, as_text: bool) -> None:
        self._as_text = as_text
        if self._sheet is not None:
            self._loaded(self._sheet)

    def _failed(self, error: Exception) -> None:
        self._viewer.show_problem(self._session.door.sentence(error))

    def _forget(self) -> None:
        self._newest.drop()
        self._sheet = None
        self._pictures.clear()
        self._viewer.clear()


def as_image(picture: Picture) -> QImage:
    """Return a picture as Qt's own, which keeps its bytes itself."""
    return QImage(picture.rgb, picture.width, picture.height, picture.width * 3, QImage.Format.Format_RGB888).copy()


def _remark(page: PageRecord) -> str:
    """Return what the reader should know of how the page was read, "" where all is well."""
    if page.reason:
        return page.reason
    if page.status is PageStatus.FAILED:
        return tr("This page could not be read, so no answer rests on it.")
    if page.status is PageStatus.EMPTY:
        return tr("No text was found on this page.")
    return ""
