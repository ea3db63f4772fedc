"""The crash report: what went wrong inside the program, without a word of any document."""

from __future__ import annotations

import traceback
from datetime import UTC, datetime
from pathlib import Path


def write_report(logs: Path, error: BaseException) -> Path:
    """Write the kinds of an exception's chain and the places in the program, never their messages.

    A message may quote a document; kinds and places cannot.

    Returns:
        The path of the new report.
    """
    logs.mkdir(parents=True, exist_ok=True)
    path = logs / f"crash-{datetime.now(UTC):%Y%m%d-%H%M%S-%f}.txt"
    path.write_text("\n".join(_places(error)) + "\n", encoding="utf-8")
    return path


def _places(error: BaseException) -> list[str]:
    """Return the chain of an exception, innermost cause first."""
    cause = error.__cause__ or error.__context__
    lines = [*_places(cause), "led to:"] if cause is not None else []
    frames = traceback.extract_tb(error.__traceback__)
    places = [f"  {frame.filename}:{frame.lineno} in {frame.name}" for frame in frames]
    return [*lines, f"{type(error).__module__}.{type(error).__qualname__}", *places]
