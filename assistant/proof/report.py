"""What was seen, and what follows from it: each claim holds, does not, or could not be looked at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from assistant.guard.isolation import Isolation, Wall
from assistant.proof.control import Controls
from assistant.proof.counters import Counters
from assistant.proof.journey import StepResult, texts
from assistant.proof.tracing import Calls
from assistant.proof.watching import Listener


@dataclass(frozen=True)
class Observations:
    """Everything that was seen while the journey was made.

    Attributes:
        isolation: What kept the program from the network.
        namespaces: Identities of the namespaces it lived in.
        capabilities: Bits of all capabilities it had.
        counters: The kernel's, after the journey.
        unreachable: Attempts to leave that the kernel counted during the journey.
        packets_out: Packets that left by another interface than loopback during the journey.
        steps: How each step went.
        calls: What `strace` saw, or None without it.
        programs: Paths of the programs that ran.
        listeners: All listeners that were seen.
        left: Listeners that were there five seconds after the end.
        traces: Files that were left in the empty home of the user.
        controls: What the instruments showed, or None where trying would not have been safe.
    """

    isolation: Isolation
    namespaces: Mapping[str, str]
    capabilities: int
    counters: Counters
    unreachable: int
    packets_out: int
    steps: tuple[StepResult, ...]
    calls: Calls | None
    programs: tuple[str, ...]
    listeners: tuple[Listener, ...]
    left: tuple[Listener, ...]
    traces: tuple[str, ...]
    controls: Controls | None


@dataclass(frozen=True)
class Claim:
    """One sentence that an officer can sign or not.

    Attributes:
        key: Its name in `resources/proof.toml`.
        sentence: What is claimed.
        holds: True or False, or None where it could not be looked at.
        evidence: What was seen, with its figure.
    """

    key: str
    sentence: str
    holds: bool | None
    evidence: str


def judge(seen: Observations) -> tuple[Claim, ...]:
    """Return every claim, judged by what was seen and by nothing else."""
    findings = {**_of_the_wall(seen), **_of_the_journey(seen), **_of_the_instruments(seen)}
    sentences: dict[str, str] = texts()["claims"]
    return tuple(Claim(key, sentence, *findings[key]) for key, sentence in sentences.items())


def proved(claims: tuple[Claim, ...]) -> bool:
    """Whether no claim fails and the kernel's own findings are among those that hold."""
    held = {claim.key for claim in claims if claim.holds}
    return not any(claim.holds is False for claim in claims) and {"isolated", "attempts", "journey"} <= held


def body(seen: Observations, claims: tuple[Claim, ...], facts: Mapping[str, Any]) -> dict[str, Any]:
    """Return the report as plain JSON values; `facts` are what is known of the program, by heading."""
    text = texts()["text"]
    return {
        "title": text["title"],
        **facts,
        "proved": proved(claims),
        "claims": [asdict(claim) for claim in claims],
        "isolation": asdict(seen.isolation) | {"namespaces": dict(seen.namespaces)},
        "interfaces": list(seen.counters.interfaces),
        "steps": [asdict(step) for step in seen.steps],
        "socket_calls": None if seen.calls is None else asdict(seen.calls),
        "programs": list(seen.programs),
        "listeners": [asdict(listener) for listener in seen.listeners],
        "controls": "control not run" if seen.controls is None else asdict(seen.controls),
        "proves": text["proves"],
        "proves_not": text["proves_not"],
        "signature_means": text["signed"],
    }


Finding = tuple[bool | None, str]


def _of_the_wall(seen: Observations) -> dict[str, Finding]:
    kernel = seen.isolation.wall is Wall.KERNEL
    shared = "not counted: this network is shared with other programs"
    return {
        "isolated": (kernel and seen.counters.interfaces == ("lo",), seen.isolation.sentence),
        "unprivileged": (seen.capabilities == 0, f"capability bits: {seen.capabilities:#x}"),
        "attempts": _counted(seen.unreachable, "attempts") if kernel else (None, shared),
        "packets": _counted(seen.packets_out, "packets") if kernel else (None, shared),
    }


def _of_the_journey(seen: Observations) -> dict[str, Finding]:
    failed = [step.name for step in seen.steps if step.code]
    outside = [listener for listener in seen.listeners if not listener.on_loopback]
    untraced = (None, "not looked at: strace is not installed")
    return {
        "journey": (not failed, f"{len(seen.steps) - len(failed)} of {len(seen.steps)} steps done"),
        "calls": _traced(seen.calls) if seen.calls else untraced,
        "names": _counted(len(seen.calls.name_services), "connections") if seen.calls else untraced,
        "listeners": (not outside, f"{len(outside)} of {len(seen.listeners)} listeners beyond loopback"),
        "ended": _counted(len(seen.left), "listeners left"),
        "traces": _counted(len(seen.traces), "files", seen.traces),
    }


def _of_the_instruments(seen: Observations) -> dict[str, Finding]:
    controls = seen.controls
    if controls is None:
        return dict.fromkeys(
            ("instrument", "engine_control"), (None, "control not run: it might have left this machine")
        )
    traced = "strace absent" if controls.traced is None else f"traced {controls.traced}"
    engine = controls.engine_free, controls.engine_ours
    return {
        "instrument": (controls.counted > 0 and controls.traced != 0, f"counted {controls.counted}, {traced}"),
        "engine_control": (
            None if engine == (None, None) else bool(engine[0]) and engine[1] == 0,
            "control not run: no engine"
            if engine == (None, None)
            else f"attempts: {engine[0]} free, {engine[1]} as ours",
        ),
    }


def _counted(count: int, unit: str, examples: tuple[str, ...] = ()) -> Finding:
    return count == 0, f"{count} {unit}" + (f": {', '.join(examples[:5])}" if examples else "")


def _traced(calls: Calls) -> Finding:
    total = sum(calls.counts.values())
    return not calls.beyond, f"{len(calls.beyond)} of {total} socket calls" + "".join(
        f"; {c}" for c in calls.beyond[:3]
    )
