from __future__ import annotations

import os
import shutil
import socket
import statistics
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.guard.inside import ROOT, command, run_inside

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="namespaces are Linux's"),
    pytest.mark.usefixtures("kernel_wall"),
]
Figure = Callable[[str], None]

OUTSIDE = ("192.0.2.1", 80)  # an address reserved for documents (RFC 5737)


def test_only_loopback_is_left_and_it_works(figure: Figure, user: int | None):
    code = """
result["interfaces"] = namespace.interfaces()
result["routes"] = pathlib.Path("/proc/self/net/route").read_text().splitlines()[1:]
listener = socket.create_server(("127.0.0.1", 0))
client = socket.create_connection(listener.getsockname())
listener.accept()[0].sendall(b"here")
result["answer"] = client.recv(4).decode()
"""
    result = run_inside(code, user=user).result
    figure(
        f"interfaces inside: {result['interfaces']}, routes: {len(result['routes'])}, entered as user {user or 'own'}"
    )
    assert (result["interfaces"], result["routes"], result["answer"]) == (["lo"], [], "here")


def test_the_user_stays_the_same_and_holds_no_capability(figure: Figure, user: int | None):
    code = """
status = pathlib.Path("/proc/self/status").read_text().splitlines()
result["capabilities"] = [int(line.split()[1], 16) for line in status if line.startswith("Cap")]
result["user"] = [os.getuid(), os.geteuid(), os.getgid(), os.getegid()]
owned = pathlib.Path(f"/proc/{os.getpid()}").stat()
result["owner"] = [owned.st_uid, owned.st_gid]
child = subprocess.run(["cat", "/proc/self/status"], capture_output=True, text=True, check=True).stdout.splitlines()
result["child"] = [int(line.split()[1], 16) for line in child if line.startswith(("CapEff", "CapPrm", "CapBnd"))]
"""
    result = run_inside(code, user=user).result
    expected_user, expected_group = (os.getuid(), os.getgid()) if user is None else (user, user)
    figure(f"user and group inside: {result['user']}, capabilities: {result['capabilities']}")
    assert result["user"] == [expected_user, expected_user, expected_group, expected_group]
    assert result["owner"] == [expected_user, expected_group]
    assert result["capabilities"] == [0] * 5
    assert result["child"] == [0] * 3


def test_reaching_out_fails_at_once(figure: Figure):
    code = f"""
for kind in (socket.SOCK_STREAM, socket.SOCK_DGRAM):
    begun = time.perf_counter()
    with socket.socket(socket.AF_INET, kind) as out:
        result[kind.name] = [out.connect_ex({OUTSIDE}), time.perf_counter() - begun]
begun = time.perf_counter()
try:
    socket.getaddrinfo("haversack-marker.invalid", 80)
except socket.gaierror as error:
    result["name"] = [error.errno, time.perf_counter() - begun]
"""
    result = run_inside(code).result
    unreachable = 101
    figure(f"connect out: {result['SOCK_STREAM']}, datagram: {result['SOCK_DGRAM']}, name: {result['name']} (errno, s)")
    assert result["SOCK_STREAM"][0] == result["SOCK_DGRAM"][0] == unreachable
    assert max(seconds for _, seconds in (result["SOCK_STREAM"], result["SOCK_DGRAM"], result["name"])) < 0.5


MACHINE = """
from assistant.guard import kernel
user, group = os.geteuid(), os.getegid()
kernel.unshare(kernel.NEW_USER | kernel.NEW_MOUNTS | kernel.NEW_NETWORK)
namespace._write("setgroups", "deny")
namespace._write("uid_map", f"{user} {user} 1")
namespace._write("gid_map", f"{group} {group} 1")
namespace._raise_loopback()
kernel.mount("none", "/run", "tmpfs")
"""
NAME_SERVICE = (
    MACHINE
    + """
asked = []
for folder in ("nscd", "systemd/resolve", "avahi-daemon", "dbus"):
    os.makedirs(f"/run/{folder}")
    service = socket.socket(socket.AF_UNIX)
    service.bind(f"/run/{folder}/socket")
    service.listen()
    asked.append(service)
def look_up():
    lines = "import socket; socket.getaddrinfo('haversack-marker.invalid', 80)"
    subprocess.run([sys.executable, "-c", lines], stderr=subprocess.DEVNULL)
def connections():
    count = 0
    for service in asked:
        service.setblocking(False)
        while True:
            try:
                service.accept()[0].close()
                count += 1
            except BlockingIOError:
                break
    return count
look_up()
result["outside"] = connections()
"""
)


def test_names_are_never_asked_of_the_services_outside(figure: Figure):
    code = """
look_up()
result["inside"] = connections()
result["reachable"] = [str(path) for path in pathlib.Path("/run").rglob("socket")]
result["nameservers"] = pathlib.Path("/etc/resolv.conf").read_text() if os.path.exists("/etc/resolv.conf") else ""
result["own sockets"] = sum(service.fileno() >= 0 for service in asked)
"""
    result = run_inside(code, before=NAME_SERVICE).result
    figure(f"connections to name services, one look-up each: {result['outside']} outside, {result['inside']} inside")
    assert result["outside"] > 0, "the control saw nothing, so the test shows nothing"
    assert result["inside"] == 0
    assert result["reachable"] == []
    assert result["nameservers"] == ""


