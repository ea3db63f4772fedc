from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.guard.isolation import Isolation, Wall
from assistant.proof.control import Controls
from assistant.proof.counters import Counters
from assistant.proof.journey import StepResult
from assistant.proof.report import Observations, judge, proved
from assistant.proof.tracing import Calls
from assistant.proof.watching import Listener

ENGINE = Listener("tcp", "127.0.0.1", 40001, "/opt/haversack/ollama")
CLEAN = Observations(
    isolation=Isolation(Wall.KERNEL, "No network."),
    namespaces={"net": "net:[1]"},
    capabilities=0,
    counters=Counters(("lo",), 3, 0),
    unreachable=0,
    packets_out=0,
    steps=(StepResult("Add", ("add",), 0, 1.0, ""),),
    calls=Calls({"connect": 4}, {"AF_INET": 4}, (), ("/run/user/1000/bus",)),
    programs=("/opt/haversack/haversack",),
    listeners=(ENGINE,),
    left=(),
    traces=(),
    controls=Controls(1, 1, 2, 0),
)
TRACED_OUT = Calls({"connect": 4}, {"AF_INET": 4}, ('connect(3, {inet_addr("192.0.2.1")})',), ("/run/nscd/socket",))


def verdicts(seen: Observations) -> dict[str, bool | None]:
    return {claim.key: claim.holds for claim in judge(seen)}


def test_a_clean_run_under_the_kernels_wall_is_proved():
    assert set(verdicts(CLEAN).values()) == {True}
    assert proved(judge(CLEAN))


@pytest.mark.parametrize(
    ("change", "fails"),
    [
        ({"counters": Counters(("eth0", "lo"), 0, 0)}, "isolated"),
        ({"capabilities": 1 << 12}, "unprivileged"),
        ({"unreachable": 1}, "attempts"),
        ({"packets_out": 1}, "packets"),
        ({"steps": (StepResult("Ask", ("ask",), 1, 1.0, "no"),)}, "journey"),
        ({"calls": TRACED_OUT}, "calls"),
        ({"calls": TRACED_OUT}, "names"),
        ({"listeners": (replace(ENGINE, address="0.0.0.0"),)}, "listeners"),  # noqa: S104 - what must never be
        ({"left": (ENGINE,)}, "ended"),
        ({"traces": (".cache/vendor/device-id",)}, "traces"),
        ({"controls": Controls(0, 1, 2, 0)}, "instrument"),
        ({"controls": Controls(1, 0, 2, 0)}, "instrument"),
        ({"controls": Controls(1, 1, 0, 0)}, "engine_control"),
        ({"controls": Controls(1, 1, 2, 1)}, "engine_control"),
    ],
)
def test_whatever_speaks_against_a_claim_makes_it_fail(change: dict[str, object], fails: str):
    seen = replace(CLEAN, **change)  # type: ignore[arg-type]
    assert verdicts(seen)[fails] is False
    assert not proved(judge(seen))


def test_what_was_not_looked_at_is_said_and_never_counts_as_seen():
    seen = replace(CLEAN, calls=None, controls=Controls(1, None, None, None))
    left_open = {key for key, holds in verdicts(seen).items() if holds is None}
    assert left_open == {"calls", "names", "engine_control"}
    assert proved(judge(seen)), "the kernel's own counters carry it"


def test_the_weaker_wall_never_proves_it():
    seen = replace(CLEAN, isolation=Isolation(Wall.PROCESS, "Refused by the program itself."), controls=None)
    assert verdicts(seen)["isolated"] is False
    assert verdicts(seen)["attempts"] is None
    assert verdicts(seen)["engine_control"] is None
    assert not proved(judge(seen))
