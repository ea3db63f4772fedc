from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant.library.library import Library
from assistant.search.finder import Finder
from tests.answers.shelf import PUMP, REPORT, shelf


@pytest.fixture(scope="session")
def papers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """A library of a pump manual and a harbour report."""
    with shelf(tmp_path_factory.mktemp("papers"), {"pump.pdf": PUMP, "harbour_2030.pdf": REPORT}) as library:
        yield library


@pytest.fixture
def finder(papers: Library) -> Finder:
    return Finder(papers)
