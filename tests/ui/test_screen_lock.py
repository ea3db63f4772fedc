from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

DESKTOP = """
from PySide6.QtCore import QCoreApplication, QTimer
from PySide6.QtDBus import QDBusConnection, QDBusMessage
from ui.screen_lock import ScreenLock

app = QCoreApplication([])
screen = ScreenLock()
screen.locked.connect(lambda: app.exit(7))
heard = screen.watch()
print(heard)

def tell(locked):
    message = QDBusMessage.createSignal("/org/gnome/ScreenSaver", "org.gnome.ScreenSaver", "ActiveChanged")
    message.setArguments([locked])
    QDBusConnection.sessionBus().send(message)

if heard:
    tell(False)
    tell(True)
    QTimer.singleShot(5000, app.quit)
    raise SystemExit(app.exec())
"""


def run(bus: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", DESKTOP],
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | {"DBUS_SESSION_BUS_ADDRESS": bus},
    )


BUS = shutil.which("dbus-daemon") or ""


@pytest.mark.skipif(not BUS, reason="this machine has no bus to try it on")
def test_a_locked_screen_is_heard_of(tmp_path: Path):
    daemon = subprocess.Popen(
        [BUS, "--session", "--nofork", "--print-address=1", f"--address=unix:path={tmp_path}/bus"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert daemon.stdout is not None
    with daemon:
        try:
            done = run(daemon.stdout.readline().strip())
        finally:
            daemon.terminate()
    assert done.returncode == 7, done.stderr


def test_a_session_without_a_bus_is_no_fault(tmp_path: Path):
    done = run(f"unix:path={tmp_path}/none")
    assert (done.returncode, done.stdout.split()) == (0, ["False"]), done.stderr
