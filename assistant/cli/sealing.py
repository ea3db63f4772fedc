"""`haversack seal | unseal | unlock | lock | passphrase`: libraries that give nothing away when the laptop is lost."""

from __future__ import annotations

from typing import Annotated

import typer

from assistant.cli.context import JsonOption, session_of, workspace_of
from assistant.cli.output import run, say, show_json, tell
from assistant.guard.disk_encryption import DiskEncryption
from assistant.jobs import CancelToken
from assistant.workspace.sealing import Sealed

Name = Annotated[str, typer.Argument(help="Name of the library.")]
_DISK = {
    DiskEncryption.ENCRYPTED: "The disk beneath is encrypted, too.",
    DiskEncryption.CLEAR: "The disk beneath is not encrypted: encrypt it and its swap space as well.",
    DiskEncryption.UNKNOWN: "Whether the disk beneath is encrypted, the system does not tell: look it up.",
}


def register(app: typer.Typer) -> None:
    """Add these commands to the command line."""
    for command in (seal, unseal, unlock, lock, passphrase):
        app.command()(command)


def seal(context: typer.Context, library: Name, as_json: JsonOption = False) -> None:
    """Encrypt a library with all that it keeps, and print its recovery code once."""
    with session_of(context).new_passphrase() as chosen:
        sealed = run(workspace_of(context).sealing.seal(library, chosen, CancelToken()))
    if as_json:
        show_json(
            {
                "sealed": library,
                "recovery_code": sealed.recovery_code,
                "outside": list(sealed.outside),
                "disk_encryption": sealed.disk.value,
            }
        )
    else:
        _say_sealed(library, sealed)


def unseal(context: typer.Context, library: Name, as_json: JsonOption = False) -> None:
    """Keep a sealed library in clear again."""
    run(workspace_of(context).sealing.unseal(library, CancelToken()))
    if as_json:
        show_json({"unsealed": library})
    else:
        say(f"“{library}” is kept in clear again.")


def unlock(
    context: typer.Context,
    library: Name,
    remember: Annotated[
        bool, typer.Option("--remember", help="Let the system's key store open it from now on.")
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Try a passphrase or recovery code; with --remember, no command asks for it until `lock`."""
    session = session_of(context)
    with session.passphrase(f"Passphrase or recovery code of “{library}”: ") as given:
        session.workspace.sealing.unlock(library, given, remember=remember)
    if as_json:
        show_json({"unlocked": library, "remembered": remember})
    else:
        say(f"“{library}” opens." + (" The key store opens it from now on." if remember else ""))


def lock(context: typer.Context, library: Name, as_json: JsonOption = False) -> None:
    """Lock a library in every window and command that has it unlocked; the system's key store opens it no more."""
    sealing = workspace_of(context).sealing
    sealing.forget(library)
    sealing.lock_elsewhere(library, CancelToken())
    if as_json:
        show_json({"locked": library})
    else:
        say(f"“{library}” opens by its passphrase or recovery code only.")


def passphrase(context: typer.Context, library: Name, as_json: JsonOption = False) -> None:
    """Change the passphrase of a sealed library; from a descriptor, the old and the new one come on two lines."""
    session = session_of(context)
    question = f"Present passphrase or recovery code of “{library}”: "
    with session.passphrase(question) as given, session.new_passphrase() as chosen:
        session.workspace.sealing.change_passphrase(library, given, chosen)
    if as_json:
        show_json({"changed": library})
    else:
        say(f"“{library}” opens by the new passphrase.")


def _say_sealed(library: str, sealed: Sealed) -> None:
    say(f"“{library}” is sealed. Its recovery code, which is kept nowhere and not shown again:")
    say(f"    {sealed.recovery_code}")
    tell("Write it down and keep it away from this machine: without it and the passphrase nothing can be read.")
    if sealed.outside:
        tell("These files stay where they are, in clear:")
    for path in sealed.outside:
        tell(f"    {path}")
    tell(_DISK[sealed.disk])
