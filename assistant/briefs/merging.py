"""Making one summary of the notes on all parts; the words of the pages are shown beside each note."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answers.model import Claim
from assistant.answers.pages import PageText
from assistant.answers.prompt import unfenced
from assistant.briefs.parts import part_room
from assistant.briefs.prompts import summary_prompts
from assistant.briefs.writer import Checked, Writer, checked

Notes = tuple[Claim, ...]

_FEWEST = 3


def merge(writer: Writer, notes: Sequence[Notes], pages: Sequence[PageText], count: int) -> Checked:
    """Return the summary of a document from the notes on its parts, in several rounds where they are too many.

    Where the model says too little that holds, notes spread over the whole document stand in.
    """
    dropped, written = 0, tuple[Claim, ...]()
    left = [part for part in notes if part]
    while len(left) > 1:
        groups = _groups(writer, left)
        merged = [_merged(writer, group, pages, count) for group in groups]
        dropped += sum(one.dropped for one in merged)
        left, written = [one.claims for one in merged], merged[-1].written
    return Checked(left[0][:count] if left else (), dropped, written)


def _merged(writer: Writer, group: Sequence[Notes], pages: Sequence[PageText], count: int) -> Checked:
    blocks = [_block(claim) for part in group for claim in part]
    asked = summary_prompts().merge_question.format(count=count)
    reply = writer.write(summary_prompts().merge_rules, blocks, asked)
    cited = {citation.page for part in group for claim in part for citation in claim.citations}
    result = checked(reply, [page for page in pages if page.page in cited])
    enough = min(_FEWEST, count, sum(map(len, group)))
    return result if len(result.claims) >= enough else Checked(_spread(group, count), result.dropped)


def _block(claim: Claim) -> str:
    pages = ", ".join(str(page) for page in sorted({citation.page for citation in claim.citations}))
    quote = claim.citations[0].quote[: summary_prompts().budget.longest_quote]
    return summary_prompts().note.format(
        pages=pages, text=unfenced(claim.text), quote=unfenced(" ".join(quote.split()))
    )


def _groups(writer: Writer, notes: Sequence[Notes]) -> list[list[Notes]]:
    """Return neighbouring notes in groups that fit one request each, at least two notes a group."""
    room = part_room(writer.model)
    groups: list[list[Notes]] = [[]]
    used = 0
    for part in notes:
        tokens = sum(writer.model.count(_block(claim)) for claim in part)
        if len(groups[-1]) > 1 and used + tokens > room:
            groups.append([])
            used = 0
        groups[-1].append(part)
        used += tokens
    return groups


def _spread(group: Sequence[Notes], count: int) -> Notes:
    """Return first notes of parts spread evenly over the group, then second ones where parts are few."""
    in_turn = [part[place] for place in range(max(map(len, group))) for part in group if place < len(part)]
    firsts = in_turn[: max(count, len(group))]
    step = max(1.0, len(firsts) / count)
    chosen = [firsts[int(place * step)] for place in range(min(count, len(firsts)))]
    return tuple(sorted(chosen, key=lambda claim: min(citation.page for citation in claim.citations)))
