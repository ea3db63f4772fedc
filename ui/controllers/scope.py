"""What questions or searches are limited to by hand: chosen documents, folders, tags, dates."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import PurePath

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from assistant.answers.scope import EVERYTHING, Scope
from assistant.library.records import DocumentRecord
from ui import wording
from ui.controllers.session import Session
from ui.views.dates import DatesDialog
from ui.views.limit_chooser import LimitChip, LimitChooser

MOST_CHOICES = 40
"""Folders or tags in one menu."""

Toggle = Callable[[str], object]
"""Puts a limit to or takes it away."""


class ScopeController(QObject):
    """Holds the scope and shows it at the field where one asks or searches."""

    changed = Signal()
    """Other limits hold."""
    documents_dropped = Signal()
    """The chosen documents are not to be a limit any more."""

    def __init__(self, session: Session, chooser: LimitChooser, *, with_thorough: bool = False) -> None:
        """Fill a chooser of limits, which offers the thorough way of asking where it is told to."""
        super().__init__(session)
        self._session = session
        self._chooser = chooser
        self._with_thorough = with_thorough
        self._titles: tuple[str, ...] = ()
        self.scope = EVERYTHING
        self.thorough = False
        chooser.menu.aboutToShow.connect(self._fill)
        chooser.dropped.connect(self._drop)
        session.library_opened.connect(self.forget)

    def choose(self, documents: Sequence[DocumentRecord]) -> None:
        """Limit to some documents, none for all."""
        self._titles = tuple(document.title for document in documents)
        self._set(replace(self.scope, documents=tuple(document.sha256 for document in documents)))

    def set_dates(self, since: str, until: str) -> None:
        """Limit to documents of these days, "" for no limit."""
        self._set(replace(self.scope, since=since, until=until))

    def forget(self) -> None:
        """Let no limit hold any more."""
        self._titles = ()
        self.thorough = False
        self._set(EVERYTHING)

    def _set(self, scope: Scope) -> None:
        self.scope = scope
        self._chooser.show_limits(self._chips())
        self.changed.emit()

    def _chips(self) -> list[LimitChip]:
        chips = [LimitChip("documents", "", self._chosen())] if self.scope.documents else []
        chips += [LimitChip("folder", folder, self._folder_name(folder)) for folder in self.scope.folders]
        chips += [LimitChip("tag", tag, wording.fill(self.tr("Tag: %1"), tag)) for tag in self.scope.tags]
        chips += [LimitChip("kind", kind, wording.fill(self.tr("Kind: %1"), kind)) for kind in self.scope.kinds]
        if self.scope.since or self.scope.until:
            chips.append(LimitChip("dates", "", f"{self.scope.since or '…'} – {self.scope.until or '…'}"))
        if self.thorough:
            chips.append(LimitChip("thorough", "", self.tr("Thorough")))
        return chips

    def _chosen(self) -> str:
        if len(self._titles) == 1:
            return wording.fill(self.tr("Only in: %1"), wording.one_line(self._titles[0], 40))
        return wording.fill(self.tr("Only in %1 selected documents"), wording.number(len(self._titles)))

    def _folder_name(self, folder: str) -> str:
        return wording.fill(self.tr("Folder: %1"), PurePath(folder).name or folder)

    def _drop(self, chip: LimitChip) -> None:
        match chip.kind:
            case "documents":
                self.choose(())
                self.documents_dropped.emit()
            case "folder":
                self._toggle_folder(chip.value)
            case "tag":
                self._toggle_tag(chip.value)
            case "kind":
                self._toggle_kind(chip.value)
            case "dates":
                self.set_dates("", "")
            case _:
                self._set_thorough(thorough=False)

    def _toggle_folder(self, folder: str) -> None:
        self._set(replace(self.scope, folders=_toggled(self.scope.folders, folder)))

    def _toggle_tag(self, tag: str) -> None:
        self._set(replace(self.scope, tags=_toggled(self.scope.tags, tag)))

    def _toggle_kind(self, kind: str) -> None:
        self._set(replace(self.scope, kinds=_toggled(self.scope.kinds, kind)))

    def _set_thorough(self, thorough: bool) -> None:
        self.thorough = thorough
        self._set(self.scope)

    def _fill(self) -> None:
        """Make the menu anew: the library may have other folders and tags now."""
        menu, documents = self._chooser.menu, self._session.documents
        menu.clear()
        folders = sorted({str(PurePath(path).parent) for document in documents for path in document.paths})
        tags = sorted({tag for document in documents for tag in document.tags}, key=str.casefold)
        self._choices(menu.addMenu(self.tr("Folder")), folders, self.scope.folders, self._toggle_folder)
        self._choices(menu.addMenu(self.tr("Tag")), tags, self.scope.tags, self._toggle_tag)
        kinds = sorted({document.kind for document in documents})
        self._choices(menu.addMenu(self.tr("Kind of file")), kinds, self.scope.kinds, self._toggle_kind)
        menu.addAction(self.tr("Dates…"), self._ask_dates)
        if self._with_thorough:
            self._offer_thorough(menu)

    def _offer_thorough(self, menu: QMenu) -> None:
        menu.addSeparator()
        thorough = menu.addAction(self.tr("Thorough: let the model read all it can, however long it takes"))
        thorough.setCheckable(True)
        thorough.setChecked(self.thorough)
        thorough.toggled.connect(self._set_thorough)

    def _choices(self, menu: QMenu, choices: Sequence[str], chosen: Sequence[str], toggle: Toggle) -> None:
        menu.setEnabled(bool(choices))
        for choice in choices[:MOST_CHOICES]:
            action = QAction(wording.on_button(choice), menu, checkable=True, checked=choice in chosen)
            action.triggered.connect(partial(toggle, choice))
            menu.addAction(action)

    def _ask_dates(self) -> None:
        dialog = DatesDialog(self.scope.since, self.scope.until, self._chooser.button.window())
        dialog.chosen.connect(self.set_dates)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()


def _toggled(values: tuple[str, ...], value: str) -> tuple[str, ...]:
    """Return the values with one taken out, or put in where it was not there."""
    return tuple(one for one in values if one != value) if value in values else (*values, value)
