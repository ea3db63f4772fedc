"""What was left out of the package stays out of it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from setup.package import contents

ROOT = Path(__file__).resolve().parent.parent.parent
WITHOUT_TRACING = """
import importlib.util, sys
from importlib.abc import MetaPathFinder

class Blocked(MetaPathFinder):
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in ("grpc", "opentelemetry", "google"):
            raise ModuleNotFoundError(name, name=name)
        if name == "chromadb.telemetry.opentelemetry":
            return importlib.util.spec_from_file_location(name, sys.argv[1])

sys.meta_path.insert(0, Blocked())
import numpy as np
from assistant.library.vectors.collection import PassageVectors

vectors = PassageVectors(None)
rows = np.eye(3, 384, dtype=np.float32)
vectors.put(np.array([7, 8, 9], np.int64), rows)
vectors.drop(np.array([9], np.int64))
found, cosines = vectors.nearest(rows[1], 1)
vectors.close()
print(found.tolist(), cosines.round(3).tolist(), "grpc" in sys.modules)
"""


@pytest.fixture
def program(tmp_path: Path) -> Path:
    (tmp_path / "_internal" / "numpy").mkdir(parents=True)
    (tmp_path / "_internal" / "numpy" / "core.so").write_bytes(b"1")
    return tmp_path


def test_a_program_that_holds_what_it_loads_is_let_through(program: Path):
    contents.check(program)


@pytest.mark.parametrize(
    "name",
    ["kreuzberg/_internal_bindings.so", "grpcio-1.80.0.dist-info/METADATA", "PySide6/Qt/lib/libQt6Pdf.so.6",
     "pillow.libs/libavif-c6062d5f.so.16", "opentelemetry_sdk-1.40.dist-info/METADATA", "numpy/random/mtrand.so"],
)  # fmt: skip
def test_what_was_left_out_is_noticed_when_it_is_back(program: Path, name: str):
    path = program / "_internal" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"1")
    with pytest.raises(ValueError, match="left out once, and back"):
        contents.check(program)


def test_a_program_that_has_grown_too_large_is_noticed(program: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(contents, "LARGEST", 0)
    with pytest.raises(ValueError, match="takes 0 MB, more than 0"):
        contents.check(program)


@pytest.mark.parametrize("lock", ["requirements.lock", "packaging/requirements.lock", "pyproject.toml"])
def test_the_large_reader_of_documents_is_asked_for_nowhere(lock: str):
    assert "kreuzberg" not in (ROOT / lock).read_text(encoding="utf-8")


def test_the_index_works_without_the_module_that_traces_it():
    stand_in = ROOT / "packaging" / "hooks" / "untraced" / "opentelemetry.py"
    command: list[str | Path] = [sys.executable, "-c", WITHOUT_TRACING, stand_in]
    said = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT).stdout
    assert said == "[8] [1.0] False\n"
