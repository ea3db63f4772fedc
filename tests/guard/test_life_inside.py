"""What the program needs of the session works where there is no network: its window, its key store, its readers."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.guard.inside import run_inside

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="namespaces are Linux's"),
    pytest.mark.usefixtures("kernel_wall"),
]


@pytest.fixture
def display() -> Iterator[str]:
    xvfb = shutil.which("Xvfb")
    if xvfb is None:
        pytest.skip("Xvfb is not installed")
    told, tell = os.pipe()
    command = [xvfb, "-displayfd", str(tell), "-screen", "0", "640x480x24", "-nolisten", "tcp", "-nolisten", "local"]
    server = subprocess.Popen(command, pass_fds=[tell], stderr=subprocess.DEVNULL)
    os.close(tell)
    with open(told, encoding="ascii") as number:  # noqa: PTH123 - a descriptor, not a path
        yield f":{number.readline().strip()}"
    server.terminate()
    server.wait(10)


WINDOW = """
from PySide6.QtWidgets import QApplication, QLabel
application = QApplication([])
label = QLabel("inside")
label.show()
while not label.windowHandle().isExposed():
    application.processEvents()
screen = application.primaryScreen().size()
result["screen"] = [application.platformName(), screen.width(), screen.height()]
"""


def test_a_window_opens_inside(display: str, figure: Callable[[str], None]):
    result = run_inside(WINDOW, environment={"DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}).result
    figure(f"window inside the private network, on an X server outside: {result['screen']}")
    assert result["screen"] == ["xcb", 640, 480]


@pytest.fixture
def compositor(tmp_path: Path) -> Iterator[dict[str, str]]:
    """The address of a real Wayland compositor, outside, that draws to no screen."""
    weston = shutil.which("weston")
    if weston is None:
        pytest.skip("weston is not installed")
    tmp_path.chmod(0o700)
    address = {"XDG_RUNTIME_DIR": str(tmp_path), "WAYLAND_DISPLAY": "haversack-test"}
    server = subprocess.Popen(
        [weston, "--backend=headless-backend.so", "--shell=kiosk-shell.so", "--no-config",
         "--width=640", "--height=480", f"--socket={address['WAYLAND_DISPLAY']}"],
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=os.environ | address,
    )  # fmt: skip
    assert server.stdout is not None
    any("kiosk-shell" in line and "Loading" in line for line in server.stdout)  # it listens by then
    yield address
    server.terminate()
    server.communicate(timeout=10)


def test_a_window_opens_inside_under_wayland(compositor: dict[str, str], figure: Callable[[str], None]):
    result = run_inside(WINDOW, environment=compositor | {"QT_QPA_PLATFORM": "wayland"}).result
    figure(f"window inside the private network, on a Wayland compositor outside: {result['screen']}")
    assert result["screen"] == ["wayland", 640, 480]


@pytest.fixture
def key_store(tmp_path: Path) -> Iterator[dict[str, str]]:
    """The address of a session bus with a real, unlocked key store, both outside."""
    dbus, keyring = shutil.which("dbus-daemon"), shutil.which("gnome-keyring-daemon")
    if dbus is None or keyring is None:
        pytest.skip("dbus-daemon or gnome-keyring-daemon is not installed")
    own = {"HOME": str(tmp_path), "XDG_RUNTIME_DIR": str(tmp_path), "XDG_DATA_HOME": str(tmp_path)}
    bus = subprocess.Popen(
        [dbus, "--session", "--nofork", "--print-address", f"--address=unix:path={tmp_path}/bus"],
        stdout=subprocess.PIPE, text=True, env=os.environ | own,
    )  # fmt: skip
    assert bus.stdout is not None
    own["DBUS_SESSION_BUS_ADDRESS"] = bus.stdout.readline().strip()
    store = subprocess.Popen(
        [keyring, "--foreground", "--unlock", "--components=secrets"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=os.environ | own,
    )  # fmt: skip
    assert store.stdin is not None
    assert store.stdout is not None
    store.stdin.write("a password of the test's own")
    store.stdin.close()
    store.stdout.readline()  # it tells its address once it is ready
    yield own
    for process in (store, bus):
        process.terminate()
        process.wait(10)
        process.stdout.close() if process.stdout else None


def test_a_key_goes_to_the_key_store_and_back(key_store: dict[str, str], figure: Callable[[str], None]):
    code = """
import keyring
keyring.set_password("haversack-test", "library", "a key")
result["back"] = keyring.get_password("haversack-test", "library")
result["store"] = type(keyring.get_keyring()).__module__
keyring.delete_password("haversack-test", "library")
"""
    backend = {"PYTHON_KEYRING_BACKEND": "keyring.backends.SecretService.Keyring"}
    result = run_inside(code, environment=key_store | backend).result
    figure(f"key store outside, asked from inside: {result['store']} gave back {result['back']!r}")
    assert result["back"] == "a key"


def test_a_document_reader_starts_its_own_sandbox_inside(tmp_path: Path, figure: Callable[[str], None]):
    (tmp_path / "note.txt").write_text("The relief valve opens at 7 bar.\n", encoding="utf-8")
    code = f"""
from assistant.documents.reader import Reader
from assistant.guard.sandbox import Launcher
from assistant.jobs import CancelToken
reader = Reader(Launcher())
head, *pages = reader.read(pathlib.Path({str(tmp_path / "note.txt")!r}), CancelToken())
result["text"] = pages[0].text
reader.close()
"""
    result = run_inside(code).result
    figure(f"a reader's child inside: read {result['text'].strip()!r}")
    assert "7 bar" in result["text"]
