"""The ceiling of a library: what is marked higher is not kept. Each function works inside its caller's transaction."""

from __future__ import annotations

from assistant.errors import WorldError
from assistant.guard.markings.joining import allows
from assistant.guard.markings.marking import Marking, banner, parse
from assistant.guard.markings.scheme import Scheme
from assistant.library.store.connection import Connection
from assistant.library.store.meta import get_meta, set_meta

ABOVE = "above-ceiling"
"""Code of the error where something is marked higher than its library may hold."""
_NAME = "ceiling"


def ceiling(connection: Connection) -> str:
    """Return the ceiling as a banner line, "" where there is none."""
    return get_meta(connection, _NAME) or ""


def set_ceiling(connection: Connection, marking: str) -> None:
    """Set the ceiling; "" for none."""
    set_meta(connection, _NAME, marking)


def check_ceiling(connection: Connection, scheme: Scheme, marking: Marking, name: str) -> None:
    """Raise WorldError `above-ceiling` where a document, called `name`, may not be kept."""
    highest = ceiling(connection)
    if highest and not allows(scheme, parse(scheme, highest), marking):
        raise WorldError(
            ABOVE,
            f"“{name}” was refused: it is marked {banner(scheme, marking)}, and this library keeps nothing above "
            f"{highest}. Keep it in a library that may hold it.",
        )
