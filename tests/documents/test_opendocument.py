from __future__ import annotations

from pathlib import Path

from tests.documents import made
from tests.documents.conftest import Read

SPACES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for short, name in {
        "office": "office", "text": "text", "table": "table", "draw": "drawing", "style": "style",
        "presentation": "presentation", "fo": "xsl-fo-compatible",
    }.items()
)  # fmt: skip


def package(path: Path, media_type: str, content: str, styles: str = "") -> Path:
    return made.packed(
        path,
        {
            "mimetype": f"application/vnd.oasis.opendocument.{media_type}",
            "META-INF/manifest.xml": "<manifest/>",
            "content.xml": f"<office:document-content {SPACES}><office:automatic-styles>{styles}"
            f"</office:automatic-styles><office:body>{content}</office:body></office:document-content>",
        },
    )


def test_spaces_tabs_spans_and_deleted_text(tmp_path: Path, read: Read):
    content = (
        "<office:text><text:tracked-changes><text:changed-region><text:deletion><text:p>gone</text:p></text:deletion>"
        "</text:changed-region></text:tracked-changes>"
        '<text:h text:outline-level="2">Tides</text:h>'
        '<text:p>High<text:s text:c="2"/>water<text:tab/>at <text:span>no<text:span>on</text:span></text:span>'
        "<text:line-break/>today<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>Local time"
        "</text:p></text:note-body></text:note></text:p>"
        "<text:list><text:list-item><text:p>first</text:p></text:list-item></text:list></office:text>"
    )
    (page,) = read(package(tmp_path / "a.odt", "text", content)).pages
    assert page.text == "Tides\n\nHigh  water\tat noon\ntoday\n\nFootnote: Local time\n\n• first"
    assert (page.sections[0].title, page.sections[0].level) == ("Tides", 2)


def test_breaks_before_a_paragraph_begin_a_page(tmp_path: Path, read: Read):
    style = '<style:style style:name="P1"><style:paragraph-properties fo:break-before="page"/></style:style>'
    content = '<office:text><text:p>one</text:p><text:p text:style-name="P1">two</text:p></office:text>'
    told = read(package(tmp_path / "a.odt", "text", content, style))
    assert [(page.kind, page.text) for page in told.pages] == [("page", "one"), ("page", "two")]


def test_sheets_tell_what_their_cells_show(tmp_path: Path, read: Read):
    def row(*cells: tuple[str, str]) -> str:
        told = "".join(
            f'<table:table-cell office:value-type="{kind}"><text:p>{text}</text:p></table:table-cell>'
            for kind, text in cells
        )
        return f"<table:table-row>{told}</table:table-row>"

    rows = row(("string", "Ship"), ("string", "Share")) + row(("string", "Aurora"), ("percentage", "45 %"))
    rows += (
        '<table:table-row table:number-rows-repeated="1048000">'
        '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    )
    style = '<style:style style:name="ta2"><style:table-properties table:display="false"/></style:style>'
    content = (
        f'<office:spreadsheet><table:table table:name="Fleet">{rows}</table:table>'
        f'<table:table table:name="Back" table:style-name="ta2">{rows}</table:table></office:spreadsheet>'
    )
    fleet, back = read(package(tmp_path / "a.ods", "spreadsheet", content, style)).pages
    assert fleet.text == "Ship | Share\nAurora | 45 %"
    assert (fleet.label, fleet.tables[0].header) == ("Fleet, rows 1–2", "Ship | Share")
    assert back.text.startswith("[hidden sheet]\n")


def test_slides_have_their_title_first_and_their_notes_last(tmp_path: Path, read: Read):
    content = (
        "<office:presentation><draw:page><draw:frame><draw:text-box><text:p>Body</text:p></draw:text-box></draw:frame>"
        '<draw:frame presentation:class="title"><draw:text-box><text:p>Harbour</text:p></draw:text-box></draw:frame>'
        "<presentation:notes><draw:frame><draw:text-box><text:p>Say hello</text:p></draw:text-box></draw:frame>"
        "</presentation:notes></draw:page></office:presentation>"
    )
    (page,) = read(package(tmp_path / "a.odp", "presentation", content)).pages
    assert page.text == "Harbour\n\nBody\n\nNotes: Say hello"


def test_rich_text_escapes_are_letters_and_pictures_are_not_text(tmp_path: Path, read: Read):
    body = (
        rb"{\rtf1\ansi\ansicpg1252 Fahrten f\'fcr K\u228?the am Kai.\par Zweiter Absatz.{\pict\pngblip "
        + b"89504e47" * 20_000
    )
    (tmp_path / "a.rtf").write_bytes(body + b"}}")
    text = read(tmp_path / "a.rtf").text
    assert "Fahrten für Käthe am Kai." in text
    assert "Zweiter Absatz." in text
    assert "89504e47" not in text
