from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from assistant.documents.formats.compound_writer import compound_file
from assistant.documents.reader import Reader
from assistant.jobs import CancelToken
from tests.documents import made
from tests.documents.conftest import Read
from tests.documents.test_old_office import word_document

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


def package(
    path: Path, media_type: str, content: str, styles: str = "", parts: Mapping[str, bytes | str] | None = None
) -> Path:
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


def listed(name: str, *entries: str, goes_on: bool = False) -> str:
    told = "".join(f"<text:list-item>{entry}</text:list-item>" for entry in entries)
    more = ' text:continue-numbering="true"' if goes_on else ""
    return f'<text:list text:style-name="{name}"{more}>{told}</text:list>'


def test_lists_are_numbered_as_their_styles_say(tmp_path: Path, read: Read):
    styles = (
        '<text:list-style style:name="L"><text:list-level-style-number text:level="1" style:num-format="1" '
        'style:num-suffix="."/><text:list-level-style-number text:level="2" style:num-format="a" style:num-prefix="(" '
        'style:num-suffix=")"/></text:list-style>'
        '<text:list-style style:name="D"><text:list-level-style-number text:level="1" style:num-format="I"/>'
        '<text:list-level-style-number text:level="2" style:num-format="1" text:display-levels="2"/></text:list-style>'
    )
    inner = listed("", "<text:p>Sub</text:p>", "<text:p>Sub again</text:p>")
    content = (
        listed("L", f"<text:p>One</text:p><text:p>More of one</text:p>{inner}", "<text:p>Two</text:p>")
        + "<text:p>Between</text:p>"
        + listed("L", "<text:p>Three</text:p>", goes_on=True)
        + listed("L", "<text:p>Anew</text:p>")
        + listed("D", f"<text:p>Deep</text:p>{inner}")
    )
    told = read(package(tmp_path / "a.odt", "text", f"<office:text>{content}</office:text>", styles)).text
    assert told.split("\n\n") == [
        "1. One", "More of one", "(a) Sub", "(b) Sub again", "2. Two", "Between", "3. Three", "1. Anew", "I Deep",
        "I.1 Sub", "I.2 Sub again",
    ]  # fmt: skip


def test_headings_are_numbered_as_their_outline_says(tmp_path: Path, read: Read):
    level = '<text:outline-level-style text:level="{0}" style:num-format="1" text:display-levels="{0}"/>'
    outline = f"<text:outline-style>{level.format(1)}{level.format(2)}</text:outline-style>"
    styles = f"<office:document-styles {SPACES}><office:styles>{outline}</office:styles></office:document-styles>"
    heads = "".join(
        f'<text:h text:outline-level="{depth}">{words}</text:h>' for depth, words in ((1, "A"), (2, "B"), (2, "C"))
    )
    told = read(
        package(tmp_path / "a.odt", "text", f"<office:text>{heads}</office:text>", parts={"styles.xml": styles})
    )
    assert told.text.split("\n\n") == ["1 A", "1.1 B", "1.2 C"]


def test_words_in_shapes_nested_tables_hidden_sections_and_styles_by_name(tmp_path: Path, read: Read):
    secret = '<style:style style:name="Secret"><style:text-properties text:display="none"/></style:style>'
    styles = f"<office:document-styles {SPACES}><office:styles>{secret}</office:styles></office:document-styles>"
    own = '<style:style style:name="T1" style:parent-style-name="Secret"/>'

    def table(cell: str) -> str:
        row = f"<table:table-row><table:table-cell>{cell}</table:table-cell></table:table-row>"
        return f"<table:table>{row}</table:table>"

    content = (
        "<text:p>Anchor.<draw:custom-shape><text:p>In a shape.</text:p></draw:custom-shape></text:p>"
        '<text:p>Seen <text:span text:style-name="T1">unseen</text:span></text:p>'
        '<text:section text:display="none"><text:p>Folded</text:p></text:section>'
        + table(f"<text:p>outer</text:p>{table('<text:p>inner</text:p>')}")
        + '<text:p>End<text:note text:note-class="endnote"><text:note-body><text:p>Last</text:p></text:note-body>'
        "</text:note></text:p>"
    )
    told = read(
        package(tmp_path / "a.odt", "text", f"<office:text>{content}</office:text>", own, {"styles.xml": styles})
    )
    assert told.text.split("\n\n") == [
        "Anchor.", "In a shape.", "Seen [hidden: unseen]", "[hidden section]", "Folded", "[end of the hidden section]",
        "outer inner", "End", "Endnote: Last",
    ]  # fmt: skip


