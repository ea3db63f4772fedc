"""Find the Ollama program to run, or the development server that stands in for it."""

from __future__ import annotations

import ipaddress
import os
import re
import shutil
import socket
import subprocess
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from assistant import places
from assistant.errors import UsageError, WorldError
from assistant.guard.handing import no_console

OLDEST = (0, 18, 2)
NAME = "ollama.exe" if os.name == "nt" else "ollama"


@dataclass(frozen=True)
class Program:
    """An Ollama program that is new enough.

    Attributes:
        path: The file to run.
        version: What it reports, such as `0.24.0`.
    """

    path: Path
    version: str


@dataclass(frozen=True)
class Server:
    """A server that somebody else runs on this machine: for development only, never private."""

    url: str


def find_program() -> Program | Server:
    """Return what `HAVERSACK_OLLAMA` names, else the first suitable program.

    Looked for next to the packaged program, on `PATH`, and in a checkout's `.tools/bin`.

    Raises:
        WorldError: `engine-missing` or `engine-too-old`.
        UsageError: `engine-not-local`, where `HAVERSACK_OLLAMA` is the address of another machine.
    """
    chosen = os.environ.get("HAVERSACK_OLLAMA", "").strip()
    if chosen:
        return _server(chosen) if "://" in chosen else _checked(Path(chosen))
    too_old: WorldError | None = None
    for path in _candidates():
        try:
            return _checked(path)
        except WorldError as error:
            too_old = too_old or error
    raise too_old or WorldError(
        "engine-missing",
        "The engine (Ollama) was not found. Install the program again, or name an Ollama program in HAVERSACK_OLLAMA.",
    )


def _candidates() -> list[Path]:
    shipped = places.shipped_programs() / NAME
    on_path = shutil.which(NAME)
    in_order = [shipped, on_path] if places.packaged() else [on_path, shipped]
    return [Path(path) for path in in_order if path and Path(path).is_file()]


def _server(url: str) -> Server:
    parts = urlsplit(url)
    if parts.scheme == "http" and parts.port and _is_loopback(parts.hostname or ""):
        return Server(f"http://{parts.netloc}")
    raise UsageError(
        "engine-not-local",
        f"HAVERSACK_OLLAMA names {url}, which is not a server on this machine. "
        "Questions and documents never leave it: use an address such as http://127.0.0.1:11434, or unset it.",
    )


def _is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _checked(path: Path) -> Program:
    version = _version(path)
    if not version:
        raise WorldError("engine-missing", f"{path} is not an Ollama program that runs on this machine.")
    if tuple(int(part) for part in version.split(".")) < OLDEST:
        wanted = ".".join(str(part) for part in OLDEST)
        raise WorldError(
            "engine-too-old", f"Ollama {version} ({path}) is too old: version {wanted} or newer is needed."
        )
    return Program(path, version)


def _version(path: Path) -> str:
    """Ask a program for its version, "" where it tells none.

    `ollama --version` first asks a running server; a port that is bound but never listens makes sure
    that no foreign one is contacted.
    """
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        environment = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ}
        environment |= {"HOME": os.devnull, "USERPROFILE": os.devnull}
        environment["OLLAMA_HOST"] = f"127.0.0.1:{nobody.getsockname()[1]}"
        try:
            done = subprocess.run(
                [path, "--version"],
                capture_output=True,
                text=True,
                timeout=30,
                check=False,
                env=environment,
                creationflags=no_console(),
            )
        except (OSError, subprocess.TimeoutExpired):
            return ""
    found = re.search(r"version\D{0,4}(\d+\.\d+\.\d+)", done.stdout + done.stderr)
    return found.group(1) if found else ""
