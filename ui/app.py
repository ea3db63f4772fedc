"""Starts the window: paint first, load the heavy parts afterwards, stop everything at the end."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSettings
from PySide6.QtWidgets import QApplication

from assistant import places
from assistant.guard.isolation import Isolation, Wall
from ui.doorbell import Doorbell, ring
from ui.errors import ErrorDoor
from ui.garbage import Garbage
from ui.jobs import Jobs
from ui.languages import speak
from ui.libraries import FIRST_LIBRARY
from ui.look import TEXT_SIZES, Look, Mode
from ui.main_window import MainWindow
from ui.theme import Theme

if TYPE_CHECKING:  # importing it loads the whole core, which must wait until the window has been painted
    from assistant.workspace import Workspace
    from ui.quitting import QuitSignals

TURN_SECONDS = 0.001
"""How long a worker may hold the interpreter while the window waits for it: a fifth of Python's own measure."""


class Application(QObject):
    """One window over one workspace, from the first paint to the last thread."""

    def __init__(self, home: Path, library: str = FIRST_LIBRARY) -> None:
        super().__init__()
        self._home = home
        self._library = library
        settings = QSettings(str(home / "window.ini"), QSettings.Format.IniFormat)
        self._workspace: Workspace | None = None
        self._bell: Doorbell | None = None
        self._signals: QuitSignals | None = None
        self._turn = sys.getswitchinterval()
        self._door = ErrorDoor(home / "logs", self)
        self._garbage = Garbage(self)
        self._jobs = Jobs(self)
        theme = Theme(parent=self, look=chosen_look(settings))
        speak(make_application(), str(settings.value("language", "")))
        self.window = MainWindow(theme, self._jobs, self._door, settings)

    def start(self, paths: Sequence[Path]) -> None:
        """Show the window, then open the workspace in the background and add `paths`."""
        sys.setswitchinterval(TURN_SECONDS)
        self._door.watch()
        self.window.add_paths(paths)
        self.window.painted.connect(self._garbage.begin)
        self.window.painted.connect(self._open_workspace)
        self.window.show()

    def stop(self) -> None:
        """End every job and everything that the workspace started, then the window, while Qt is still there."""
        if self._signals is not None:
            self._signals.forget()
        self._jobs.wait_all()
        sys.setswitchinterval(self._turn)
        self._garbage.end()
        if self._bell is not None:
            self._bell.close()
        if self._workspace is not None:
            self._workspace.close()
        self._door.unwatch()
        if self.window.desk is not None:
            self.window.desk.let_go()
        self.window.deleteLater()
        self.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)

    def heed_signals(self) -> None:
        """Close in good order, from now on, where the process is told to end."""
        from ui.quitting import QuitSignals  # noqa: PLC0415 - not needed to paint

        self._signals = QuitSignals(self.window)

    def _open_workspace(self) -> None:
        """Load what is not seen at first, and open the workspace, while the window already answers."""
        loading = self._jobs.call(_load_furnishing)
        loading.finished.connect(lambda _loaded: self.window.furnish())
        task = self._jobs.call(lambda: _make_workspace(self._home))
        task.finished.connect(self._opened)
        task.failed.connect(lambda error: self.window.show_problem(self._door.sentence(error)))

    def _opened(self, workspace: Workspace) -> None:
        self._workspace = workspace
        if sys.platform != "win32":  # where a folder takes no socket, so that each start opens a window
            self._bell = Doorbell(self._home, self)
            self._bell.rung.connect(self._called)
        self.window.attach(workspace, self._library)
        self._garbage.keep_what_is_there()

    def _called(self, paths: Sequence[Path]) -> None:
        """Come forward with what a later start was given."""
        self.window.add_paths(paths)
        self.window.raise_()
        self.window.activateWindow()


def main(arguments: Sequence[str] | None = None, isolation: Isolation | None = None) -> int:
    """Run the window until it is closed, or hand over to the one that is open already.

    Args:
        arguments: Files and folders to add; those of the process when None.
        isolation: What keeps this process from the network, for the status line; None where nothing does.

    Returns:
        The exit code.
    """
    given = _parser().parse_args(arguments)
    if ring(places.home(), given.paths):
        return 0
    qt = make_application()
    application = Application(places.home(), given.library)
    if isolation is not None:
        application.window.status.show_network(kernel=isolation.wall is Wall.KERNEL, sentence=isolation.sentence)
    application.window.painted.connect(application.heed_signals)
    application.start(given.paths)
    code = qt.exec()
    application.stop()
    return int(code)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("haversack-window", description="Open the window of Haversack.")
    parser.add_argument("--library", default=FIRST_LIBRARY, help="the library to open, made if there is none")
    parser.add_argument("paths", nargs="*", type=Path, metavar="PATH", help="files and folders to add")
    return parser


def make_application() -> QApplication:
    """Return the Qt application with the names under which it keeps its things."""
    QApplication.setApplicationName("Haversack")
    QApplication.setDesktopFileName("haversack")
    existing = QApplication.instance()
    return existing if isinstance(existing, QApplication) else QApplication([*sys.argv[:1], "-style", "Fusion"])


def _load_furnishing() -> None:
    import ui.furnishing  # noqa: F401, PLC0415 - takes as long as all that is seen at first, so it waits for that


def _make_workspace(home: Path) -> Workspace:
    """Return the workspace; whatever the window needs to work with it is loaded then, too."""
    import ui.controllers.desk  # noqa: F401, PLC0415 - as above
    from assistant.workspace import Workspace  # noqa: PLC0415 - as above

    return Workspace(home)


def chosen_look(settings: QSettings) -> Look:
    """Return what the user chose; what is no longer there to choose is as at the first start."""
    mode, text = str(settings.value("theme", Mode.SYSTEM.value)), float(str(settings.value("text", 1.0)))
    return Look(
        Mode(mode) if mode in set(Mode) else Mode.SYSTEM,
        text if text in TEXT_SIZES else 1.0,
        str(settings.value("calm", "false")).casefold() == "true",
    )


if __name__ == "__main__":
    sys.exit(main())
