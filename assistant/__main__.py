"""The command line's start, also as `python -m assistant`: gives up the network first."""

from __future__ import annotations

from typing import NoReturn

from assistant.guard.isolation import enter


def main() -> NoReturn:
    """Run one command where there is no network, and leave with its exit code."""
    enter()
    from assistant.cli import main as command_line  # noqa: PLC0415 - loads libraries that start threads: too late then

    command_line()


if __name__ == "__main__":
    main()
