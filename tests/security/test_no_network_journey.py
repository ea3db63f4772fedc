"""The whole journey with the real engine, where there is no network, and what is left after a kill."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.proof.proving import check
from tests.commands import haversack
from tests.guard.inside import run_inside

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


WEAKER = """
from assistant.jobs import CancelToken, finish
from assistant.proof.journey import Step
from assistant.proof.proving import prove
steps = [Step("Add", ("add", {file!r})), Step("Ask", ("ask", "At what pressure does the relief valve open?"))]
result["report"] = finish(prove(state, CancelToken(), steps))
"""


def test_under_the_weaker_wall_the_engine_calls_nobody_either(tmp_path: Path, figure: Figure):
    if not shutil.which("strace"):
        pytest.skip("strace is not installed")
    file = tmp_path / "note.txt"
    file.write_text("The relief valve opens at 7 bar.\n", encoding="utf-8")
    weaker = {"HAVERSACK_NETWORK": "process"}
    report = run_inside(WEAKER.format(file=str(file)), environment=weaker, patience=240).result["report"]
    calls = report["socket_calls"]
    figure(f"weaker wall, with the engine: {len(calls['beyond'])} of {sum(calls['counts'].values())} calls left")
    assert [step["code"] for step in report["steps"]] == [0, 0]
    assert calls["beyond"] == []
    assert all(listener["address"] == "127.0.0.1" for listener in report["listeners"])
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


def test_a_kill_leaves_no_listener_and_an_impostor_hears_nothing(tmp_path: Path, figure: Figure):
    file = tmp_path / "note.txt"
    file.write_text("The relief valve opens at 7 bar.\n", encoding="utf-8")
    result = run_inside(KILL.format(home=str(tmp_path / "home"), file=str(file)), patience=240).result
    figure(f"listeners while asking: {result['seen']}, gone {result['gone after']:.2f} s after SIGKILL")
    figure(f"an impostor on port 11434: {result['impostor']}")
    assert result["seen"]
    assert all(loopback for _, loopback in result["seen"])
    assert result["gone after"] < 5
    assert result["impostor"] == "nobody came"
