from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.briefs.filled import GOOD
from assistant.briefs.filling.brief import fill
from assistant.briefs.templates import Column, Section, Shape, Take, Template
from assistant.engine.engine import Engine
from assistant.engine.protocols import ChatModel, Piece, Request
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


class Trusted:
    """The starter model, taken for one that may word."""

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
