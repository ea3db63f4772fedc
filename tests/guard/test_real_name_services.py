"""The name services that a Linux really runs are not heard from inside: nscd by its own record, avahi by its socket."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable

import pytest

from tests.guard.inside import run_inside

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="namespaces are Linux's"),
    pytest.mark.skipif(os.geteuid() != 0, reason="these services change their user, which only root may let them"),
    pytest.mark.usefixtures("kernel_wall"),
]
Figure = Callable[[str], None]

MACHINE = """
import tempfile
from assistant.guard import kernel
every_mount_private = 0x4000 | 0x40000
kernel.unshare(kernel.NEW_MOUNTS | kernel.NEW_NETWORK)
kernel.mount("none", "/", flags=every_mount_private)
namespace._raise_loopback()
kernel.mount("none", "/run", "tmpfs")
record = tempfile.TemporaryFile("w+b")
def start(folder, settings, *command):
    os.makedirs(f"/run/{folder}")
    file = tempfile.NamedTemporaryFile("w", delete=False)
    file.write(settings)
    file.close()
    service = subprocess.Popen([*command, file.name], stdout=record, stderr=record)
    while connect(folder) != 0:
        if service.poll() is not None:
            record.seek(0)
            sys.exit(record.read().decode())
    os.unlink(file.name)
    return service
def connect(folder):
    with socket.socket(socket.AF_UNIX) as client:
        return client.connect_ex(f"/run/{folder}/socket")
def look_up(name):
    lines = f"import socket; socket.getaddrinfo({name!r}, 80)"
    subprocess.run([sys.executable, "-c", lines], stderr=subprocess.DEVNULL)
def end(service):
    service.terminate()
    service.wait()
    record.seek(0)
    return record.read().decode(errors="replace")
"""


def needs(program: str) -> None:
    if shutil.which(program, path="/usr/sbin:/usr/bin") is None:
        pytest.skip(f"{program} is not installed")


def test_a_real_nscd_is_asked_outside_and_never_inside(figure: Figure):
    needs("nscd")
    start = """
service = start("nscd", "enable-cache hosts yes\\n", "/usr/sbin/nscd", "--debug", "--config-file")
look_up("asked-outside.invalid")
"""
    code = """
look_up("asked-inside.invalid")
result["connect"] = connect("nscd")
told = end(service)
result["heard"] = [name for name in ("asked-outside.invalid", "asked-inside.invalid") if name in told]
"""
    result = run_inside(code, before=MACHINE + start).result
    figure(f"a real nscd heard of {result['heard']}; a connect from inside: errno {result['connect']}")
    assert result["heard"] == ["asked-outside.invalid"]
    assert result["connect"] == 2


def test_a_real_avahi_is_out_of_reach_inside(figure: Figure):
    needs("avahi-daemon")
    start = """
settings = "[server]\\nenable-dbus=no\\nuse-ipv6=no\\n"
options = ("--no-drop-root", "--no-chroot", "--no-rlimits", "--no-proc-title", "--file")
service = start("avahi-daemon", settings, "/usr/sbin/avahi-daemon", *options)
result["outside"] = connect("avahi-daemon")
"""
    code = """
result["inside"] = connect("avahi-daemon")
end(service)
"""
    result = run_inside(code, before=MACHINE + start).result
    figure(f"a connect to a real avahi: errno {result['outside']} outside, {result['inside']} inside")
    assert (result["outside"], result["inside"]) == (0, 2)
