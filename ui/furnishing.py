"""What is not seen at first: made once the window has been painted, so that the first sight need not wait for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QIcon

from assistant import places
from ui.actions import fill_menus
from ui.dialogs import Dialogs
from ui.views.briefs import Briefs, Signals
from ui.views.followed import FollowedStrip
from ui.views.marking import MarkingBanner
from ui.views.notice import NoticeStack
from ui.views.queue_panel import QueuePanel
from ui.views.search import Search
from ui.views.summaries import Summaries
from ui.views.viewer import Viewer

if TYPE_CHECKING:  # the window calls this module
    from ui.main_window import MainWindow


def furnish(window: MainWindow) -> None:
    """Make what is behind the first tab, beside the conversation, in the menus, or hidden as yet."""
    theme = window.theme
    window.setWindowIcon(QIcon(str(places.resource("icons", "app.svg"))))
    window.dialogs = Dialogs(window)
    window.summaries, window.briefs, window.signals = Summaries(theme), Briefs(theme), Signals(theme)
    window.search, window.viewer, window.notices = Search(theme), Viewer(theme), NoticeStack(theme)
    window.banners = (MarkingBanner(theme), MarkingBanner(theme))
    window.followed, window.queue = FollowedStrip(theme), QueuePanel(theme, window.jobs)
    window.place.furnish(theme)
    window.library.furnish(theme)
    _put_in_place(window)
    fill_menus(window)
    _connect(window)


def _put_in_place(window: MainWindow) -> None:
    window.whole.insertWidget(0, window.banners[0])
    window.whole.addWidget(window.banners[1])
    window.left.addWidget(window.followed)
    window.left.addWidget(window.queue)
    window.middle.insertWidget(0, window.notices)
    window.splitter.replaceWidget(2, window.viewer)
    window.viewer.setHidden(window.stand_in.isHidden())
    window.stand_in.deleteLater()
    _put_into_tabs(window)


def _put_into_tabs(window: MainWindow) -> None:
    """Put the views into their tabs, in place of what stood in for them."""
    for at, (view, name) in enumerate(zip(window.tab_views(), window.tab_names(), strict=True)):
        stand_in = window.tabs.widget(at)
        if stand_in is not None and stand_in is not view:
            window.tabs.removeTab(at)
            stand_in.deleteLater()
            window.tabs.setTabToolTip(window.tabs.insertTab(at, view, name), name)


def _connect(window: MainWindow) -> None:
    dialogs = window.dialogs
    window.library.drop_zone.files_wanted.connect(dialogs.choose_files)
    window.library.drop_zone.folder_wanted.connect(dialogs.choose_folder)
    window.status.proof_wanted.connect(dialogs.show_proof)
    window.followed.list_wanted.connect(dialogs.show_followed)
    window.samples = window.conversation.empty.add_action(
        window.tr("Open the sample library"), lambda: window.with_desk(lambda desk: desk.add_samples()), primary=True
    )
    window.samples.hide()
    window.door.surprised.connect(window.show_problem)
