"""The whole journey with the real engine, where there is no network, and what is left after a kill."""

from __future__ import annotations

import json
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.proof.proving import check
from tests.commands import haversack
from tests.guard.inside import ROOT, command

pytestmark = [
    pytest.mark.engine,
    pytest.mark.skipif(sys.platform != "linux", reason="namespaces are Linux's"),
    pytest.mark.usefixtures("kernel_wall"),
]
Figure = Callable[[str], None]


def test_the_whole_journey_is_proved_and_the_report_signed(tmp_path: Path, figure: Figure):
    done = haversack(
        "prove-offline", "--report", tmp_path / "report.json", "--json", home=tmp_path / "home", timeout=280
    )
    report = json.loads(done.stdout)
    for claim in report["claims"]:
        figure(f"{claim['key']}: {claim['holds']} ({claim['evidence']})")
    assert [claim["evidence"] for claim in report["claims"] if claim["holds"] is False] == []
    assert done.code == 0
    assert check(tmp_path / "report.json") == report
    assert any(listener["program"].endswith("ollama") for listener in report["listeners"])
    assert {Path(program).name for program in report["programs"]} >= {"ollama"}


def test_the_whole_journey_under_the_weaker_wall_calls_nobody_either(
    tmp_path: Path, figure: Figure, monkeypatch: pytest.MonkeyPatch
):
    if not shutil.which("strace"):
        pytest.skip("strace is not installed")
    monkeypatch.setenv("HAVERSACK_NETWORK", "process")
    done = haversack("prove-offline", "--json", home=tmp_path / "home", timeout=280)
    report = json.loads(done.stdout)
    calls = report["socket_calls"]
    figure(f"weaker wall: {len(calls['beyond'])} of {sum(calls['counts'].values())} socket calls left the machine")
    assert (done.code, report["proved"], report["controls"]) == (1, False, "control not run")
    assert [step["code"] for step in report["steps"]] == [0] * 5
    assert calls["beyond"] == []
    failed = [claim["key"] for claim in report["claims"] if claim["holds"] is False]
    assert set(failed) <= {"isolated", "unprivileged"}  # what only the kernel's wall gives
    assert any(listener["program"].endswith("ollama") for listener in report["listeners"])


KILL = """
from assistant.proof.watching import Watch
impostor = socket.create_server(("127.0.0.1", 11434))
impostor.setblocking(False)
environment = os.environ | {{"HOME": {home!r}}}
program = [sys.executable, "-m", "assistant", "--home", {home!r}]
subprocess.run([*program, "add", {file!r}], env=environment, check=True, stdout=subprocess.DEVNULL)
asking = subprocess.Popen([*program, "ask", "At what pressure does the relief valve open?"], env=environment)
watch = Watch(whole_network=True)
def engines():
    return [one for one in watch.listening() if one.port != 11434]
deadline = time.monotonic() + 90
while not engines() and asking.poll() is None and time.monotonic() < deadline:
    pass
result["seen"] = [[one.address, one.on_loopback] for one in engines()]
print(engines()[0].port, flush=True)
sys.stdin.readline()
asking.kill()
killed = time.monotonic()
while engines() and time.monotonic() < killed + 10:
    pass
result["gone after"] = time.monotonic() - killed
asking.wait()
try:
    result["impostor"] = len(impostor.accept()[0].recv(4096))
except BlockingIOError:
    result["impostor"] = "nobody came"
"""


def test_the_engine_is_out_of_reach_and_a_kill_leaves_no_listener(tmp_path: Path, figure: Figure):
    file = tmp_path / "note.txt"
    file.write_text("The relief valve opens at 7 bar.\n", encoding="utf-8")
    code = KILL.format(home=str(tmp_path / "home"), file=str(file))
    inside = subprocess.Popen(command(code), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT)
    assert inside.stdout is not None
    port = int(inside.stdout.readline())
    refused, heard = _from_outside(port)
    said, _ = inside.communicate("\n", timeout=240)
    result = json.loads(said.splitlines()[-1])
    figure(f"the engine's port {port}, tried from outside: errno {refused}; an impostor there: {heard}")
    figure(f"listeners while asking: {result['seen']}, gone {result['gone after']:.2f} s after SIGKILL")
    figure(f"an impostor on port 11434 inside: {result['impostor']}")
    assert (refused, heard) == (111, "nobody came")
    assert result["seen"]
    assert all(loopback for _, loopback in result["seen"])
    assert result["gone after"] < 5
    assert result["impostor"] == "nobody came"


def _from_outside(port: int) -> tuple[int, str]:
    """Return what a connection to the engine's port ends with, and what an impostor with the same number hears."""
    with socket.socket() as stranger:
        refused = stranger.connect_ex(("127.0.0.1", port))
    with socket.create_server(("127.0.0.1", port)) as impostor:
        impostor.settimeout(1)
        try:
            return refused, f"{len(impostor.accept()[0].recv(4096))} bytes"
        except TimeoutError:
            return refused, "nobody came"
