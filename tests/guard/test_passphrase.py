from __future__ import annotations

import os

import pytest

from assistant.errors import UsageError
from assistant.guard.passphrase import check_new, line_from, passphrase_of


def piped(content: bytes) -> int:
    read, write = os.pipe()
    os.write(write, content)
    os.close(write)
    return read


def lines(content: bytes, count: int = 2) -> list[bytes]:
    descriptor = piped(content)
    try:
        return [bytes(line_from(descriptor).data) for _ in range(count)]
    finally:
        os.close(descriptor)


def test_lines_come_without_their_endings():
    assert lines(b"old one\r\nnew one\n") == [b"old one", b"new one"]
    assert lines(b"only one", 1) == [b"only one"]


def test_text_beyond_ascii_is_read_in_one_form():
    assert lines("cafe\u0301\n".encode(), 1) == ["caf\u00e9".encode()]


@pytest.mark.parametrize("content", [b"", b"\n"])
def test_nothing_is_no_passphrase(content: bytes):
    with pytest.raises(UsageError) as none:
        lines(content)
    assert none.value.code == "no-passphrase"


def test_a_descriptor_that_is_not_open_is_no_passphrase():
    read, write = os.pipe()
    os.close(read)
    os.close(write)
    with pytest.raises(UsageError) as none:
        line_from(read)
    assert none.value.code == "no-passphrase"


@pytest.mark.parametrize("weak", ["short", "aaaaaaaaaaaaaaaa", "abababababab", "\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9"])
def test_what_is_tried_soon_is_refused(weak: str):
    with pytest.raises(UsageError) as refused:
        check_new(passphrase_of(weak))
    assert refused.value.code == "weak-passphrase"


def test_four_words_are_enough():
    check_new(passphrase_of("herons on a jetty"))
