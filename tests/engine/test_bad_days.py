"""What the engine can do wrong, each on a real socket."""

from __future__ import annotations

import contextlib
import math
import os
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from assistant.engine.engine import Engine
from assistant.engine.protocols import Urgency
from assistant.errors import Cancelled, WorldError
from assistant.jobs import CancelToken
from tests.engine.asking import ask, finished, request, thought, written
from tests.engine.fake_ollama import Exchange, FakeOllama, Handle, end, piece, serving

EngineOn = Callable[[Handle], tuple[Engine, FakeOllama]]


def fine(exchange: Exchange) -> None:
    exchange.lines(piece("Seven "), piece("bar."), end())


def refusing(status: int, said: str) -> Handle:
    return lambda exchange: exchange.answer(status, {"error": said})


def failure(engine: Engine, model: str = "m") -> WorldError:
    with pytest.raises(WorldError) as caught:
        ask(engine.model(model), "What pressure?")
    assert caught.value.message.endswith((".", "…"))
    return caught.value


def test_a_reply_is_streamed_piece_by_piece_and_ends_with_its_counts(engine_on: EngineOn):
    engine, _ = engine_on(fine)
    pieces = ask(engine.model("m"), "What pressure?")
    assert written(pieces) == "Seven bar."
    assert finished(pieces).reason == "stop"
    assert finished(pieces).reply_tokens == 3


@pytest.mark.parametrize("variable", ["HTTP_PROXY", "http_proxy", "ALL_PROXY", "HTTPS_PROXY"])
def test_no_proxy_ever_sees_a_question(engine_on: EngineOn, monkeypatch: pytest.MonkeyPatch, variable: str):
    engine, server = engine_on(fine)
    with serving(refusing(403, "blocked")) as proxy:
        monkeypatch.setenv(variable, proxy.url)
        assert written(ask(engine.model("m"), "What pressure?")) == "Seven bar."
        assert proxy.requests == []
    assert len(server.asked("/api/chat")) == 1


@pytest.mark.parametrize("proxy", ["socks5://127.0.0.1:9", "socks5h://127.0.0.1:9", "not an address"])
def test_the_engine_can_be_imported_under_any_proxy_setting(proxy: str):
    environment = os.environ | {"ALL_PROXY": proxy, "HTTP_PROXY": proxy}
    subprocess.run([sys.executable, "-c", "import assistant.engine.engine"], env=environment, check=True)


def test_a_model_that_is_not_there_is_named_with_what_to_do(engine_on: EngineOn):
    engine, _ = engine_on(fine)
    error = failure(engine, "llama9")
    assert error.code == "model-missing"
    assert "llama9" in error.message


def test_a_model_that_vanished_is_the_same_error(engine_on: EngineOn):
    engine, _ = engine_on(refusing(404, "model 'm' not found"))
    assert failure(engine).code == "model-missing"
    with pytest.raises(WorldError, match="not installed"):
        engine.embed("m", ["text"])


@pytest.mark.parametrize("name", ["m", "m:latest", "M"])
def test_a_name_with_and_without_its_tag_is_one_model(engine_on: EngineOn, name: str):
    engine, _ = engine_on(fine)
    engine.use(name)
    assert engine.settings.current.model == "m"
    assert written(ask(engine.model(), "What pressure?")) == "Seven bar."


def test_nothing_listening_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        monkeypatch.setenv("HAVERSACK_OLLAMA", f"http://127.0.0.1:{nobody.getsockname()[1]}")
        assert failure(Engine(tmp_path)).code == "engine-gone"


def test_a_web_page_on_the_port_is_not_taken_for_an_answer(engine_on: EngineOn):
    engine, _ = engine_on(lambda exchange: exchange.answer(200, b"<html>Welcome</html>", "text/html"))
    assert failure(engine).code == "engine-strange"
    engine, _ = engine_on(lambda exchange: exchange.answer(200, b"<html>Welcome</html>", "application/json"))
    assert failure(engine).code == "engine-strange"


def test_an_error_page_of_a_stranger_is_not_taken_for_the_engines_word(engine_on: EngineOn):
    engine, _ = engine_on(lambda exchange: exchange.answer(502, b"<html>Bad gateway</html>", "text/html"))
    assert failure(engine).code == "engine-strange"


def test_a_reply_cut_in_the_middle_is_not_taken_for_a_whole_one(engine_on: EngineOn):
    engine, _ = engine_on(lambda exchange: exchange.lines(piece("Seven"), whole=False))
    assert failure(engine).code == "engine-gone"
    engine, _ = engine_on(lambda exchange: exchange.lines(piece("Seven")))
    assert failure(engine).code == "engine-gone"


