from __future__ import annotations

import re
import textwrap
from pathlib import Path

import pytest

from assistant.briefs.template import Shape
from assistant.briefs.templates import Templates, make_template, read_template
from assistant.errors import UsageError, WorldError
from setup.cache import ROOT

TEN = {
    "trend-brief",
    "maintenance-diagnosis",
    "operations-plan",
    "vulnerability-review",
    "money-flow",
    "policy-note",
    "process-improvement",
    "meeting-minutes",
    "incident-timeline",
    "version-comparison",
}
OWN = """name = "watch-log"
title = "Watch log"
description = "What the watch wrote."

[lists]
signs = ["relieved", "sighted"]

[[sections]]
name = "Entries"
shape = "list"
nothing = "Nothing was written."
cues = ["@signs", "noted"]
"""


def fault(path: Path, text: str) -> str:
    path.write_text(text, encoding="utf-8")
    with pytest.raises(WorldError) as raised:
        read_template(path)
    assert raised.value.code == "bad-template"
    return raised.value.message


def test_ten_templates_ship(tmp_path: Path):
    assert {template.name for template in Templates(tmp_path).all()} == TEN


def test_the_trend_brief_has_exactly_its_form(tmp_path: Path):
    sections = Templates(tmp_path).get("trend-brief").sections
    assert [section.name for section in sections] == ["Summary", "Keywords", "Themes", "Signals", "Closest"]
    assert [column.name for column in sections[3].columns] == ["Signal", "Change", "10y horizon", "Driving force"]


def test_a_template_of_ones_own_is_found_and_wins(tmp_path: Path):
    (tmp_path / "watch.toml").write_text(OWN, encoding="utf-8")
    (tmp_path / "minutes.toml").write_text(OWN.replace("watch-log", "meeting-minutes"), encoding="utf-8")
    own = Templates(tmp_path)
    assert own.get("watch-log").sections[0].shape is Shape.LIST
    assert own.get("meeting-minutes").title == "Watch log"


def test_a_list_of_words_is_spelled_out_where_it_is_named(tmp_path: Path):
    (tmp_path / "watch.toml").write_text(OWN, encoding="utf-8")
    assert read_template(tmp_path / "watch.toml").sections[0].cues == ("relieved", "sighted", "noted")


def test_an_unknown_template_is_told_with_those_there_are(tmp_path: Path):
    with pytest.raises(UsageError, match=r"no template named “essay”. There are: incident-timeline"):
        Templates(tmp_path).get("essay")


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ('shape = "list"', 'shape = "circle"', "section 1, “shape” must be one of 'paragraph', 'list', 'table'"),
        ('shape = "list"', 'shape = "table"', "section “Entries” is a table and needs columns"),
        ('cues = ["@signs", "noted"]', "", "section “Entries” says nothing of what to look for"),
        ("watch-log", "Watch Log", "the name “Watch Log” may hold small letters, digits and hyphens only"),
        ('nothing = "Nothing was written."', "", "section 1, “nothing” is missing"),
        ('name = "Entries"', 'name = "Entries"\nmust = ["Hour"]', "has no column named “Hour”"),
        ('name = "Entries"', 'name = "Entries"\ncolour = "red"', "section 1, “colour” is not known here"),
        ('title = "Watch log"', "title = ", "is no TOML file"),
    ],
)
def test_a_fault_is_told_by_file_and_place(tmp_path: Path, before: str, after: str, told: str):
    message = fault(tmp_path / "watch.toml", OWN.replace(before, after))
    assert "“watch.toml”" in message
    assert told in message


def test_a_template_that_was_edited_is_kept_read_back_and_deleted(tmp_path: Path):
    own = Templates(tmp_path / "templates")
    shipped = own.get("money-flow")
    assert own.own() == frozenset()
    copy = shipped.model_copy(update={"name": "own-money", "title": "Money, ours"})
    own.save(copy)
    assert own.own() == {"own-money"}
    assert own.get("own-money") == copy
    own.save(copy.model_copy(update={"title": "Money again"}))
    assert own.get("own-money").title == "Money again"
    own.remove("own-money")
    assert own.own() == frozenset()
    with pytest.raises(UsageError, match="no template of yours"):
        own.remove("money-flow")


def test_a_file_of_another_name_is_the_one_that_is_kept_and_deleted(tmp_path: Path):
    (tmp_path / "watch.toml").write_text(OWN, encoding="utf-8")
    own = Templates(tmp_path)
    own.save(own.get("watch-log").model_copy(update={"title": "Other watch"}))
    assert [path.name for path in tmp_path.iterdir()] == ["watch.toml"]
    own.remove("watch-log")
    assert list(tmp_path.iterdir()) == []


def test_a_template_that_cannot_be_kept_is_told(tmp_path: Path):
    (tmp_path / "file").write_text("", encoding="utf-8")
    own = Templates(tmp_path / "file")
    with pytest.raises(WorldError) as raised:
        own.save(own.get("money-flow"))
    assert raised.value.code == "cannot-write"


def test_an_empty_heading_is_told_by_its_place():
    data = {
        "name": "a",
        "title": "A",
        "description": "B",
        "sections": [{"name": "S", "shape": "table", "nothing": "N", "cues": ["x"], "columns": [{"name": ""}]}],
    }
    with pytest.raises(WorldError, match="section 1, column 1, “name” must not be empty"):
        make_template(data, "A")


def test_a_pattern_that_cannot_be_read_is_told(tmp_path: Path):
    columns = '\n[[sections.columns]]\nname = "Hour"\ntake = "pattern"\npattern = "(["\n'
    assert "the pattern “([” is no regular expression" in fault(tmp_path / "watch.toml", OWN + columns)


def test_the_form_that_the_documentation_shows_is_right(tmp_path: Path):
    text = (ROOT / "docs" / "writing.md").read_text(encoding="utf-8")
    shown = re.search(r'^    name = "watch-log".*?(?=^\S)', text, re.DOTALL | re.MULTILINE)
    assert shown is not None
    path = tmp_path / "watch.toml"
    path.write_text(textwrap.dedent(shown[0]), encoding="utf-8")
    assert [column.name for column in read_template(path).sections[0].columns] == ["Time", "What was seen"]
