"""One window for one home: a second start hands its files to the first and ends.

A socket file in the home is the bell. It is no network: only who may write in the home can ring it. Where there is
none, nothing is loaded that a first start need not wait for.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSocketNotifier, Signal

if TYPE_CHECKING:
    import socket

BELL = "window.socket"
PATIENCE = 3.0
"""Longest wait for the first window to take the files, in seconds."""
MOST = 1 << 20
"""Bytes taken from one ring at the most."""


def ring(home: Path, paths: Sequence[Path]) -> bool:
    """Hand files to the window that is open on this home already; whether there is one that took them."""
    if not (home / BELL).exists():
        return False
    import json  # noqa: PLC0415 - not needed to paint
    import socket  # noqa: PLC0415 - as above

    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as bell:
        bell.settimeout(PATIENCE)
        try:
            bell.connect(str(home / BELL))
            bell.sendall(json.dumps([str(path.absolute()) for path in paths]).encode() + b"\n")
            return bell.recv(1) == b"\n"
        except OSError:  # nobody is there, or nobody who answers: then this start is the first
            return False


class Doorbell(QObject):
    """Listens for later starts, from the window's event loop."""

    rung = Signal(object)
    """The paths that a later start was given, as a list."""

    def __init__(self, home: Path, parent: QObject | None = None) -> None:
        """Listen. Raises OSError where the home takes no socket."""
        import socket  # noqa: PLC0415 - as above

        super().__init__(parent)
        self._path = home / BELL
        self._path.unlink(missing_ok=True)
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self._socket.bind(str(self._path))
        self._socket.listen()
        self._socket.setblocking(False)
        self._notifier = QSocketNotifier(self._socket.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._answer)

    def close(self) -> None:
        """Listen no more."""
        self._notifier.setEnabled(False)
        self._socket.close()
        self._path.unlink(missing_ok=True)

    def _answer(self) -> None:
        _Visitor(self._socket.accept()[0], self)


class _Visitor(QObject):
    """One later start, until its line has come."""

    def __init__(self, connection: socket.socket, bell: Doorbell) -> None:
        super().__init__(bell)
        self._bell = bell
        self._connection = connection
        self._connection.setblocking(False)
        self._said = b""
        self._notifier = QSocketNotifier(connection.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._listen)

    def _listen(self) -> None:
        heard = self._connection.recv(65536)
        self._said += heard
        if self._said.endswith(b"\n"):
            self._connection.send(b"\n")
            self._bell.rung.emit(_paths(self._said))
        if not heard or self._said.endswith(b"\n") or len(self._said) > MOST:
            self._notifier.setEnabled(False)
            self._connection.close()
            self.deleteLater()


def _paths(said: bytes) -> list[Path]:
    """Return the paths of a line; none where it isn't one of ours."""
    import json  # noqa: PLC0415 - as above

    try:
        told = json.loads(said)
    except ValueError:
        return []
    return [Path(each) for each in told if isinstance(each, str)] if isinstance(told, list) else []
