"""Real footnotes for DOCX, which python-docx does not write itself."""

from __future__ import annotations

from collections.abc import Callable

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt
from docx.text.paragraph import Paragraph
from docx.text.run import Run
from lxml import etree

from assistant.answers.model import Citation

_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_SEPARATORS = (
    '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    '<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>'
)
_TEXT, _REFERENCE = "footnote text", "footnote reference"


class Footnotes:
    """The footnotes of one document, numbered by Word itself in the order of their references.

    Args:
        document: The document.
        source_line: Returns a citation for a reader.
    """

    def __init__(self, document: Document, source_line: Callable[[Citation], str]) -> None:
        self._source_line = source_line
        _add_styles(document)
        self._root = etree.fromstring(f"<w:footnotes {nsdecls('w')}>{_SEPARATORS}</w:footnotes>".encode())
        self._next = 1
        self._in_row: dict[str, str] = {}

    def begin_row(self) -> None:
        """Begin a row of a table: its cells refer to one footnote where they rest on the same words."""
        self._in_row = {}

    def refer(self, paragraph: Paragraph, citation: Citation, *, in_row: bool = False) -> None:
        """Put a reference at the end of a paragraph, with the citation at the foot of its page."""
        text = self._source_line(citation)
        if in_row and text in self._in_row:
            _refer_again(paragraph, self._in_row[text])
            return
        number = str(self._next)
        self._next += 1
        self._in_row[text] = number
        run = paragraph.add_run(style=_REFERENCE)
        reference = OxmlElement("w:footnoteReference")
        reference.set(qn("w:id"), number)
        _bookmarked(run, number)
        run._r.append(reference)  # noqa: SLF001 - python-docx has no public door to a run's XML
        self._root.append(_footnote(number, text))

    def attach(self, document: Document) -> None:
        """Add the footnotes to a document that is complete."""
        blob = etree.tostring(self._root, xml_declaration=True, encoding="UTF-8", standalone=True)
        part = Part(PackURI("/word/footnotes.xml"), _TYPE, blob, document.part.package)
        document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)


def _bookmarked(run: Run, number: str) -> None:
    """Put a bookmark around a footnote's reference, for others to refer to it."""
    begin, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
    begin.set(qn("w:name"), _bookmark(number))
    for mark in (begin, end):
        mark.set(qn("w:id"), number)
    run._r.addprevious(begin)  # noqa: SLF001 - as above
    run._r.addnext(end)  # noqa: SLF001 - as above


def _refer_again(paragraph: Paragraph, number: str) -> None:
    """Show the number of a footnote that is there already; Word keeps it right."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), f" NOTEREF {_bookmark(number)} \\f \\h ")
    run = paragraph.add_run(number, style=_REFERENCE)
    run._r.addprevious(field)  # noqa: SLF001 - as above
    field.append(run._r)  # noqa: SLF001 - as above


def _bookmark(number: str) -> str:
    return f"_Ref{int(number):09}"


def _add_styles(document: Document) -> None:
    """Add Word's own two styles of footnotes, which the template of python-docx lacks."""
    text = document.styles.add_style(_TEXT, WD_STYLE_TYPE.PARAGRAPH, builtin=True)
    text.base_style = document.styles["Normal"]
    text.font.size = Pt(9)
    text.paragraph_format.space_after = Pt(2)
    reference = document.styles.add_style(_REFERENCE, WD_STYLE_TYPE.CHARACTER, builtin=True)
    reference.font.superscript = True


def _footnote(number: str, text: str) -> etree._Element:
    footnote = etree.fromstring(
        f'<w:footnote {nsdecls("w")} w:id="{number}"><w:p><w:pPr><w:pStyle w:val="FootnoteText"/></w:pPr>'
        '<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteRef/></w:r>'
        '<w:r><w:t xml:space="preserve"/></w:r></w:p></w:footnote>'.encode()
    )
    footnote.findall(f".//{qn('w:t')}")[0].text = f" {text}"
    return footnote
