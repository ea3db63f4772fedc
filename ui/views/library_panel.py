"""The left side: which library, which documents, and where to drop more."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import takewhile
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, QModelIndex, QPoint, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QStackedWidget, QVBoxLayout, QWidget

from ui import wording
from ui.models.arranging import Order, Sieve, Tree
from ui.models.documents import DocumentsModel
from ui.models.rows import RECORD_ROLE
from ui.theme import Theme
from ui.views.document_filter import DocumentFilter
from ui.views.document_row import DocumentRow
from ui.views.documents_tree import DocumentsTree
from ui.views.drop_zone import DropZone
from ui.views.empty_state import EmptyState
from ui.views.library_chooser import LibraryChooser
from ui.views.parts import ground
from ui.views.tag_field import TagField

if TYPE_CHECKING:  # nothing of it is needed to paint an empty window
    from assistant.library.records import DocumentRecord
    from ui.views.mark_field import MarkField, ProposalStrip

LOW = 400
"""Height below which the panel says less, in pixels."""


class LibraryPanel(QWidget):
    """Shows a library's documents and tells what was asked of them."""

    opened = Signal(object)
    """A `DocumentRecord` was chosen to be looked at."""
    summary_wanted = Signal(object)
    ledger_wanted = Signal(object)
    removal_wanted = Signal(object)
    selection_changed = Signal(object)
    """The selected `DocumentRecord`s, as a tuple."""
    order_changed = Signal(object)
    """The `Order` in which they stand now."""
    confirmation_wanted = Signal(object)
    """The proposed marking of a `DocumentRecord` is right."""

    marking: MarkField
    proposals: ProposalStrip

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        ground(self, "side")
        self._locked = False
        self.chooser = LibraryChooser(theme)
        self.drop_zone = DropZone(theme)
        self.sifting = DocumentFilter(theme)
        self.filter = self.sifting.field
        self.tags = TagField()
        self._fields: list[QWidget] = [self.chooser.field, self.tags]
        self.model = DocumentsModel(self, theme.marks)
        self.tree = self._make_tree(theme)
        self.empty = EmptyState(theme, "library", "", "")
        self.nothing = EmptyState(theme, "search", self.tr("No document is like that"), "")
        self.nothing.add_action(self.tr("Show all documents"), self.sifting.clear)
        self._stack = QStackedWidget()
        self._build(theme)
        self._connect()
        self.show_locked(locked=False)

    def furnish(self, theme: Theme) -> None:
        """Make what is not seen at first."""
        from ui.views.mark_field import MarkField, ProposalStrip  # noqa: PLC0415 - not needed to paint

        self.marking, self.proposals = MarkField(theme), ProposalStrip(theme)
        self._fields.append(self.marking)
        self._lines.insertWidget(self._lines.indexOf(self.tags) + 1, self.marking)
        self._lines.insertWidget(self._lines.indexOf(self.drop_zone), self.proposals)
        theme.marks.changed.connect(self._show_marks)

    def show_documents(self, documents: Sequence[DocumentRecord], tree: Tree | None = None) -> None:
        """Show these documents, as a tree that was made of them elsewhere; what was selected stays selected."""
        if self.model.show(documents, tree):
            self.sifting.setVisible(len(documents) > 1)
            self.sifting.show_tags(self.model.tags())
            self._show_stack()

    def show_locked(self, *, locked: bool) -> None:
        """Say that nothing can be added while the library is locked, or how documents come in."""
        self._locked = locked
        self._make_room()
        if locked:
            self.empty.show_words(self.tr("Locked"), self.tr("Unlock the library to see its documents."))
        else:
            how = self.tr("Drop files or folders here. Every page is read, and you can ask about them within minutes.")
            self.empty.show_words(self.tr("No documents yet"), how)

    def set_order(self, order: Order) -> None:
        """Sort the documents by something else."""
        if order is self.model.order:
            return
        selected = self._selected_hashes()
        self.model.set_order(order)
        self.sifting.show_order(order)
        self._arranged(selected)
        self.order_changed.emit(order)

    def edit_tags(self) -> None:
        """Let the tags of the selected documents be typed."""
        if self.selected():
            self.tags.ask(self.selected(), self.model.tags())

    def edit_marking(self) -> None:
        """Let the marking of the selected documents be chosen."""
        if self.selected():
            self.tags.put_away()
            self.marking.ask(self.selected())

    def go_to_documents(self) -> None:
        """Put the focus on the documents, on the first one where none was chosen."""
        self.tree.setFocus()
        if not self.tree.selectionModel().hasSelection():
            self.tree.setCurrentIndex(QModelIndex())
            self.tree.setCurrentIndex(self.model.index(0, 0))

    def selected(self) -> tuple[DocumentRecord, ...]:
        """Return the selected documents."""
        records = [index.data(RECORD_ROLE) for index in self.tree.selectionModel().selectedRows()]
        return tuple(record for record in records if record is not None)

    def select(self, sha256: str) -> None:
        """Select one document."""
        self.tree.clearSelection()
        self._select([sha256])

    def select_all(self, hashes: Sequence[str]) -> None:
        """Select some documents."""
        self.tree.clearSelection()
        self._select(hashes)

    def clear_selection(self) -> None:
        """Select nothing."""
        self.tree.clearSelection()

    def put_away(self) -> bool:
        """Hide what was opened for typing; whether there was something."""
        fields = [self.chooser.hide_field(), self.tags.put_away(), self.marking.put_away()]
        return any(fields)

    def menu_for(self, record: DocumentRecord) -> QMenu:
        """Return the menu of what can be done with a document."""
        menu = QMenu(self)
        for text, signal in (
            (self.tr("Open"), self.opened),
            (self.tr("Summarise"), self.summary_wanted),
            (self.tr("How it was read"), self.ledger_wanted),
            (self.tr("Remove from the library"), self.removal_wanted),
        ):
            action = QAction(text, menu)
            action.triggered.connect(lambda _checked=False, signal=signal: signal.emit(record))
            menu.addAction(action)
        for text, run in self._of_selected(record):
            action = QAction(text, menu)
            action.triggered.connect(lambda _checked=False, run=run: run())
            menu.insertAction(menu.actions()[-1], action)
        return menu

    def _of_selected(self, record: DocumentRecord) -> tuple[tuple[str, Callable[[], object]], ...]:
        """Return what can be done with all selected documents; a proposed marking is confirmed of the one."""
        offered = ((self.tr("Tags…"), self.edit_tags), (self.tr("Marking…"), self.edit_marking))
        if not record.marking_proposed:
            return offered
        confirm = wording.fill(self.tr("Confirm the marking %1"), wording.on_button(record.marking))
        return (*offered, (confirm, lambda: self.confirmation_wanted.emit(record)))

    def _show_marks(self) -> None:
        """Show markings as they are meant now."""
        selected = self._selected_hashes()
        if self.model.sort_again():
            self._arranged(selected)
        self.tree.viewport().update()

    def event(self, event: QEvent) -> bool:
        """Make room for a field that is opened, and give it back."""
        if event.type() in {QEvent.Type.LayoutRequest, QEvent.Type.Resize}:
            self._make_room()
        return super().event(event)

    def _make_room(self) -> None:
        """Show the drop zone where nothing needs its place: files can be dropped anywhere all the same."""
        self.drop_zone.setVisible(not self._locked and all(field.isHidden() for field in self._fields))
        self.drop_zone.fold(folded=self.height() < LOW)

    def _selected_hashes(self) -> list[str]:
        return [document.sha256 for document in self.selected()]

    def _sift(self, sieve: Sieve) -> None:
        selected = self._selected_hashes()
        self.model.set_sieve(sieve)
        self._arranged(selected)

    def _arranged(self, selected: Sequence[str]) -> None:
        """Show the tree in its new order, with what was selected before."""
        self._show_stack()
        self.tree.expandAll()
        self._select(selected)

    def _show_stack(self) -> None:
        """Show the tree, or why there is none."""
        some = self.model.rowCount() > 0
        shown = self.tree if some else self.empty if self.model.is_empty else self.nothing
        self._stack.setCurrentWidget(shown)
        self.tree.setRootIsDecorated(self.model.grouped)

    def _select(self, hashes: Sequence[str]) -> None:
        found = QItemSelection()
        for index in self.model.find_all(hashes):
            found.select(index, index)
        self.tree.selectionModel().select(found, QItemSelectionModel.SelectionFlag.Select)
        if not found.isEmpty():
            self.tree.scrollTo(found.first().topLeft())

    def _expand(self, above: QModelIndex, first: int, last: int) -> None:
        """Open folders that have come, which stand before documents; those that were there stay as they are."""
        come = (self.model.index(row, 0, above) for row in range(first, last + 1))
        for folder in takewhile(self.model.hasChildren, come):
            self.tree.expandRecursively(folder)

    def _build(self, theme: Theme) -> None:
        self.sifting.hide()
        for page in (self.empty, self.tree, self.nothing):
            self._stack.addWidget(page)
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(12, 12, 12, 12)
        self._lines.setSpacing(theme.space("small"))
        for widget in (self.chooser, self.sifting, self.tags):
            self._lines.addWidget(widget)
        self._lines.addWidget(self._stack, 1)
        self._lines.addWidget(self.drop_zone)

    def _connect(self) -> None:
        self.sifting.show_order(self.model.order)
        self.sifting.changed.connect(self._sift)
        self.sifting.order_chosen.connect(self.set_order)

    def _make_tree(self, theme: Theme) -> DocumentsTree:
        tree = DocumentsTree(self.model)
        tree.setAccessibleName(self.tr("Documents"))
        self.model.rowsInserted.connect(self._expand)
        self._row = DocumentRow(theme)
        tree.setItemDelegate(self._row)
        tree.customContextMenuRequested.connect(self._show_menu)
        tree.activated.connect(self._open)
        tree.clicked.connect(self._open)
        tree.selectionModel().selectionChanged.connect(lambda *_: self.selection_changed.emit(self.selected()))
        theme.changed.connect(lambda: tree.viewport().update())
        return tree

    def _open(self, index: QModelIndex) -> None:
        record = index.data(RECORD_ROLE)
        if record is not None:
            self.opened.emit(record)

    def _show_menu(self, at: QPoint) -> None:
        record = self.tree.indexAt(at).data(RECORD_ROLE)
        if record is not None:
            menu = self.menu_for(record)
            menu.aboutToHide.connect(menu.deleteLater)
            menu.popup(self.tree.viewport().mapToGlobal(at))