def test_an_error_in_the_middle_of_the_reply_is_said(engine_on: EngineOn):
    engine, _ = engine_on(lambda exchange: exchange.lines(piece("Seven"), {"error": "an error was encountered: EOF"}))
    assert failure(engine).code == "engine-gone"


def test_too_little_memory_is_said_with_a_smaller_choice(engine_on: EngineOn):
    said = "model requires more system memory (5.6 GiB) than is available (2.1 GiB)"
    engine, _ = engine_on(refusing(500, said))
    error = failure(engine)
    assert error.code == "out-of-memory"
    assert "such as small" in error.message
    assert "(5.6 GiB against 2.1 GiB)" in error.message
    assert "such as" not in failure(engine, "small").message


def test_a_killed_runner_is_a_matter_of_memory(engine_on: EngineOn):
    engine, _ = engine_on(refusing(500, "llama runner process has terminated: signal: killed"))
    assert failure(engine).code == "out-of-memory"


def test_an_error_of_no_known_kind_is_told_in_the_engines_words(engine_on: EngineOn):
    engine, _ = engine_on(refusing(503, "server busy, please try again"))
    assert "server busy" in failure(engine).message


def test_a_closed_connection_is_said(engine_on: EngineOn):
    engine, _ = engine_on(lambda exchange: setattr(exchange, "close_connection", True))
    assert failure(engine).code == "engine-gone"


def test_a_prompt_that_is_too_long_is_said(engine_on: EngineOn):
    engine, _ = engine_on(refusing(400, "the input length exceeds the context length"))
    error = failure(engine)
    assert error.code == "prompt-too-long"
    assert "4096" in error.message


def test_every_call_to_a_model_has_the_same_options_and_cuts_nothing(engine_on: EngineOn):
    engine, server = engine_on(fine)
    evidence = "The pump was inspected. " * 200
    cuts = tuple(range(24, len(evidence), 24))
    ask(engine.model("m"), request(evidence + "What pressure?", 16, cuts))
    ask(engine.model("m"), request("Summarise.", 300))
    calls = server.asked("/api/chat")
    assert len(calls) > 2
    assert {call["options"]["num_ctx"] for call in calls} == {4096}
    assert all(call["truncate"] is False and call["shift"] is False for call in calls)
    without_length = [{k: v for k, v in call["options"].items() if k != "num_predict"} for call in calls]
    assert all(options == without_length[0] for options in without_length)


def test_a_long_prompt_is_fed_in_growing_prefixes_that_end_at_the_cuts(engine_on: EngineOn):
    engine, server = engine_on(fine)
    evidence = "The pump was inspected. " * 200
    cuts = tuple(range(24, len(evidence), 24))
    ask(engine.model("m"), request(evidence + "What pressure?", 16, cuts))
    *steps, last = [call["messages"][-1]["content"] for call in server.asked("/api/chat")]
    lengths = [len(step) for step in steps]
    assert lengths == sorted(set(lengths))
    assert set(lengths) <= set(cuts)
    assert last == evidence + "What pressure?"
    assert all(last.startswith(step) for step in steps)
    assert [call["options"]["num_predict"] for call in server.asked("/api/chat")] == [1] * len(steps) + [16]


def test_a_prefix_whose_reading_was_cut_off_is_not_fed_for_ever(engine_on: EngineOn):
    engine, server = engine_on(lambda exchange: exchange.lines(piece("x")))
    evidence = "The pump was inspected. " * 200
    with pytest.raises(WorldError) as caught:
        ask(engine.model("m"), request(evidence, 16, tuple(range(24, len(evidence), 24))))
    assert caught.value.code == "engine-gone"
    assert len(server.asked("/api/chat")) == 1


def test_what_the_engine_still_holds_is_not_fed_again(engine_on: EngineOn):
    engine, server = engine_on(fine)
    evidence = "The pump was inspected. " * 200
    cuts = tuple(range(24, len(evidence), 24))
    ask(engine.model("m"), request(evidence + "What pressure?", 16, cuts))
    first = len(server.asked("/api/chat"))
    ask(engine.model("m"), request(evidence + "Who inspected it?", 16, cuts))
    assert len(server.asked("/api/chat")) == first + 1


def test_a_reply_cut_at_its_length_says_so(engine_on: EngineOn):
    engine, _ = engine_on(lambda exchange: exchange.lines(piece("Seven"), end("length")))
    assert finished(ask(engine.model("m"), "What pressure?")).reason == "length"


