"""Inside the sandboxed child: answers one request at a time with frames."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import closing

from assistant.documents.formats.detect import format_of, mended, without_lock
from assistant.documents.frames import head_frame, page_frame, picture_frame
from assistant.documents.model import Head, Page
from assistant.documents.names import Names
from assistant.documents.opening import received
from assistant.documents.pagination import failed_page
from assistant.documents.source import Source
from assistant.documents.values import PageStatus
from assistant.errors import WorldError
from assistant.guard.channel import Channel, Frame, Header

Answer = tuple[Header, bytes]


def serve(channel: Channel) -> None:
    """Answer requests until the other end hangs up."""
    while (frame := channel.receive()) is not None:
        if frame.header["request"] not in {"pause", "resume"}:  # these may come when a file has just been read
            _answer(channel, frame)


def _answer(channel: Channel, frame: Frame) -> None:
    source = Source(received(frame), str(frame.header["name"]), _password(frame))
    try:
        with closing(mended(without_lock(source))) as inner:
            inner.glanced = frame.header["request"] == "glance"
            for header, body in _work(frame, inner):
                channel.send(header, body)
                _rest(channel)
        channel.send({"frame": "end"})
    except WorldError as error:
        channel.send({"frame": "error", "code": error.code, "message": error.message})
    except MemoryError:
        channel.send({"frame": "memory"})
        sys.exit(1)
    except Exception as error:  # noqa: BLE001 - parsers raise anything on damaged files, and this is where they end
        channel.send({"frame": "failed", "where": _where(error)})
    finally:
        source.close()


def _rest(channel: Channel) -> None:
    """Wait while the program asks for a pause."""
    request = "resume"
    while request == "pause" or channel.wait(0):
        frame = channel.receive()
        if frame is None:
            sys.exit(0)  # nobody wants the rest
        request = str(frame.header["request"])


def _work(frame: Frame, source: Source) -> Iterator[Answer]:
    work = {"read": _read, "glance": _read, "picture": _picture, "extract": _extract}[str(frame.header["request"])]
    return work(frame, source)


def _read(_frame: Frame, source: Source) -> Iterator[Answer]:
    last, text = None, False
    for part in format_of(source).read(source):
        if isinstance(part, Head):
            yield head_frame(part)
            continue
        last = _lost(part) if source.remark and part.status is PageStatus.EMPTY else part
        text = text or bool(last.text) or last.status is PageStatus.PENDING
        yield page_frame(last)
    if source.remark and not text:
        raise WorldError("damaged-file", f"“{source.name}” is damaged: nothing of it can be read.")
    if source.remark and last:
        yield page_frame(failed_page(last.number + 1, last.kind, last.tool, source.remark))


def _lost(page: Page) -> Page:
    """Return a page of a damaged file that came out empty as what it most likely is."""
    reason = "Nothing of this page could be read: the file is damaged or cut off."
    return failed_page(page.number, page.kind, page.tool, reason, page.label)


def _picture(frame: Frame, source: Source) -> Iterator[Answer]:
    picture = format_of(source).picture
    if picture is None:
        raise WorldError("no-picture", "This kind of document has no page pictures.")
    yield picture_frame(picture(source, int(str(frame.header["page"])), int(str(frame.header["width"]))))


def _extract(_frame: Frame, source: Source) -> Iterator[Answer]:
    extract = format_of(source).extract
    if extract is None:
        return
    names = Names()
    for member in extract(source):
        yield {"frame": "member", "name": names.told_apart(member.name), "reason": member.reason}, member.data


def _where(error: Exception) -> str:
    """Name the error and the lines it came through; its message may quote the document and stays here."""
    # It takes as long to load as reading a page, and is needed for damaged files only.
    import traceback  # noqa: PLC0415

    lines = traceback.extract_tb(error.__traceback__)[-4:]
    return f"{type(error).__name__} at " + " < ".join(f"{line.name}:{line.lineno}" for line in reversed(lines))


def _password(frame: Frame) -> str | None:
    password = frame.header.get("password")
    return None if password is None else str(password)
