from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from assistant.engine import ollama_process
from assistant.engine.engine import Engine
from assistant.engine.listener import free_port, listens
from assistant.engine.ollama_process import OllamaProcess
from assistant.engine.program import Program, find_program
from assistant.errors import WorldError
from assistant.jobs import CancelToken
from tests.engine.asking import ask, finished, request
from tests.engine.watching import family, gone, until

pytestmark = pytest.mark.engine

OWNER = """
import sys
from pathlib import Path
from assistant.engine.engine import Engine
from assistant.engine.protocols import Message, Request
from assistant.jobs import CancelToken
engine = Engine(Path(sys.argv[1]))
for _piece in engine.model().chat(Request((Message("user", "Hi"),), 500), CancelToken()):
    sys.stdout.write("asked\\n")
    sys.stdout.flush()
"""


def listening_on(process: psutil.Process) -> set[str]:
    """The addresses a process listens on; none where it has ended meanwhile, as a runner that only looks around."""
    try:
        return {one.laddr.ip for one in process.net_connections() if one.status == psutil.CONN_LISTEN}
    except psutil.NoSuchProcess:
        return set()


@pytest.fixture
def program() -> Path:
    found = find_program()
    assert isinstance(found, Program)
    return found.path


@pytest.fixture
def ollama(program: Path, tmp_path: Path) -> Iterator[OllamaProcess]:
    process = OllamaProcess(program, tmp_path / "models", tmp_path / "logs")
    yield process
    process.stop()


