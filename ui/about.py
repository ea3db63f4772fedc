"""What this program is, who may use it, where it keeps things, and what of others it ships with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QTabWidget, QVBoxLayout, QWidget

from assistant import places
from ui import wording
from ui.theme import Theme
from ui.views.parts import button, icon_label, label, row
from ui.views.shipped import ShippedView

if TYPE_CHECKING:  # nothing of it is needed to paint an empty window
    from assistant.shipped import Shipped


class About(QDialog):
    """Three pages: the program, its models, its other parts. Esc closes it."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("About Haversack"))
        self.resize(680, 560)
        self.bill = label("", selectable=True)
        self.models = ShippedView(theme, self.tr("Models that ship with the program"))
        self.parts = ShippedView(theme, self.tr("Other parts that ship with the program"))
        self.pages = QTabWidget()
        self.pages.addTab(self._program(theme), self.tr("Program"))
        self.pages.addTab(self.models, self.tr("Models"))
        self.pages.addTab(self.parts, self.tr("Parts of others"))
        lines = QVBoxLayout(self)
        lines.setContentsMargins(24, 24, 24, 20)
        lines.setSpacing(theme.space("medium"))
        name = label("Haversack", "title", wrap=False)
        lines.addLayout(row(icon_label(theme, "haversack", "accent", 32), name, spacing=12))
        lines.addWidget(self.pages, 1)
        lines.addLayout(row(button(self.tr("Close"), self.tr("Close"), "primary", self.accept)))

    def show_shipped(self, shipped: Shipped) -> None:
        """Show what of others ships with the program."""
        self.models.show_parts(shipped.models)
        self.parts.show_parts(shipped.parts)
        if shipped.bill is None:
            told = self.tr(
                "The bill of materials is written when the program is packed: this one runs from its source."
            )
        else:
            told = wording.fill(self.tr("The bill of materials (CycloneDX) is the file %1"), str(shipped.bill))
        self.bill.setText(told)

    def _program(self, theme: Theme) -> QWidget:
        page = QWidget()
        lines = QVBoxLayout(page)
        lines.setContentsMargins(0, theme.space("medium"), 0, 0)
        lines.setSpacing(theme.space("medium"))
        for text in self._texts():
            lines.addWidget(label(text, selectable=True))
        lines.addWidget(self.bill)
        lines.addStretch(1)
        return page

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