def test_hidden_columns_headers_and_footers_of_a_sheet(tmp_path: Path, read: Read):
    page = (
        '<style:master-page style:name="M"><style:header><style:region-left><text:p>Harbour Office</text:p>'
        "</style:region-left><style:region-right><text:p>Page <text:page-number>1</text:page-number></text:p>"
        "</style:region-right></style:header><style:footer><text:p>Page <text:page-number>1</text:page-number></text:p>"
        '</style:footer><style:footer-left style:display="false"><text:p>Off</text:p></style:footer-left>'
        "</style:master-page>"
    )
    styles = (
        f"<office:document-styles {SPACES}><office:master-styles>{page}</office:master-styles></office:document-styles>"
    )
    cells = "".join(
        f"<table:table-cell><text:p>{text}</text:p></table:table-cell>" for text in ("Ship", "Code", "Berth")
    )
    content = (
        '<office:spreadsheet><table:table table:name="S" table:style-name="ta"><table:table-column/>'
        '<table:table-column table:visibility="collapse"/><table:table-column table:number-columns-repeated="16382"/>'
        f"<table:table-row>{cells}</table:table-row></table:table></office:spreadsheet>"
    )
    own = '<style:style style:name="ta" style:master-page-name="M"/>'
    told = read(package(tmp_path / "a.ods", "spreadsheet", content, own, {"styles.xml": styles}))
    assert told.text.split("\n\n") == ["Ship | Code [hidden column] | Berth", "Header: Harbour Office Page"]


def test_comments_of_slides_are_labelled_whatever_their_name_and_page_numbers_left_out(tmp_path: Path, read: Read):
    comment = (
        '<o:annotation xmlns:o="http://openoffice.org/2009/office"><dc:creator>Elin</dc:creator><text:p>Final?</text:p>'
        "</o:annotation>"
    )
    box = "<draw:text-box><text:p>&lt;number&gt;</text:p></draw:text-box>"
    number = f'<draw:frame presentation:class="page-number">{box}</draw:frame>'
    note = "<draw:frame><draw:text-box><text:p>Slowly.</text:p></draw:text-box></draw:frame>"
    content = (
        "<office:presentation><draw:page><draw:frame><draw:text-box><text:p>Berths</text:p></draw:text-box></draw:frame>"
        f"{number}<presentation:notes>{note}{number}</presentation:notes>{comment}</draw:page></office:presentation>"
    )
    told = read(package(tmp_path / "a.odp", "presentation", content))
    assert told.text.split("\n\n") == ["Berths", "Comment by Elin: Final?", "Notes: Slowly."]


def test_what_stands_for_a_picture_is_labelled(tmp_path: Path, read: Read):
    svg = 'xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"'
    frame = (
        f"<draw:frame {svg}><draw:image/><svg:title>Plan</svg:title><svg:desc>Plan of berth 4</svg:desc></draw:frame>"
    )
    told = read(package(tmp_path / "a.odt", "text", f"<office:text><text:p>See{frame} here</text:p></office:text>"))
    assert told.text == "See here\n\n[Picture: Plan of berth 4]"


def test_documents_inside_become_documents(tmp_path: Path, read: Read, reader: Reader):
    body = "<office:body><office:text><text:p>Inner</text:p></office:text></office:body>"
    parts: dict[str, bytes | str] = {
        "Object 1/content.xml": f"<office:document-content {SPACES}>{body}</office:document-content>",
        "Object 2": compound_file(word_document("Old\r")),
        "Object 3": b"PK\3\4 and so on",
        "Object 4": b"of another kind",
        **{name.replace("1", "5"): part for name, part in chart().items()},
    }
    links = "".join(
        f'<draw:frame><draw:{kind} xlink:href="./Object {number}"/></draw:frame>'
        for number, kind in enumerate(("object", "object-ole", "object", "object-ole", "object"), 1)
    )
    path = package(tmp_path / "a.odt", "text", f"<office:text><text:p>See{links}</text:p></office:text>", "", parts)
    told = read(path)
    assert told.head.attachments == ("Object 1.odt", "Object 2.doc", "Object 3.zip", "Object 4")
    assert told.text.startswith("See\n\nChart: Calls")
    members = list(reader.extract(path, CancelToken()))
    assert [member.reason for member in members] == ["", "", "", "Objects of this kind are not read."]
    for member, words in zip(members, ("Inner", "Old"), strict=False):
        (tmp_path / member.name).write_bytes(member.data)
        assert read(tmp_path / member.name).text == words


def test_another_kind_of_page_begins_a_page_but_not_before_the_first_words(tmp_path: Path, read: Read):
    styles = (
        '<style:style style:name="P1" style:master-page-name="Standard"/>'
        '<style:style style:name="P2" style:master-page-name=""/>'
        '<style:style style:name="T1" style:master-page-name="Landscape"/>'
    )
    words = "".join(
        f'<text:p text:style-name="{style}">{text}</text:p>' for style, text in (("P1", "One"), ("P2", "more"))
    )
    alone = read(package(tmp_path / "a.odt", "text", f"<office:text>{words}</office:text>", styles))
    assert [(page.kind, page.text) for page in alone.pages] == [("section", "One\n\nmore")]
    cell = "<table:table-row><table:table-cell><text:p>Two</text:p></table:table-cell></table:table-row>"
    table = f'<table:table table:style-name="T1">{cell}</table:table>'
    told = read(package(tmp_path / "b.odt", "text", f"<office:text>{words}{table}</office:text>", styles))
    assert [(page.kind, page.text) for page in told.pages] == [("page", "One\n\nmore"), ("page", "Two")]
