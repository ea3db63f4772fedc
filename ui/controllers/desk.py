"""All controllers of one open workspace, connected to the window's views and to each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QObject, QSettings
from PySide6.QtWidgets import QTabWidget

from assistant import places
from assistant.library.records import DocumentRecord
from ui import copying, wording
from ui.controllers.asking import AskController
from ui.controllers.auditing import AuditController
from ui.controllers.banners import BannerController, InView, of_answers, of_brief
from ui.controllers.beside import BesideController
from ui.controllers.briefs import BriefController
from ui.controllers.embedding import EmbeddingController
from ui.controllers.exporting import ExportController
from ui.controllers.file_list import FileListController
from ui.controllers.following import FollowController
from ui.controllers.ingest import IngestController
from ui.controllers.joint import JointController
from ui.controllers.labels import NotesController, TagController
from ui.controllers.libraries import LibraryController
from ui.controllers.licences import LicenceController
from ui.controllers.marking import MarkingController
from ui.controllers.models import ModelController
from ui.controllers.pages import PageController
from ui.controllers.pasting import PasteController
from ui.controllers.preferences import PreferencesController
from ui.controllers.proving import ProofController
from ui.controllers.rebuilding import RebuildController
from ui.controllers.recent import RecentController
from ui.controllers.sealing import SealingController
from ui.controllers.searching import SearchController
from ui.controllers.self_test import SelfTestController
from ui.controllers.session import Session
from ui.controllers.signals import SignalController
from ui.controllers.status import StatusController
from ui.controllers.stepping import CitationStepper, FindController
from ui.controllers.summaries import SummaryController
from ui.controllers.talk_list import TalkListController
from ui.controllers.terms import TermsController
from ui.controllers.unlocking import UnlockController
from ui.controllers.welcome import WelcomeController
from ui.errors import ErrorDoor
from ui.jobs import Jobs
from ui.theme import Theme
from ui.views.briefs import Briefs, Signals
from ui.views.conversation import Conversation
from ui.views.followed import FollowedStrip
from ui.views.library_panel import LibraryPanel
from ui.views.lock import LibraryPlace
from ui.views.marking import MarkingBanner
from ui.views.notice import NoticeStack
from ui.views.search import Search
from ui.views.status_line import StatusLine
from ui.views.summaries import Summaries
from ui.views.viewer import Viewer

if TYPE_CHECKING:  # see ui.controllers.session
    from assistant.workspace import Workspace


@dataclass(frozen=True)
class Views:
    """The parts of the window that controllers fill."""

    library: LibraryPanel
    conversation: Conversation
    summaries: Summaries
    briefs: Briefs
    signals: Signals
    search: Search
    theme: Theme
    settings: QSettings
    viewer: Viewer
    status: StatusLine
    notices: NoticeStack
    followed: FollowedStrip
    place: LibraryPlace
    banners: tuple[MarkingBanner, MarkingBanner]
    tabs: QTabWidget


class Desk(QObject):
    """Everything that can be done with the workspace from the window."""

    def __init__(self, workspace: Workspace, jobs: Jobs, door: ErrorDoor, views: Views, parent: QObject) -> None:
        super().__init__(parent)
        self._views = views
        self.session = Session(workspace, jobs, door, views.theme.marks, self)
        self.libraries = LibraryController(self.session, views.library, views.notices, views.status)
        self.ingest = IngestController(self.session, views.notices, workspace.home)
        self.files = FileListController(self.session, views.notices)
        self.following = FollowController(self.session, self.ingest, views.followed)
        self.asking = AskController(self.session, views.conversation)
        self.summaries = SummaryController(self.session, views.summaries, views.notices)
        self.joint = JointController(
            self.session, views.summaries, views.notices, views.theme, self.summaries.summary_of
        )
        self.briefs = BriefController(self.session, views.briefs, views.notices, views.theme)
        self.signals = SignalController(self.session, views.signals, views.notices, views.theme)
        self.pages = PageController(self.session, views.viewer)
        self.unlocking = UnlockController(self.session, self.pages, views.notices)
        self.beside = BesideController(self.session, views.viewer.side, self.pages)
        self.notes = NotesController(self.session, views.viewer.side.notes, self.pages, views.notices)
        self.tags = TagController(self.session, views.library)
        self.marking = MarkingController(self.session, views.library)
        self.recent = RecentController(self.session, self.pages, views.settings)
        self.searching = SearchController(self.session, views.search)
        self.finding = FindController(self.session, views.viewer.find_bar, self.pages)
        self.citations = CitationStepper(self.pages)
        self.sealing = SealingController(self.session, views.place, views.notices)
        self.status = StatusController(self.session, views.status)
        self.models = ModelController(self.session, views.notices)
        self.licences = LicenceController(self.session, views.notices)
        self.proving = ProofController(self.session, views.notices)
        self.self_test = SelfTestController(self.session, views.notices)
        self.rebuilding = RebuildController(self.session, views.notices)
        self.embedding = EmbeddingController(self.session, views.notices)
        views.library.chooser.models_wanted.connect(self.embedding.offer)
        self.welcome = WelcomeController(self.session, views.theme)
        self.exporting = ExportController(self.session, self.asking.talks, views.notices)
        self.talk_list = TalkListController(views.theme, self.asking.talks, self.exporting, views.conversation)
        self.pasting = PasteController(self.session, self.ingest)
        self.preferences = PreferencesController(self.session)
        self.terms = TermsController(self.session)
        self.auditing = AuditController(self.session, views.notices)
        self.banners = self._make_banners()
        self._connect()

    def start(self, library: str) -> None:
        """Open a library, made if there is none of that name, and let questions in."""
        self._views.conversation.composer.set_ready(ready=True)
        self.libraries.start(library)
        self.status.refresh()

    def add_mime(self, data: QMimeData) -> None:
        """Add what was dropped on the window; files that are models become models."""
        local = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
        documents = self.models.take(local)
        if documents == local:
            self.ingest.add_mime(data)
        elif documents:
            self.ingest.add_paths(documents)

    def add_paths(self, paths: Sequence[Path]) -> None:
        """Add chosen files and folders; files that are models become models."""
        documents = self.models.take(paths)
        if documents:
            self.ingest.add_paths(documents)

    def let_go(self) -> None:
        """Leave nothing behind that needs the program to be there."""
        self.session.clipboard.let_go()

    def copy(self) -> None:
        """Copy the words that are selected on the page with where they stand, else the newest answer."""
        words, spot = self._views.viewer.selected_words(), self.pages.spot
        document = self.session.document(spot.document) if spot is not None else None
        if not words or spot is None or document is None:
            self.asking.copy_last()
            return
        place = f"{wording.file_name(document.path)}, {wording.page_name(spot.page, '')}"
        self.session.clipboard.put(copying.quotation_data(words, place, self.session.marks.of([document.sha256])))

    def add_samples(self) -> None:
        """Add the sample documents that come with the program."""
        self.add_paths([places.resource("samples")])

    def summarise_selected(self) -> None:
        """Have the selected documents summarised, and several compared with each other."""
        chosen = self._views.library.selected()
        for document in chosen:
            self.summaries.summarise(document)
        self.joint.compare(chosen)

    def show_ledger(self) -> None:
        """Show how the pages of the first selected document were read."""
        for document in self._views.library.selected()[:1]:
            self.pages.show_ledger(document)

    def remove_selected(self) -> None:
        """Ask whether the selected documents are to be removed."""
        self.libraries.removal.ask(self._views.library.selected())

    def _make_banners(self) -> BannerController:
        views, briefs = self._views, self.briefs.view
        sources = {
            views.conversation: lambda: of_answers(self.asking.talks.answers),
            views.summaries: lambda: InView(frozenset(card.document.sha256 for card in views.summaries.cards())),
            views.briefs: lambda: of_brief(briefs.page.brief if briefs.page.isVisible() else None),
        }
        return BannerController(self, views.theme.marks, views.banners, views.tabs, self._open_page, sources)

    def _open_page(self) -> InView:
        spot = self.pages.spot
        return InView(frozenset({spot.document}) if spot else frozenset())

    def _connect_banners(self) -> None:
        """Look anew at what is in view whenever something else may be."""
        self.briefs.view.changed.connect(self.banners.refresh_soon)
        self._views.summaries.changed.connect(self.banners.refresh_soon)
        for signal in (self.pages.page_shown, self.asking.answered, self.session.library_opened):
            signal.connect(self.banners.refresh_soon)
        for signal in (self.asking.talks.left, self.asking.talks.shown):
            signal.connect(self.banners.refresh_soon)

    def _connect(self) -> None:
        self._connect_banners()
        views = self._views
        for view in (views.conversation, views.summaries, views.briefs, views.signals, views.search):
            view.opened.connect(self.pages.open)
        views.library.opened.connect(self.pages.open_document)
        views.library.summary_wanted.connect(self.summaries.summarise)
        views.library.ledger_wanted.connect(self.pages.show_ledger)
        views.library.selection_changed.connect(self._scope)
        self.preferences.model_changed.connect(self.status.refresh)
        self.preferences.scheme_changed.connect(self.marking.learn)
        self.preferences.idle_changed.connect(self.sealing.wait)
        self.models.model_changed.connect(self.status.refresh)
        self.models.model_changed.connect(self.welcome.look)
        for changed in (self.models.model_changed, self.preferences.model_changed):
            changed.connect(self.licences.look)
        for limited in (self.asking, self.searching):
            limited.scope.documents_dropped.connect(views.library.clear_selection)
        self.asking.document_wanted.connect(self.pasting.keep)
        self.ingest.ready.connect(self.summaries.welcome)
        self.ingest.reported.connect(self.files.take)
        self.ingest.added.connect(self.joint.welcome)
        views.library.selection_changed.connect(self.briefs.show_selected)
        self.briefs.kept_changed.connect(lambda _kept: self.signals.refresh())
        self.signals.brief_wanted.connect(self.briefs.reopen_row)
        self.asking.answered.connect(self.status.note_answer)
        self.asking.answered.connect(self.citations.take)
        self.asking.talks.shown.connect(self.citations.take)
        self.session.library_opened.connect(self.citations.forget)

    def _scope(self, documents: Sequence[DocumentRecord]) -> None:
        """Limit questions and searches to a selection of several documents; a single click only opens one."""
        chosen = documents if len(documents) > 1 else ()
        self.asking.set_scope(chosen)
        self.searching.set_scope(chosen)
