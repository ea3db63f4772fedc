"""What holds the end of a log fast: how many entries there are and the newest one's digest, signed.

One anchor is kept in the store and changes in the same transaction as the log. Another one lies in a file beside it; it
may lag behind, after a crash as well, but never leads.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from assistant.errors import WorldError
from assistant.guard.signing import Signer, canonical, holds
from assistant.library.store.connection import Connection
from assistant.library.store.failures import NO_ROOM, full_disk
from assistant.library.store.meta import get_meta, set_meta
from assistant.whole_files import write_whole

ANCHOR = "audit.anchor"
"""Name of the file beside the store."""

_META = "audit-anchor"
_CUT = "audit-cut"


class Anchor(BaseModel):
    """The end of a log at one moment.

    Attributes:
        library: Id of the library.
        count: Number of the newest entry.
        head: Its digest.
        key: Public key of the installation that signed this.
        signature: Over all of the above.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    library: str
    count: int
    head: str
    key: str
    signature: str

    @property
    def signed(self) -> bytes:
        """The bytes that the signature is over."""
        return canonical(self.model_dump(exclude={"signature"}))

    def holds_for(self, library: str) -> bool:
        """Whether it belongs to a library and was signed by the holder of its key."""
        return self.library == library and holds(self.key, self.signature, self.signed)


def parsed(content: str | bytes | None) -> Anchor | None:
    """Return the anchor that is written down, None where it is missing or damaged."""
    if content is None:
        return None
    try:
        return Anchor.model_validate_json(content)
    except ValidationError:
        return None


class Anchors:
    """The two anchors of one library's log.

    Args:
        library: Id of the library.
        folder: Holds the file.

    Attributes:
        signer: Gives the key of the installation; called at the first signature. Without it nothing is signed.
    """

    def __init__(self, library: str, folder: Path) -> None:
        self.library = library
        self._file = folder / ANCHOR
        self.signer: Callable[[], Signer] | None = None

    @property
    def key(self) -> str:
        """The public key of this installation, "" where nothing is signed."""
        return self.signer().public_key if self.signer else ""

    def made(self, count: int, head: str) -> Anchor:
        """Return a new anchor."""
        bare = Anchor(library=self.library, count=count, head=head, key=self.key, signature="")
        return bare.model_copy(update={"signature": self.signer().sign(bare.signed)}) if self.signer else bare

    def trusted(self, anchor: Anchor) -> bool:
        """Whether an anchor belongs to this log and nobody has changed it since it was signed."""
        if self.signer is None:
            return anchor.library == self.library
        return anchor.holds_for(self.library)

    def inside(self, connection: Connection) -> Anchor | None:
        """Return the anchor in the store, None where it is missing or damaged."""
        return parsed(get_meta(connection, _META))

    def keep_inside(self, connection: Connection, anchor: Anchor) -> None:
        """Keep an anchor in the open transaction."""
        set_meta(connection, _META, anchor.model_dump_json())

    def beside(self) -> Anchor | None:
        """Return the anchor beside the store, None where it is missing or damaged."""
        try:
            return parsed(self._file.read_bytes())
        except OSError:  # whatever stands there is no anchor
            return None

    def keep_beside(self, anchor: Anchor) -> None:
        """Write an anchor beside the store, whole or not at all. Raises WorldError `disk-full` or `log-refused`."""
        try:
            write_whole(self._file, anchor.model_dump_json().encode())
        except OSError as error:
            if error.errno in NO_ROOM:
                raise full_disk(self._file) from error
            raise WorldError(
                "log-refused", f"The audit log cannot be kept: {error.strerror}. ({self._file})"
            ) from error


def cut_through(connection: Connection) -> int:
    """Return the number of the last entry that was cut off because of its age, 0 where none was."""
    return int(get_meta(connection, _CUT) or 0)


def set_cut_through(connection: Connection, sequence: int) -> None:
    """Allow, in the open transaction, that entries up to a number are removed."""
    set_meta(connection, _CUT, str(sequence))
