"""Kinds of file as people name them: by a suffix, by a format, or several together."""

from __future__ import annotations

import functools

from assistant import places
from assistant.documents.kinds import KIND_OF_SUFFIX
from assistant.errors import UsageError


@functools.cache
def groups() -> dict[str, frozenset[str]]:
    """Return the kinds that have a name together, by that name (`resources/search/kinds.toml`)."""
    stored = places.resource_data("search", "kinds.toml")["groups"]
    return {name: frozenset(kinds) for name, kinds in stored.items()}


def kinds_named(name: str) -> frozenset[str]:
    """Return the kinds of document, as in `DocumentRecord.kind`, that a name stands for: `sheet`, `pdf`, `.jpg`.

    Raises:
        UsageError: `unknown-kind`.
    """
    plain = name.strip().casefold().removeprefix(".")
    known = groups().get(plain) or frozenset({plain} & set(KIND_OF_SUFFIX.values()))
    found = known or frozenset({KIND_OF_SUFFIX[f".{plain}"]} if f".{plain}" in KIND_OF_SUFFIX else ())
    if not found:
        raise UsageError(
            "unknown-kind", f"“{name}” is no kind of file: say {', '.join(sorted(groups()))}, pdf, docx, …"
        )
    return found
