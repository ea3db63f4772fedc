"""How much of what matters the summaries rest on: `python -m benchmarks.summaries`.

Meetings with questions, the turns that answer them and summaries written by people. First: what share of the gold
turns is within the same number of characters, taken from the pieces that the product's question-focused summary
reads, from chunks ranked by the embedder alone, and from the beginning. Then: ROUGE-L of as many key sentences, first
sentences and TextRank sentences against the written summary of the whole meeting.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from assistant.answers.sentences import split
from assistant.answers.words import content, words
from assistant.briefs.focused import Span, spans_about
from assistant.briefs.key_sentences import key_sentences
from assistant.library.library import Library
from assistant.search.finder import Finder
from benchmarks.cached_library import CACHE, cached_library
from benchmarks.questions import DATA

BUDGETS = (4_000, 8_000, 16_000)
SENTENCES = (5, 7, 10, 15)
_CHUNK, _STEP = 1_000, 800


@dataclass(frozen=True)
class Meeting:
    """One meeting: its text, the character span of each turn, its questions with gold turns, its written summary."""

    name: str
    text: str
    turns: tuple[tuple[int, int], ...]
    questions: tuple[tuple[str, frozenset[int]], ...]
    summary: str


def meetings(folder: Path) -> Iterator[Meeting]:
    """Yield the meetings of the data."""
    for path in sorted(folder.glob("*.jsonl")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines()):
            yield _meeting(f"{path.stem}_{number:02}", json.loads(line))


def _meeting(name: str, row: dict[str, Any]) -> Meeting:
    text, turns = "", []
    for turn in row["meeting_transcripts"]:
        said = " ".join(f"{turn['speaker']}: {turn['content']}".split())
        turns.append((len(text), len(text) + len(said)))
        text += f"{said}\n\n"
    questions = tuple(
        (
            query["query"],
            frozenset(n for first, last in query["relevant_text_span"] for n in range(int(first), int(last) + 1)),
        )
        for query in row["specific_query_list"]
    )
    return Meeting(name, text, tuple(turns), questions, row["general_query_list"][0]["answer"])


class Pages:
    """Where the pages of a library's document stand in the meeting's text."""

    def __init__(self, library: Library, document: str, meeting: Meeting) -> None:
        self.spans: dict[int, tuple[int, int]] = {}
        position = 0
        for page in library.pages(document):
            start = meeting.text.find(page.text[:60], position)
            self.spans[page.number] = (start, start + len(page.text))
            position = start + 1

    def place(self, span: Span) -> tuple[int, int]:
        """Return a piece of a page as a span of the meeting's text."""
        start = self.spans[span.page][0]
        return start + span.start, start + span.end


