"""Sealing the open library, locking it, and unlocking it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication

from assistant.errors import UsageError
from assistant.guard.passphrase import passphrase_of
from ui import wording
from ui.controllers.session import Session
from ui.jobs import Lane
from ui.lock_requests import LockRequestListener
from ui.screen_lock import ScreenLock
from ui.views.lock import LibraryPlace
from ui.views.notice import NoticeStack, Tone
from ui.wording import tr

if TYPE_CHECKING:  # see ui.controllers.session
    from assistant.workspace.sealing import Sealed

MINUTE_MS = 60 * 1000
_TOUCHES = {QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.MouseMove, QEvent.Type.Wheel}


class SealingController(QObject):
    """Puts the lock screen in the library's place while that is locked."""

    def __init__(self, session: Session, place: LibraryPlace, notices: NoticeStack) -> None:
        super().__init__(session)
        self._session = session
        self._place = place
        self._notices = notices
        self._lock_screen, self._seal_screen = place.lock, place.seal
        self._idle = QTimer(self, singleShot=True)
        self._screen = ScreenLock(self)
        self._screen.locked.connect(self.lock)
        self._requests = LockRequestListener(self)
        self._requests.heard.connect(self._ask_who_is_wanted)
        self._watching = False
        self._idle.timeout.connect(self._lock_unless_working)
        self._lock_screen.unlock_wanted.connect(self._unlock)
        self._seal_screen.seal_wanted.connect(self._seal)
        self._seal_screen.left.connect(self._show_library)
        place.code.noted.connect(self._show_library)
        session.locked.connect(self._show_lock)
        session.must_be_sealed.connect(self._demand_seal)
        session.library_opened.connect(self._opened)

    def lock(self) -> None:
        """Lock the open library: what the window shows of it goes, then its key and all that was kept of it."""
        if not self._session.sealed:
            return
        name, jobs = self._session.library_name, self._session.jobs
        jobs.cancel_all()
        self._session.clipboard.let_go()
        task = jobs.call(lambda: self._session.workspace.sealing.lock(name), lane=Lane.INGEST)
        task.finished.connect(lambda _: self._session.open(name))
        task.failed.connect(self._session.report)

    def ask_seal(self) -> None:
        """Ask for a passphrase with which the open library is sealed."""
        if self._session.sealed:
            self._notices.say(Tone.INFO, self.tr("This library is sealed already."))
            return
        self._place.setCurrentWidget(self._seal_screen)
        self._seal_screen.ask(self._session.library_name)

    def _demand_seal(self, sentence: str) -> None:
        """Ask for a passphrase before anything of the library is shown."""
        self.ask_seal()
        self._seal_screen.show_problem(sentence)

    def wait(self, minutes: int) -> None:
        """Lock a sealed library from now on once nobody has touched anything for so long."""
        self._idle.setInterval(minutes * MINUTE_MS)

    def let_go(self) -> None:
        """Wait for nobody any more: the window is closing."""
        self._idle.stop()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Begin the idle time anew whenever somebody is there."""
        if self._idle.isActive() and event.type() in _TOUCHES:
            self._idle.start()
        return False

    def _lock_unless_working(self) -> None:
        """Lock when nobody is there; work that goes on is waited for."""
        if any(not task.watches for task in self._session.jobs.running):
            self._idle.start()
        else:
            self.lock()

    def _opened(self, name: str) -> None:
        self._show_library()
        self._idle.stop()
        task = self._session.jobs.call(lambda: self._look(name))
        task.finished.connect(partial(self._note, name))

    def _look(self, name: str) -> tuple[bool, int]:
        """Return whether a library is sealed, and after how many idle minutes it is to be locked."""
        workspace = self._session.workspace
        return workspace.libraries.info(name).sealed, workspace.idle_lock_minutes

    def _note(self, name: str, state: tuple[bool, int]) -> None:
        sealed, minutes = state
        if name != self._session.library_name:
            return
        self._session.sealed = sealed
        self._idle.setInterval(minutes * MINUTE_MS)
        if sealed:
            self._watch()
            QApplication.instance().installEventFilter(self)  # type: ignore[union-attr] # there is one while this is
            self._idle.start()
        else:
            self._idle.stop()

    def _watch(self) -> None:
        if not self._watching:
            self._watching = True
            self._screen.watch()
        self._session.jobs.call(self._session.workspace.sealing.requests_folder).finished.connect(self._requests.listen)

    def _ask_who_is_wanted(self) -> None:
        task = self._session.jobs.call(self._session.workspace.sealing.wanted_locked)
        task.finished.connect(self._lock_wanted)
        task.failed.connect(self._session.report)

    def _lock_wanted(self, names: Sequence[str]) -> None:
        """Lock what another program wants locked: the open library with all that is shown of it, others at once."""
        sealing = self._session.workspace.sealing
        for name in names:
            if name == self._session.library_name:
                self.lock()
            else:
                self._session.jobs.call(partial(sealing.lock, name)).failed.connect(self._session.report)

    def _show_lock(self, name: str) -> None:
        self._idle.stop()
        self._place.code.forget()
        self._lock_screen.show_locked(name)
        self._place.setCurrentWidget(self._lock_screen)
        self._lock_screen.field.setFocus()

    def _unlock(self, typed: str, remember: bool) -> None:
        name, sealing = self._session.library_name, self._session.workspace.sealing
        given = passphrase_of(typed)
        task = self._session.jobs.call(lambda: sealing.unlock(name, given, remember=remember))
        task.finished.connect(lambda _: self._session.open(name))
        task.failed.connect(partial(self._not_unlocked, name))
        task.ended.connect(given.wipe)

    def _not_unlocked(self, name: str, error: Exception) -> None:
        if self._session.door.code(error) == "no-key-store":  # it is unlocked all the same
            self._session.report(error)
            self._session.open(name)
            return
        self._lock_screen.show_problem(self._session.door.sentence(error))

    def _seal(self, typed: str) -> None:
        name, sealing = self._session.library_name, self._session.workspace.sealing
        given = passphrase_of(typed)
        task = self._session.jobs.start(
            lambda cancel: sealing.seal(name, given, cancel), lane=Lane.INGEST, title=self.tr("Sealing the library")
        )
        task.finished.connect(partial(self._told, name))
        task.failed.connect(self._not_sealed)
        task.ended.connect(given.wipe)

    def _not_sealed(self, error: Exception) -> None:
        if isinstance(error, UsageError):
            self._seal_screen.show_problem(self._session.door.sentence(error))
            return
        self._show_library()
        self._session.report(error)

    def _told(self, name: str, sealed: Sealed) -> None:
        """Show the recovery code, once, and the files that stay in clear."""
        self._session.open(name)
        self._place.code.show_code(sealed.recovery_code, _outside(sealed.outside))
        self._place.setCurrentWidget(self._place.code)

    def _show_library(self) -> None:
        """Show the library, once a recovery code that stands in its place has been written down."""
        if not self._place.code.waiting:
            self._place.setCurrentWidget(self._place.opened)


def _outside(files: Sequence[str]) -> str:
    """Return what is said of the source files that are still in clear, "" where there are none."""
    if not files:
        return ""
    if len(files) == 1:
        return tr("The file that it was made from stays where it is, in clear: %1.", files[0])
    stay = tr("%1 files that it was made from stay where they are, in clear, the first of them %2.")
    return wording.fill(stay, wording.number(len(files)), files[0])
