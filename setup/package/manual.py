"""The manual page, written from the commands themselves."""

from __future__ import annotations

from collections.abc import Iterator

import typer.main
from typer import Typer

from assistant.cli.app import app

_HEAD = """.TH HAVERSACK 1
.SH NAME
haversack, haversack-window \\- ask your documents on a computer with no network
.SH SYNOPSIS
.B haversack
[\\-\\-home FOLDER] COMMAND [ARGUMENT]...
.br
.B haversack-window
[FILE]...
.SH DESCRIPTION
Reads documents and answers questions about them, each sentence with the page it comes from.
It gives up the network when it starts. Every command takes \\-\\-json.
.SH COMMANDS
"""
_TAIL = """.SH EXIT STATUS
0 when done, 1 when a file or the machine is at fault, 2 when the command makes no sense, 3 when stopped.
.SH ENVIRONMENT
.TP
.B HAVERSACK_HOME
The folder of settings, models and libraries.
.TP
.B HAVERSACK_NETWORK
\\(lqprocess\\(rq asks for the weaker wall, by the program itself instead of the kernel.
"""


def manual() -> str:
    """Return the page as roff."""
    return _HEAD + "".join(_entries(app, "haversack")) + _TAIL


def _entries(group: Typer, name: str) -> Iterator[str]:
    for command in sorted(group.registered_commands, key=_name):
        own = typer.main.get_command_from_info(command, pretty_exceptions_short=True, rich_markup_mode=None)
        usage = " ".join(own.collect_usage_pieces(own.make_context("", [], resilient_parsing=True)))
        yield f".TP\n.B {_plain(name)} {_plain(str(own.name))}\n{_plain(usage)}\n.br\n"
        yield f"{_plain(own.get_short_help_str(200))}\n"
    for inner in sorted(group.registered_groups, key=lambda info: info.name or ""):
        if inner.typer_instance:
            yield from _entries(inner.typer_instance, f"{name} {inner.name}")


def _name(command: typer.models.CommandInfo) -> str:
    return command.name or (command.callback.__name__ if command.callback else "")


def _plain(text: str) -> str:
    """Text that roff prints as it stands."""
    return text.replace("\\", "\\e").replace("-", "\\-")