def covered(meeting: Meeting, gold: frozenset[int], spans: Sequence[tuple[int, int]]) -> float:
    """Return the share of the gold turns whose middle is within one of the spans."""
    middles = [sum(meeting.turns[turn]) // 2 for turn in gold if turn < len(meeting.turns)]
    return sum(any(start <= middle < end for start, end in spans) for middle in middles) / max(1, len(middles))


def within(spans: Sequence[tuple[int, int]], budget: int) -> list[tuple[int, int]]:
    """Return the spans, best first, until the budget of characters is used up; the last one is cut."""
    kept = []
    for start, end in spans:
        if budget <= 0:
            break
        kept.append((start, min(end, start + budget)))
        budget -= end - start
    return kept


def show_coverage(library: Library, found: Sequence[Meeting]) -> None:
    """Print the share of gold turns within each budget, for the product and both baselines."""
    finder = Finder(library)
    hashes = {Path(record.path).stem: record.sha256 for record in library.documents()}
    shares: dict[tuple[str, int], list[float]] = {}
    for meeting in found:
        pages = Pages(library, hashes[meeting.name], meeting)
        chunks = [(start, start + _CHUNK) for start in range(0, len(meeting.text), _STEP)]
        vectors = library.embedder.passages([_cut(library, meeting.text[start:end]) for start, end in chunks])
        for question, gold in meeting.questions:
            about = spans_about(library, finder, hashes[meeting.name], question, max(BUDGETS))
            plain = np.argsort(-(vectors @ library.embedder.query(question)))
            ways = {
                "product": [pages.place(span) for span in about],
                "plain top-k": [chunks[index] for index in plain],
                "first": [(0, len(meeting.text))],
            }
            for budget in BUDGETS:
                for way, spans in ways.items():
                    shares.setdefault((way, budget), []).append(covered(meeting, gold, within(spans, budget)))
    print("share of the gold turns within so many characters")
    for way in ("product", "plain top-k", "first"):
        cells = "  ".join(f"{budget:6}: {np.mean(shares[way, budget]):.1%}" for budget in BUDGETS)
        print(f"  {way:12} {cells}  ({len(shares[way, BUDGETS[0]])} questions)")


def _cut(library: Library, text: str) -> str:
    starts = library.embedder.token_starts(text)
    most = library.embedder.window - 2
    return text if len(starts) <= most else text[: int(starts[most])]


def show_rouge(library: Library, found: Sequence[Meeting]) -> None:
    """Print ROUGE-L of key sentences, first sentences and TextRank sentences."""
    hashes = {Path(record.path).stem: record.sha256 for record in library.documents()}
    print("ROUGE-L (F1) against the written summary of the whole meeting")
    for count in SENTENCES:
        scores: dict[str, list[float]] = {"key sentences": [], "first sentences": [], "TextRank": []}
        for meeting in found:
            sentences = [" ".join(one.text.split()) for one in split(meeting.text) if len(one.text.split()) > 5]
            keys = key_sentences(library, hashes[meeting.name], count)
            chosen = {
                "key sentences": [" ".join(key.text.split()) for key in keys],
                "first sentences": sentences[:count],
                "TextRank": text_rank(sentences, count),
            }
            for way, texts in chosen.items():
                scores[way].append(rouge_l(" ".join(texts), meeting.summary))
        print(f"  {count:2} sentences: " + "  ".join(f"{way} {np.mean(values):.3f}" for way, values in scores.items()))


def text_rank(sentences: Sequence[str], count: int) -> list[str]:
    """Return the sentences that TextRank (Mihalcea and Tarau 2004) ranks first, in their order."""
    stems = [content(sentence) for sentence in sentences]
    size = np.array([np.log(max(2, len(stem))) for stem in stems])
    likeness = np.array([[float(len(one & other)) for other in stems] for one in stems]) / (
        size[:, None] + size[None, :]
    )
    np.fill_diagonal(likeness, 0)
    steps = likeness / np.maximum(likeness.sum(axis=1, keepdims=True), 1e-9)
    rank = np.full(len(sentences), 1 / max(1, len(sentences)))
    for _ in range(50):
        rank = 0.15 / len(sentences) + 0.85 * steps.T @ rank
    return [sentences[index] for index in sorted(np.argsort(-rank)[:count])]


def rouge_l(candidate: str, reference: str) -> float:
    """Return ROUGE-L F1 over words (Lin 2004), the longest common subsequence of the whole texts."""
    one, other = words(candidate), words(reference)
    if not one or not other or not Counter(one) & Counter(other):
        return 0.0
    row = np.zeros(len(other) + 1, int)
    marks = np.array(other)
    for word in one:
        extended = np.where(marks == word, row[:-1] + 1, row[1:])
        row[1:] = np.maximum.accumulate(np.maximum(extended, row[1:]))
    longest = int(row[-1])
    precision, recall = longest / len(one), longest / len(other)
    return 2 * precision * recall / (precision + recall) if longest else 0.0


def main() -> None:
    """Measure on the meetings beside the project."""
    found = list(meetings(DATA / "qmsum"))
    folder = CACHE / "qmsum"
    folder.mkdir(parents=True, exist_ok=True)
    for meeting in found:
        (folder / f"{meeting.name}.txt").write_text(meeting.text, encoding="utf-8")
    with cached_library("qmsum", sorted(folder.glob("*.txt"))) as library:
        show_coverage(library, found)
        show_rouge(library, found)


if __name__ == "__main__":
    main()