def test_an_empty_reply_ends_without_text(engine_on: EngineOn):
    engine, _ = engine_on(lambda exchange: exchange.lines(end(reply=1)))
    pieces = ask(engine.model("m"), "What pressure?")
    assert written(pieces) == ""
    assert finished(pieces).reply_tokens == 1


def test_reasoning_is_told_apart_from_the_answer(engine_on: EngineOn):
    engine, _ = engine_on(lambda exchange: exchange.lines(piece(thinking="Bars?"), piece("Seven bar."), end()))
    pieces = ask(engine.model("m"), "What pressure?")
    assert (thought(pieces), written(pieces)) == ("Bars?", "Seven bar.")


def test_a_reply_of_reasoning_only_is_not_an_answer(engine_on: EngineOn):
    engine, _ = engine_on(lambda exchange: exchange.lines(piece("<think>Bars, "), piece("I say"), end("length")))
    pieces = ask(engine.model("m"), "What pressure?")
    assert (thought(pieces), written(pieces)) == ("Bars, I say", "")


def test_a_prompt_that_the_engine_cut_is_noticed(engine_on: EngineOn):
    engine, _ = engine_on(lambda exchange: exchange.lines(piece("Seven"), end(prompt=100)))
    pieces = ask(engine.model("m"), "The pump was inspected. " * 200)
    assert finished(pieces).prompt_cut
    assert not finished(ask(engine.model("m"), "The pump was inspected. " * 16)).prompt_cut


@pytest.mark.parametrize(
    "embeddings",
    [[[1.0, 2.0], [math.nan, 1.0]], [[1.0, 2.0], [0.0, 0.0]], [], [[1.0, 2.0]], [[1.0, 2.0], [1.0]], None],
    ids=["not a number", "zero", "none", "too few", "too short", "nothing"],
)
def test_a_vector_that_is_not_usable_is_an_error_and_never_moves_to_another_text(
    engine_on: EngineOn, embeddings: object
):
    engine, _ = engine_on(lambda exchange: exchange.answer(200, {"embeddings": embeddings}))
    with pytest.raises(WorldError) as caught:
        engine.embed("m", ["one", "two"])
    assert caught.value.code == "embedding-failed"


def test_embeddings_come_as_one_row_a_text_and_are_never_cut(engine_on: EngineOn):
    engine, server = engine_on(lambda exchange: exchange.answer(200, {"embeddings": [[3.0, 4.0], [1.0, 0.0]]}))
    vectors = engine.embed("m", ["one", "two"])
    assert vectors.dtype == np.float32
    assert vectors.tolist() == [[3.0, 4.0], [1.0, 0.0]]
    assert server.asked("/api/embed")[0]["truncate"] is False


def test_a_stop_while_the_engine_says_nothing_works_at_once(engine_on: EngineOn):
    cancel = CancelToken()

    def silent(exchange: Exchange) -> None:
        cancel.cancel()
        exchange.connection.recv(1)
        exchange.close_connection = True

    engine, _ = engine_on(silent)
    with pytest.raises(Cancelled):
        ask(engine.model("m"), request("What pressure?"), cancel)
    ticket = engine.queue.join(Urgency.QUESTION, "")
    assert list(engine.queue.wait(ticket, CancelToken())) == []


def test_closing_the_iterator_ends_the_connection_and_the_turn(engine_on: EngineOn):
    def endless(exchange: Exchange) -> None:
        with contextlib.suppress(OSError):
            exchange.lines(*[piece("x" * 4096)] * 100_000)
        exchange.close_connection = True

    engine, _ = engine_on(endless)
    answer = engine.model("m").chat(request("What pressure?"), CancelToken())
    next(answer)
    next(answer)
    answer.close()  # type: ignore[attr-defined]
    ticket = engine.queue.join(Urgency.QUESTION, "")
    assert list(engine.queue.wait(ticket, CancelToken())) == []


def test_nothing_is_asked_or_started_after_the_end(engine_on: EngineOn):
    engine, server = engine_on(fine)
    model = engine.model("m")
    ask(model, "What pressure?")
    engine.close()
    with pytest.raises(Cancelled):
        ask(model, "What pressure?")
    assert len(server.asked("/api/chat")) == 1


def test_an_address_of_another_machine_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("HAVERSACK_OLLAMA", "http://192.0.2.7:11434")
    status = Engine(tmp_path).status()
    assert not status.private
    assert "not a server on this machine" in status.sentence


def test_a_development_server_is_shown_as_not_private(engine_on: EngineOn):
    engine, server = engine_on(fine)
    status = engine.status()
    assert not status.private
    assert status.sentence.startswith("Not private")
    assert server.requests == []
