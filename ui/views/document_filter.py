"""What stands over the documents: words to sift them by, tags to sift them by, and what they are sorted by."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QLineEdit, QMenu, QToolButton, QVBoxLayout, QWidget

from ui import wording
from ui.models.arranging import Order, Sieve
from ui.theme import Theme
from ui.views.elided import ElidedButton
from ui.views.flow import FlowLayout
from ui.views.parts import row
from ui.wording import tr


class DocumentFilter(QWidget):
    """A field, two menus, and a chip for each tag that was chosen."""

    changed = Signal(object)
    """The `Sieve` that was put together."""
    order_chosen = Signal(object)
    """An `Order`."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._tags: dict[str, QAction] = {}
        self.field = self._make_field()
        self.sort = self._make_menu_button(theme, "sort", self.tr("Sort documents"))
        self.tags = self._make_menu_button(theme, "tag", self.tr("Only documents with a tag"))
        self.chips = QWidget()
        self._flow = FlowLayout(self.chips, spacing=4)
        self._orders = self._fill_orders(self.sort.menu())
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(theme.space("small"))
        lines.addLayout(row(self.field, self.tags, self.sort, spacing=4, stretch=0))
        lines.addWidget(self.chips)
        self.chips.hide()
        self.tags.hide()

    @property
    def sieve(self) -> Sieve:
        """What is wanted at present."""
        return Sieve(self.field.text().strip(), frozenset(self._chosen()))

    def show_tags(self, tags: Sequence[str]) -> None:
        """Offer these tags; those that were chosen and are still there stay so."""
        if list(self._tags) == list(tags):
            return
        chosen = self._chosen()
        self.tags.menu().clear()
        self._tags = {tag: self._tag_action(tag, checked=tag in chosen) for tag in tags}
        self.tags.setVisible(bool(tags))
        self._show_chips()
        if chosen != self._chosen():
            self.changed.emit(self.sieve)

    def show_order(self, order: Order) -> None:
        """Show what the documents are sorted by."""
        self._orders[order].setChecked(True)

    def clear(self) -> None:
        """Let everything through again."""
        for action in self._tags.values():
            action.setChecked(False)
        self._show_chips()
        self.field.clear()
        self.changed.emit(self.sieve)

    def _chosen(self) -> list[str]:
        return [tag for tag, action in self._tags.items() if action.isChecked()]

    def _choose(self) -> None:
        self._show_chips()
        self.changed.emit(self.sieve)

    def _show_chips(self) -> None:
        while (item := self._flow.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for tag in self._chosen():
            name = wording.fill(self.tr("No longer only documents with the tag %1"), tag)
            chip = ElidedButton(f"{tag}  ✕", name, "chip")
            chip.clicked.connect(self._tags[tag].trigger)
            self._flow.addWidget(chip)
        self.chips.setVisible(self._flow.count() > 0)

    def _tag_action(self, tag: str, *, checked: bool) -> QAction:
        action = self.tags.menu().addAction(wording.on_button(tag))
        action.setCheckable(True)
        action.setChecked(checked)
        action.triggered.connect(self._choose)
        return action

    def _make_field(self) -> QLineEdit:
        field = QLineEdit()
        field.setPlaceholderText(self.tr("Filter documents"))
        field.setAccessibleName(self.tr("Filter documents"))
        field.setAccessibleDescription(self.tr("By title, file name, kind, tag or marking."))
        field.setClearButtonEnabled(True)
        field.setAcceptDrops(False)
        field.textChanged.connect(lambda _text: self.changed.emit(self.sieve))
        return field

    def _make_menu_button(self, theme: Theme, icon: str, name: str) -> QToolButton:
        button = QToolButton()
        button.setProperty("role", "plain")
        button.setAccessibleName(name)
        button.setToolTip(wording.tooltip(name))
        button.setIconSize(QSize(16, 16))
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        button.setMenu(QMenu(button))
        theme.dress(button, icon, "muted")
        return button

    def _fill_orders(self, menu: QMenu) -> dict[Order, QAction]:
        group, made = QActionGroup(menu), {}
        for order, text in order_names().items():
            action = menu.addAction(text)
            action.setCheckable(True)
            action.triggered.connect(lambda _checked=False, order=order: self.order_chosen.emit(order))
            group.addAction(action)
            made[order] = action
        return made


def order_names() -> dict[Order, str]:
    """Return what each order is called in a menu."""
    return {
        Order.NAME: tr("By name"),
        Order.ADDED: tr("Newest in the library first"),
        Order.DATE: tr("By the document's date, newest first"),
        Order.STATE: tr("Unread pages first"),
        Order.MARKING: tr("By marking"),
    }
