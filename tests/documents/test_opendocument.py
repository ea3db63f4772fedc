from __future__ import annotations

from pathlib import Path

from tests.documents import made
from tests.documents.conftest import Read

SPACES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for short, name in {
        "office": "office", "text": "text", "table": "table", "draw": "drawing", "style": "style",
        "presentation": "presentation", "fo": "xsl-fo-compatible", "chart": "chart",
    }.items()
)  # fmt: skip
SPACES += ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xlink="http://www.w3.org/1999/xlink"'
COMMENT = "<office:annotation><dc:creator>Elin</dc:creator><text:p>Check this</text:p></office:annotation>"
CHART_LINK = '<draw:frame><draw:object xlink:href="./Object 1"/></draw:frame>'


def chart() -> dict[str, str]:
    """Return a chart inside a document, as the spreadsheet that draws it keeps it."""
    rows = "".join(
        "<table:table-row>"
        + "".join(f"<table:table-cell><text:p>{cell}</text:p></table:table-cell>" for cell in cells)
        + "</table:table-row>"
        for cells in (("", "Ships"), ("May", "12"), ("June", "17"))
    )
    content = (
        f"<chart:chart><chart:title><text:p>Calls</text:p></chart:title><table:table>{rows}</table:table></chart:chart>"
    )
    body = f"<office:body>{content}</office:body>"
    return {"Object 1/content.xml": f"<office:document-content {SPACES}>{body}</office:document-content>"}


def package(path: Path, media_type: str, content: str, styles: str = "", parts: dict[str, str] | None = None) -> Path:
    return made.packed(
        path,
        {
            **(parts or {}),
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


def test_charts_of_a_text_are_told_as_the_figures_they_show(tmp_path: Path, read: Read):
    content = f"<office:text><text:p>See below.{CHART_LINK}</text:p></office:text>"
    (page,) = read(package(tmp_path / "a.odt", "text", content, parts=chart())).pages
    assert page.text == "See below.\n\nChart: Calls\n\n | Ships\nMay | 12\nJune | 17"


def test_comments_and_boxes_in_the_cells_of_a_text_are_told_after_its_table_and_once(tmp_path: Path, read: Read):
    box = "<draw:frame><draw:text-box><text:p>Outer<draw:frame><draw:text-box><text:p>Inner</text:p></draw:text-box>"
    box += "</draw:frame></text:p></draw:text-box></draw:frame>"
    cell = f"<table:table-cell><text:p>Berth 4{COMMENT}{box}</text:p></table:table-cell>"
    content = f"<office:text><table:table><table:table-row>{cell}</table:table-row></table:table></office:text>"
    (page,) = read(package(tmp_path / "a.odt", "text", content)).pages
    assert page.text == "Berth 4\n\nComment by Elin: Check this\n\nOuter\n\nInner"


def test_hidden_text_is_labelled(tmp_path: Path, read: Read):
    style = '<style:style style:name="H"><style:text-properties text:display="none"/></style:style>'
    content = (
        '<office:text><text:p>Seen <text:span text:style-name="H">unseen</text:span></text:p>'
        '<text:p text:style-name="H">All of it</text:p></office:text>'
    )
    (page,) = read(package(tmp_path / "a.odt", "text", content, style)).pages
    assert page.text == "Seen [hidden: unseen]\n\n[hidden: All of it]"


def test_comments_shapes_and_charts_of_a_sheet_follow_its_cells(tmp_path: Path, read: Read):
    def cell(text: str, more: str = "") -> str:
        return f'<table:table-cell office:value-type="string">{more}<text:p>{text}</text:p></table:table-cell>'

    gap = '<table:table-cell table:number-columns-repeated="26"/>'
    shape = "<draw:frame><draw:text-box><text:p>Mind the gap</text:p></draw:text-box></draw:frame>"
    rows = f"<table:table-row>{gap}{cell('Ship', COMMENT)}{cell('Share', shape + CHART_LINK)}</table:table-row>"
    content = f'<office:spreadsheet><table:table table:name="Fleet">{rows}</table:table></office:spreadsheet>'
    (page,) = read(package(tmp_path / "a.ods", "spreadsheet", content, parts=chart())).pages
    cells, *notes = page.text.split("\n\n")
    assert cells == "Ship | Share"
    assert notes == ["Comment on AA1: Check this", "Mind the gap", "Chart: Calls", " | Ships\nMay | 12\nJune | 17"]


def test_comments_footers_and_charts_of_slides(tmp_path: Path, read: Read):
    content = (
        "<office:presentation><presentation:footer-decl>Harbour Office</presentation:footer-decl>"
        f"<draw:page><draw:frame><draw:text-box><text:p>Body</text:p></draw:text-box></draw:frame>{CHART_LINK}{COMMENT}"
        "</draw:page><draw:page/></office:presentation>"
    )
    first, second = read(package(tmp_path / "a.odp", "presentation", content, parts=chart())).pages
    parts = first.text.split("\n\n")
    assert parts == [
        "Body",
        "Chart: Calls",
        " | Ships\nMay | 12\nJune | 17",
        "Comment by Elin: Check this",
        "Footer: Harbour Office",
    ]
    assert second.text == ""
