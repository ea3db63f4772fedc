"""JSON over HTTP to the engine on loopback, with the standard library.

`http.client` reads no proxy variable, so no setting of the machine can send a prompt elsewhere or keep the program from
starting; and its socket can be shut from another thread, so that a stop works while the engine has not yet answered.
"""

from __future__ import annotations

import json
import socket
from collections.abc import Generator, Iterable, Iterator, Mapping
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPException, HTTPResponse
from typing import Any
from urllib.parse import urlsplit

from assistant.engine.refusals import RefusedError
from assistant.errors import WorldError
from assistant.jobs import CancelToken

LONGEST_LINE = 16 * 1024 * 1024
QUICK = 60.0
"""Seconds of silence after which a request that needs no model is given up."""
PATIENT = 900.0
"""Seconds of silence allowed while a model is loaded or reads; a stop does not wait for them."""

Answer = dict[str, Any]


class Transport:
    """Requests to one engine; each opens a connection of its own, so that ending one disturbs no other.

    Every method raises `RefusedError` where the engine answers with an error, `WorldError` `engine-gone` where the
    connection fails or ends early, and `engine-strange` where something else answers.
    """

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        self._host, self._port = parts.hostname or "127.0.0.1", parts.port or 80

    def get(self, path: str) -> Answer:
        """GET a small JSON object."""
        with self._connection(QUICK) as connection:
            connection.request("GET", path)
            return _object(_accepted(connection.getresponse()).read(LONGEST_LINE))

    def post(self, path: str, body: Mapping[str, Any], cancel: CancelToken, *, method: str = "POST") -> Answer:
        """Send a JSON object, return the JSON object answered ({} for an empty answer)."""
        with self._connection(PATIENT) as connection, _stoppable(connection, cancel):
            _send(connection, method, path, body)
            content = _accepted(connection.getresponse(), empty=True).read()
            return _object(content) if content else {}

    def stream(self, path: str, body: Mapping[str, Any], cancel: CancelToken) -> Generator[Answer, None, None]:
        """Send a JSON object, yield the JSON objects answered, a line each; closing ends the connection at once.

        The caller knows by the last object whether the answer was whole.
        """
        with self._connection(PATIENT) as connection, _stoppable(connection, cancel):
            _send(connection, "POST", path, body)
            response = _accepted(connection.getresponse())
            while line := response.readline(LONGEST_LINE):
                answer = _object(line)
                if "error" in answer:
                    raise RefusedError(response.status, str(answer["error"]))
                yield answer

    def exists(self, path: str) -> bool:
        """Whether HEAD finds something."""
        with self._connection(QUICK) as connection:
            connection.request("HEAD", path)
            return connection.getresponse().status == 200

    def upload(self, path: str, pieces: Iterable[bytes], size: int, cancel: CancelToken) -> Generator[int, None, None]:
        """POST `size` bytes that come in pieces, yielding the number of bytes sent so far.

        Stopped or closed before the last byte, the engine drops what it got; the last number is yielded only when
        the engine has confirmed the whole, so that whoever stops then knows that it is there.
        """
        with self._connection(PATIENT) as connection:
            connection.putrequest("POST", path)
            connection.putheader("Content-Length", str(size))
            connection.endheaders()
            sent = 0
            for piece in pieces:
                cancel.check()
                connection.send(piece)
                sent += len(piece)
                if sent < size:
                    yield sent
            _accepted(connection.getresponse(), empty=True).read()
            yield sent
            cancel.check()

    @contextmanager
    def _connection(self, silence: float) -> Iterator[HTTPConnection]:
        connection = HTTPConnection(self._host, self._port, timeout=silence)
        try:
            connection.connect()
            yield connection
        except (OSError, HTTPException) as error:
            raise WorldError("engine-gone", "The engine stopped while it was working. Ask again.") from error
        finally:
            connection.close()


@contextmanager
def _stoppable(connection: HTTPConnection, cancel: CancelToken) -> Iterator[None]:
    """Within the block a cancel shuts the connection, which wakes whoever waits on it with `Cancelled`."""

    def shut() -> None:
        try:
            connection.sock.shutdown(socket.SHUT_RDWR)
        except OSError:  # the engine shut it first
            return

    with cancel.calling(shut):
        try:
            yield
        except (OSError, HTTPException, WorldError):
            cancel.check()
            raise
        cancel.check()


def _send(connection: HTTPConnection, method: str, path: str, body: Mapping[str, Any]) -> None:
    connection.request(method, path, json.dumps(body), {"Content-Type": "application/json"})


def _accepted(response: HTTPResponse, *, empty: bool = False) -> HTTPResponse:
    """Pass on a response of the engine's own kind; raise for an error or a stranger."""
    if response.status >= 400:
        raise RefusedError(response.status, _error_text(response.read(LONGEST_LINE)))
    kind = response.headers.get_content_type()
    if kind in {"application/json", "application/x-ndjson"} or (empty and response.length == 0):
        return response
    raise _strange()


def _error_text(content: bytes) -> str:
    try:
        return str(json.loads(content)["error"])
    except (ValueError, KeyError, TypeError):
        raise _strange() from None


def _object(content: bytes) -> Answer:
    try:
        answer = json.loads(content)
    except ValueError:
        raise _strange() from None
    if not isinstance(answer, dict):
        raise _strange()
    return answer


def _strange() -> WorldError:
    return WorldError(
        "engine-strange", "Something that is not the engine answered in its place. Start the program again."
    )
