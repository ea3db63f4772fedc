from __future__ import annotations

import threading

import pytest

from assistant.errors import Cancelled
from assistant.jobs import CancelToken

WAIT = 10


def test_a_job_that_is_not_paused_goes_on():
    CancelToken().check()


def test_a_paused_job_waits_until_it_is_resumed():
    token, passed = CancelToken(), threading.Event()
    token.pause()

    def work() -> None:
        token.check()
        passed.set()

    worker = threading.Thread(target=work)
    worker.start()
    assert not passed.wait(0.1)
    token.resume()
    assert passed.wait(WAIT)
    worker.join()
    assert not token.paused
    assert 0.1 <= token.seconds_paused < WAIT


def test_cancelling_wakes_a_paused_job():
    token, ended = CancelToken(), threading.Event()
    token.pause()

    def work() -> None:
        with pytest.raises(Cancelled):
            token.check()
        ended.set()

    worker = threading.Thread(target=work)
    worker.start()
    token.cancel()
    assert ended.wait(WAIT)
    worker.join()


def test_a_token_pauses_with_another_one_but_is_cancelled_by_itself():
    outer = CancelToken()
    inner = outer.beside()
    outer.pause()
    assert inner.paused
    inner.cancel()
    with pytest.raises(Cancelled):
        inner.check()
    assert not outer.cancelled
    outer.resume()
    outer.check()


def test_pausing_twice_is_pausing_once():
    token = CancelToken()
    token.pause()
    token.pause()
    token.resume()
    token.check()
