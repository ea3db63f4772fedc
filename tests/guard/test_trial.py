from __future__ import annotations

import pytest

from assistant.errors import ProgramError
from assistant.guard.trial import trials
from tests.guard.inside import run_inside


def test_nothing_is_tried_while_the_network_is_there():
    with pytest.raises(ProgramError):
        trials()


def test_every_way_out_is_refused_where_the_kernel_gives_no_network(kernel_wall: None):
    assert kernel_wall is None
    code = (
        "from assistant.guard.trial import trials\nresult['trials'] = [[t.tried, t.refused, t.said] for t in trials()]"
    )
    tried = run_inside(code).result["trials"]
    assert [refused for _tried, refused, _said in tried] == [True, True, True]
    assert tried[0][2] == "lo"
    assert "unreachable" in tried[1][2]
