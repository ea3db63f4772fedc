"""The proof as a job: watch the journey, judge what was seen, sign the report."""

from __future__ import annotations

import hashlib
import json
import sys
import tempfile
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from assistant.errors import WorldError
from assistant.guard.isolation import Isolation, Wall
from assistant.guard.signing import Signer, canonical, holds
from assistant.jobs import CancelToken, Job, Progress
from assistant.proof.control import run_controls
from assistant.proof.counters import capabilities, namespaces, read_counters
from assistant.proof.journey import Step, travel, whole_journey
from assistant.proof.paper import to_pdf
from assistant.proof.report import Observations, body, judge
from assistant.proof.tracing import Calls, read_calls, tracer
from assistant.proof.versions import hashes, versions
from assistant.proof.watching import Listener, Watch

SECONDS_TO_END = 5.0
_LOOK_EVERY = 0.1

Report = dict[str, Any]


def prove(isolation: Isolation, cancel: CancelToken, steps: Sequence[Step] | None = None) -> Job[Report]:
    """Make the journey under watch and return the report's body, as plain JSON values.

    Args:
        isolation: What `assistant.guard.isolation.enter` returned in this process.
        cancel: Stops the journey within a tenth of a second.
        steps: The journey; the whole one when None.

    Raises:
        WorldError: `linux-only` on another system.
        Cancelled: Stopping was asked for.
    """
    if sys.platform != "linux":
        raise WorldError("linux-only", "This proof rests on what the Linux kernel counts. Run it on a Linux machine.")
    seen = yield from observe(isolation, cancel, steps or whole_journey())
    yield Progress(subject="versions and checksums", unit="steps")
    facts = {"made": datetime.now(UTC).isoformat(timespec="seconds"), "versions": versions(), "hashes": hashes()}
    return body(seen, judge(seen), facts)


def observe(isolation: Isolation, cancel: CancelToken, steps: Sequence[Step]) -> Job[Observations]:
    """Make the journey in an empty folder, and return all that was seen of it."""
    kernel = isolation.wall is Wall.KERNEL
    watch, strace = Watch(whole_network=kernel), tracer()
    controls = run_controls(strace) if kernel else None
    before = read_counters()
    with tempfile.TemporaryDirectory(prefix="haversack-proof-") as name:
        folder = Path(name)
        results = yield from travel(steps, folder, strace, watch, cancel)
        left = _listeners_left(watch, cancel)
        calls, traces = _calls(folder), _traces(folder / "user")
    after = read_counters()
    return Observations(
        isolation, namespaces(), capabilities(), after, after.unreachable - before.unreachable,
        after.packets_out - before.packets_out, results, calls, tuple(sorted(watch.programs)),
        tuple(watch.listeners), left, traces, controls,
    )  # fmt: skip


def write(report: Report, signer: Signer, path: Path) -> tuple[Path, Path]:
    """Write the signed report as JSON, and as a PDF that carries its checksum; return both paths.

    Raises:
        WorldError: `unwritable` where the folder cannot be written to.
    """
    signed = canonical(report)
    paper = to_pdf(report, hashlib.sha256(signed).hexdigest(), signer.fingerprint)
    envelope = {
        "report": report,
        "algorithm": "Ed25519 over the report as JSON with sorted keys and no spaces, UTF-8; the PDF over its bytes",
        "public_key": signer.public_key,
        "signature": signer.sign(signed),
        "pdf_signature": signer.sign(paper),
    }
    files = path.with_suffix(".json"), path.with_suffix(".pdf")
    try:
        files[0].write_text(json.dumps(envelope, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
        files[1].write_bytes(paper)
    except OSError as error:
        raise WorldError(
            "unwritable", f"The report could not be written to {path.parent}: {error.strerror}."
        ) from error
    return files


def check(path: Path) -> Report:
    """Return the body of a written report, after checking that neither it nor its PDF was changed.

    Raises:
        WorldError: `report-unreadable` or `report-changed`.
    """
    try:
        envelope = json.loads(path.read_text(encoding="utf-8"))
        report: Report = envelope["report"]
        key, signature, pdf_signature = (str(envelope[name]) for name in ("public_key", "signature", "pdf_signature"))
        paper = path.with_suffix(".pdf").read_bytes()
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise WorldError("report-unreadable", f"{path} and its PDF are not a report that can be checked.") from error
    if not (holds(key, signature, canonical(report)) and holds(key, pdf_signature, paper)):
        raise WorldError("report-changed", f"{path} or its PDF was changed after it was signed.")
    return report


def _listeners_left(watch: Watch, cancel: CancelToken) -> tuple[Listener, ...]:
    """Wait until all listeners are gone, for five seconds at the most."""
    for _ in range(round(SECONDS_TO_END / _LOOK_EVERY)):
        if not watch.listening():
            return ()
        cancel.wait(_LOOK_EVERY)
        cancel.check()
    return tuple(sorted(watch.listening()))


def _calls(folder: Path) -> Calls | None:
    traces = sorted(folder.glob("trace-*.txt"))
    if not traces:
        return None
    lines = (line for trace in traces for line in trace.read_text(encoding="utf-8", errors="replace").splitlines())
    return read_calls(lines)


def _traces(user: Path) -> tuple[str, ...]:
    return tuple(sorted(str(path.relative_to(user)) for path in user.rglob("*")))
