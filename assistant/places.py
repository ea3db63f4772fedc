"""Where the program finds what it ships with and keeps what it is given."""

from __future__ import annotations

import os
import sys
import tomllib
from pathlib import Path
from typing import Any

import platformdirs

_CHECKOUT = Path(__file__).resolve().parent.parent


def home() -> Path:
    """Return the folder that holds settings, models and libraries: `HAVERSACK_HOME`, else the user data folder."""
    chosen = os.environ.get("HAVERSACK_HOME")
    return Path(chosen) if chosen else platformdirs.user_data_path("haversack", appauthor=False)


def packaged() -> bool:
    """Whether this is the installed program rather than a checkout."""
    return bool(getattr(sys, "frozen", False))


def own_program() -> str:
    """Return the packaged program that can be started as one of its own children.

    On Windows the window's program has no standard input and output to speak through, so it is the command line's.
    """
    program = Path(sys.executable)
    return str(program.with_name("haversack.exe")) if sys.platform == "win32" else str(program)


def _base() -> Path:
    return Path(getattr(sys, "_MEIPASS", _CHECKOUT))


def resource(*parts: str) -> Path:
    """Return the path of a shipped read-only file, such as `resource("prompts", "answer.toml")`."""
    return _base().joinpath("resources", *parts)


def resource_data(*parts: str) -> dict[str, Any]:
    """Return what a shipped TOML file holds."""
    return tomllib.loads(resource(*parts).read_text(encoding="utf-8"))


def shipped_models() -> Path:
    """Return the folder of the models that come with the program (`embedder/`, `starter/`)."""
    return _base() / "models" if packaged() else _CHECKOUT / ".tools" / "models"


def shipped_programs() -> Path:
    """Return the folder of the programs that come with the program (`ollama`)."""
    return Path(sys.executable).parent if packaged() else _CHECKOUT / ".tools" / "bin"
