from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from assistant.answers.model import ClaimStatus
from assistant.briefs.filled import Brief, FilledSection, SectionFilled
from assistant.briefs.filling.brief import fill
from assistant.briefs.kept import KeptBriefs
from assistant.briefs.templates import Templates
from assistant.errors import Cancelled, UsageError
from assistant.jobs import CancelToken, finish
from assistant.library.library import Library
from tests.answers.shelf import shelf
from tests.briefs.papers import PAPERS

FORMS = Templates(Path("no-folder"))


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with shelf(tmp_path_factory.mktemp("filling"), PAPERS) as library:
        yield library


def hashes(library: Library, names: Sequence[str]) -> list[str]:
    by_name = {Path(record.path).name: record.sha256 for record in library.documents()}
    return [by_name[name] for name in names]


def filled(library: Library, template: str, *names: str, symptom: str = "") -> Brief:
    job = fill(library, FORMS.get(template), hashes(library, names), None, CancelToken(), symptom=symptom)
    return finish(job)


def section(brief: Brief, name: str) -> FilledSection:
    return next(section for section in brief.sections if section.name == name)


def rows(brief: Brief, name: str) -> list[tuple[str, ...]]:
    return [tuple(cell.text for cell in item.cells) for item in section(brief, name).items]


def texts(brief: Brief, name: str) -> list[str]:
    return [item.text for item in section(brief, name).items]


def test_a_trend_brief_finds_the_three_signals_and_no_other(desk: Library):
    brief = filled(desk, "trend-brief", "trend.txt")
    assert rows(brief, "Signals") == [
        (
            "Deliveries by cargo drone",
            "rose from 2 % to 14 % of island parcels between 2026 and 2031",
            "By 2040 cargo drones will carry a third of all island parcels",
            "cheaper batteries",
        ),
        (
            "The number of licensed harbour pilots",
            "fell from 61 to 38 within five years",
            "not found",
            "early retirement",
        ),
        (
            "Rented cold storage",
            "doubled to 8,400 pallets in 2031",
            "Cold storage is expected to need 12 megawatts by 2041",
            "fish exports to the south",
        ),
    ]
    assert len(texts(brief, "Keywords")) >= 5
    assert texts(brief, "Themes") == ["Cargo drones", "Harbour pilots", "Cold storage", "Canteen"]


def test_forecasts_are_projections_and_keywords_derived_and_neither_counts_as_checked(desk: Library):
    brief = filled(desk, "trend-brief", "trend.txt")
    signal = section(brief, "Signals").items[0]
    assert [cell.status for cell in signal.cells] == [
        ClaimStatus.SUPPORTED,
        ClaimStatus.SUPPORTED,
        ClaimStatus.PROJECTION,
        ClaimStatus.SUPPORTED,
    ]
    assert {item.status for item in section(brief, "Keywords").items} == {ClaimStatus.DERIVED}
    claims = [cell for cell in brief.cells() if cell.status is ClaimStatus.SUPPORTED]
    assert brief.checked == brief.supported == len(claims)


def test_the_closest_documents_are_others_of_the_library(desk: Library):
    brief = filled(desk, "trend-brief", "trend.txt")
    items = section(brief, "Closest").items
    assert len(items) == 5
    assert all(item.citations[0].document not in brief.documents for item in items)


def test_a_diagnosis_ranks_the_cause_first_and_counts_what_fixed_it(desk: Library):
    brief = filled(desk, "maintenance-diagnosis", "manual.txt", "logbook.csv", symptom="shaft seal leaks")
    assert rows(brief, "Probable causes") == [
        (
            "Shaft seal leaks",
            "Worn seal faces",
            "Look for drops at the gland after 10 minutes",
            "Replace seal kit TP9-311",
            "manual, p. 1",
        )
    ]
    assert texts(brief, "Warnings and cautions") == [
        "WARNING: Lock out the motor switch before you open the gland.",
        "CAUTION: Do not run the pump dry for more than 30 seconds.",
    ]
    assert rows(brief, "Parts and torques")[0][0] == "TP9-311"
    assert texts(brief, "Torques and settings") == ["Tighten the gland bolts to 24 Nm."]
    assert rows(brief, "Similar entries") == [
        ("SHAFT SEAL LEAKING AT GLAND", "3 entries", "REPLACED SEAL KIT (2×); TIGHTENED GLAND BOLTS (1×)"),
        ("SEAL WEEPING WHEN STOPPED", "1 entry", "REPLACED O-RING (1×)"),
    ]


