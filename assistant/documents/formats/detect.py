"""Which format module reads a file: the first bytes decide, the suffix only where they say nothing."""

from __future__ import annotations

import importlib
from pathlib import PurePath

from assistant.documents.kinds import KIND_OF_SUFFIX
from assistant.documents.source import Format, Source
from assistant.errors import WorldError


def format_of(source: Source) -> Format:
    """Return how to read a file, or raise `WorldError`."""
    kind = KIND_OF_SUFFIX.get(PurePath(source.name).suffix.lower(), "")
    if not kind:
        raise WorldError("unsupported-format", f"“{source.name}” is of a kind that cannot be read.")
    # Each format brings libraries of its own: only the one that is needed is loaded.
    module = importlib.import_module(f"assistant.documents.formats.{kind}")
    chosen: Format = module.FORMAT
    return chosen
