from __future__ import annotations

from pathlib import Path

import pytest

from tests.documents import made
from tests.documents.conftest import Read

SAVED_PAGE = "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n--b\nContent-Type: text/html\n\n"
XHTML = '<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml">'


def read_page(read: Read, path: Path, markup: str) -> str:
    path.write_text(markup, encoding="utf-8")
    return read(path).text


def test_words_of_cells_and_headings_are_told_as_they_are_seen(tmp_path: Path, read: Read):
    cells = "<tr><td><b>W</b>ater, H<sub>2</sub>O</td><td>a<br>b<script>no()</script><i hidden>no</i></td></tr>"
    markup = f"<h1>Chapter<br>One<script>no()</script></h1><table><tr><th>Part</th><th>Note</th></tr>{cells}</table>"
    assert read_page(read, tmp_path / "a.html", markup) == "Chapter One\n\nPart | Note\nWater, H2O | a b"


def test_lines_of_typed_text_stay_lines(tmp_path: Path, read: Read):
    assert read_page(read, tmp_path / "a.html", "<p>x</p><pre>one<br>two\n  three</pre>") == "x\n\none\ntwo\n  three"


@pytest.mark.parametrize("element", ["title", "script src='a.js' ", "textarea", "iframe src='x'", "style", "a id='x'"])
def test_elements_without_content_swallow_nothing_of_a_page_written_as_xml(tmp_path: Path, read: Read, element: str):
    markup = f"{XHTML}<body><{element}/><p>Body words.</p><p><![CDATA[1 < 2]]></p></body></html>"
    assert read_page(read, tmp_path / "a.xhtml", markup) == "Body words.\n\n1 < 2"


def test_chapters_of_a_book_are_pages_written_as_xml(tmp_path: Path, read: Read):
    chapter = f'{XHTML}<head><title/><script src="a.js"/></head><body><p>Call me.</p></body></html>'
    assert read(made.book(tmp_path / "a.epub", {"a.xhtml": chapter})).text == "Call me."


def test_a_table_in_a_table_for_looks_stays_a_table(tmp_path: Path, read: Read):
    inner = "<table><tr><td>a</td><td>b</td></tr></table>"
    markup = f"<table><tr><td>Left</td><td>Right</td></tr><tr><td>{inner}</td></tr></table>"
    assert read_page(read, tmp_path / "a.html", markup) == "Left\n\nRight\n\na | b"


def test_heads_in_several_rows_are_repeated_together(tmp_path: Path, read: Read):
    heads = "<tr><th colspan=2>2031</th></tr><tr><th>Port</th><th>Tons</th></tr>"
    rows = "".join(f"<tr><td>Port {number}</td><td>{number}</td></tr>" for number in range(400))
    path = tmp_path / "a.html"
    path.write_text(f"<table>{heads}{rows}</table>", encoding="utf-8")
    last = read(path).pages[-1]
    assert last.text.startswith("2031\nPort | Tons\n")
    assert last.tables[-1].header == "2031\nPort | Tons"


@pytest.mark.parametrize("depth", [100, 139, 160, 400, 20_000])
def test_words_of_any_depth_are_read(tmp_path: Path, read: Read, depth: int):
    markup = (
        "<div>" * depth + "<table><tr><td>" + "<div>" * depth + "deep words" + "</div>" * 2 * depth + "<p>After.</p>"
    )
    told = read_page(read, tmp_path / "a.html", markup)
    assert "deep words" in told


def test_a_page_of_frames_tells_what_it_says_beside_them(tmp_path: Path, read: Read):
    markup = (
        "<html><frameset cols='50%'><frame src='a.html'><noframes><p>See the list.</p></noframes></frameset></html>"
    )
    assert read_page(read, tmp_path / "a.html", markup) == "See the list."


def test_labels_in_drawings_are_seen(tmp_path: Path, read: Read):
    drawing = "<svg><defs><text>no</text></defs><text>Tons</text><text>2031</text></svg>"
    assert read_page(read, tmp_path / "a.html", f"<p>Chart</p>{drawing}") == "Chart\n\nTons\n\n2031"


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.xls", "<html><table><tr><th>Port</th></tr><tr><td>Aden</td></tr></table></html>", "Port\nAden"),
        ("b.xls", "Port\tTons\nAden\t10\n", "Port | Tons\nAden | 10"),
        ("c.doc", "<html><body><p>Report words.</p></body></html>", "Report words."),
        ("d.doc", f"{SAVED_PAGE}<p>Report words.</p>\n--b--\n", "Report words."),
        ("e.doc", "Report words.\nOf two lines.\n", "Report words.\nOf two lines."),
    ],
)  # fmt: skip
def test_text_with_the_ending_of_an_office_file_is_read(
    tmp_path: Path, read: Read, name: str, content: str, words: str
):
    assert read_page(read, tmp_path / name, content) == words


def test_a_text_that_only_speaks_of_pdf_is_a_text(tmp_path: Path, read: Read):
    assert (
        read_page(read, tmp_path / "a.txt", "Such a file begins with %PDF-1.4.") == "Such a file begins with %PDF-1.4."
    )


def test_a_saved_page_of_frames_or_with_another_ending_is_read(tmp_path: Path, read: Read):
    frames = (
        "<html><frameset><frame src='cid:a'></frameset></html>\n--b\nContent-Type: text/html\n\n<p>Frame words.</p>"
    )
    assert read_page(read, tmp_path / "a.mht", f"{SAVED_PAGE}{frames}\n--b--\n") == "Frame words."
    assert read_page(read, tmp_path / "b.html", f"{SAVED_PAGE}<p>Saved words.</p>\n--b--\n") == "Saved words."
