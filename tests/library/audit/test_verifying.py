from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from itertools import combinations
from pathlib import Path

import pytest

from assistant.errors import Cancelled
from assistant.guard.signing import Signer
from assistant.jobs import CancelToken, finish
from assistant.library.audit.anchor import Anchor, Anchors
from assistant.library.audit.entries import GENESIS, Action, Entry
from assistant.library.audit.findings import RANGED, Finding, Kind
from assistant.library.audit.verifying import Row, Verdict, compared, verify

ENTRIES = 12


@pytest.fixture(scope="module")
def anchors(tmp_path_factory: pytest.TempPathFactory) -> Anchors:
    folder = tmp_path_factory.mktemp("anchors")
    anchors, signer = Anchors("papers", folder), Signer(folder)
    anchors.signer = lambda: signer
    return anchors


@pytest.fixture(scope="module")
def rows() -> list[Row]:
    """A log of twelve entries."""
    rows, last = [], (0, GENESIS)
    for number in range(1, ENTRIES + 1):
        subject = {"document": f"{number:064x}", "pages": number, "reason": "Überprüft “so”"}
        entry = Entry.following(last, f"2030-01-02T03:04:{number:02}.000+00:00", "mara@field-07", Action.ADDED, subject)
        rows.append(entry.row)
        last = entry.sequence, entry.digest
    return rows


@pytest.fixture(scope="module")
def anchor(anchors: Anchors, rows: list[Row]) -> Anchor:
    return anchors.made(ENTRIES, rows[-1][-1])


@pytest.fixture
def look(anchors: Anchors, anchor: Anchor) -> Callable[[list[Row]], Verdict]:
    return lambda rows: finish(verify(rows, anchor, anchor, anchors, CancelToken()))


def one_character_changed(rows: list[Row]) -> Iterator[list[Row]]:
    """Yield the log with one character changed, at a place drawn by lot in each field of each entry."""
    lot = random.Random(7)  # noqa: S311 - places, no secrets
    for place, row in enumerate(rows):
        for field in range(1, len(row)):
            text = str(row[field])
            at = lot.randrange(len(text))
            other = text[:at] + ("x" if text[at] != "x" else "y") + text[at + 1 :]
            yield [*rows[:place], (*row[:field], other, *row[field + 1 :]), *rows[place + 1 :]]  # type: ignore[list-item]


def numbered_anew(rows: list[Row]) -> list[Row]:
    return [(number, *row[1:]) for number, row in enumerate(rows, 1)]


def test_an_untouched_log_is_whole(look: Callable[[list[Row]], Verdict], rows: list[Row]):
    assert look(rows).whole


def test_every_changed_character_is_found(
    look: Callable[[list[Row]], Verdict], rows: list[Row], figure: Callable[[str], None]
):
    changed = list(one_character_changed(rows))
    found = sum(not look(each).whole for each in changed)
    figure(f"one character changed in each of {ENTRIES} entries' fields: {found} of {len(changed)} found")
    assert found == len(changed)


def test_every_removed_entry_is_found_also_where_the_others_are_numbered_anew(
    look: Callable[[list[Row]], Verdict], rows: list[Row]
):
    for place in range(ENTRIES):
        left = [*rows[:place], *rows[place + 1 :]]
        assert not look(left).whole
        assert not look(numbered_anew(left)).whole


def test_every_pair_of_swapped_entries_is_found(look: Callable[[list[Row]], Verdict], rows: list[Row]):
    for one, other in combinations(range(ENTRIES), 2):
        swapped = [*rows]
        swapped[one], swapped[other] = rows[other], rows[one]
        assert not look(numbered_anew(swapped)).whole


def test_every_cut_at_the_beginning_and_at_the_end_is_found_with_its_place(
    look: Callable[[list[Row]], Verdict], rows: list[Row]
):
    for place in range(1, ENTRIES):
        first, last = look(rows[place:]).findings[0], look(rows[:-place]).findings[0]
        assert (
            f"{'Entry 1 is' if place == 1 else f'Entries 1 to {place} are'} missing at the beginning" in first.sentence
        )
        start = ENTRIES - place + 1
        assert (
            f"{f'Entry {start} is' if place == 1 else f'Entries {start} to 12 are'} missing at the end" in last.sentence
        )


def test_every_inserted_copy_of_an_entry_is_found(look: Callable[[list[Row]], Verdict], rows: list[Row]):
    for place in range(ENTRIES):
        assert not look(numbered_anew([*rows[: place + 1], rows[place], *rows[place + 1 :]])).whole


def test_a_value_that_is_no_text_is_an_alteration(look: Callable[[list[Row]], Verdict], rows: list[Row]):
    odd = [*rows[:3], (*rows[3][:4], b"\xff", *rows[3][5:]), *rows[4:]]
    assert "Entry 4 was altered" in look(odd).findings[0].sentence  # type: ignore[arg-type]


def test_an_anchor_of_another_library_is_not_believed(
    anchors: Anchors, anchor: Anchor, rows: list[Row], tmp_path: Path
):
    other = Anchors("others", tmp_path)
    other.signer = anchors.signer
    assert (
        "was not signed by the program"
        in finish(verify(rows, anchor, anchor, other, CancelToken())).findings[0].sentence
    )


def test_what_was_noted_earlier_must_still_be_there(look: Callable[[list[Row]], Verdict], rows: list[Row]):
    digests = {row[0]: row[-1] for row in rows}
    assert compared(look(rows), digests, {3: digests[3]}).whole
    assert not compared(look(rows), digests, {3: digests[4]}).whole
    assert not compared(look(rows), digests, {ENTRIES + 1: digests[4]}).whole


def test_it_stops_when_that_is_asked_for(anchors: Anchors, anchor: Anchor, rows: list[Row]):
    cancel = CancelToken()
    job = verify(rows, anchor, anchor, anchors, cancel)
    assert next(job).unit == "entries"
    job.close()
    cancel.cancel()
    with pytest.raises(Cancelled):
        finish(verify(rows, anchor, anchor, anchors, cancel))


@pytest.mark.parametrize("kind", list(Kind))
def test_every_kind_of_finding_has_a_sentence_that_ends(kind: Kind):
    told = Finding(4, kind, (4, 6) if kind in RANGED else (4, 6, 7)).sentence
    assert told.endswith(".")
    assert "{" not in told


def test_one_entry_is_told_as_one():
    assert Finding(4, Kind.MISSING, (4, 4)).sentence == "Entry 4 is missing."
    assert Finding(4, Kind.MISSING, (4, 6)).sentence == "Entries 4 to 6 are missing."
