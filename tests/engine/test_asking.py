"""The real engine and the starter model."""

from __future__ import annotations

import threading
import time

import psutil
import pytest

from assistant.engine.engine import Engine
from assistant.engine.protocols import Reading, Request, Urgency, Waiting, Written
from assistant.errors import Cancelled, WorldError
from assistant.jobs import CancelToken
from tests.engine.asking import ask, finished, request, written
from tests.engine.watching import busy, family, until

pytestmark = pytest.mark.engine


def log_of_pumps(count: int, start: int = 0) -> tuple[str, tuple[int, ...]]:
    lines = [f"Pump {number} was inspected; its seals were worn.\n" for number in range(start, start + count)]
    ends, cuts = 0, []
    for line in lines:
        ends += len(line)
        cuts.append(ends)
    return "".join(lines), tuple(cuts)


def runner(engine: Engine) -> psutil.Process:
    assert engine._process
    return next(process for process in family(engine._process.pid) if "runner" in process.cmdline())


def test_the_starter_model_answers(running_engine: Engine):
    model = running_engine.model()
    pieces = ask(model, request("Say hello.", 8))
    assert model.starter
    assert model.context == 8192
    assert len(model.digest) == 64
    assert written(pieces)
    end = finished(pieces)
    assert 0 < end.reply_tokens <= 8
    assert not end.prompt_cut


def test_a_schema_binds_the_reply(running_engine: Engine):
    schema = {"type": "object", "properties": {"page": {"type": "integer"}}, "required": ["page"]}
    base = request("On which page? Page 7.", 24)
    pieces = ask(running_engine.model(), Request(base.messages, 24, schema=schema))
    assert written(pieces).lstrip().startswith("{")


def test_estimated_tokens_are_never_far_too_low_and_learn_from_the_engine(running_engine: Engine):
    model = running_engine.model()
    text, _ = log_of_pumps(20, start=1000)
    counted = finished(ask(model, request(text, 1))).prompt_tokens
    assert counted * 0.9 <= model.count(text) + 30 <= counted * 1.6
    assert model.prompt_speed > 1


def test_a_second_question_on_the_same_evidence_is_read_at_least_twice_as_soon(running_engine: Engine):
    text, _ = log_of_pumps(16, start=2000)
    first = finished(ask(running_engine.model(), request(text + "Which pump?", 1)))
    second = finished(ask(running_engine.model(), request(text + "Whose seals?", 1)))
    assert second.prompt_seconds * 2 < first.prompt_seconds
    assert second.prompt_tokens > 0.9 * first.prompt_tokens


def test_a_prompt_longer_than_the_context_is_refused_not_cut(running_engine: Engine):
    running_engine.settings.change(context=512)
    try:
        text, _ = log_of_pumps(60, start=3000)
        with pytest.raises(WorldError) as caught:
            ask(running_engine.model(), request(text, 4))
    finally:
        running_engine.settings.change(context=8192)
    assert caught.value.code == "prompt-too-long"


def test_stopping_while_it_writes_frees_the_processor(running_engine: Engine):
    cancel = CancelToken()
    chat = running_engine.model().chat(request("Tell a very long story.", 2000), cancel)
    while not isinstance(next(chat), Written):
        pass
    cancel.cancel()
    with pytest.raises(Cancelled):
        list(chat)
    until(lambda: busy(runner(running_engine), 1.0) < 0.1, 20)


def test_stopping_while_it_reads_frees_the_processor_within_a_step(running_engine: Engine):
    text, cuts = log_of_pumps(400, start=4000)
    cancel = CancelToken()
    stopper = threading.Timer(1.5, cancel.cancel)
    stopper.start()
    with pytest.raises(Cancelled):
        ask(running_engine.model(), request(text, 4, cuts), cancel)
    stopped = time.monotonic()
    stopper.join()
    assert time.monotonic() - stopped < 1
    until(lambda: busy(runner(running_engine), 1.0) < 0.1, 20)


def test_reading_a_long_prompt_shows_its_progress(running_engine: Engine):
    text, cuts = log_of_pumps(20, start=5000)
    pieces = list(running_engine.model().chat(request(text, 1, cuts), CancelToken()))
    reading = [piece for piece in pieces if isinstance(piece, Reading)]
    assert reading[0].tokens == 0
    assert [piece.tokens for piece in reading] == sorted(piece.tokens for piece in reading)
    assert finished(pieces).prompt_tokens >= reading[-1].tokens


def test_a_question_goes_before_a_waiting_summary(running_engine: Engine):
    model = running_engine.model()
    running = model.chat(request("Tell a long story.", 100), CancelToken())
    while not isinstance(next(running), Written):
        pass
    order: list[str] = []
    waiting = threading.Barrier(3)

    def wait(name: str, urgency: Urgency) -> None:
        chat = model.chat(request("Hello?", 2, urgency=urgency), CancelToken())
        assert isinstance(next(chat), Waiting)
        waiting.wait(20)
        for _ in chat:
            pass
        order.append(name)

    threads = [
        threading.Thread(target=wait, args=("summary", Urgency.SUMMARY)),
        threading.Thread(target=wait, args=("question", Urgency.QUESTION)),
    ]
    for thread in threads:
        thread.start()
    waiting.wait(20)
    running.close()  # type: ignore[attr-defined]
    for thread in threads:
        thread.join()
    assert order == ["question", "summary"]


def test_measurements_are_there_at_the_next_start(running_engine: Engine):
    ask(running_engine.model(), request(log_of_pumps(12, start=6000)[0], 1))
    settings = (running_engine._home / "settings.toml").read_text()
    assert "prompt_speed" in settings
    assert "token_factor" in settings