def test_a_plan_has_its_tasks_with_owner_time_and_resource(desk: Library):
    brief = filled(desk, "operations-plan", "plan.txt")
    assert rows(brief, "Tasks") == [
        ("Load the barge at Pier 2", "Captain Orla Brandt", "9 February 2031", "Crane crew of six"),
        ("Clear the landing stage", "Rescue Team North", "10 February 2031", "Two excavators"),
    ]
    assert texts(brief, "Mission") == ["Bring 40 tonnes of food and fuel to Skarvoy before the ice closes the sound."]
    assert texts(brief, "Assumptions") == ["The sound stays free of ice until 15 February."]
    assert texts(brief, "Risks") == ["The barge may fail to land in winds above 20 knots."]


def test_a_vulnerability_review_reads_labelled_lines(desk: Library):
    brief = filled(desk, "vulnerability-review", "weaknesses.txt")
    assert rows(brief, "Weaknesses") == [
        (
            "The control panel still has its default password.",
            "Pump control PLC-4",
            "Logged in with the printed password on 2 May 2031",
            "high",
            "Change the password and disable remote access",
        ),
        (
            "The spare generator has no fuel gauge.",
            "Emergency power",
            "The tank was found empty on 4 May 2031",
            "medium",
            "Fit a gauge and check it weekly",
        ),
    ]


def test_money_is_followed_through_tables_and_sentences(desk: Library):
    brief = filled(desk, "money-flow", "money.csv", "letter.txt")
    assert sorted(row[:5] for row in rows(brief, "Payments")) == [
        ("Blue Fjord Ltd", "Mira Holt", "17,950.00", "2031-03-09", "7714-30-11"),
        ("Mira Holt", "Coral Bay Holdings", "€17,500", "14 March 2031", "8830-11-02"),
        ("Norrland Trading", "Blue Fjord Ltd", "18,400.00", "2031-03-02", "7714-22-90"),
    ]


def test_a_policy_note_tells_dates_costs_and_its_reading_grade(desk: Library):
    brief = filled(desk, "policy-note", "policy.txt")
    assert [row[0] for row in rows(brief, "When")] == ["1 October 2031", "30 June 2033"]
    assert texts(brief, "Who is affected") == ["The rule applies to all households with a stove built before 2015."]
    assert texts(brief, "What it costs") == ["A filter costs 220 euros and the town pays a grant of 90 euros."]
    assert 2 < float(rows(brief, "Reading grade")[0][1]) < 8


def test_a_process_shows_its_steps_and_where_it_waits(desk: Library):
    brief = filled(desk, "process-improvement", "process.txt")
    assert rows(brief, "Steps") == [
        ("Write the fault report", "Driver", "10 minutes"),
        ("Approve the order", "Depot clerk", "2 days"),
        ("Fetch the part", "Store", "4 hours"),
    ]
    assert texts(brief, "Bottlenecks") == ["Orders wait for one signature, and the clerk is in only on Tuesdays."]
    assert texts(brief, "Cost") == ["A bus that stands still costs 640 euros a day."]
    assert texts(brief, "Proposals") == ["Let the shift leader approve orders below 500 euros."]


def test_minutes_have_decisions_and_actions_with_owner_and_date(desk: Library):
    brief = filled(desk, "meeting-minutes", "minutes.txt")
    assert rows(brief, "Meeting") == [
        ("Date", "12 June 2031"),
        ("Place", "Room 4, Harbour Office"),
        ("Chair", "Elin Marker"),
        ("Present", "Elin Marker, Jon Aase, Pia Lund"),
    ]
    assert texts(brief, "Decisions") == [
        "The board approved the purchase of a second crane for 310,000 euros.",
        "The board rejected the offer of Kranor Ltd.",
    ]
    assert [row[1:] for row in rows(brief, "Actions")] == [("Jon Aase", "30 June 2031"), ("Pia Lund", "20 June 2031")]
    assert texts(brief, "Open questions") == ["The colour of the crane remains open."]


def test_a_timeline_is_in_order_of_time_over_all_sources(desk: Library):
    brief = filled(desk, "incident-timeline", "incident.txt", "radio.txt")
    events = rows(brief, "Events")
    assert [(row[0], row[1], row[3]) for row in events] == [
        ("14 March 2031", "06:10", "incident, p. 1"),
        ("14 March 2031", "06:40", "incident, p. 1"),
        ("14 March 2031", "06:55", "radio, p. 1"),
        ("14 March 2031", "07:05", "incident, p. 1"),
        ("14 March 2031", "08:30", "radio, p. 1"),
    ]


