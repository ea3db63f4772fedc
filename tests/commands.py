"""Runs the real command line in a process of its own, as a script would."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Outcome:
    code: int
    stdout: str
    stderr: str

    @property
    def json(self) -> dict[str, Any]:
        shape: dict[str, Any] = json.loads(self.stdout)
        return shape


def haversack(*arguments: str | Path, home: Path, timeout: float = 240) -> Outcome:
    done = subprocess.run(
        [sys.executable, "-m", "assistant", "--home", str(home), *map(str, arguments)],
        capture_output=True,
        text=True,
        timeout=timeout,
        check=False,
        env=os.environ | {"NO_COLOR": "1"},
    )
    return Outcome(done.returncode, done.stdout, done.stderr)
