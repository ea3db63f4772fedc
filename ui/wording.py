"""Numbers, times and page names in the words and forms of the user's locale."""

from __future__ import annotations

import re
from pathlib import PurePath

from PySide6.QtCore import QCoreApplication, QDateTime, QLocale, Qt

from assistant.jobs import Progress

_MARKUP = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\n": "<br>"})


def tr(text: str, *values: str) -> str:
    """Translate a text that belongs to no widget, and fill in `%1`, `%2`, …; values are never looked into again.

    Call it by this bare name: only so does Qt's `lupdate` file the text where it is looked for here.
    """
    return fill(QCoreApplication.translate("", text), *values)


def fill(text: str, *values: str) -> str:
    """Fill `%1`, `%2`, … in a translated text."""
    return re.sub(r"%([1-9])", lambda found: values[int(found[1]) - 1], text) if values else text


def number(value: int) -> str:
    """Return a whole number with the locale's grouping."""
    return QLocale().toString(value)


def documents(count: int) -> str:
    """Return `1 document` or `12 documents`."""
    return tr("1 document") if count == 1 else tr("%1 documents", number(count))


def pages(count: int) -> str:
    """Return `1 page` or `12 pages`."""
    return tr("1 page") if count == 1 else tr("%1 pages", number(count))


def page_name(page: int, label: str) -> str:
    """Return how a page is cited: its printed label where it has one of its own, and always the sheet."""
    if label in {"", str(page)}:
        return tr("p. %1", number(page))
    if label.isdigit() or re.fullmatch(r"[ivxlcdmIVXLCDM]+|[A-Z]?-?\d+", label):
        return tr("p. %1 (sheet %2)", label, number(page))
    return label


def date(iso: str) -> str:
    """Return an ISO date or time (UTC where it says no zone) as the locale writes a date; other texts as they are."""
    moment = QDateTime.fromString(iso, Qt.DateFormat.ISODate)
    if not moment.isValid():
        return iso
    day, locale = moment.toLocalTime().date(), QLocale()
    if locale.language() is QLocale.Language.C:  # which belongs to no country
        return day.toString(Qt.DateFormat.ISODate)
    return locale.toString(day, QLocale.FormatType.ShortFormat)


def moment(iso: str) -> str:
    """Return an ISO time (UTC where it says no zone) as the locale writes day and time; other texts as they are."""
    time = QDateTime.fromString(iso, Qt.DateFormat.ISODate)
    if not time.isValid():
        return iso
    here, locale = time.toLocalTime(), QLocale()
    if locale.language() is QLocale.Language.C:  # which belongs to no country
        return here.toString("yyyy-MM-dd HH:mm")
    return locale.toString(here, QLocale.FormatType.ShortFormat)


def size(count: int) -> str:
    """Return a number of bytes as the locale writes sizes, such as `1.4 MB`."""
    return QLocale().formattedDataSize(count, 1, QLocale.DataSizeFormat.DataSizeSIFormat)


def seconds(value: float) -> str:
    """Return a duration as it is felt: `under 0.1 s`, `0.4 s`, `12 s`, `3 min`."""
    if value < 0.05:
        return tr("under %1 s", QLocale().toString(0.1, "f", 1))
    if value < 9.95:
        return tr("%1 s", QLocale().toString(value, "f", 1))
    if value < 99.5:
        return tr("%1 s", number(round(value)))
    return tr("%1 min", number(round(value / 60)))


def time_left(value: float | None) -> str:
    """Return `about 20 s left`, or "" while nobody knows."""
    return "" if value is None else tr("about %1 left", seconds(max(1.0, value)))


def progress(step: Progress) -> str:
    """Return one line on how far a job is: subject, count, time left."""
    parts = [file_name(step.subject), page_of(step), counted(step), rate(step), time_left(step.seconds_left)]
    return " · ".join(part for part in parts if part)


def page_of(step: Progress) -> str:
    """Return `page 12` while a file is being read."""
    from assistant.library.adding.board import Adding  # noqa: PLC0415 - nothing is read before the window is painted

    return tr("page %1", number(step.page)) if isinstance(step, Adding) and step.page else ""


def rate(step: Progress) -> str:
    """Return `12 pages/s` while files are being read."""
    from assistant.library.adding.board import Adding  # noqa: PLC0415 - as above

    many = isinstance(step, Adding) and step.pages_per_second
    return tr("%1 pages/s", QLocale().toString(many, "f", 0 if many >= 9.95 else 1)) if many else ""


def counted(step: Progress) -> str:
    """Return `12 of 80 pages`, as far as it is known."""
    one, many = _units().get(step.unit, (step.unit, step.unit))
    unit = one if (step.total or step.done) == 1 else many
    if not step.total:
        return tr("%1 %2", number(step.done), unit).strip() if step.done else ""
    return tr("%1 of %2 %3", number(step.done), number(step.total), unit).strip()


def document_kinds() -> str:
    """Return as what kinds of file a document can be saved, as dialogs of the system take them."""
    kinds = (tr("Word (*.docx)"), tr("PDF (*.pdf)"), tr("Web page (*.html)"), tr("Markdown (*.md)"))
    return ";;".join(kinds)


def file_name(path: str) -> str:
    """Return the last part of a path, for showing."""
    return PurePath(path).name or path


def tooltip(text: str) -> str:
    """Return text for a tooltip such that nothing in it is taken for markup: Qt guesses otherwise."""
    return "<qt>" + text.translate(_MARKUP) + "</qt>" if text else ""


def on_button(text: str) -> str:
    """Return text for a button or menu such that an ampersand stays one rather than underline a letter."""
    return text.replace("&", "&&")


def flat(text: str) -> str:
    """Return text without the line breaks of the page it stands on."""
    return " ".join(text.split())


def one_line(text: str, limit: int = 240) -> str:
    """Return text on one line, cut at a word with an ellipsis where it is longer than `limit` characters."""
    whole = flat(text)
    return whole if len(whole) <= limit else whole[:limit].rsplit(" ", 1)[0] + "…"


def snippet(text: str, words: str, limit: int = 240) -> str:
    """Return the part of a text, on one line, that begins shortly before the first of some words that stands in it."""
    whole = flat(text)
    at = _first_of(words, whole)
    if at <= limit // 2:
        return one_line(whole, limit)
    start = whole.rfind(" ", 0, at - limit // 4) + 1
    return "…" + one_line(whole[start:], limit)


def _first_of(words: str, text: str) -> int:
    """Return where the longest of some words that stands in a text begins there, 0 where none does."""
    for word in sorted(set(re.findall(r"\w{3,}", words)), key=len, reverse=True):
        found = re.search(rf"\b{re.escape(word)}", text, re.IGNORECASE)
        if found:
            return found.start()
    return 0


def _units() -> dict[str, tuple[str, str]]:
    """Return each unit's name in the singular and in the plural."""
    return {
        "pages": (tr("page"), tr("pages")),
        "files": (tr("file"), tr("files")),
        "parts": (tr("part"), tr("parts")),
        "tokens": (tr("token"), tr("tokens")),
        "sections": (tr("section"), tr("sections")),
        "checks": (tr("check"), tr("checks")),
        "pairs": (tr("pair of documents"), tr("pairs of documents")),
    }
