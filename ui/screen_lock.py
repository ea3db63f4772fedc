"""The moment at which the desktop locks its screen, where it tells."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import SLOT, QObject, Signal, Slot

_TELLERS = ("org.freedesktop.ScreenSaver", "org.gnome.ScreenSaver")
"""Interfaces whose signal `ActiveChanged` says that the screen was locked (KDE and others, GNOME)."""


class ScreenLock(QObject):
    """Listens on the session's bus."""

    locked = Signal()

    def watch(self) -> bool:
        """Begin to listen; whether this session has a bus on which the desktop could tell."""
        from PySide6.QtDBus import QDBusConnection  # noqa: PLC0415 - for sealed libraries only

        bus = QDBusConnection.sessionBus()
        if not bus.isConnected():
            return False
        slot = cast("bytes", SLOT("changed(bool)"))  # text is what works, whatever the hints say
        return all(bus.connect("", "", each, "ActiveChanged", self, slot) for each in _TELLERS)

    @Slot(bool)
    def changed(self, active: bool) -> None:
        """Take what the desktop tells."""
        if active:
            self.locked.emit()
