"""Checking a claim against pages: are its figures, dates, codes, units and names there, and which words carry it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from assistant.answers.beside import Given, strangers
from assistant.answers.computing.measures import names_in
from assistant.answers.computing.operands import Worked
from assistant.answers.computing.working import work_out
from assistant.answers.copied import altered
from assistant.answers.direction import turned
from assistant.answers.finding import Finding, coverage, look, support
from assistant.answers.marks.figures import Figure
from assistant.answers.marks.names import Name
from assistant.answers.marks.reading import Mark
from assistant.answers.model import Citation, Claim, ClaimStatus
from assistant.answers.order import swapped
from assistant.answers.pages import PageText, ReadPage, read_page
from assistant.answers.quotes import citation
from assistant.answers.words import announcing, content, denies, opposed

SUPPORTED_FLOOR = 0.6
"""Least share of a claim's words and marks that its quotations must hold."""

PARTLY_FLOOR = 0.3
"""Least share for a claim that is said to be partly there."""

_WORDS_ON_PAGE = 0.85
"""Least share of a claim's content words that the pages hold where no figure, date or code of it holds it to a place:
one in seven may be the writer's own, none of six."""

_NEAR = 0.7
_MOST_PAGES = 3

_RANK = {ClaimStatus.SUPPORTED: 2, ClaimStatus.PARTLY: 1, ClaimStatus.UNSUPPORTED: 0}


def check_claim(sentence: str, pages: Sequence[PageText], question: str = "") -> Claim:
    """Check one sentence, citation numbers removed, against pages.

    It is `supported` where one page (or several together) holds each of its figures, dates, codes and names and most
    of its words, `computed` where the missing figures follow from printed ones, `partly` where some are missing.

    Args:
        sentence: The claim.
        pages: The pages it may rest on, best first.
        question: What was asked: a short answer such as `$1,577` takes its subject from it.
    """
    findings = [look(sentence, read_page(page), question) for page in pages if page.text.strip()]
    if not findings or not (findings[0].said or findings[0].marks):
        return Claim(sentence, ClaimStatus.UNSUPPORTED)
    judged = [_judged(sentence, [finding]) for finding in findings]
    if len(findings) > 1:
        judged.append(_judged(sentence, _together(findings)))
    best = max(judged, key=_worth)
    if best.status is ClaimStatus.SUPPORTED:
        return best
    return _computed(sentence, question, findings) or best


def _worth(claim: Claim) -> tuple[int, int, float]:
    return _RANK[claim.status], -len(claim.missing), max((cited.score for cited in claim.citations), default=0.0)


def _together(findings: list[Finding]) -> list[Finding]:
    """Return the pages, best first, each of which adds marks or words that those before it lack."""
    ranked = sorted(findings, key=lambda finding: (len(finding.missing), -support([finding])))
    chosen = ranked[:1]
    for finding in ranked[1:]:
        if len(chosen) < _MOST_PAGES and support([*chosen, finding]) > support(chosen):
            chosen.append(finding)
    return chosen


def _judged(sentence: str, findings: list[Finding]) -> Claim:
    held = {mark for finding in findings for mark in finding.held}
    missing = [mark for mark in findings[0].marks if mark not in held]
    if missing:
        return _lacking(sentence, findings, [mark.text for mark in missing])
    if support(findings) < SUPPORTED_FLOOR:
        return _lacking(sentence, findings, _absent(sentence, findings))
    if strange := _strange(sentence, findings):
        return _lacking(sentence, findings, strange)
    if wrong := _denied(sentence, findings) or turned(sentence, findings) or swapped(findings):
        return _lacking(sentence, findings, wrong)
    return Claim(sentence, ClaimStatus.SUPPORTED, _citations(findings))


def _strange(sentence: str, findings: list[Finding]) -> list[str]:
    """Return the words that are the writer's own, where they are too many."""
    if not any(finding.firm for finding in findings) and coverage(findings) < _WORDS_ON_PAGE:
        return _absent(sentence, findings)
    return strangers(sentence, findings)


def _lacking(sentence: str, findings: list[Finding], missing: list[str]) -> Claim:
    if support(findings) < PARTLY_FLOOR or not missing:
        return Claim(sentence, ClaimStatus.UNSUPPORTED, missing=tuple(missing))
    return Claim(sentence, ClaimStatus.PARTLY, _citations(findings), tuple(missing))


def _absent(sentence: str, findings: list[Finding]) -> list[str]:
    """Return the words of the claim that its quotations do not hold."""
    quoted = frozenset().union(*(finding.quoted() for finding in findings))
    return [word.strip(".,;:!?()") for word in sentence.split() if (stems := content(word)) and not stems & quoted]


def _denied(sentence: str, findings: list[Finding]) -> list[str]:
    """Return the words that the quotation turns round: an opposite, or a denial on one side only."""
    if len(findings) > 1 or len(findings[0].quotes) != 1 or findings[0].quotes[0].score < _NEAR:
        return []
    quote = findings[0].quotes[0]
    source = findings[0].page.source.text[quote.start : quote.end]
    if turned := opposed(sentence, source):
        return turned
    return ["not"] if denies(sentence) != denies(source) else []


def _computed(sentence: str, question: str, findings: list[Finding]) -> Claim | None:
    """Return the claim as a computed one where every figure that its pages lack follows from printed ones."""
    held = {mark for finding in findings for mark in finding.held}
    missing = [mark for mark in findings[0].marks if mark not in held and not _in_a_measure(mark, sentence)]
    figures = [mark for mark in missing or findings[0].marks if isinstance(mark, Figure)]
    if not figures or len(figures) < len(missing) or altered(sentence, figures, findings):
        return None
    pages = [finding.page for finding in findings]
    worked = {figure: work_out(sentence, question, figure, pages) for figure in figures}
    found = {figure: result for figure, result in worked.items() if result is not None}
    if len(found) < len(figures) or _strange_sum(sentence, findings, found) or turned(sentence, findings):
        return None
    cited = [cited for result in found.values() for cited in result.citations]
    note = "; ".join(result.note for result in found.values())
    return Claim(sentence, ClaimStatus.COMPUTED, tuple(dict.fromkeys(cited)), note=note)


def _in_a_measure(mark: Mark, sentence: str) -> bool:
    """Whether a mark is the name of a measure, such as `Operating Margin`, which no page need print."""
    return isinstance(mark, Name) and set(mark.words) <= names_in(sentence)


def _strange_sum(sentence: str, findings: list[Finding], worked: Mapping[Figure, Worked]) -> list[str]:
    places: dict[Mark, list[tuple[ReadPage, int]]] = {
        figure: [(one.page, one.index) for one in result.operands] for figure, result in worked.items()
    }
    free = announcing(sentence) | content(" ".join(names_in(sentence)))
    return strangers(sentence, findings, Given(places, free))


def _citations(findings: list[Finding]) -> tuple[Citation, ...]:
    return tuple(
        citation(finding.page.source, quote.start, quote.end, quote.score)
        for finding in findings
        for quote in finding.quotes
    )
