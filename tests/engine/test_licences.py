from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.engine.engine import Engine
from assistant.engine.licence_texts import texts_beside
from assistant.engine.licences import check_accepted, licence_of
from assistant.engine.models import ModelInfo
from assistant.errors import WorldError
from assistant.guard.policy import Allowed, Policy, Rules
from assistant.jobs import CancelToken, finish
from assistant.settings import Acceptance, Settings
from tests.engine.asking import ask, finished, request
from tests.engine.tiny_llama import write_tiny_llama

TERMS = "The Meadow Model may be used for peaceful purposes only."


def model(*, starter: bool = False, digest: str = "ab" * 32) -> ModelInfo:
    return ModelInfo("meadow", digest, 10, starter=starter, parameters=1, context=8, template_known=True)


def test_the_starter_model_needs_no_acceptance_and_shows_its_licence():
    check_accepted(model(starter=True), Settings())
    licence = licence_of(model(starter=True), {}, Settings())
    assert licence.shipped
    assert "Apache License" in licence.text


def test_a_model_is_refused_until_somebody_has_accepted_its_licence():
    with pytest.raises(WorldError) as refused:
        check_accepted(model(), Settings())
    assert refused.value.code == "licence-not-accepted"
    accepted = Settings(accepted={"ab" * 32: Acceptance(by="mara@field-07", at="2030-01-02T03:04:05+00:00")})
    check_accepted(model(), accepted)


def test_other_weights_under_the_same_name_need_an_acceptance_of_their_own():
    accepted = Settings(accepted={"ab" * 32: Acceptance(by="mara@field-07", at="2030-01-02T03:04:05+00:00")})
    with pytest.raises(WorldError):
        check_accepted(model(digest="cd" * 32), accepted)


def test_what_the_file_says_of_its_licence_is_told():
    facts = {"general.license": "meadow", "general.license.link": "https://licence.example/meadow"}
    licence = licence_of(model(), {"model_info": facts}, Settings())
    assert "It names “meadow” as its licence. It is published at https://licence.example/meadow." in licence.notice


def test_texts_that_travel_beside_a_model_are_found_and_nothing_else(tmp_path: Path):
    for name in ("LICENSE.txt", "USE_POLICY.md", "README.md", "licence.pdf", "meadow.gguf"):
        (tmp_path / name).write_text(name, encoding="utf-8")
    assert texts_beside(tmp_path / "meadow.gguf") == ["LICENSE.txt", "USE_POLICY.md"]


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    engine = Engine(tmp_path / "home")
    yield engine
    engine.close()


@pytest.mark.engine
def test_an_imported_model_keeps_its_terms_and_answers_once_they_are_accepted(engine: Engine, tmp_path: Path):
    (tmp_path / "stick").mkdir()
    (tmp_path / "stick" / "USE_POLICY.md").write_text(TERMS, encoding="utf-8")
    path = write_tiny_llama(tmp_path / "stick" / "meadow.gguf")
    finish(engine.import_gguf(path, None, CancelToken()))
    assert TERMS in engine.licence("meadow").text
    with pytest.raises(WorldError, match="read its licence"):
        ask(engine.model("meadow"), request("What pressure?", 3))
    accepted = engine.accept("meadow").accepted
    assert accepted is not None
    assert "@" in accepted.by
    assert finished(ask(engine.model("meadow"), request("What pressure?", 3))).reply_tokens == 3


def test_no_model_is_imported_where_the_administrator_forbids_it(tmp_path: Path):
    policy = Policy(Rules(allow=Allowed(model_import=False)))
    engine = Engine(tmp_path / "home", policy=policy)
    with pytest.raises(WorldError, match="Set by your administrator: no model may be imported"):
        finish(engine.import_gguf(tmp_path / "any.gguf", None, CancelToken()))
