"""Paths as a library keeps them: their own bytes, and a form that is safe to show."""

from __future__ import annotations

import os
import re
from pathlib import Path

_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


def raw(path: Path | str) -> bytes:
    """Return the bytes of a path, absolute; names need not be text."""
    return os.fsencode(os.path.abspath(path))  # noqa: PTH100 - a link is not followed: the user's own name stays


def shown(path: bytes) -> str:
    """Return a path as text that can be stored and shown: bytes and controls that are no text are escaped."""
    return plain(os.fsdecode(path))


def plain(text: str) -> str:
    """Return a text with a name in it such that it can be stored and shown on one line."""
    valid = text.encode("utf-8", "backslashreplace").decode()
    return _CONTROLS.sub(lambda match: match.group().encode("unicode_escape").decode(), valid)


def member(container: bytes, name: str) -> bytes:
    """Return the path of a document inside another: `archive.zip/inner.pdf`."""
    return container + b"/" + name.encode("utf-8", "surrogateescape")
