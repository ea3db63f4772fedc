from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant.guard import isolation
from tests.guard.inside import run_inside

REFUSED = [
    "socket.create_connection(('192.0.2.1', 80))",
    "socket.socket().connect_ex(('192.0.2.1', 80))",
    "socket.socket(socket.AF_INET6).connect(('2001:db8::1', 80))",
    "socket.socket().bind(('0.0.0.0', 0))",
    "socket.socket().bind(('', 0))",
    "socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b'x', ('192.0.2.1', 53))",
    "socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendmsg([b'x'], [], 0, ('192.0.2.1', 53))",
    "socket.getaddrinfo('haversack-marker.invalid', 80)",
    "socket.getaddrinfo(b'haversack-marker.invalid', 80)",
    "socket.gethostbyname('haversack-marker.invalid')",
    "socket.gethostbyaddr('192.0.2.1')",
    "socket.getnameinfo(('192.0.2.1', 80), 0)",
    "socket.socket(socket.AF_UNIX).connect('/run/nscd/socket')",
    "socket.socket(socket.AF_UNIX).connect(b'/run/dbus/system_bus_socket')",
    "socket.socket(socket.AF_VSOCK, socket.SOCK_STREAM).connect((2, 1))",
]
ALLOWED = [
    "socket.socket().bind(('127.0.0.1', 0))",
    "socket.socket(socket.AF_INET6).bind(('::1', 0))",
    "(server := socket.create_server(('127.0.0.1', 0))) and socket.create_connection(server.getsockname())",
    "socket.getaddrinfo('localhost', 80)",
    "socket.getaddrinfo(None, 80)",
    "socket.getaddrinfo('127.0.0.1', 80)",
    "(pair := socket.socketpair()) and pair[0].sendmsg([b'x'])",
    "socket.socket(socket.AF_UNIX).bind('\\0haversack-marker')",
]


def attempt(calls: list[str]) -> tuple[list[str], str]:
    code = f"""
import logging
logging.basicConfig()
result["refused"] = []
for call in {calls!r}:
    try:
        eval(call)
    except PermissionError as error:
        result["refused"].append(call)
"""
    run = run_inside(code, environment={"HAVERSACK_NETWORK": "process"})
    assert run.result["wall"] == "process"
    return run.result["refused"], run.log


def test_every_call_that_leaves_the_machine_is_refused_and_logged(figure: Callable[[str], None]):
    refused, log = attempt(REFUSED)
    figure(f"calls out refused by the interpreter: {len(refused)} of {len(REFUSED)}")
    assert refused == REFUSED
    assert log.count("Refused to use the network") == len(REFUSED)


def test_calls_that_stay_on_the_machine_are_not_disturbed():
    refused, log = attempt(ALLOWED)
    assert refused == []
    assert log == ""


@pytest.mark.parametrize(
    ("display", "wayland", "elsewhere"),
    [
        ("localhost:10.0", "", True),
        ("far.invalid:0", "", True),
        ("far.invalid:0", "wayland-0", False),
        (":0", "", False),
        ("unix:0", "", False),
        ("/run/display:0", "", False),
        ("", "", False),
    ],
)
def test_a_display_on_the_network_needs_the_weaker_wall(
    monkeypatch: pytest.MonkeyPatch, display: str, wayland: str, elsewhere: bool
):
    monkeypatch.setenv("DISPLAY", display)
    monkeypatch.setenv("WAYLAND_DISPLAY", wayland)
    assert isolation._display_is_elsewhere() is elsewhere


@pytest.mark.parametrize(
    ("name", "value", "reason"),
    [
        ("HAVERSACK_NETWORK", "process", "HAVERSACK_NETWORK asks for it"),
        ("HAVERSACK_OLLAMA", "http://127.0.0.1:11434", "HAVERSACK_OLLAMA names an engine outside the program"),
    ],
)
def test_the_status_line_says_why_the_weaker_wall_stands(name: str, value: str, reason: str):
    result = run_inside("", environment={name: value}).result
    assert result["sentence"] == f"Network refused by the program itself, not by the kernel: {reason}."
