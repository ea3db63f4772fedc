"""How many tokens a text takes and how fast they are read, learnt per model from the engine's own counts."""

from __future__ import annotations

import re
import threading

from assistant.engine.threads import engine_threads
from assistant.settings import ModelTimings, SettingsFile

MARGIN = 1.05
FEW_TOKENS = 50
"""Counts below this say little: what a template adds weighs too much in them."""
TOKENS_A_MESSAGE = 8
"""What a chat template adds around one message; measured 4 to 8 for the known families."""
WEIGHTS_A_SECOND = 1.2e10
"""A careful guess of prompt reading by one thread before it was measured (measured: 1.9e10 for 135 M weights)."""
WORTH_KEEPING = 0.1
"""Relative change of a measurement from which on it is written to the settings again."""

_PIECES = re.compile(
    r"(?P<word>[A-Za-z]+)|(?P<run>([^\w\s])\3{3,})|(?P<space>[^\S\r\n]+)|(?P<single>[\x00-\x7f])|(?P<other>[^\x00-\x7f]+)"
)


def raw_estimate(text: str) -> float:
    """Estimate tokens without knowing the model: high for English and figures, about right for other scripts.

    Calibrated on filings, prose in nine languages and program code against a vocabulary of 49,152 tokens that
    splits numbers into digits (0.97 to 1.3 of the true count for English); larger vocabularies take fewer.
    """
    return sum(_piece_estimate(found.lastgroup or "", found.group()) for found in _PIECES.finditer(text))


def _piece_estimate(kind: str, piece: str) -> float:
    match kind:
        case "word" if len(piece) > 14:
            return len(piece) / 2.2
        case "word":
            return 1 + max(0, len(piece) - 5) / 3.5
        case "run":
            return 1 + len(piece) / 8
        case "space":
            return float(len(piece) > 1)  # a single space belongs to the word behind it
        case "single":
            return 1.0
        case _:
            return 0.7 * len(piece.encode())


class Budget:
    """Token counts and prompt speed of one model, remembered in the settings. Thread-safe."""

    def __init__(self, digest: str, parameters: int, settings: SettingsFile) -> None:
        self._digest = digest
        self._settings = settings
        self._lock = threading.Lock()
        known = settings.current.timings.get(digest, ModelTimings())
        self._factor = known.token_factor
        self._speed = known.prompt_speed
        self._guess = max(1.0, WEIGHTS_A_SECOND * engine_threads() / max(parameters, 1))

    @property
    def prompt_speed(self) -> float:
        """Prompt tokens read per second: measured, else guessed from the model's size."""
        return self._speed or self._guess

    def count(self, text: str) -> int:
        """Estimate the tokens of a text, with a margin so that it is rarely too low."""
        return int(raw_estimate(text) * (self._factor or 1.0) * MARGIN) + 1

    def cut_below(self, raw: float) -> float:
        """Return the fewest tokens that a prompt of this raw estimate can honestly have."""
        return 0.6 * raw * self._factor if self._factor else 0.3 * raw

    def counted(self, raw: float, tokens: int) -> None:
        """Learn from the engine's count of a prompt; a count higher than expected is believed at once."""
        if tokens < FEW_TOKENS or raw <= 0:
            return
        with self._lock:
            seen, old = tokens / raw, self._factor
            self._factor = seen if old is None else max(seen, 0.7 * old + 0.3 * seen)
            self._keep()

    def read(self, tokens: int, seconds: float) -> None:
        """Learn from the time it took to read tokens that were not cached."""
        if tokens < FEW_TOKENS or seconds <= 0:
            return
        with self._lock:
            seen = tokens / seconds
            self._speed = seen if self._speed is None else 0.5 * self._speed + 0.5 * seen
            self._keep()

    def _keep(self) -> None:
        known = self._settings.current.timings.get(self._digest, ModelTimings())
        if _moved(known.prompt_speed, self._speed) or _moved(known.token_factor, self._factor):
            changed = {"prompt_speed": self._speed, "token_factor": self._factor}
            self._settings.change_timings(self._digest, known.model_copy(update=changed))


def _moved(known: float | None, now: float | None) -> bool:
    if known is None or now is None:
        return known != now
    return abs(now - known) > WORTH_KEEPING * known
