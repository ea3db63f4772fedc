"""All marking schemes: those that ship with the program, and the organisation's own."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from pydantic import ValidationError

from assistant.errors import WorldError
from assistant.guard.markings.scheme import Scheme
from assistant.places import resource

STANDARD = "government"
"""The scheme of who has chosen none."""
FOLDER = "markings"
"""Of the schemes, below the shipped resources and below a home."""


class Schemes:
    """All schemes; one's own wins over a shipped one of its name.

    Args:
        own: Folder of the own ones; it need not exist.
    """

    def __init__(self, own: Path) -> None:
        self._own = own

    def all(self) -> list[Scheme]:
        """Return all schemes by name.

        Raises:
            WorldError: `bad-scheme`, with a sentence that names the file and the fault.
        """
        found = {scheme.name: scheme for scheme in map(read_scheme, self._files())}
        return [found[name] for name in sorted(found)]

    def get(self, name: str) -> Scheme:
        """Return a scheme by name.

        Raises:
            WorldError: `unknown-scheme`, or `bad-scheme`; nothing is taken in its place, which might mark too low.
        """
        own = self._own / f"{name}.toml"
        path = own if own.is_file() else resource(FOLDER, f"{name}.toml")
        if name != path.stem or not path.is_file():
            known = ", ".join(sorted(path.stem for path in self._files()))
            raise WorldError("unknown-scheme", f"There is no marking scheme named “{name}”. There are: {known}.")
        return read_scheme(path)

    def _files(self) -> Iterator[Path]:
        yield from sorted(resource(FOLDER).glob("*.toml"))
        yield from sorted(self._own.glob("*.toml"))


def standard() -> Scheme:
    """Return the shipped scheme of who has chosen none."""
    return read_scheme(resource(FOLDER, f"{STANDARD}.toml"))


def read_scheme(path: Path) -> Scheme:
    """Read a scheme, again only where its file has changed.

    Raises:
        WorldError: `bad-scheme`, with a sentence that names the file and the fault.
    """
    try:
        return _read(path, path.stat().st_mtime_ns)
    except OSError as error:
        raise WorldError("bad-scheme", f"The marking scheme “{path.name}” cannot be read: {error.strerror}.") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise WorldError("bad-scheme", f"The marking scheme “{path.name}” is no TOML file: {error}.") from error
    except ValidationError as error:
        raise WorldError("bad-scheme", f"The marking scheme “{path.name}” is not right: {_faults(error)}.") from error


@cache
def _read(path: Path, _changed: int) -> Scheme:
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    return Scheme.model_validate({"name": path.stem} | data)


def _faults(error: ValidationError) -> str:
    """Return what is wrong, one fault after the other: `levels 2, colour: …`."""
    return "; ".join(
        ": ".join(filter(None, (_where(one["loc"]), one["msg"].removeprefix("Value error, "))))
        for one in error.errors()
    )


def _where(steps: tuple[int | str, ...]) -> str:
    return ", ".join(f"number {step + 1}" if isinstance(step, int) else step for step in steps)
