"""The program's side of reading: one sandboxed child, one file at a time."""

from __future__ import annotations

import logging
import os
import time
from collections.abc import Iterator

from assistant.documents.crowding import crowded
from assistant.documents.held import DocumentFile
from assistant.documents.kinds import ignored, supported_suffixes
from assistant.documents.model import Head, Page
from assistant.documents.opening import handed, opened
from assistant.documents.source import Member
from assistant.documents.values import Picture
from assistant.documents.wire import head_of, page_of, picture_of
from assistant.errors import WorldError
from assistant.guard.channel import ChannelError, Frame
from assistant.guard.sandbox import Child, Launcher
from assistant.jobs import CancelToken

__all__ = ["Reader", "ignored", "supported_suffixes"]

_LOG = logging.getLogger(__name__)
_POLL_SECONDS = 0.1
_MOST_PAGES = 1_000_000


class Reader:
    """Reads files in a child process, which is replaced when it crashes, hangs or has taken much memory.

    Not thread-safe; several readers may exist.

    Args:
        launcher: Starts the child.
    """

    def __init__(self, launcher: Launcher) -> None:
        self._launcher = launcher
        self._child: Child | None = None

    def read(
        self, path: DocumentFile, cancel: CancelToken, password: str | None = None, *, glanced: bool = False
    ) -> Iterator[Head | Page]:
        """Yield the head of a document, then its pages in order.

        At a glance, pages whose pictures have to be recognised come as `pending`, with the rest of their text; where
        there is none of them, nothing is left to be read.

        Args:
            path: The file.
            cancel: Stops the reading within a tenth of a second.
            password: What opens the file, if it is locked.
            glanced: Whether what takes long is left for another reading.

        Raises:
            WorldError: The file cannot be read; the code says why.
            Cancelled: Stopping was asked for.
        """
        request: dict[str, object] = {"request": "glance" if glanced else "read", "password": password}
        for number, frame in enumerate(self._ask(request, path, cancel)):
            yield _checked(page_of(frame), number) if number else head_of(frame)

    def picture(self, path: DocumentFile, page: int, width: int, password: str | None = None) -> Picture:
        """Return the picture of a page.

        Args:
            path: A PDF or an image.
            page: From 1.
            width: Pixels.
            password: What opens the file, if it is locked.

        Raises:
            WorldError: The file has no such page, or no pictures (`no-picture`).
        """
        request = {"request": "picture", "page": page, "width": width, "password": password}
        pictures = [picture_of(frame) for frame in self._ask(request, path, CancelToken())]
        if not pictures:
            raise _crashed(path)
        return pictures[0]

    def extract(self, path: DocumentFile, cancel: CancelToken, password: str | None = None) -> Iterator[Member]:
        """Yield the documents inside a document (mail attachments, archive entries), bounded in number and size.

        Raises:
            WorldError: The container cannot be read, or holds more than is allowed.
            Cancelled: Stopping was asked for.
        """
        for frame in self._ask({"request": "extract", "password": password}, path, cancel):
            yield Member(str(frame.header.get("name")), frame.body, str(frame.header.get("reason")))

    def close(self) -> None:
        """End the child."""
        if self._child is not None:
            self._child.close()
            self._child = None

    def _ask(self, request: dict[str, object], path: DocumentFile, cancel: CancelToken) -> Iterator[Frame]:
        """Send a request and yield the frames of its answer; a child that is left half way is not used again."""
        descriptor = opened(path)
        finished = False
        try:
            child = self._running_child()
            told, files = handed(path, descriptor)
            child.channel.send({**request, "name": path.name, **told}, files=files)
            while (frame := self._next_frame(child, path, cancel)).header.get("frame") != "end":
                yield frame
            finished = True
        except _Refused as refused:
            finished = True
            raise WorldError(refused.code, refused.message) from None
        except TimeoutError as error:
            raise _hung(path) from error
        except (ChannelError, BrokenPipeError) as error:
            raise _crashed(path) from error
        finally:
            os.close(descriptor)
            if not finished or (self._child is not None and crowded(self._child.pid)):
                self.close()

    def _running_child(self) -> Child:
        if self._child is None:
            self._child = self._launcher.launch("assistant.documents.child")
        return self._child

    def _next_frame(self, child: Child, path: DocumentFile, cancel: CancelToken) -> Frame:
        self._wait(child, path, cancel)
        child.channel.wait_at_most(self._launcher.patience)
        frame = child.channel.receive()
        if frame is None:
            raise _crashed(path)
        _raise_refusal(frame, path)
        return frame

    def _wait(self, child: Child, path: DocumentFile, cancel: CancelToken) -> None:
        give_up = time.monotonic() + self._launcher.patience
        while not child.channel.wait(_POLL_SECONDS):
            if _rested(child, cancel):
                give_up = time.monotonic() + self._launcher.patience
            if time.monotonic() > give_up:
                raise _hung(path)
        _rested(child, cancel)


def _rested(child: Child, cancel: CancelToken) -> bool:
    """Let the child rest between two pages while the job is paused; whether it was. Raises `Cancelled`."""
    paused = cancel.paused
    if paused:
        child.channel.send({"request": "pause"})
    cancel.check()
    if paused:
        child.channel.send({"request": "resume"})
    return paused


class _Refused(Exception):  # noqa: N818 - the child's word, turned into a WorldError at once
    """The child is well and says why the file cannot be read."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


def _raise_refusal(frame: Frame, path: DocumentFile) -> None:
    kind = frame.header.get("frame")
    if kind == "memory":
        raise WorldError("out-of-memory", f"“{path.name}” needs more memory than is allowed for one document.")
    if kind == "error":
        raise _Refused(str(frame.header.get("code")), str(frame.header.get("message")))
    if kind == "failed":
        _LOG.info("a parser failed: %s", frame.header.get("where"))
        raise _Refused("damaged-file", f"“{path.name}” is damaged: it cannot be read to its end.")


def _checked(page: Page, number: int) -> Page:
    """Return a page if it is the next one and there are not too many; the child's word is not taken on trust."""
    if page.number != number or number > _MOST_PAGES:
        raise ChannelError("a page came out of order, or one too many")
    return page


def _hung(path: DocumentFile) -> WorldError:
    return WorldError("reader-timeout", f"“{path.name}” was given up: reading it made no progress.")


def _crashed(path: DocumentFile) -> WorldError:
    return WorldError("reader-crashed", f"“{path.name}” could not be read: the reader failed on it.")
