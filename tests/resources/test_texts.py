from __future__ import annotations

import re
from pathlib import Path

import pytest
import typer

from assistant.cli.app import app
from setup.cache import ROOT

TEXTS = [ROOT / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "docs/architecture.md")]


def commands(group: typer.Typer) -> set[str]:
    named = {
        command.name or command.callback.__name__.replace("_", "-")
        for command in group.registered_commands
        if command.callback
    }
    return named | {inner.name for inner in group.registered_groups if inner.name}


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.name)
def test_a_link_leads_to_a_file_of_the_project(path: Path):
    links = re.findall(r"(?<!!)\[[^]]*\]\((?!https?:)([^)#]+)\)", path.read_text(encoding="utf-8"))
    assert [link for link in links if not (path.parent / link).exists()] == []


def test_the_readme_names_every_command_and_no_other():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert set(re.findall(r"^    haversack ([a-z-]+)", readme, re.MULTILINE)) == commands(app)


def test_every_make_target_that_is_named_exists():
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    named = {target for path in TEXTS for target in re.findall(r"\bmake ([a-z]+)\b(?! the)", path.read_text("utf-8"))}
    assert named <= targets


def test_the_architecture_names_every_folder_of_the_core():
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    folders = {path.name for path in (ROOT / "assistant").iterdir() if (path / "__init__.py").is_file()}
    assert {name for name in folders if f"`{name}/`" not in text} <= {"exports"}
