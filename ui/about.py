"""What this program is, who may use it, and where it keeps things."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from assistant import places
from ui import wording
from ui.theme import Theme
from ui.views.parts import button, icon_label, keep_fitting, label, row


class About(QDialog):
    """A small window that Esc closes."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("About Haversack"))
        self.setMinimumWidth(440)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(24, 24, 24, 20)
        lines.setSpacing(theme.space("medium"))
        name = label("Haversack", "title", wrap=False)
        lines.addLayout(row(icon_label(theme, "haversack", "accent", 32), name, spacing=12))
        for text in self._texts():
            lines.addWidget(label(text, selectable=True))
        lines.addLayout(row(button(self.tr("Close"), self.tr("Close"), "primary", self.accept)))
        keep_fitting(self, theme)

    def _texts(self) -> tuple[str, ...]:
        from importlib.metadata import version  # noqa: PLC0415 - takes as long to load as half the window

        return (
            wording.fill(self.tr("Version %1"), version("haversack")),
            self.tr(
                "Answers from your own documents, each sentence pointing at its page. Everything runs on this machine."
            ),
            self.tr(
                "Licensed under Apache-2.0. Qt is used under the LGPL; the typeface is Inter (SIL Open Font License)."
            ),
            wording.fill(self.tr("Documents, models and settings are kept in %1"), str(places.home())),
        )
