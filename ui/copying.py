"""What is copied or dragged into another program: rich text and plain text of the same words, with their pages."""

from __future__ import annotations

from dataclasses import replace
from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

from assistant.answers.model import Answer, Citation, Claim
from ui import wording
from ui.statuses import status_look

if TYPE_CHECKING:  # there is no brief to copy before one was filled
    from assistant.briefs.filled import Brief


class Clipboard:
    """The system's clipboard, on which nothing of ours stays that would be asked for while Python is ending."""

    def __init__(self) -> None:
        self._ours: QMimeData | None = None

    def put(self, data: QMimeData) -> None:
        """Copy something."""
        self._ours = data
        QGuiApplication.clipboard().setMimeData(data)

    def let_go(self) -> None:
        """Leave plain text behind where what we copied is still there: Qt crashes over more once Python has gone."""
        clipboard = QGuiApplication.clipboard()
        if self._ours is not None and clipboard.mimeData() is self._ours:
            clipboard.setText(self._ours.text())
        self._ours = None


def answer_as_text(answer: Answer, marking: str = "") -> str:
    """Return question, sentences and citations for another program, between lines with their marking."""
    return _between(marking, "\n\n".join([answer.question, *_sentences(answer)]))


def answer_data(answer: Answer, marking: str = "") -> QMimeData:
    """Return question, sentences and citations as rich and plain text, between lines with their marking."""
    paragraphs = "".join(f"<p>{escape(sentence)}</p>" for sentence in _sentences(answer))
    html = f"<p><b>{escape(answer.question)}</b></p>{paragraphs}"
    return _data(_between_html(marking, html), answer_as_text(answer, marking))


def quotation_data(quote: str, place: str, marking: str = "") -> QMimeData:
    """Return words of a page and where they stand as rich and plain text, between lines with their marking."""
    words = wording.flat(quote)
    html = f"<blockquote>“{escape(words)}”</blockquote><p><i>{escape(place)}</i></p>"
    return _data(_between_html(marking, html), _between(marking, f"“{words}” ({place})"))


def citation_data(citation: Citation, marking: str = "") -> QMimeData:
    """Return the words that a citation points at, and where they stand, between lines with their marking."""
    return quotation_data(citation.quote, place_of(citation), marking)


def brief_data(brief: Brief, marking: str = "") -> QMimeData:
    """Return a brief with its citations and `marking`, its own where that is "", as rich text and as Markdown."""
    from assistant.exports.briefs import of_brief  # noqa: PLC0415 - loaded when something is dragged
    from assistant.exports.html import to_html  # noqa: PLC0415 - as above
    from assistant.exports.markdown import to_markdown  # noqa: PLC0415 - as above

    paper = of_brief(replace(brief, marking=marking or brief.marking))
    return _data(to_html(paper), to_markdown(paper))


def place_of(citation: Citation) -> str:
    """Return the file and the page of a citation."""
    page = wording.page_name(citation.page, citation.label)
    return ", ".join(part for part in (wording.file_name(citation.path), page) if part)


def _sentences(answer: Answer) -> list[str]:
    if answer.refused:
        return [answer.refusal or answer.text]
    return [_sentence(claim) for claim in answer.claims or answer.extract]


def _sentence(claim: Claim) -> str:
    cited = "; ".join(dict.fromkeys(place_of(citation) for citation in claim.citations))
    return f"{claim.text} ({cited})" if cited else f"{claim.text} [{status_look(claim.status).word}]"


def _between(marking: str, text: str) -> str:
    return f"{marking}\n\n{text}\n\n{marking}" if marking else text


def _between_html(marking: str, html: str) -> str:
    line = f"<p><b>{escape(marking)}</b></p>" if marking else ""
    return f"{line}{html}{line}"


def _data(html: str, text: str) -> QMimeData:
    data = QMimeData()
    data.setData("text/html", html.encode())
    data.setText(text)
    return data
