from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.engines import running_engine as running_engine  # noqa: PLC0414 - a fixture for every folder
from tests.guard.inside import run_inside

SHARED = Path(__file__).resolve().parent.parent.parent / "shared" / "data"


@pytest.fixture(autouse=True)
def own_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Every test has an empty home of its own, and no proxy or engine of the machine's."""
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("HAVERSACK_HOME", str(home / "haversack"))
    for name in (
        "HAVERSACK_OLLAMA",
        "HTTP_PROXY",
        "HTTPS_PROXY",
        "ALL_PROXY",
        "http_proxy",
        "https_proxy",
        "all_proxy",
    ):
        monkeypatch.delenv(name, raising=False)
    return home


@pytest.fixture(autouse=True)
def no_unexpected_log_lines(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """A warning in the log that the test did not expect fails it."""
    yield
    expected = getattr(caplog, "expected_lines", ())
    lines = [
        record.getMessage()
        for when in ("setup", "call")
        for record in caplog.get_records(when)
        if record.levelno >= logging.WARNING
    ]
    unexpected = [line for line in lines if not any(text in line for text in expected)]
    assert not unexpected, f"unexpected log lines: {unexpected}"


@pytest.fixture(autouse=True)
def no_leaked_threads() -> Iterator[None]:
    """A thread that outlives its test fails it."""
    before = set(threading.enumerate())
    yield
    leaked = [thread for thread in threading.enumerate() if thread not in before and thread.is_alive()]
    for thread in leaked:
        thread.join(timeout=5)
    leaked = [thread for thread in leaked if thread.is_alive() and not thread.name.startswith("QThread")]
    assert not leaked, f"leaked threads: {leaked}"


@pytest.fixture
def figure(pytestconfig: pytest.Config) -> Callable[[str], None]:
    """Show what a test measured, one line a figure, whatever else is captured."""
    capture: Any = pytestconfig.pluginmanager.get_plugin("capturemanager")
    reporter: Any = pytestconfig.pluginmanager.get_plugin("terminalreporter")

    def show(line: str) -> None:
        with capture.global_and_fixture_disabled():
            reporter.ensure_newline()
            reporter.write_line(f"  figure: {line}")

    return show


@pytest.fixture(scope="session")
def kernel_wall() -> None:
    """Skips where this machine's kernel gives an ordinary program no namespaces, and says why."""
    state = run_inside("").result
    if state["wall"] != "kernel":
        pytest.skip(f"no private network on this machine: {state['sentence']}")


@pytest.fixture
def shared_data() -> Path:
    """The measuring data beside the project; the test is skipped where it is absent."""
    if not SHARED.is_dir():
        pytest.skip("the measuring data (../shared/data) is not beside this checkout")
    return SHARED
