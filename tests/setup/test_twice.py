"""What is told of two builds that are not the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from setup.package.twice import differing


@pytest.fixture
def builds(tmp_path: Path) -> tuple[Path, Path]:
    """Two folders with the same files."""
    for name in ("one", "other"):
        (tmp_path / name / "opt").mkdir(parents=True)
        (tmp_path / name / "opt" / "program").write_bytes(b"same")
        (tmp_path / name / "opt" / "link").symlink_to("program")
    return tmp_path / "one", tmp_path / "other"


def test_builds_of_the_same_files_do_not_differ(builds: tuple[Path, Path]):
    assert differing(*builds) == []


def test_a_file_that_differs_in_content_or_rights_is_named(builds: tuple[Path, Path]):
    one, other = builds
    (other / "opt" / "program").write_bytes(b"more")
    assert [line.partition(":")[0] for line in differing(one, other)] == ["differs  opt/program"]
    (other / "opt" / "program").write_bytes(b"same")
    (other / "opt" / "program").chmod(0o600)
    assert "644 | " in differing(one, other)[0]


def test_what_is_missing_and_a_link_that_leads_elsewhere_are_named(builds: tuple[Path, Path]):
    one, other = builds
    (one / "extra").mkdir()
    (other / "opt" / "link").unlink()
    (other / "opt" / "link").symlink_to("elsewhere")
    assert differing(one, other) == [
        "differs  extra: a folder, 755 | missing",
        "differs  opt/link: a link to program | a link to elsewhere",
    ]
