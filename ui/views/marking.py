"""A marking as it is shown: a strip over the width of the window, or a chip beside what is marked."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSizePolicy

from ui import wording
from ui.theme import Theme
from ui.views.elided import ElidedLabel


class _Marked(ElidedLabel):
    """Words of a marking in the colours of its scheme; gone where there is none."""

    def __init__(self, theme: Theme, role: str) -> None:
        super().__init__(role=role, as_wide_as_text=True)
        self._theme = theme
        self._marking = ""
        self._made_of: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())
        self._sheet = f'QLabel[role="{role}"] {{{{ background: {{0}}; color: {{1}}; }}}}'
        theme.marks.changed.connect(self._look)
        self.hide()

    def show_marking(self, marking: str) -> None:
        """Show another marking; "" for none."""
        self.show_of((), marking)

    def show_of(self, documents: Iterable[str], *others: str) -> None:
        """Show the marking of what is made of documents, by SHA-256, and of what is marked already, from now on."""
        self._made_of = tuple(documents), others
        self._look()

    def _look(self) -> None:
        documents, others = self._made_of
        marking = self._marking = self._theme.marks.of(documents, *others)
        self.show_text(marking)
        self.setAccessibleName(wording.tr("Marking: %1", marking) if marking else "")
        self._dress()
        self.setVisible(bool(marking))

    def _dress(self) -> None:
        colours = self._theme.marks.colours(self._marking)
        if colours is not None and self._marking:
            self.setStyleSheet(self._sheet.format(*colours))


class MarkingChip(_Marked):
    """A small marking beside what it belongs to."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "markChip")
        self.setContentsMargins(7, 1, 7, 1)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)


class MarkingBanner(_Marked):
    """The strip at the head or foot of the window."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "markBanner")
        self.setContentsMargins(12, 3, 12, 3)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
