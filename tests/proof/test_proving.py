from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.guard.inside import run_inside

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the kernel's counters are Linux's")

PROVE = """
from assistant.jobs import CancelToken, finish
from assistant.proof.journey import Step
from assistant.proof.proving import prove
steps = [Step("Add", ("add", {file!r})), Step("Search", ("search", "relief valve"))]
result["report"] = finish(prove(state, CancelToken(), steps))
"""


@pytest.fixture
def note(tmp_path: Path) -> Path:
    file = tmp_path / "note.txt"
    file.write_text("The relief valve opens at 7 bar.\n", encoding="utf-8")
    return file


@pytest.mark.usefixtures("kernel_wall")
def test_a_journey_under_the_kernels_wall_is_proved(note: Path, figure: Callable[[str], None]):
    report = run_inside(PROVE.format(file=str(note))).result["report"]
    for claim in report["claims"]:
        figure(f"{claim['key']}: {claim['holds']} ({claim['evidence']})")
    assert report["proved"]
    assert [claim["key"] for claim in report["claims"] if claim["holds"] is False] == []
    assert report["interfaces"] == ["lo"]


@pytest.mark.usefixtures("kernel_wall")
def test_without_strace_the_kernels_counters_carry_the_proof(note: Path, tmp_path: Path):
    (tmp_path / "programs").mkdir()
    report = run_inside(PROVE.format(file=str(note)), environment={"PATH": str(tmp_path / "programs")}).result["report"]
    open_claims = {claim["key"]: claim["evidence"] for claim in report["claims"] if claim["holds"] is None}
    assert report["proved"]
    assert open_claims["calls"] == "not looked at: strace is not installed"


def test_under_the_weaker_wall_nothing_tried_to_leave_but_it_is_not_called_proved(
    note: Path, figure: Callable[[str], None]
):
    if not shutil.which("strace"):
        pytest.skip("strace is not installed")
    report = run_inside(PROVE.format(file=str(note)), environment={"HAVERSACK_NETWORK": "process"}).result["report"]
    calls = report["socket_calls"]
    figure(f"weaker wall: {len(calls['beyond'])} of {sum(calls['counts'].values())} socket calls left the machine")
    assert calls["beyond"] == []
    assert report["controls"] == "control not run"
    assert not report["proved"]


@pytest.mark.usefixtures("kernel_wall")
def test_a_stopped_proof_leaves_no_process(note: Path):
    code = """
from assistant.errors import Cancelled
from assistant.jobs import CancelToken, Progress
from assistant.proof.journey import Step
from assistant.proof.proving import prove
from assistant.proof.watching import descendants
import threading
cancel = CancelToken()
job = prove(state, cancel, [Step("Add", ("add", {file!r}))])
next(job)
stopper = threading.Timer(0.3, cancel.cancel)
stopper.start()
try:
    next(job)
except Cancelled:
    result["left"] = descendants()
stopper.join()
"""
    assert run_inside(code.format(file=str(note))).result["left"] == []


def test_the_command_tells_a_usage_error_for_a_report_that_is_none(tmp_path: Path):
    (tmp_path / "other.json").write_text("{}", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "assistant", "prove-offline", "--check", str(tmp_path / "other.json")],
        capture_output=True, text=True, check=False, timeout=60, env=os.environ,
    )  # fmt: skip
    assert done.returncode == 1
    assert "are not a report that can be checked." in done.stderr
