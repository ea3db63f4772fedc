"""Seals or opens a library and kills itself at one of the moments at which it touches a file.

Arguments: folder of the library, `seal` or `unseal`, key in hexadecimal (of a test), number of the moment (0: none).
"""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

from assistant.guard.keys import Cost
from assistant.guard.memory import Secret
from assistant.guard.recovery import new_code
from assistant.guard.vault import Vault
from assistant.jobs import CancelToken, finish
from assistant.library.records import LibraryInfo
from assistant.library.sealing import seal, unseal

TOUCHING = {"open", "os.rename", "os.remove", "os.link", "sqlite3.connect", "os.mkdir", "os.rmdir"}


def main(folder: Path, direction: str, key: bytes, moment: int) -> None:
    touched = 0

    def watch(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal touched
        if event in TOUCHING and arguments and str(arguments[0]).startswith(str(folder)):
            touched += 1
            if touched == moment:
                os.kill(os.getpid(), signal.SIGKILL)

    info = LibraryInfo(folder.name, "test", folder)
    sys.addaudithook(watch)
    if direction == "seal":
        passphrase = Secret(b"four grey herons on a jetty")
        vault = Vault.create(folder.name, Secret(key), passphrase, new_code(), Cost(64, 1, 1))
        finish(seal(info, vault, key, CancelToken()))
    else:
        finish(unseal(info, key, CancelToken()))
    sys.stdout.write(str(touched))


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], bytes.fromhex(sys.argv[3]), int(sys.argv[4]))
