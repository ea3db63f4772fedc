"""The JSON shapes of facts and of several documents beside each other."""

from __future__ import annotations

from assistant.briefs.facts.model import Fact, Facts
from assistant.briefs.joint.model import Pair, Together
from assistant.cli.shapes import Shape, citation, claim, summary


def facts(told: Facts) -> Shape:
    """Return the facts of a document."""
    return {
        "document": told.document,
        "title": told.title,
        "kind": told.kind,
        "date": told.date,
        "authors": list(told.authors),
        "language": told.language,
        "pages": told.pages,
        "words": told.words,
        "headings": [{"title": each.title, "level": each.level, "page": each.page} for each in told.headings],
        "key_sentences": [{"text": key.text, "page": key.page} for key in told.key_sentences],
        **{name: [_fact(each) for each in found] for name, found in told.named().items()},
        "seconds": round(told.seconds, 3),
    }


def _fact(told: Fact) -> Shape:
    return {"text": told.text, "count": told.count, "citation": citation(told.cited)}


def plain_facts(told: Facts) -> dict[str, str]:
    """Return the facts that need no place, by their name."""
    headings = "; ".join(heading.title for heading in told.headings if heading.level == 1)
    return {
        "title": told.title,
        "kind": told.kind,
        "date": told.date,
        "authors": ", ".join(told.authors),
        "language": told.language,
        "length": f"{told.pages} pages, {told.words} words",
        "headings": headings,
    }


def together(made: Together) -> Shape:
    """Return the summaries of several documents, and what they say beside each other."""
    joint = made.joint
    return {
        "documents": list(joint.documents),
        "marking": joint.marking,
        "summaries": [summary(each) for each in made.summaries],
        "agreements": [_pair(pair) for pair in joint.agreements],
        "contradictions": [_pair(pair) for pair in joint.contradictions],
        "only": [
            {"document": alone.document, "statements": [claim(each) for each in alone.statements]}
            for alone in joint.alone
        ],
        "seconds": round(joint.seconds + sum(each.seconds for each in made.summaries), 3),
    }


def _pair(pair: Pair) -> Shape:
    return {
        "relation": pair.relation.value,
        "first": claim(pair.first),
        "second": claim(pair.second),
        "differs": list(pair.differs),
    }