def test_names_come_from_files_where_the_machine_runs_no_name_service(tmp_path: Path):
    code = f"""
result["settings"] = pathlib.Path("/etc/nsswitch.conf").read_text().splitlines()[-2:]
result["nameservers"] = pathlib.Path("/etc/resolv.conf").read_text() if os.path.exists("/etc/resolv.conf") else ""
result["temporary files stay in view"] = os.path.isdir({str(tmp_path)!r})
"""
    result = run_inside(code, before=MACHINE).result
    assert result["settings"] == ["hosts: files", "networks: files"]
    assert result["nameservers"] == ""
    assert result["temporary files stay in view"]


def test_nothing_inside_is_reachable_from_outside(figure: Figure):
    code = """
listener = socket.create_server(("127.0.0.1", 0))
print(listener.getsockname()[1], flush=True)
sys.stdin.readline()
"""
    inside = subprocess.Popen(command(code), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT)
    assert inside.stdout is not None
    port = int(inside.stdout.readline())
    with socket.socket() as stranger:
        refused = stranger.connect_ex(("127.0.0.1", port))
    inside.communicate("\n", timeout=30)
    figure(f"a stranger's connect to the port that listens inside: errno {refused}")
    assert refused == 111


@pytest.mark.parametrize(
    "way_back",
    [
        "os.open('/proc/1/ns/net', os.O_RDONLY)",
        "kernel.unmount('/etc/resolv.conf')",
        "kernel.mount('none', '/etc', 'tmpfs')",
        "namespace._raise_loopback()",
        "socket.socket(socket.AF_PACKET, socket.SOCK_RAW)",
        "os.setuid(1)",
    ],
)
def test_there_is_no_way_back(way_back: str, user: int | None):
    code = f"""
from assistant.guard import kernel
try:
    {way_back}
    result["refused"] = False
except OSError as error:
    result["refused"] = True
"""
    if way_back.startswith("os.open") and user is None and os.geteuid() != 0:
        pytest.skip("shown for the user of process 1 only")
    assert run_inside(code, user=user).result["refused"]


@pytest.mark.parametrize("family", ["AF_VSOCK", "AF_CAN", "AF_PACKET", "AF_ALG", "AF_TIPC"])
def test_families_that_a_network_does_not_contain_are_refused(family: str):
    code = f"""
not_supported = 97
try:
    socket.socket(socket.{family}, socket.SOCK_STREAM)
    result["refused"] = 0
except OSError as error:
    result["refused"] = error.errno
"""
    assert run_inside(code).result["refused"] == 97


def test_a_second_call_changes_nothing():
    code = """
before = [os.readlink(f"/proc/self/ns/{kind}") for kind in ("user", "net", "mnt")]
result["again"] = isolation.enter() == state
result["same"] = before == [os.readlink(f"/proc/self/ns/{kind}") for kind in ("user", "net", "mnt")]
"""
    result = run_inside(code).result
    assert (result["again"], result["same"]) == (True, True)


def test_what_is_started_inside_stays_inside():
    code = """
lines = "from assistant.guard import isolation, namespace; print(isolation.enter().wall, namespace.interfaces())"
result["child"] = subprocess.run([sys.executable, "-c", lines], capture_output=True, text=True, check=True).stdout
"""
    assert run_inside(code).result["child"] == "kernel ['lo']\n"


def test_proxies_of_the_machine_are_forgotten():
    result = run_inside(
        "result['left'] = [name for name in os.environ if 'proxy' in name.lower()]",
        environment={"HTTPS_PROXY": "http://192.0.2.1:3128", "all_proxy": "socks5://192.0.2.1:1080"},
    ).result
    assert result["left"] == []


def test_names_of_users_are_still_known(user: int | None):
    result = run_inside("result['name'] = pwd.getpwuid(0).pw_name", user=user).result
    assert result["name"] == "root"


def test_a_nested_bubblewrap_works_inside(user: int | None):
    if not shutil.which("bwrap"):
        pytest.skip("bubblewrap is not installed")
    if user is None and os.geteuid() == 0:
        pytest.skip("the kernel lets no one without a capability map root again (since Linux 5.12)")
    code = """
nested = ["bwrap", "--unshare-all", "--ro-bind", "/", "/", "--proc", "/proc", "cat", "/proc/net/dev"]
done = subprocess.run(nested, capture_output=True, text=True, check=False)
result["nested"] = [done.returncode, done.stderr, len(done.stdout.splitlines())]
"""
    assert run_inside(code, user=user).result["nested"] == [0, "", 3]


def test_it_costs_milliseconds(figure: Figure):
    seconds = [run_inside("").result["seconds"] for _ in range(7)]
    fastest, median = min(seconds) * 1000, statistics.median(seconds) * 1000
    figure(f"giving up the network: {fastest:.1f} ms at the least, median {median:.1f} ms of {len(seconds)} starts")
    assert median < 100


def test_a_process_with_threads_says_that_it_could_not_be_done():
    before = "import threading; go = threading.Event(); threading.Thread(target=go.wait, daemon=True).start()"
    result = run_inside("go.set()", before=before).result
    assert result["wall"] == "process"
    assert "not by the kernel" in result["sentence"]
