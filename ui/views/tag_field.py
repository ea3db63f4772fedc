"""The field in which the tags of the selected documents are typed, with those in use offered."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QStringListModel, Qt, Signal
from PySide6.QtWidgets import QCompleter, QLineEdit, QVBoxLayout, QWidget

from ui import wording
from ui.views.parts import label

if TYPE_CHECKING:  # nothing of it is needed to paint an empty window
    from assistant.library.records import DocumentRecord


class TagField(QWidget):
    """Hidden until it is asked for; Enter takes what is typed, Esc puts it away."""

    chosen = Signal(object, object, object)
    """The documents, the tags that they shall have, and those that they shall have no more, as tuples."""

    def __init__(self) -> None:
        super().__init__()
        self._documents: tuple[DocumentRecord, ...] = ()
        self._before: tuple[str, ...] = ()
        self._known = QStringListModel(self)
        self.field = self._make_field()
        self._heading = label("", "small")
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(4)
        lines.addWidget(self._heading)
        lines.addWidget(self.field)
        self.hide()

    def ask(self, documents: Sequence[DocumentRecord], known: Sequence[str]) -> None:
        """Let the tags that all of some documents have be edited; `known` are offered while one types."""
        self._documents = tuple(documents)
        common = set.intersection(*(set(each.tags) for each in documents))
        self._before = tuple(sorted(common, key=str.casefold))
        self._known.setStringList(list(known))
        self._heading.setText(self._heading_text())
        self.field.setText("".join(f"{tag}, " for tag in self._before))
        self.show()
        self.field.setFocus()

    def put_away(self) -> bool:
        """Hide the field; whether it was shown."""
        shown = not self.isHidden()
        self.hide()
        return shown

    def _heading_text(self) -> str:
        if len(self._documents) == 1:
            return wording.fill(self.tr("Tags of “%1”"), wording.one_line(self._documents[0].title, 60))
        return wording.fill(self.tr("Tags that all %1 have"), wording.documents(len(self._documents)))

    def _make_field(self) -> QLineEdit:
        field = QLineEdit()
        field.setAccessibleName(self.tr("Tags, with commas between them"))
        field.setPlaceholderText(self.tr("Tags, with commas between"))
        field.setAcceptDrops(False)
        completer = _LastPart(self._known, field)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        field.setCompleter(completer)
        field.returnPressed.connect(self._take)
        return field

    def _take(self) -> None:
        wanted = tuple(dict.fromkeys(" ".join(part.split()) for part in self.field.text().split(",") if part.strip()))
        new = tuple(tag for tag in wanted if tag not in self._before)
        gone = tuple(tag for tag in self._before if tag not in wanted)
        self.put_away()
        if new or gone:
            self.chosen.emit(self._documents, new, gone)


class _LastPart(QCompleter):
    """Completes what stands behind the last comma."""

    def __init__(self, known: QStringListModel, field: QLineEdit) -> None:
        super().__init__(known, field)
        self._field = field

    def splitPath(self, path: str) -> list[str]:
        return [path.rpartition(",")[2].strip()]

    def pathFromIndex(self, index: QModelIndex | QPersistentModelIndex) -> str:
        before, comma, _last = self._field.text().rpartition(",")
        return f"{before}{comma} {index.data()}".strip()
