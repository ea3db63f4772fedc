"""The main job through the real command line: real files, real index, real engine."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tomllib
from pathlib import Path

import psutil
import pytest

from assistant import places
from assistant.workspace import Workspace
from tests.commands import haversack

pytestmark = pytest.mark.engine

ROOT = Path(__file__).resolve().parents[2]
JOURNEY = tomllib.loads((ROOT / "setup" / "samples" / "questions.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home whose default library holds the sample manual."""
    home = tmp_path_factory.mktemp("main-job")
    done = haversack("add", places.resource("samples", JOURNEY["summarise"]), "--json", home=home)
    assert done.code == 0, done.stderr
    return home


def pages_of(home: Path) -> dict[str, int]:
    listed = haversack("documents", "--json", home=home).json["documents"]
    return {document["document"]: document["pages"] for document in listed}


def test_an_answer_from_the_manual_cites_the_page_that_holds_it(home: Path):
    entry = next(entry for entry in JOURNEY["questions"] if entry["pages"])
    done = haversack("ask", entry["question"], "--json", home=home)
    assert done.code == 0, done.stderr
    answer = done.json
    assert not answer["refused"]
    citations = [cited for claim in answer["claims"] for cited in claim["citations"]]
    pages = pages_of(home)
    assert citations
    assert all(1 <= cited["page"] <= pages[cited["document"]] for cited in citations)
    assert {cited["page"] for cited in citations} & set(entry["pages"])
    assert {passage["page"] for passage in answer["evidence"][:5]} & set(entry["pages"])
    assert answer["coverage"] == {"documents": 1, "pages": sum(pages.values()), "pages_unread": 0}
    assert 0 < answer["timings"]["evidence_s"] < answer["timings"]["first_token_s"] < answer["timings"]["total_s"]
    assert answer["model"]


def test_a_quotation_stands_word_for_word_on_its_page(home: Path):
    entry = next(entry for entry in JOURNEY["questions"] if entry["pages"])
    answer = haversack("ask", entry["question"], "--extractive", "--json", home=home).json
    citations = [cited for claim in answer["claims"] for cited in claim["citations"]]
    assert citations
    with Workspace(home) as workspace:
        library = workspace.library()
        assert all(cited["quote"] in library.page(cited["document"], cited["page"]).text for cited in citations)


def test_a_question_that_no_document_covers_is_refused_without_citations(home: Path):
    entry = next(entry for entry in JOURNEY["questions"] if not entry["pages"])
    done = haversack("ask", entry["question"], "--json", home=home)
    assert done.code == 0, done.stderr
    assert done.json["refused"]
    assert "not in your documents" in done.json["answer"].casefold()
    assert done.json["claims"] == []


def test_a_filing_is_read_asked_and_cited(shared_data: Path, tmp_path: Path):
    filing = shared_data / "financebench" / "pdfs" / "FOOTLOCKER_2022_8K_dated-2022-05-20.pdf"
    added = haversack("add", filing, "--json", home=tmp_path)
    assert added.code == 0, added.stderr
    pages = added.json["added"][0]["pages"]
    done = haversack("ask", "Which directors did the shareholders of Foot Locker elect?", "--json", home=tmp_path)
    assert done.code == 0, done.stderr
    citations = [cited for claim in done.json["claims"] for cited in claim["citations"]]
    assert citations
    assert all(1 <= cited["page"] <= pages for cited in citations)
    refused = haversack("ask", "What is the capital of Italy?", "--json", home=tmp_path)
    assert refused.json["refused"]


def test_killing_the_program_leaves_no_engine_behind(home: Path):
    entry = next(entry for entry in JOURNEY["questions"] if entry["pages"])
    asking = subprocess.Popen(
        [sys.executable, "-m", "assistant", "--home", str(home), "ask", entry["question"]],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=os.environ,
    )
    engine: list[psutil.Process] = []
    while asking.poll() is None and not any("runner" in process.cmdline() for process in engine):
        engine = [process for process in _alive(psutil.Process(asking.pid)) if "ollama" in process.name()]
    assert engine, "the engine never started"
    asking.send_signal(signal.SIGKILL)
    asking.wait()
    _, alive = psutil.wait_procs(engine, timeout=20)
    assert alive == []


def _alive(process: psutil.Process) -> list[psutil.Process]:
    return [child for child in process.children(recursive=True) if child.is_running() and child.status() != "zombie"]
