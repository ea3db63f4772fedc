from __future__ import annotations

from pathlib import Path

import pytest

from tests.commands import haversack

PUMP = """Pump station handbook

The feed pump KP-40 delivers 320 litres per minute at 6 bar.
Replace the shaft seal 4471-B every 1,500 operating hours.
Tighten the casing bolts to 45 Nm in a cross pattern.
"""
TRAVEL = """Travel rules of the Northfield Foundation

A daily allowance of 38 euros is paid for journeys of more than eight hours.
Receipts must reach the accounts office within 30 days.
"""


@pytest.fixture(scope="module")
def texts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("texts")
    (folder / "pump.txt").write_text(PUMP, encoding="utf-8")
    (folder / "travel.md").write_text(TRAVEL, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory, texts: Path) -> Path:
    """A home whose default library holds two short texts."""
    home = tmp_path_factory.mktemp("cli-home")
    added = haversack("add", texts, "--json", home=home)
    assert added.code == 0, added.stderr
    return home
