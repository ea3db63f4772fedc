from __future__ import annotations

import pytest

from assistant.proof.tracing import read_calls

LOCAL = """\
101 socket(AF_UNIX, SOCK_STREAM|SOCK_CLOEXEC, 0) = 3
101 connect(3, {sa_family=AF_UNIX, sun_path="/run/user/1000/bus"}, 110) = 0
101 connect(3, {sa_family=AF_UNIX, sun_path=@"/tmp/.X11-unix/X0"}, 20) = -1 ECONNREFUSED (Connection refused)
102 socket(AF_INET, SOCK_STREAM, IPPROTO_TCP) = 4
102 connect(4, {sa_family=AF_INET, sin_port=htons(40001), sin_addr=inet_addr("127.0.0.1")}, 16 <unfinished ...>
103 bind(5, {sa_family=AF_INET6, sin6_port=htons(0), sin6_flowinfo=htonl(0), inet_pton(AF_INET6, "::1", &sin6_addr), sin6_scope_id=0}, 28) = 0
103 bind(5, {sa_family=AF_INET6, sin6_port=htons(0), sin6_flowinfo=htonl(0), inet_pton(AF_INET6, "::ffff:127.0.0.1", &sin6_addr), sin6_scope_id=0}, 28) = 0
102 <... connect resumed>) = -1 EINPROGRESS (Operation now in progress)
103 getsockname(5, {sa_family=AF_INET, sin_port=htons(0), sin_addr=inet_addr("0.0.0.0")}, [112 => 16]) = 0
104 socket(AF_NETLINK, SOCK_RAW|SOCK_CLOEXEC, NETLINK_ROUTE) = 3
101 +++ exited with 0 +++
--- SIGCHLD {si_signo=SIGCHLD} ---
"""  # noqa: E501 - as strace prints it
BEYOND = [
    'connect(3, {sa_family=AF_INET, sin_port=htons(53), sin_addr=inet_addr("10.0.0.53")}, 16) = 0',
    '7 connect(3, {sa_family=AF_INET, sin_port=htons(443), sin_addr=inet_addr("192.0.2.1")}, 16 <unfinished ...>',
    'bind(3, {sa_family=AF_INET, sin_port=htons(0), sin_addr=inet_addr("0.0.0.0")}, 16) = 0',
    'sendto(3, "x", 1, 0, {sa_family=AF_INET6, inet_pton(AF_INET6, "2001:db8::1", &sin6_addr)}, 28) = 1',
    "9 socket(AF_VSOCK, SOCK_STREAM, 0) = 3",
    "socket(AF_PACKET, SOCK_RAW, 768) = -1 EPERM (Operation not permitted)",
]


def test_calls_that_stay_on_the_machine_are_counted_and_nothing_more():
    calls = read_calls(LOCAL.splitlines())
    assert calls.beyond == ()
    assert calls.counts == {"socket": 3, "connect": 3, "bind": 2, "getsockname": 1}
    assert calls.families == {"AF_UNIX": 1, "AF_INET": 1, "AF_NETLINK": 1}
    assert calls.paths == ("/run/user/1000/bus",)
    assert calls.name_services == ()


@pytest.mark.parametrize("line", BEYOND)
def test_a_call_beyond_the_machine_is_told(line: str):
    assert read_calls([line]).beyond == (line,)


@pytest.mark.parametrize("path", ["/var/run/nscd/socket", "/run/systemd/resolve/io.systemd.Resolve"])
def test_a_connect_to_a_name_service_is_told(path: str):
    line = f'connect(3, {{sa_family=AF_UNIX, sun_path="{path}"}}, 110) = -1 ENOENT (No such file or directory)'
    assert read_calls([line]).name_services == (path,)
