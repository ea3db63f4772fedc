from __future__ import annotations

import pytest

from assistant.documents.model import Head
from assistant.library.adding.titles import called, title_of


@pytest.mark.parametrize(
    "said", ["", "  ", "0000320187-19-000051", "Microsoft Word - draft3.doc", "report.indd", "Document1", "2019"]
)
def test_a_title_that_says_nothing_gives_way_to_the_files_name(said: str):
    assert title_of(Head("pdf", title=said), "NIKE_2019_10K.pdf") == "NIKE 2019 10K"


def test_a_title_that_says_something_stays_on_one_line():
    assert title_of(Head("pdf", title="Pump\n handbook"), "a.pdf") == "Pump handbook"


@pytest.mark.parametrize("name", [".pdf", "noending", "caf\udce9.txt", "a" * 300 + ".txt"])
def test_every_file_has_a_title(name: str):
    title = title_of(Head("text"), name)
    assert title
    assert title.isprintable()


def test_passages_are_called_by_file_and_title_where_the_file_says_more():
    assert called("Annual report", "NIKE_2019_10K.pdf") == "NIKE 2019 10K: Annual report"
    assert called("NIKE 2019 10K", "NIKE_2019_10K.pdf") == "NIKE 2019 10K"
    assert called("Pump handbook, second edition", "handbook-pump.pdf") == "Pump handbook, second edition"
