"""The program on Windows and macOS, as far as Linux can show: every module loads where a Unix's own parts are missing.

Nothing of it has been run there; see docs/packaging.md.
"""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

ON_LINUX_ONLY = {"assistant.guard.bounds", "assistant.guard.namespace"}
"""Loaded inside functions that only a Unix or a Linux calls."""
LOADED_ANEW = """
import importlib, os, pkgutil, select, signal, socket, sys
from unittest.mock import MagicMock
import assistant, ui

platform, absent, missing = sys.argv[1], sys.argv[2].split(), sys.argv[3].split()
names = [found.name for package in (assistant, ui)
         for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}.")
         if not found.name.endswith("__main__")]
for name in names:
    importlib.import_module(name)  # what others made is loaded as it is
for name in [name for name in sys.modules if name.partition(".")[0] in ("assistant", "ui")]:
    del sys.modules[name]
sys.platform = platform
sys.modules.update(dict.fromkeys(absent))
sys.modules.update(winreg=MagicMock(), msvcrt=MagicMock())
for name in missing:
    module, _, attribute = name.partition(".")
    if hasattr(sys.modules[module], attribute):
        delattr(sys.modules[module], attribute)
for name in names:
    try:
        importlib.import_module(name)
    except (ImportError, AttributeError, OSError) as error:
        print(name, repr(error))
"""
MISSING = """
select.poll signal.SIGHUP signal.SIGKILL signal.SIGIO signal.SIGCHLD socket.AF_UNIX socket.send_fds socket.recv_fds
os.O_CLOEXEC os.O_NONBLOCK os.O_NOFOLLOW os.memfd_create os.waitid os.getuid os.geteuid os.killpg os.fork os.sysconf
os.statvfs os.WNOHANG
"""
WINDOWS = ("win32", "fcntl resource pwd grp termios", MISSING)
MACOS = ("darwin", "", "os.memfd_create os.MFD_CLOEXEC os.waitid")


@pytest.mark.skipif(sys.platform != "linux", reason="plays the other systems on Linux")
@pytest.mark.parametrize("system", [WINDOWS, MACOS], ids=["windows", "macos"])
def test_every_module_loads_without_what_only_linux_has(system: tuple[str, ...]):
    loading = [sys.executable, "-c", LOADED_ANEW, *system]
    done = subprocess.run(
        loading, env=os.environ | {"QT_QPA_PLATFORM": "offscreen"}, capture_output=True, text=True, check=False
    )
    failed = {line.partition(" ")[0]: line for line in done.stdout.splitlines()}
    assert done.returncode == 0, done.stderr
    assert {name: line for name, line in failed.items() if name not in ON_LINUX_ONLY} == {}
