from __future__ import annotations

import os

import pytest

from tests.guard.inside import ORDINARY


@pytest.fixture(params=["this user", "an ordinary user"])
def user(request: pytest.FixtureRequest) -> int | None:
    """The user that runs the tests, and where that is root, an ordinary one as well."""
    if request.param == "this user":
        return None
    if os.geteuid() != 0:
        pytest.skip("the tests already run as an ordinary user")
    return ORDINARY
