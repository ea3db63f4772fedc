"""What all sheets of a workbook share: their list, the shared texts, the number formats."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from assistant.documents.clean import one_line
from assistant.documents.formats.numbers.codes import BUILT_IN, is_date, shown, text_shown
from assistant.documents.formats.ooxml import Element, Package, R, S

_EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001 - spreadsheets know no time zone


@dataclass(frozen=True)
class SheetEntry:
    """A sheet as the workbook lists it; its part is "" where the file does not hold it."""

    name: str
    part: str
    hidden: bool


class Workbook:
    """An open workbook.

    Args:
        package: The file.
    """

    def __init__(self, package: Package) -> None:
        self.package = package
        self._main = package.main_part()
        root = package.xml(self._main)
        links = package.relationships(self._main).items()
        parts = {name: link.target for name, link in links if package.has(link.target)}
        self.sheets = tuple(
            SheetEntry(
                sheet.get("name", ""),
                parts.get(sheet.get(f"{R}id", "")) or self._usual(f"worksheets/sheet{number}"),
                sheet.get("state", "visible") != "visible",
            )
            for number, sheet in enumerate(root.iterfind(f"{S}sheets/{S}sheet"), 1)
        )
        properties = root.find(f"{S}workbookPr")
        self._from_1904 = properties is not None and properties.get("date1904") in {"1", "true"}
        self._texts = [rich_text(text) for text in self._all("sharedStrings", "si")]
        self._codes = list(self._format_codes())

    def text(self, index: str, style: str | None) -> str:
        """Return a shared text as the cell's style shows it; one that is not there is a fault of the package."""
        if index.isdecimal() and int(index) < len(self._texts):
            return self.styled(self._texts[int(index)], style)
        self.package.note_fault()
        return ""

    def number(self, value: float, style: str | None) -> str:
        """Return a number as the cell's style shows it."""
        return shown(value, self._code(style), from_1904=self._from_1904)

    def moment(self, text: str, style: str | None) -> str:
        """Return a date told as ISO 8601 as the cell's style shows it; what is none stays as it is."""
        try:
            moment = datetime.fromisoformat(text).replace(tzinfo=None)
        except ValueError:
            return one_line(text)
        code = self._code(style)
        days = (moment - _EPOCH) / timedelta(days=1)
        return shown(days, code) if is_date(code) else one_line(text)

    def styled(self, text: str, style: str | None) -> str:
        """Return a text as the cell's style shows it."""
        return text_shown(text, self._code(style))

    def _code(self, style: str | None) -> str:
        known = style is not None and style.isdecimal() and int(style) < len(self._codes)
        return self._codes[int(style or 0)] if known else ""

    def _usual(self, name: str) -> str:
        """Return where programs put a part, should the links be lost."""
        part = f"xl/{name}.xml"
        return part if not self.package.relationships(self._main) and self.package.has(part) else ""

    def _parts(self, kind: str) -> list[str]:
        usual = self._usual(kind)
        return [usual] if usual else self.package.linked(self._main, kind)[:1]

    def _all(self, kind: str, tag: str) -> Iterator[Element]:
        for part in self._parts(kind):
            yield from self.package.xml(part).iter(f"{S}{tag}")

    def _format_codes(self) -> Iterator[str]:
        for part in self._parts("styles"):
            root = self.package.xml(part)
            own = {int(code.get("numFmtId", "0")): code.get("formatCode", "") for code in root.iter(f"{S}numFmt")}
            for style in root.iterfind(f"{S}cellXfs/{S}xf"):
                number = int(style.get("numFmtId", "0"))
                yield own.get(number, BUILT_IN.get(number, ""))


def rich_text(item: Element) -> str:
    """Return the text of all runs of a cell, without the reading aids of East Asian scripts."""
    direct = item.findall(f"{S}t") + item.findall(f"{S}r/{S}t")
    return one_line("".join(text.text or "" for text in direct))
