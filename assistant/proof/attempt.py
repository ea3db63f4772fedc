"""One attempt to leave, made on purpose in a process of its own, to see whether an instrument shows it."""

from __future__ import annotations

import socket
import sys
from collections.abc import Sequence

from assistant.guard.isolation import Wall, enter

NOWHERE = ("192.0.2.1", 3128)
"""An address that is kept for documentation and belongs to nobody (RFC 5737)."""


def main(_arguments: Sequence[str]) -> None:
    """Try to connect, once this process is where the kernel lets nothing leave; elsewhere do nothing."""
    if enter().wall is Wall.KERNEL:
        with socket.socket() as out:
            out.connect_ex(NOWHERE)


if __name__ == "__main__":
    main(sys.argv[1:])
