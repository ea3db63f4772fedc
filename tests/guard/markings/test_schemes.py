from __future__ import annotations

from pathlib import Path

import pytest

from assistant.errors import WorldError
from assistant.guard.markings.scheme import LEAST_CONTRAST, Scheme, contrast
from assistant.guard.markings.schemes import Schemes, standard

LEVEL = """
title = "Ours"
[[levels]]
name = "OPEN"
colour = "#000000"
ink = "#ffffff"
"""


@pytest.fixture
def schemes(tmp_path: Path) -> Schemes:
    return Schemes(tmp_path)


def level(**changes: str) -> dict[str, str]:
    return {"name": "OPEN", "colour": "#000000", "ink": "#ffffff"} | changes


def test_three_schemes_ship_and_the_standard_one_is_among_them(schemes: Schemes):
    assert [scheme.name for scheme in schemes.all()] == ["corporate", "government", "tlp"]
    assert standard().name == "government"


@pytest.mark.parametrize(
    ("name", "levels"),
    [
        ("government", ["UNCLASSIFIED", "CUI", "CONFIDENTIAL", "SECRET", "TOP SECRET"]),
        ("tlp", ["TLP:CLEAR", "TLP:GREEN", "TLP:AMBER", "TLP:AMBER+STRICT", "TLP:RED"]),
        ("corporate", ["PUBLIC", "INTERNAL", "CONFIDENTIAL", "STRICTLY CONFIDENTIAL"]),
    ],
)
def test_the_levels_are_those_of_the_field_in_their_order(schemes: Schemes, name: str, levels: list[str]):
    assert [each.name for each in schemes.get(name).levels] == levels


def test_every_banner_can_be_read_on_its_ground(schemes: Schemes):
    for scheme in schemes.all():
        assert all(contrast(each.colour, each.ink) >= LEAST_CONTRAST for each in scheme.levels)


def test_the_contrast_is_that_of_wcag():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)


def test_an_own_scheme_is_found_and_wins_over_a_shipped_one_of_its_name(tmp_path: Path, schemes: Schemes):
    (tmp_path / "tlp.toml").write_text(LEVEL, encoding="utf-8")
    assert schemes.get("tlp").title == "Ours"
    assert len(schemes.all()) == 3


def test_an_own_scheme_that_was_changed_is_read_again(tmp_path: Path, schemes: Schemes):
    own = tmp_path / "ours.toml"
    own.write_text(LEVEL, encoding="utf-8")
    assert schemes.get("ours").title == "Ours"
    own.write_text(LEVEL.replace("Ours", "Theirs and longer"), encoding="utf-8")
    assert schemes.get("ours").title == "Theirs and longer"


@pytest.mark.parametrize("name", ["nothing", "../tlp", "", "TLP"])
def test_nothing_is_taken_in_the_place_of_a_scheme_that_is_not_there(schemes: Schemes, name: str):
    with pytest.raises(WorldError, match="corporate, government, tlp") as error:
        schemes.get(name)
    assert error.value.code == "unknown-scheme"


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("title = ", "“ours.toml” is no TOML file"),
        ('title = "Ours"\n', "levels: Field required"),
        (LEVEL.replace("#ffffff", "#111111"), "letters of “OPEN” cannot be told from their ground"),
        (LEVEL.replace("#ffffff", "white"), "levels, number 1, ink"),
        (LEVEL + '[[levels]]\nname = "open"\ncolour = "#000000"\nink = "#ffffff"\n', "“OPEN” means two things"),
        (LEVEL.replace('"OPEN"', '"OPEN/SHUT"'), "holds a slash or a comma"),
        (LEVEL + 'colours = "many"\n', "colours: Extra inputs"),
        (LEVEL + '[release]\nname = "FOR"\notherwise = "NOBODY"\n', "“NOBODY” is no caveat of the scheme"),
    ],
)
def test_a_scheme_that_is_wrong_is_refused_with_the_file_and_the_fault(
    tmp_path: Path, schemes: Schemes, content: str, sentence: str
):
    (tmp_path / "ours.toml").write_text(content, encoding="utf-8")
    with pytest.raises(WorldError, match="ours") as error:
        schemes.get("ours")
    assert error.value.code == "bad-scheme"
    assert sentence in error.value.message


def test_a_caveat_may_be_extended_behind_a_hyphen_or_a_blank_only():
    scheme = standard()
    named = scheme.caveat_named("si-g abcd")
    assert named is not None
    assert named[0] == "SI-G ABCD"
    assert scheme.caveat_named("SIG") is None
    assert scheme.caveat_named("NOFORN-X") is None


def test_a_scheme_needs_no_caveats():
    scheme = Scheme.model_validate({"name": "ours", "title": "Ours", "levels": [level(), level(name="SHUT")]})
    assert [scheme.rank(name) for name in ("", "OPEN", "SHUT")] == [-1, 0, 1]
