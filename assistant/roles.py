"""By which first argument the packaged program, which is its own interpreter, is started as one of its children."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Sequence

CONFINED_CHILD = "--confined-child"
"""Touches documents, shut off from everything else."""
ENGINE_SUPERVISOR = "--engine-supervisor"
"""Stands between the program and Ollama, and ends Ollama when the program ends."""

ATTEMPT = "--attempt-to-leave"
"""Tries to connect where it cannot, so that the proof sees whether its instruments work."""

_MODULES = {
    CONFINED_CHILD: "assistant.guard.child",
    ENGINE_SUPERVISOR: "assistant.engine.supervisor",
    ATTEMPT: "assistant.proof.attempt",
}


def play(arguments: Sequence[str]) -> None:
    """Be the child that the first of these arguments names, and exit; return where it names none.

    A child is named before it is loaded, so that nothing is loaded that it does without.
    """
    module = _MODULES.get(arguments[0]) if arguments else None
    if module is not None:
        sys.exit(importlib.import_module(module).main(arguments[1:]))
