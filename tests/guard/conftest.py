from __future__ import annotations

import os

import pytest

from tests.guard.inside import ORDINARY, run_inside


@pytest.fixture(scope="session")
def kernel_wall() -> None:
    """Skips where this machine's kernel gives an ordinary program no namespaces, and says why."""
    state = run_inside("").result
    if state["wall"] != "kernel":
        pytest.skip(f"no private network on this machine: {state['sentence']}")


@pytest.fixture(params=["this user", "an ordinary user"])
def user(request: pytest.FixtureRequest) -> int | None:
    """The user that runs the tests, and where that is root, an ordinary one as well."""
    if request.param == "this user":
        return None
    if os.geteuid() != 0:
        pytest.skip("the tests already run as an ordinary user")
    return ORDINARY
