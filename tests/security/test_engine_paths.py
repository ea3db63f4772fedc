from __future__ import annotations

import ast
import re
from pathlib import Path

CORE = Path(__file__).resolve().parent.parent.parent / "assistant"
READING = {"/api/tags", "/api/show", "/api/chat", "/api/embed"}
MANAGING = {"/api/create", "/api/blobs", "/api/delete"}
"""What changes the engine's models: asked for by the user's own import and removal of a model, never by a document."""


def addresses(path: Path) -> set[str]:
    texts = [node.value for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Constant)]
    return {found for text in texts if isinstance(text, str) for found in re.findall(r"/(?:api|v1)/[a-z]+", text)}


def test_the_program_knows_no_way_to_pull_push_or_copy_a_model():
    everything = set().union(*(addresses(path) for path in CORE.rglob("*.py")))
    assert everything == READING | MANAGING


def test_models_are_changed_in_one_place_only():
    places = {path.relative_to(CORE).as_posix() for path in CORE.rglob("*.py") if addresses(path) & MANAGING}
    assert places == {"engine/models.py"}
