from __future__ import annotations

import json
import stat
from pathlib import Path

import pytest

from assistant.errors import WorldError
from assistant.guard.signing import Signer, canonical, holds
from assistant.proof.proving import check, write

REPORT = {
    "title": "No network: what was observed",
    "made": "2030-01-02T03:04:05+00:00",
    "versions": {"haversack": "0.1.0", "machine": "a laptop"},
    "hashes": {"program": "00" * 32},
    "proved": True,
    "claims": [
        {"key": "attempts", "sentence": "Nothing was tried.", "holds": True, "evidence": "0 attempts"},
        {"key": "calls", "sentence": "No call <left>.", "holds": None, "evidence": "not looked at & said so"},
    ],
    "steps": [{"name": "Add", "arguments": ["add"], "code": 0, "seconds": 1.5, "said": ""}],
    "listeners": [{"protocol": "tcp", "address": "127.0.0.1", "port": 1, "program": "/opt/ollama"}],
    "programs": ["/opt/haversack"],
    "proves": ["Something."],
    "proves_not": ["Everything."],
    "signature_means": "Little.",
}


def test_a_written_report_can_be_checked(tmp_path: Path):
    files = write(REPORT, Signer(tmp_path / "home"), tmp_path / "report.json")
    assert [path.name for path in files] == ["report.json", "report.pdf"]
    assert check(files[0]) == REPORT
    assert files[1].read_bytes().startswith(b"%PDF-")


def test_the_key_is_made_once_and_readable_by_its_owner_only(tmp_path: Path):
    first, second = Signer(tmp_path), Signer(tmp_path)
    assert first.public_key == second.public_key
    assert first.fingerprint != Signer(tmp_path / "another").fingerprint
    assert stat.S_IMODE((tmp_path / "proof.key").stat().st_mode) == 0o600


def test_a_changed_report_is_refused(tmp_path: Path):
    file, _ = write(REPORT, Signer(tmp_path / "home"), tmp_path / "report.json")
    envelope = json.loads(file.read_text(encoding="utf-8"))
    envelope["report"]["claims"][0]["evidence"] = "3 attempts"
    file.write_text(json.dumps(envelope), encoding="utf-8")
    with pytest.raises(WorldError, match="was changed") as caught:
        check(file)
    assert caught.value.code == "report-changed"


def test_a_changed_pdf_is_refused(tmp_path: Path):
    file, paper = write(REPORT, Signer(tmp_path / "home"), tmp_path / "report.json")
    paper.write_bytes(paper.read_bytes() + b"\n")
    with pytest.raises(WorldError, match="was changed"):
        check(file)


@pytest.mark.parametrize("content", [b"", b"{}", b"[]", b"\xff", b'{"report": {}}'])
def test_what_is_no_report_is_refused(tmp_path: Path, content: bytes):
    (tmp_path / "other.json").write_bytes(content)
    with pytest.raises(WorldError) as caught:
        check(tmp_path / "other.json")
    assert caught.value.code == "report-unreadable"


def test_a_damaged_key_is_never_replaced_in_silence(tmp_path: Path):
    (tmp_path / "proof.key").write_bytes(b"too short")
    with pytest.raises(WorldError) as caught:
        Signer(tmp_path)
    assert caught.value.code == "key-damaged"


def test_a_signature_by_another_key_does_not_hold(tmp_path: Path):
    one, other = Signer(tmp_path / "one"), Signer(tmp_path / "other")
    content = canonical(REPORT)
    assert holds(one.public_key, one.sign(content), content)
    assert not holds(other.public_key, one.sign(content), content)
    assert not holds("no key", one.sign(content), content)
