"""Each template finds every planted fact and invents none: without a model, with one that echoes, with a real one."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from assistant.briefs.filled import CHECKED, GOOD, NOT_FOUND, Brief
from assistant.briefs.filling.brief import fill
from assistant.briefs.templates import Templates
from assistant.engine.engine import Engine
from assistant.engine.protocols import ChatModel, Finished, Piece, Request, Written
from assistant.jobs import CancelToken, finish
from assistant.library.library import Library
from tests.answers.shelf import shelf
from tests.briefs.papers import PAPERS
from tests.briefs.planted import PLANTED
from tests.briefs.test_with_engine import Trusted

FORMS = Templates(Path("no-folder"))
_BLOCK = re.compile(r'<page number=(\d+) heading="[^"]*">\n(.*?)\n</page>', re.DOTALL)


class Echo:
    """A model that puts each sentence it was given into every field of its row."""

    name, digest, starter, context, prompt_speed = "Echo", "e" * 64, False, 8192, 10_000.0

    def __init__(self) -> None:
        self.asked = 0

    def count(self, text: str) -> int:
        return len(text) // 4 + 1

    def chat(self, request: Request, _cancel: CancelToken) -> Iterator[Piece]:
        self.asked += 1
        assert request.schema is not None
        fields = request.schema["properties"]["rows"]["items"]["required"][1:]
        given = _BLOCK.findall(request.messages[-1].content)
        rows = [{"source": int(number), **dict.fromkeys(fields, text)} for number, text in given]
        yield Written(json.dumps({"rows": rows}))
        yield Finished("stop", 1, 1, 0.1, 0.1)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with shelf(tmp_path_factory.mktemp("planted"), PAPERS) as library:
        yield library


def filled(library: Library, template: str, model: ChatModel | None) -> Brief:
    planted = PLANTED[template]
    by_name = {Path(record.path).name: record.sha256 for record in library.documents()}
    documents = [by_name[name] for name in planted.files]
    return finish(fill(library, FORMS.get(template), documents, model, CancelToken(), symptom=planted.symptom))


def told(brief: Brief) -> str:
    """Everything that the sections say, those apart that are about the whole: summary, keywords, themes, neighbours."""
    apart = {"Summary", "Keywords", "Themes", "Closest", "In short"}
    return " | ".join(
        cell.text for part in brief.sections if part.name not in apart for i in part.items for cell in i.cells
    )


def found(brief: Brief, template: str) -> list[str]:
    return [fact for fact in PLANTED[template].facts if fact in told(brief)]


def assert_nothing_is_invented(library: Library, brief: Brief) -> None:
    """Every checked cell holds, and what it says stands in the documents."""
    texts = [" ".join(page.text.split()) for document in brief.documents for page in library.pages(document)]
    for cell in brief.cells():
        if cell.status in CHECKED and cell.text != NOT_FOUND:
            assert cell.status in GOOD
            assert cell.citations
            parts = re.split(r" \(\d+×\)(?:; )?", cell.text)
            assert all(any(part in text for text in texts) for part in parts if part), cell.text


@pytest.mark.parametrize("template", sorted(PLANTED))
def test_every_planted_fact_is_found_and_none_invented(desk: Library, template: str):
    brief = filled(desk, template, None)
    assert found(brief, template) == list(PLANTED[template].facts)
    assert [word for word in PLANTED[template].never if word in told(brief)] == []
    assert_nothing_is_invented(desk, brief)


@pytest.mark.parametrize("template", sorted(PLANTED))
def test_a_model_that_says_what_it_was_given_changes_nothing_of_that(desk: Library, template: str):
    brief = filled(desk, template, Echo())
    assert found(brief, template) == list(PLANTED[template].facts)
    assert [word for word in PLANTED[template].never if word in told(brief)] == []
    assert_nothing_is_invented(desk, brief)


def test_the_ten_templates_that_ship_are_all_planted():
    assert PLANTED.keys() == {template.name for template in FORMS.all()}


@pytest.mark.engine
def test_a_real_model_is_held_to_the_pages_too(desk: Library, running_engine: Engine, figure: Callable[[str], None]):
    model = Trusted(running_engine.model())
    brief = filled(desk, "meeting-minutes", model)
    facts = PLANTED["meeting-minutes"].facts
    assert all(cell.status in GOOD for cell in brief.cells() if cell.status in CHECKED)
    figure(
        f"minutes worded by {model.name}: {len(found(brief, 'meeting-minutes'))} of {len(facts)} planted facts found, "
        f"{brief.supported} of {brief.checked} cells hold"
    )
