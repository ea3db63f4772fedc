from __future__ import annotations

import base64
import itertools
import re
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.documents.model import Page, TableRows
from assistant.documents.values import Section
from assistant.library.embedder import Embedder, MiniLM
from assistant.library.passages.cutting import Cutter, Draft, embedded_text
from assistant.library.passages.headers import SectionPaths
from assistant.library.passages.packing import LONGEST
from tests.library.embedders import WordEmbedder
from tests.library.work import page_of

PROSE = "The pump was stopped. Its seal had failed, as it had in May. A new one was fitted at once. "


def cut(page: Page, embedder: Embedder | None = None, sections: Sequence[Section] = ()) -> list[Draft]:
    return Cutter(embedder or WordEmbedder(), "Manual", SectionPaths(sections)).cut(page)


def texts(page: Page, drafts: Sequence[Draft]) -> list[str]:
    return [page.text[draft.start : draft.end] for draft in drafts]


def without_space(text: str) -> str:
    return re.sub(r"\s", "", text)


HARD = {
    "one letter 200,000 times": "a" * 200_000,
    "base64": base64.b64encode(bytes(n * n % 251 for n in range(60_000))).decode(),
    "signs": "====:::{{\n" * 3000,
    "chinese without spaces": "漢字仮名" * 750,
    "joined emoji": "👩‍👩‍👧‍👦" * 2000,
    "numbers": "12,345.67 (8.9) " * 3000,
    "blank": " \n\n \n",
}


@pytest.mark.parametrize("text", HARD.values(), ids=HARD)
def test_no_character_is_lost_and_each_passage_fits_the_real_window(text: str, minilm: MiniLM):
    page = page_of(text)
    drafts = cut(page, minilm)
    assert without_space("".join(texts(page, drafts))) == without_space(text)
    assert all(minilm.count(embedded_text(minilm, page, draft)) <= minilm.window - 2 for draft in drafts)
    assert all(draft.end - draft.start <= LONGEST for draft in drafts)


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=st.sampled_from("ab c.\n!?é漢1,"), max_size=3000), st.lists(st.integers(0, 3000), max_size=4))
def test_passages_of_any_text_with_any_tables_cover_it_in_order(text: str, cuts: list[int]):
    edges = sorted(min(cut_at, len(text)) for cut_at in cuts)
    tables = [TableRows(first, last) for first, last in zip(edges[::2], edges[1::2], strict=False)]
    page = page_of(text, *tables)
    drafts = cut(page)
    assert without_space("".join(texts(page, drafts))) == without_space(text)
    assert all(before.end <= after.start for before, after in itertools.pairwise(drafts))


def test_a_short_page_is_one_passage():
    assert len(cut(page_of(PROSE))) == 1


def test_prose_is_cut_between_sentences_into_passages_of_like_length():
    page = page_of(PROSE * 20)
    found = texts(page, cut(page))
    assert len(found) == 3
    assert all(text.endswith(".") for text in found)
    assert max(map(len, found)) < 1.5 * min(map(len, found))


def test_a_heading_begins_a_passage_where_one_has_to_begin_about_there():
    before = PROSE * 8
    page = Page(
        **{**vars(page_of(before + "Cooling\n" + PROSE * 7)), "sections": (Section("Cooling", 1, 1, len(before)),)}
    )
    assert any(text.startswith("Cooling") for text in texts(page, cut(page)))


def test_the_header_names_title_and_headings():
    sections = (Section("Engine", 1, 1, 0), Section("Cooling", 2, 1, 0), Section("Airframe", 1, 2, 0))
    assert cut(page_of(PROSE), sections=sections)[0].header == "Manual\nEngine > Cooling"
    assert cut(page_of(PROSE, number=2), sections=sections)[0].header == "Manual\nAirframe"


def rows(count: int) -> str:
    return "".join(
        f"row {number} | " + " | ".join(str(number * column) for column in range(2, 12)) + "\n"
        for number in range(count)
    )


def test_rows_are_never_cut_and_each_passage_repeats_the_table_header():
    text = rows(400)
    page = page_of(text, TableRows(0, len(text), "name | a | b", 'Sheet "Ledger"'))
    drafts = cut(page)
    assert "\n".join(texts(page, drafts)) == text.rstrip("\n")
    assert {draft.header for draft in drafts} == {'Manual\nSheet "Ledger"\nname | a | b'}
    assert "row 397 | 794 |" in next(text for text in texts(page, drafts) if "row 397" in text)


def test_a_small_table_stays_with_the_words_about_it():
    words, table = "Torques are given in Nm.\n", "bolt | 25\nnut | 12\n"
    page = page_of(words + table, TableRows(len(words), len(words) + len(table), "part | torque"))
    [draft] = cut(page)
    assert draft.header.endswith("part | torque")


def test_a_table_among_text_stays_with_its_title_and_its_later_passages_repeat_the_heads():
    title, head = "Torques by bolt\n", "Bolt 2031 2030\n"
    rows = "".join(f"No. {number} Front cover bolt {number} {number + 5}\n" for number in range(10, 70))
    page = page_of(title + head + rows, TableRows(len(title), len(title + head + rows), "2031 | 2030", among_text=True))
    first, *later = cut(page)
    assert page.text[first.start : first.end].startswith("Torques by bolt\nBolt 2031 2030\nNo. 10")
    assert not first.header.endswith("2031 | 2030")
    assert later
    assert all(draft.header.endswith("2031 | 2030") for draft in later)
    assert all(page.text[draft.start :].startswith("No. ") for draft in later)


def test_a_row_longer_than_the_window_is_cut_but_not_lost():
    text = "cell " * 1000
    page = page_of(text, TableRows(0, len(text), "header"))
    assert without_space("".join(texts(page, cut(page)))) == without_space(text)


def test_boilerplate_is_marked_and_not_embedded():
    notice = "Proprietary: do not copy.\n"
    page = Page(**{**vars(page_of(notice + PROSE)), "boilerplate": ((0, len(notice)),)})
    [draft] = cut(page)
    assert not draft.boilerplate
    assert "Proprietary" not in embedded_text(WordEmbedder(), page, draft)
    alone = Page(**{**vars(page_of(notice)), "boilerplate": ((0, len(notice)),)})
    [draft] = cut(alone)
    assert draft.boilerplate
    assert "Proprietary" in embedded_text(WordEmbedder(), alone, draft)


def test_a_header_longer_than_the_window_is_shortened_when_embedded():
    text = "cell | 1\n" * 40
    page = page_of(text, TableRows(0, len(text), "column " * 400))
    embedder = WordEmbedder()
    drafts = cut(page, embedder)
    assert all(embedder.count(embedded_text(embedder, page, draft)) <= 254 for draft in drafts)
    assert all(embedded_text(embedder, page, draft).endswith("cell | 1") for draft in drafts)
