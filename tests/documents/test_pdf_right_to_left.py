"""What is written from right to left is read from the right: lines, columns and tables."""

from __future__ import annotations

from pathlib import Path

import pytest
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen import canvas

from tests.documents.conftest import Read
from tests.documents.pdf_sheets import sheet

FONT = Path("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf")
SHIP = (
    "הספינה הגיעה לנמל עם שחר אתמול", "והצוות פרק את הארגזים עד הערב", "כי הגאות החלה מאוחר מאוד היום",
    "הקברניט חתם על הרשימה ואחר כך", "יצא אל עיר הבירה ללא כל דיחוי", "ולא נאמר דבר על מה שאבד בדרך",
)  # fmt: skip
PUMP = (
    "המשאבה חייבת להיות ריקה קודם", "שמסירים את המכסה שלה פתחו את", "השסתום לאט וחכו עד אשר המד",
    "יראה אפס בר ואז שחררו את כל", "הברגים בצורת צלב עם מפתח רגיל", "ולבסוף נקו היטב את כל החלקים",
)  # fmt: skip


def as_seen(line: str) -> str:
    """Return a line as its letters stand from the left."""
    return line[::-1]


def written(path: Path) -> canvas.Canvas:
    if not FONT.exists():
        pytest.skip("no font with Hebrew letters is installed")
    pdfmetrics.registerFont(TTFont("Hebrew", str(FONT)))
    drawn = sheet(path)
    drawn.setFont("Hebrew", 10)
    return drawn


@pytest.mark.parametrize("across", [True, False])
def test_the_right_column_is_read_first(tmp_path: Path, read: Read, across: bool):
    lines = [(700 - 14 * at, 560, line) for at, line in enumerate(SHIP)]
    lines += [(700 - 14 * at, 280, line) for at, line in enumerate(PUMP)]
    drawn = written(tmp_path / "a.pdf")
    for down, right, line in sorted(lines, reverse=True) if across else lines:
        drawn.drawRightString(right, down, as_seen(line))
    drawn.save()
    assert read(tmp_path / "a.pdf").flat == " ".join([*SHIP, *PUMP])


def test_the_first_column_of_a_table_stands_on_the_right(tmp_path: Path, read: Read):
    table = [("אוניה", "קברניט", "מטען"), ("אלמה", "הולם", "עצים"), ("ברגה", "ויק", "מלח")]
    drawn = written(tmp_path / "a.pdf")
    for y in (700, 680, 660, 640):
        drawn.line(200, y, 560, y)
    for x in (200, 320, 440, 560):
        drawn.line(x, 700, x, 640)
    for number, row in enumerate(table):
        for right, text in zip((556, 436, 316), row, strict=True):
            drawn.drawRightString(right, 686 - 20 * number, as_seen(text))
    drawn.save()
    (page,) = read(tmp_path / "a.pdf").pages
    assert [line for line in page.text.split("\n") if line] == [" | ".join(row) for row in table]
    assert [found.header for found in page.tables] == [" | ".join(table[0])]
