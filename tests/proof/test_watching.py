from __future__ import annotations

import os
import socket
import subprocess
import sys

import pytest

from assistant.proof.watching import Watch, descendants

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looked up in /proc")

LISTENS = """
import socket, sys
a = socket.create_server((sys.argv[1], 0), family=socket.AF_INET6 if ":" in sys.argv[1] else socket.AF_INET)
print(a.getsockname()[1], flush=True)
sys.stdin.read()
"""


@pytest.mark.parametrize(("address", "loopback"), [("127.0.0.1", True), ("::1", True), ("0.0.0.0", False)])  # noqa: S104
def test_a_listener_of_a_child_is_seen_while_it_is_there(address: str, loopback: bool):
    watch = Watch(whole_network=False)
    command = [sys.executable, "-c", LISTENS, address]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        port = int(child.stdout.readline())
        assert child.pid in descendants()
        watch.look()
        child.communicate("", timeout=30)
    (seen,) = [one for one in watch.listeners if one.port == port]  # the session's engine listens, too
    assert (seen.address, seen.port, seen.on_loopback) == (address, port, loopback)
    assert seen.program in watch.programs
    assert port not in {one.port for one in watch.listening()}


def test_listeners_of_others_count_only_where_the_network_is_our_own():
    with socket.create_server(("127.0.0.1", 0)) as own:
        port = own.getsockname()[1]
        assert port not in {one.port for one in Watch(whole_network=False).listening()}
        assert port in {one.port for one in Watch(whole_network=True).listening()}
        assert os.getpid() not in descendants()