def test_two_versions_are_compared_sentence_by_sentence(desk: Library):
    brief = filled(desk, "version-comparison", "old.txt", "new.txt")
    before, after = "Parts are given out from 8 to 12.", "Parts are given out from 7 to 14."
    assert rows(brief, "Changed") == [(before, "p. 1", after, "p. 1")]
    assert rows(brief, "Added") == [("Batteries are kept in the cage.", "p. 1")]
    assert rows(brief, "Removed") == [("Keys hang in the office.", "p. 1")]
    old, new = section(brief, "Changed").items[0].citations
    assert (old.document, new.document) == brief.documents


def test_every_claim_stands_on_its_cited_page(desk: Library):
    brief = filled(desk, "trend-brief", "trend.txt")
    for cell in brief.cells():
        for cited in cell.citations:
            if cited.quote:
                text = desk.page(cited.document, cited.page).text
                assert text[cited.start : cited.end] == cited.quote
                assert " ".join(cited.quote.split()) == cell.text


def test_a_section_that_finds_nothing_says_so(desk: Library):
    found = section(filled(desk, "meeting-minutes", "policy.txt"), "Decisions")
    assert (found.items, found.nothing) == ((), "No decisions were found.")


def test_each_section_is_shown_when_it_is_done(desk: Library):
    job = fill(desk, FORMS.get("trend-brief"), hashes(desk, ["trend.txt"]), None, CancelToken())
    steps = [step for step in job if isinstance(step, SectionFilled)]
    assert [(step.done, step.total, step.section.name) for step in steps][::4] == [(1, 5, "Summary"), (5, 5, "Closest")]


def test_a_stop_ends_it_at_the_next_section(desk: Library):
    cancel = CancelToken()
    job = fill(desk, FORMS.get("trend-brief"), hashes(desk, ["trend.txt"]), None, cancel)
    next(job)
    cancel.cancel()
    with pytest.raises(Cancelled):
        finish(job)


@pytest.mark.parametrize(
    ("template", "names", "code"),
    [
        ("version-comparison", ["old.txt"], "wrong-number-of-documents"),
        ("trend-brief", [], "wrong-number-of-documents"),
        ("maintenance-diagnosis", ["manual.txt"], "symptom-needed"),
    ],
)
def test_what_a_template_needs_is_asked_for(desk: Library, template: str, names: list[str], code: str):
    with pytest.raises(UsageError) as raised:
        filled(desk, template, *names)
    assert raised.value.code == code


def test_a_piece_of_a_table_row_is_no_sentence(tmp_path: Path):
    paper = "Nr | Entry | Remark\n1 | FULL THROTTLE. RPM DROPS 100 BELOW LIMIT. | REPLACED PLUG.\n"
    with shelf(tmp_path, {"entries.txt": paper}) as library:
        assert rows(filled(library, "trend-brief", "entries.txt"), "Signals") == []


def test_a_payment_without_a_receiver_is_no_row_of_the_flow(tmp_path: Path):
    with shelf(tmp_path, {"note.txt": "The company paid €4,000 last year.\n"}) as library:
        assert rows(filled(library, "money-flow", "note.txt"), "Payments") == []


def test_the_words_of_a_brief_leave_with_its_document(tmp_path: Path):
    with shelf(tmp_path, {"minutes.txt": PAPERS["minutes.txt"]}) as library:
        kept = KeptBriefs(library)
        kept.keep(filled(library, "meeting-minutes", "minutes.txt"))
        kept.keep(filled(library, "meeting-minutes", "minutes.txt"))
        assert [brief.template for brief in kept.all()] == ["meeting-minutes"]
        library.remove(hashes(library, ["minutes.txt"])[0])
        assert kept.all() == []


def test_the_board_collects_the_signals_of_all_briefs(desk: Library):
    kept = KeptBriefs(desk)
    kept.keep(filled(desk, "trend-brief", "trend.txt"))
    kept.keep(filled(desk, "meeting-minutes", "minutes.txt"))
    board = kept.board()
    assert [row.cells["Driving force"] for row in board] == [
        "cheaper batteries",
        "early retirement",
        "fish exports to the south",
    ]
    assert {(row.title, row.page) for row in board} == {("Trend brief: trend", 1)}
    assert [row.says("PILOTS harbour") for row in board] == [False, True, False]
