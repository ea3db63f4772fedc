from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
ORDER = ["guard", "documents", "engine", "library", "search", "answers", "briefs", "exports", "proof"]
BASE = {"errors", "jobs", "settings", "places", "crashes", "interrupts", "roles", "shipped", "whole_files"}
FORBIDDEN_IN_WINDOW = {
    "chromadb",
    "pypdf",
    "pypdfium2",
    "ollama",
    "keyring",
    "httpx",
    "requests",
    "sqlcipher3",
    "urllib",
}


def python_files(folder: str) -> list[Path]:
    return sorted((ROOT / folder).rglob("*.py"))


def imported_modules(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            yield node.module or ""
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


@pytest.mark.parametrize("path", python_files("assistant"), ids=lambda path: str(path.relative_to(ROOT)))
def test_the_core_does_not_know_the_window(path: Path):
    assert not [name for name in imported_modules(path) if name.split(".")[0] in {"PySide6", "ui", "shiboken6"}]


@pytest.mark.parametrize("path", python_files("assistant"), ids=lambda path: str(path.relative_to(ROOT)))
def test_a_folder_imports_only_what_stands_above_it(path: Path):
    part = path.relative_to(ROOT / "assistant").parts[0].removesuffix(".py")
    if part in {"workspace", "cli", "__main__", "__init__"}:
        return
    allowed = BASE | (set(ORDER[: ORDER.index(part) + 1]) if part in ORDER else set())
    seen = {name.split(".")[1] for name in imported_modules(path) if name.startswith("assistant.")}
    assert seen <= allowed, f"{path.name} imports {seen - allowed}"


@pytest.mark.parametrize("path", python_files("ui"), ids=lambda path: str(path.relative_to(ROOT)))
def test_the_window_knows_no_part_of_the_core(path: Path):
    assert not [name for name in imported_modules(path) if name.split(".")[0] in FORBIDDEN_IN_WINDOW]


def test_every_folder_of_the_core_is_in_the_order():
    folders = {path.name for path in (ROOT / "assistant").iterdir() if path.is_dir() and path.name != "__pycache__"}
    assert folders == {*ORDER, "workspace", "cli"}
