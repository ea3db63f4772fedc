from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.briefs.filled import GOOD
from assistant.briefs.filling.brief import fill
from assistant.briefs.joint.together import summarise_together
from assistant.briefs.model import PartWritten
from assistant.briefs.template import Column, Section, Shape, Take, Template
from assistant.engine.engine import Engine
from assistant.engine.protocols import ChatModel, Piece, Request
from assistant.errors import Cancelled
from assistant.jobs import CancelToken, finish
from tests.answers.shelf import shelf
from tests.briefs.papers import LETTER

PAYMENTS = Template(
    name="payments",
    title="Payments",
    description="Payments alone.",
    sections=(
        Section(
            name="Payments",
            shape=Shape.TABLE,
            nothing="None.",
            instruction="Copy the sentence.",
            cues=("paid",),
            columns=(Column(name="Payment"), Column(name="Amount", take=Take.AMOUNT)),
        ),
    ),
)

FIRST_REPORT = """Current report of Norrland Shipping

On 18 May 2031 the shareholders of Norrland Shipping elected ten directors at their yearly meeting.
The pay of the directors was approved with 71,204,118 votes for and 3,055,210 votes against.
"""
SECOND_REPORT = """Current report of Blue Fjord Ltd

On 30 June 2031 Blue Fjord Ltd issued notes of 500 million euros that are due in 2041.
The notes carry interest of 4.5 % a year, and the money pays back older debt.
"""


class Trusted:
    """The starter model, taken for one that may word, which counts what it is asked."""

    starter = False

    def __init__(self, model: ChatModel) -> None:
        self._model = model
        self.name, self.digest, self.context = model.name, model.digest, model.context
        self.prompt_speed = model.prompt_speed
        self.asked = 0

    def count(self, text: str) -> int:
        return self._model.count(text)

    def chat(self, request: Request, cancel: CancelToken) -> Iterator[Piece]:
        self.asked += 1
        return self._model.chat(request, cancel)


@pytest.mark.engine
def test_a_real_model_fills_the_schema_and_only_what_holds_stays(tmp_path: Path, running_engine: Engine):
    model = Trusted(running_engine.model())
    with shelf(tmp_path, {"letter.txt": LETTER}) as library:
        document = library.documents()[0].sha256
        brief = finish(fill(library, PAYMENTS, [document], model, CancelToken()))
    cells = brief.sections[0].items[0].cells
    assert 1 <= model.asked <= 2
    assert cells[1].text == "€17,500"
    assert cells[0].status in GOOD
    assert brief.model == model.name
    assert all(cell.citations for cell in cells)


@pytest.mark.engine
def test_a_stop_keeps_what_a_real_model_wrote_and_a_second_run_asks_it_nothing(tmp_path: Path, running_engine: Engine):
    model = Trusted(running_engine.model())
    with shelf(tmp_path, {"first.txt": FIRST_REPORT, "second.txt": SECOND_REPORT}) as library:
        both = sorted(record.sha256 for record in library.documents())
        cancel = CancelToken()
        job = summarise_together(library, both, model, cancel)
        while not isinstance(next(job), PartWritten):
            pass
        cancel.cancel()
        with pytest.raises(Cancelled):
            finish(job)
        before = model.asked
        together = finish(summarise_together(library, both, model, CancelToken()))
        asked = model.asked - before
        again = finish(summarise_together(library, both, model, CancelToken()))
        assert before >= 1
        assert asked < 2 * before + 2
        assert model.asked == before + asked
        assert [one.sentences for one in again.summaries] == [one.sentences for one in together.summaries]
        for claim in (claim for one in together.summaries for claim in one.sentences):
            for cited in claim.citations:
                assert library.page(cited.document, cited.page).text[cited.start : cited.end] == cited.quote
    assert all(one.sentences for one in together.summaries)
