"""The moment at which another program, such as `haversack lock`, wants a library locked."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, Signal


class LockRequestListener(QObject):
    """Listens to the folder of the requests; no job, as one that never ends would keep the idle lock away."""

    heard = Signal()
    """Something may be wanted."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._watcher = QFileSystemWatcher(self)
        self._watcher.directoryChanged.connect(lambda _folder: self.heard.emit())

    def listen(self, folder: Path) -> None:
        """Listen from now on; what was wanted just before is heard, too."""
        if str(folder) not in self._watcher.directories():
            self._watcher.addPath(str(folder))
        self.heard.emit()
