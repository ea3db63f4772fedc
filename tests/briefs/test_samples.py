"""What the templates make of the sample documents that come with the program."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant.briefs.filled import Brief, FilledSection
from assistant.briefs.filling.brief import fill
from assistant.briefs.templates import Templates
from assistant.documents.reader import Reader
from assistant.guard.sandbox import Launcher
from assistant.jobs import CancelToken, finish
from assistant.library.ingest import add
from assistant.library.library import Library
from assistant.places import resource
from tests.answers.shelf import shelf

SAMPLES = ("islands-supply-policy-report.docx", "kp-40-maintenance-manual.pdf", "harbour-ledger-2025.xlsx")


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    folder = tmp_path_factory.mktemp("samples")
    reader = Reader(Launcher())
    with shelf(folder, {}) as library:
        finish(add(library, [resource("samples", name) for name in SAMPLES], [reader], CancelToken()))
        reader.close()
        yield library


def filled(library: Library, template: str, name: str, symptom: str = "") -> Brief:
    document = next(record.sha256 for record in library.documents() if record.path.endswith(name))
    form = Templates(resource("templates")).get(template)
    return finish(fill(library, form, [document], None, CancelToken(), symptom=symptom))


def section(brief: Brief, name: str) -> FilledSection:
    return next(section for section in brief.sections if section.name == name)


def test_the_trend_brief_of_the_report_has_keywords_signals_and_neighbours(samples: Library):
    brief = filled(samples, "trend-brief", SAMPLES[0])
    assert len(section(brief, "Keywords").items) >= 5
    signals = section(brief, "Signals").items
    assert len(signals) >= 3
    assert any(item.cells[0].text == "S4 Electric ferries" for item in signals)
    for cell in (cell for item in signals for cell in item.cells[:2]):
        cited = cell.citations[0]
        text = samples.page(cited.document, cited.page).text
        assert cell.text in " ".join(text[cited.start : cited.end].split())
    assert len(section(brief, "Closest").items) == 2


def test_a_leaking_seal_leads_to_its_two_causes_in_the_manual(samples: Library):
    brief = filled(samples, "maintenance-diagnosis", SAMPLES[1], "shaft seal leaks")
    causes = {(item.cells[1].text, item.cells[3].text) for item in section(brief, "Probable causes").items}
    assert causes == {
        ("Groove in the shaft sleeve", "Replace sleeve KP40-081"),
        ("Faces cracked after a dry run", "Replace seal kit KP40-110; test dry-run switch B1"),
    }
    assert any("coupling guard" in item.text for item in section(brief, "Warnings and cautions").items)


def test_the_ledgers_payments_are_all_there(samples: Library):
    items = section(filled(samples, "money-flow", SAMPLES[2]), "Payments").items
    assert len(items) >= 50
    assert ("Gannet Bay Fuels", "-24,192.00", "2025-01-09") in {
        (item.cells[1].text, item.cells[2].text, item.cells[3].text) for item in items
    }
