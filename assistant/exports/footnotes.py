"""Real footnotes for DOCX, which python-docx does not write itself."""

from __future__ import annotations

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt
from docx.text.paragraph import Paragraph
from lxml import etree

_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_SEPARATORS = (
    '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    '<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>'
)
_TEXT, _REFERENCE = "footnote text", "footnote reference"


class Footnotes:
    """The footnotes of one document, numbered by Word itself in the order of their references."""

    def __init__(self, document: Document) -> None:
        _add_styles(document)
        self._root = etree.fromstring(f"<w:footnotes {nsdecls('w')}>{_SEPARATORS}</w:footnotes>".encode())
        self._next = 1

    def refer(self, paragraph: Paragraph, text: str) -> None:
        """Put a reference at the end of a paragraph, with `text` at the foot of its page."""
        number = str(self._next)
        self._next += 1
        run = paragraph.add_run(style=_REFERENCE)
        reference = OxmlElement("w:footnoteReference")
        reference.set(qn("w:id"), number)
        run._r.append(reference)  # noqa: SLF001 - python-docx has no public door to a run's XML
        self._root.append(_footnote(number, text))

    def attach(self, document: Document) -> None:
        """Add the footnotes to a document that is complete."""
        blob = etree.tostring(self._root, xml_declaration=True, encoding="UTF-8", standalone=True)
        part = Part(PackURI("/word/footnotes.xml"), _TYPE, blob, document.part.package)
        document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)


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
