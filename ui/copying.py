"""Answers as plain text, each sentence with the pages it rests on."""

from __future__ import annotations

from assistant.answers.model import Answer, Citation, Claim
from ui import wording
from ui.views.claim import status_look


def answer_as_text(answer: Answer) -> str:
    """Return question, sentences and citations for another program."""
    if answer.refused:
        return f"{answer.question}\n\n{answer.refusal or answer.text}"
    sentences = [_sentence(claim) for claim in answer.claims or answer.extract]
    return "\n\n".join([answer.question, *sentences])


def _sentence(claim: Claim) -> str:
    cited = "; ".join(dict.fromkeys(_place(citation) for citation in claim.citations))
    return f"{claim.text} ({cited})" if cited else f"{claim.text} [{status_look(claim.status).word}]"


def _place(citation: Citation) -> str:
    page = wording.page_name(citation.page, citation.label)
    return ", ".join(part for part in (wording.file_name(citation.path), page) if part)
