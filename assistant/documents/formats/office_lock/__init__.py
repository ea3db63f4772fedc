"""Opens Office documents that a password locks (MS-OFFCRYPTO): as written since Office 2010, and by Office 2007."""

from __future__ import annotations

import struct

from assistant.documents.formats.compound import Compound
from assistant.documents.formats.office_lock import agile, standard
from assistant.documents.source import Source
from assistant.errors import WorldError

_AGILE = (4, 4)
_STANDARD = {(2, 2), (3, 2), (4, 2)}


def unlocked(file: Compound, source: Source) -> Source:
    """Return the document inside a locked one.

    Raises:
        WorldError: `password-needed`, `password-wrong` or `unsupported-lock`.
    """
    if source.password is None:
        raise WorldError("password-needed", f"“{source.name}” needs a password.")
    try:
        data = _opened(file.stream("EncryptionInfo"), file.stream("EncryptedPackage"), source.password)
    except (ValueError, TypeError, struct.error) as error:
        message = f"“{source.name}” is locked in a way that cannot be opened here: save a copy without a password."
        raise WorldError("unsupported-lock", message) from error
    if data is None:
        raise WorldError("password-wrong", f"This is not the password of “{source.name}”.")
    return Source.of_bytes(data, source.name)


def _opened(information: bytes, package: bytes, password: str) -> bytes | None:
    """Return what is inside, or None where the password is wrong."""
    version = struct.unpack_from("<HH", information)
    if version == _AGILE:
        return agile.opened(information[8:], package, password)
    if version in _STANDARD:
        return standard.opened(information, package, password)
    raise ValueError("another kind of encryption")
