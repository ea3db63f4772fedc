"""What the user chose and what was measured on this machine, declared once and kept in `settings.toml`."""

from __future__ import annotations

import threading
import tomllib
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

import tomli_w
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from assistant.whole_files import write_whole

VERSION = 1

_MIGRATIONS: dict[int, Callable[[dict[str, Any]], dict[str, Any]]] = {}
"""From a version to the next one; a file without a version is of version 1."""


class ModelTimings(BaseModel):
    """What was measured of one model on this machine.

    Attributes:
        prompt_speed: Prompt tokens read per second, or None before the first measurement.
        token_factor: The engine's token counts divided by the program's own estimates.
    """

    model_config = ConfigDict(frozen=True, extra="allow")

    prompt_speed: float | None = Field(default=None, gt=0)
    token_factor: float | None = Field(default=None, gt=0)


class Acceptance(BaseModel):
    """That somebody has accepted the licence of a model.

    Attributes:
        by: User and machine, such as `mara@field-07`.
        at: ISO 8601 time in UTC.
    """

    model_config = ConfigDict(frozen=True, extra="allow")

    by: str
    at: str


class Settings(BaseModel):
    """Everything that is remembered between two starts. Unknown keys are kept as they are.

    Attributes:
        version: Of this declaration.
        model: Name of the model in use, "" for the starter model.
        context: Most tokens a model is asked to hold, prompt and reply together.
        theme: Colours of the window.
        unsupported: What becomes of a summary's sentence that the pages do not hold: left out, or marked.
        idle_lock_minutes: Minutes without a touch after which the window locks sealed libraries.
        marking_scheme: Name of the scheme by which markings are read and written.
        timings: Measurements by the SHA-256 of a model's weights.
        accepted: Who has accepted the licences of models, by the SHA-256 of their weights.
    """

    model_config = ConfigDict(frozen=True, extra="allow")

    version: int = VERSION
    model: str = ""
    context: int = Field(default=8192, ge=512, le=1_048_576)
    theme: Literal["system", "light", "dark"] = "system"
    unsupported: Literal["drop", "mark"] = "drop"
    marking_scheme: str = "government"
    idle_lock_minutes: int = Field(default=15, ge=1, le=1440)
    timings: dict[str, ModelTimings] = Field(default_factory=dict)
    accepted: dict[str, Acceptance] = Field(default_factory=dict)


class SettingsFile:
    """`settings.toml` in one home: read at once, written whole by a temporary file and a rename. Thread-safe.

    Attributes:
        notices: Sentences for the user about what was wrong with the file.
    """

    def __init__(self, home: Path) -> None:
        self._path = home / "settings.toml"
        self._lock = threading.RLock()
        self.notices: list[str] = []
        self._current = self._read()

    @property
    def current(self) -> Settings:
        """The settings as they are now."""
        with self._lock:
            return self._current

    def change(self, **updates: object) -> Settings:
        """Set the named settings, write the file and return the new whole.

        Raises:
            pydantic.ValidationError: When a value is not allowed; nothing is changed then.
            OSError: When the file cannot be written; the old file stays whole.
        """
        with self._lock:
            changed = Settings.model_validate(self._current.model_dump() | updates)
            self._path.parent.mkdir(parents=True, exist_ok=True)
            write_whole(self._path, tomli_w.dumps(changed.model_dump(exclude_none=True)).encode())
            self._current = changed
            return changed

    def change_timings(self, digest: str, timings: ModelTimings) -> None:
        """Keep what was measured of the model whose weights have this SHA-256."""
        with self._lock:
            self.change(timings=self._current.timings | {digest: timings})

    def _read(self) -> Settings:
        try:
            return Settings.model_validate(_migrated(tomllib.loads(self._path.read_text(encoding="utf-8"))))
        except FileNotFoundError:
            return Settings()
        except (UnicodeDecodeError, tomllib.TOMLDecodeError, ValidationError) as error:
            self._set_aside(error)
            return Settings()

    def _set_aside(self, error: Exception) -> None:
        stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%f")
        aside = self._path.with_name(f"{self._path.name}.damaged-{stamp}")
        self._path.replace(aside)
        what = "has a value that is not allowed" if isinstance(error, ValidationError) else "could not be read"
        self.notices.append(f"The settings file {what}. It was kept as {aside.name}, and the defaults are used.")


def _migrated(raw: dict[str, Any]) -> dict[str, Any]:
    """Bring the content of an older file to the present version; a newer one is taken as it is."""
    version = raw.get("version", 1)
    while version in _MIGRATIONS:
        raw = _MIGRATIONS[version](raw)
        version = raw["version"]
    return raw