def test_it_listens_on_loopback_only_and_is_our_own_child(ollama: OllamaProcess, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("OLLAMA_HOST", "0.0.0.0")  # noqa: S104 - the user's own setting must not count
    port = int(ollama.ensure().rpartition(":")[2])
    assert {address for process in family(ollama.pid) for address in listening_on(process)} == {"127.0.0.1"}
    assert listens(ollama.pid, port)
    assert not listens(os.getpid(), port)


def test_nothing_is_written_to_the_users_own_home(
    ollama: OllamaProcess, own_home: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("HOME", str(own_home))
    ollama.ensure()
    ollama.stop()
    assert list(own_home.rglob("*")) == []


def test_no_proxy_variable_and_none_of_the_users_ollama_settings_reach_it(
    ollama: OllamaProcess, monkeypatch: pytest.MonkeyPatch
):
    for name in ("HTTP_PROXY", "https_proxy", "ALL_PROXY", "OLLAMA_DEBUG", "OLLAMA_REMOTES", "OLLAMA_MULTIUSER_CACHE"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    ollama.ensure()
    seen = psutil.Process(ollama.pid).environ()
    assert not [name for name in seen if "proxy" in name.lower()]
    assert "OLLAMA_REMOTES" not in seen
    assert "OLLAMA_MULTIUSER_CACHE" not in seen
    assert seen["OLLAMA_DEBUG"] == "0"
    assert seen["OLLAMA_NO_CLOUD"] == "1"


def test_stopping_leaves_no_process_and_no_scratch_folder(ollama: OllamaProcess):
    ollama.ensure()
    processes = family(ollama.pid)
    scratch = Path(processes[0].environ()["HOME"])
    assert scratch.is_dir()
    ollama.stop()
    assert gone(processes)
    assert not scratch.exists()
    assert not ollama.running


def test_it_outlives_being_paused(ollama: OllamaProcess):
    address = ollama.ensure()
    serving = psutil.Process(ollama.pid)
    serving.suspend()
    until(lambda: serving.status() == psutil.STATUS_STOPPED)
    serving.resume()
    until(lambda: serving.status() != psutil.STATUS_STOPPED)
    assert ollama.ensure() == address
    assert ollama.generation == 1


def test_it_is_started_again_when_it_died(ollama: OllamaProcess):
    first = ollama.ensure()
    killed = psutil.Process(ollama.pid)
    killed.kill()
    until(lambda: not ollama.running)
    second = ollama.ensure()
    assert second != first
    assert ollama.generation == 2
    assert gone([killed])


def test_it_is_not_started_for_ever(ollama: OllamaProcess):
    for _ in range(ollama_process.TRIES):
        ollama.ensure()
        psutil.Process(ollama.pid).kill()
        until(lambda: not ollama.running)
    with pytest.raises(WorldError) as caught:
        ollama.ensure()
    assert caught.value.code == "engine-unstable"


def test_a_program_that_ends_at_once_is_tried_a_few_times_only(tmp_path: Path):
    program = tmp_path / "ollama"
    program.write_text("#!/bin/sh\nexit 3\n")
    program.chmod(0o755)
    with pytest.raises(WorldError) as caught:
        OllamaProcess(program, tmp_path / "models", tmp_path / "logs").ensure()
    assert caught.value.code == "engine-unstable"


def test_a_program_that_never_listens_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    program = tmp_path / "ollama"
    program.write_text("#!/bin/sh\nexec sleep 600\n")
    program.chmod(0o755)
    monkeypatch.setattr(ollama_process, "READY_WITHIN", 0.3)
    process = OllamaProcess(program, tmp_path / "models", tmp_path / "logs")
    with pytest.raises(WorldError) as caught:
        process.ensure()
    assert caught.value.code == "engine-not-starting"
    assert not process.running
    assert not psutil.pid_exists(process.pid)


def test_an_impostor_on_the_port_gets_no_byte(ollama: OllamaProcess, monkeypatch: pytest.MonkeyPatch):
    with socket.create_server(("127.0.0.1", 0)) as impostor:
        ports = iter([impostor.getsockname()[1], free_port()])
        monkeypatch.setattr(ollama_process, "free_port", lambda: next(ports))
        address = ollama.ensure()
        impostor.setblocking(False)
        with pytest.raises(BlockingIOError):
            impostor.accept()
    assert ollama.generation == 2
    assert listens(ollama.pid, int(address.rpartition(":")[2]))


def test_two_threads_start_it_once(ollama: OllamaProcess):
    addresses: list[str] = []
    threads = [threading.Thread(target=lambda: addresses.append(ollama.ensure())) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(addresses)) == 1
    assert ollama.generation == 1


@pytest.mark.parametrize("end", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT], ids=lambda end: end.name)
def test_however_the_program_ends_no_ollama_stays_behind(tmp_path: Path, end: signal.Signals):
    owner = subprocess.Popen(
        [sys.executable, "-c", OWNER, str(tmp_path)], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    with owner:
        assert owner.stdout
        for _ in range(3):
            assert owner.stdout.readline() == b"asked\n"
        processes = [one for one in family(owner.pid) if one.pid != owner.pid]
        assert [one for one in processes if "runner" in one.cmdline()]
        owner.send_signal(end)
        owner.stdout.close()
        owner.wait()
    until(lambda: gone(processes), 5)


def test_a_killed_supervisor_takes_ollama_along(ollama: OllamaProcess):
    ollama.ensure()
    processes = family(ollama.pid)
    supervisor = processes[0].parent()
    assert supervisor
    supervisor.kill()
    until(lambda: gone(processes))
    assert ollama.ensure()


def test_the_log_holds_no_word_of_a_question(running_engine: Engine):
    ask(running_engine.model(), request("The marker is xylophonemarker.", 4))
    logs = list((running_engine._home / "logs").iterdir())
    assert logs
    assert not [log for log in logs if b"xylophonemarker" in log.read_bytes()]


def test_a_question_after_a_crash_is_answered(running_engine: Engine):
    ask(running_engine.model(), request("Hello?", 2))
    process = running_engine._process
    assert process
    psutil.Process(process.pid).kill()
    until(lambda: not process.running)
    assert finished(ask(running_engine.model(), request("Hello again?", 2), CancelToken())).reply_tokens > 0
