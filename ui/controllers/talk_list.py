"""The list of all conversations, in a dialog of its own."""

from __future__ import annotations

from PySide6.QtCore import QObject

from ui.controllers.exporting import ExportController
from ui.controllers.talks import Talks
from ui.theme import Theme
from ui.views.conversation import Conversation
from ui.views.talks import TalksDialog


class TalkListController(QObject):
    """Shows the conversations that are kept, and does what is chosen there."""

    def __init__(self, theme: Theme, talks: Talks, exporting: ExportController, conversation: Conversation) -> None:
        super().__init__(talks)
        self._theme = theme
        self._talks = talks
        self._exporting = exporting
        self._conversation = conversation
        conversation.bar.all_wanted.connect(self.show)

    def show(self) -> None:
        """Open the dialog; its list follows."""
        dialog = TalksDialog(self._theme, self._conversation.window())
        self._exporting.hold(dialog.export)
        dialog.sought.connect(self._talks.refresh)
        dialog.open_wanted.connect(self._talks.open)
        dialog.export_wanted.connect(self._exporting.choose_and_export)
        dialog.delete_wanted.connect(self._talks.delete)
        dialog.model.renamed.connect(self._talks.rename)
        self._talks.listed.connect(dialog.show_records)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        self._talks.refresh()
