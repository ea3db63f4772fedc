"""How fast the engine reads, writes, remembers and stops: `python -m benchmarks.engine [--model NAME] [--lines N]`.

Each figure stands beside that of a plain client: a long prompt fed in growing prefixes beside one sent whole, a second
question on the same evidence beside the first, and how long the next question waits after a stop in both ways.
"""

from __future__ import annotations

import argparse
import os
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from assistant import places
from assistant.engine.engine import Engine
from assistant.engine.protocols import ChatModel, Finished, Message, Reading, Request, Written
from assistant.errors import Cancelled
from assistant.jobs import CancelToken

STOP_AFTER = 1.5


def evidence(lines: int, start: int) -> tuple[str, tuple[int, ...]]:
    """Return made-up maintenance lines, numbered so that no two prompts share a prefix, and where each ends."""
    text, cuts = "", []
    for number in range(start, start + lines):
        text += f"Pump {number} was inspected on day {number % 365}; pressure {number * 7 % 50} bar, seals worn.\n"
        cuts.append(len(text))
    return text, tuple(cuts)


def request(text: str, cuts: tuple[int, ...] = (), tokens: int = 1) -> Request:
    """Ask something about the evidence."""
    return Request((Message("system", "Answer from the text."), Message("user", text)), tokens, cuts)


def ask(model: ChatModel, asked: Request) -> tuple[Finished, float, int]:
    """Return the end of a reply, the seconds to its first word, and the steps in which its prompt was read."""
    started, first, steps = time.perf_counter(), 0.0, 0
    for piece in model.chat(asked, CancelToken()):
        if isinstance(piece, Written) and not first:
            first = time.perf_counter() - started
        steps += isinstance(piece, Reading)
        if isinstance(piece, Finished):
            return piece, first, steps
    raise AssertionError


def wait_after_stop(model: ChatModel, asked: Request) -> float:
    """Stop while the prompt is read; return the seconds until the next short question is answered."""
    cancel = CancelToken()
    timer = threading.Timer(STOP_AFTER, cancel.cancel)
    timer.start()
    with suppress(Cancelled):
        list(model.chat(asked, cancel))
    timer.join()
    stopped = time.perf_counter()
    ask(model, request("Hello."))
    return time.perf_counter() - stopped


@contextmanager
def opened(home: Path | None) -> Iterator[Engine]:
    """Open the engine of a home, or of a new one for the starter model."""
    with tempfile.TemporaryDirectory() as scratch:
        engine = Engine(home or Path(scratch))
        try:
            yield engine
        finally:
            engine.close()


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", help="an imported model, instead of the starter model")
    parser.add_argument("--lines", type=int, default=60, help="lines of evidence, about 32 tokens each")
    options = parser.parse_args()
    with opened(places.home() if options.model else None) as engine:
        measure(engine.model(options.model), options.lines)


def measure(model: ChatModel, lines: int) -> None:
    """Print the figures of one model."""
    print(f"{model.name}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} at the start")
    ask(model, request("Hello."))
    text, cuts = evidence(lines, 1000)
    whole, first, _ = ask(model, request(text + "Which pump?", tokens=32))
    again, second, _ = ask(model, request(text + "Whose seals?", tokens=1))
    print(f"reads  {whole.prompt_tokens / whole.prompt_seconds:7.0f} tokens/s ({whole.prompt_tokens} tokens)")
    print(f"writes {whole.reply_tokens / whole.reply_seconds:7.0f} tokens/s")
    print(f"first word: {first:.2f} s, second question on the same evidence {second:.2f} s")
    print(f"prompt read: {whole.prompt_seconds:.2f} s, then {again.prompt_seconds:.2f} s")
    text, cuts = evidence(lines, 5000)
    fed, _, steps = ask(model, request(text, cuts))
    print(f"in {steps} growing prefixes: {fed.prompt_seconds:.2f} s beside {whole.prompt_seconds:.2f} s at once")
    for name, start, used in (("at once", 10_000, False), ("in prefixes", 20_000, True)):
        text, cuts = evidence(lines * 3, start)
        wait = wait_after_stop(model, request(text, cuts if used else ()))
        print(f"stopped while reading {name}: the next question is answered after {wait:.1f} s")


if __name__ == "__main__":
    main()
