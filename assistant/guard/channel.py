"""Frames between the program and a sandboxed child: JSON and bytes over a socket, never pickled objects."""

from __future__ import annotations

import json
import select
import socket
import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

_SIZES = struct.Struct("<II")
_CHUNK = 1 << 20

Header = dict[str, object]


class ChannelError(Exception):
    """The other end spoke nonsense, or more than was agreed."""


@dataclass(frozen=True)
class Frame:
    """One message.

    Attributes:
        header: A JSON object.
        body: Bytes that go with it.
        files: File descriptors that came with it; the receiver owns them.
    """

    header: Header
    body: bytes = b""
    files: tuple[int, ...] = ()


class Channel:
    """One end of a connected pair of stream sockets.

    Args:
        connection: The socket; the channel owns it.
        longest_header: Bytes of JSON that are accepted in one frame.
        longest_body: Bytes that are accepted beside it.
    """

    def __init__(self, connection: socket.socket, longest_header: int, longest_body: int) -> None:
        self._socket = connection
        self._longest = (longest_header, longest_body)

    def fileno(self) -> int:
        """Return the descriptor to wait on."""
        return self._socket.fileno()

    def send(self, header: Mapping[str, object], body: bytes = b"", files: Sequence[int] = ()) -> None:
        """Send one frame; descriptors are duplicated into the other process."""
        packed = json.dumps(header).encode("ascii")
        start = _SIZES.pack(len(packed), len(body))
        if files:
            socket.send_fds(self._socket, [start], list(files))
        else:
            self._socket.sendall(start)
        self._socket.sendall(packed)
        self._socket.sendall(body)

    def receive(self) -> Frame | None:
        """Return the next frame, or None when the other end is gone.

        Raises:
            ChannelError: The frame is larger than agreed, or not a JSON object.
            TimeoutError: The socket has a time-out and nothing came.
        """
        start, files = self._start()
        if not start:
            return None
        sizes = _SIZES.unpack(start + (self._exactly(_SIZES.size - len(start)) or b""))
        if sizes[0] > self._longest[0] or sizes[1] > self._longest[1]:
            raise ChannelError("a frame is larger than agreed")
        packed, body = self._exactly(sizes[0]), self._exactly(sizes[1])
        if packed is None or body is None:
            return None
        return Frame(_parsed(packed), body, files)

    def wait(self, seconds: float) -> bool:
        """Return whether something came, or the other end hung up, within `seconds`."""
        if not hasattr(select, "poll"):  # on Windows, where `select` takes any socket
            return bool(select.select([self._socket], [], [], seconds)[0])
        poll = select.poll()
        poll.register(self._socket, select.POLLIN)
        return bool(poll.poll(seconds * 1000))

    def wait_at_most(self, seconds: float | None) -> None:
        """Set how long a step of `receive` may wait; None waits for ever."""
        self._socket.settimeout(seconds)

    def close(self) -> None:
        """Hang up."""
        self._socket.close()

    def _start(self) -> tuple[bytes, tuple[int, ...]]:
        try:
            if not hasattr(socket, "recv_fds"):  # on Windows, where a file is told by its path
                return self._socket.recv(_SIZES.size), ()
            data, files, _, _ = socket.recv_fds(self._socket, _SIZES.size, 1)
        except ConnectionResetError:
            return b"", ()
        return data, tuple(files)

    def _exactly(self, count: int) -> bytes | None:
        parts = bytearray()
        while len(parts) < count:
            try:
                part = self._socket.recv(min(count - len(parts), _CHUNK))
            except ConnectionResetError:
                return None
            if not part:
                return None
            parts += part
        return bytes(parts)


def _parsed(packed: bytes) -> Header:
    try:
        header = json.loads(packed)
    except ValueError as error:
        raise ChannelError("a frame is not JSON") from error
    if not isinstance(header, dict):
        raise ChannelError("a frame is not an object")
    return header
