from __future__ import annotations

import os
import socket
import struct
from collections.abc import Iterator

import pytest

from assistant.guard.channel import Channel, ChannelError

Pair = tuple[Channel, socket.socket]


@pytest.fixture
def pair() -> Iterator[Pair]:
    ours, theirs = socket.socketpair()
    channel = Channel(ours, 1000, 2000)
    channel.wait_at_most(5)
    yield channel, theirs
    channel.close()
    theirs.close()


def test_a_frame_arrives_as_it_was_sent():
    one, other = socket.socketpair()
    sender, receiver = Channel(one, 1000, 1000), Channel(other, 1000, 1000)
    sender.send({"frame": "page", "text": "Grüße"}, b"\0\1\2")
    frame = receiver.receive()
    assert frame is not None
    assert (frame.header, frame.body) == ({"frame": "page", "text": "Grüße"}, b"\0\1\2")
    sender.close()
    assert receiver.receive() is None
    receiver.close()


def test_an_open_file_goes_along():
    one, other = socket.socketpair()
    sender, receiver = Channel(one, 1000, 1000), Channel(other, 1000, 1000)
    reading, writing = os.pipe()
    sender.send({"here": True}, files=(reading,))
    os.write(writing, b"through")
    frame = receiver.receive()
    assert frame is not None
    assert os.read(frame.files[0], 10) == b"through"
    for descriptor in (reading, writing, *frame.files):
        os.close(descriptor)
    sender.close()
    receiver.close()


def test_a_frame_that_claims_to_be_huge_is_refused_before_it_is_read(pair: Pair):
    channel, theirs = pair
    theirs.sendall(struct.pack("<II", 10, 4_000_000_000))
    with pytest.raises(ChannelError, match="larger"):
        channel.receive()


@pytest.mark.parametrize("header", [b"not json at all", b"[1, 2, 3, 4, 5]", b'{"a":\xff\xfe\xfd}'])
def test_nonsense_is_refused(pair: Pair, header: bytes):
    channel, theirs = pair
    theirs.sendall(struct.pack("<II", len(header), 0) + header)
    with pytest.raises(ChannelError):
        channel.receive()


def test_a_hang_up_in_the_middle_of_a_frame_is_a_hang_up(pair: Pair):
    channel, theirs = pair
    theirs.sendall(struct.pack("<II", 100, 0) + b"{")
    theirs.close()
    assert channel.receive() is None


def test_waiting_for_nothing_ends(pair: Pair):
    channel, _ = pair
    assert not channel.wait(0.01)
