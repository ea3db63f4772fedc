"""The command line: a second front end over the same core as the window."""

from __future__ import annotations

from assistant.cli.app import main

__all__ = ["main"]
