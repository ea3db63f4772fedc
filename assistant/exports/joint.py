"""Making papers of several documents beside each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from assistant.briefs.joint.model import Alone, Pair, Relation, Together
from assistant.briefs.joint.naming import told_apart
from assistant.briefs.model import Summary
from assistant.exports.making import Origin, key_sentences, now, said
from assistant.exports.paper import Block, Grid, Heading, Paper, Prose, Said
from assistant.exports.wording import wording
from assistant.library.records import DocumentRecord


def of_together(together: Together, records: Sequence[DocumentRecord], origin: Origin) -> Paper:
    """Return the summary of each document, then what they say beside each other, quotations side by side."""
    words, joint = wording().joint, together.joint
    by_hash = {record.sha256: record for record in records if record.sha256 in joint.documents}
    names = told_apart(list(by_hash.values()))
    titles = "; ".join(names[document] for document in joint.documents)
    blocks: list[Block] = []
    for summary in together.summaries:
        blocks += [Heading(names[summary.document]), _summary(summary, by_hash[summary.document])]
    blocks += [Heading(words["contradictions"]), _pairs(joint.contradictions, words["no_contradictions"])]
    blocks += [Heading(words["agreements"]), _pairs(joint.agreements, words["no_agreements"])]
    blocks += [block for alone in joint.alone for block in _alone(alone, names)]
    written = next((summary for summary in together.summaries if summary.model), None)
    return Paper(
        title=words["title"].format(titles=titles),
        blocks=tuple(blocks),
        made=now(),
        library=origin.library,
        marking=origin.marking,
        portions=origin.portions,
        model=written.model if written else "",
        digest=written.digest if written else "",
        settings=written.settings if written else (),
    )


def _summary(summary: Summary, record: DocumentRecord) -> Prose:
    return Prose(tuple(map(said, summary.sentences))) if summary.sentences else key_sentences(summary, record)


def _pairs(pairs: Sequence[Pair], nothing: str) -> Block:
    words = wording().joint
    if not pairs:
        return Prose((Said(nothing),))
    if all(pair.relation is Relation.AGREES for pair in pairs):
        return Grid((words["one"], words["other"]), tuple((said(pair.first), said(pair.second)) for pair in pairs))
    rows = tuple((said(pair.first), said(pair.second), Said(_differs(pair))) for pair in pairs)
    return Grid((words["one"], words["other"], words["differs"]), rows)


def _differs(pair: Pair) -> str:
    words = wording().joint
    if pair.differs:
        return words["against"].format(one=pair.differs[0], other=pair.differs[1])
    return words["denied"]


def _alone(alone: Alone, names: Mapping[str, str]) -> Iterator[Block]:
    words = wording().joint
    yield Heading(words["alone"].format(title=names[alone.document]))
    told = tuple(map(said, alone.statements))
    yield Prose(told, listed=True) if told else Prose((Said(words["nothing_alone"]),))
