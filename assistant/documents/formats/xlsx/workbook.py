"""What all sheets of a workbook share: their list, the shared texts, the number formats."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from assistant.documents.clean import one_line
from assistant.documents.formats.ooxml import Element, Package, R, S
from assistant.documents.formats.xlsx.number_format import BUILT_IN, shown


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
        self._texts = [_shared_text(text) for text in self._all("sharedStrings", "si")]
        self._codes = list(self._format_codes())

    def text(self, index: str) -> str:
        """Return a shared text; one that is not there is a fault of the package."""
        if index.isdecimal() and int(index) < len(self._texts):
            return self._texts[int(index)]
        self.package.note_fault()
        return ""

    def number(self, value: float, style: str | None) -> str:
        """Return a number as the cell's style shows it."""
        known = style is not None and style.isdecimal() and int(style) < len(self._codes)
        return shown(value, self._codes[int(style or 0)] if known else "", from_1904=self._from_1904)

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


def _shared_text(item: Element) -> str:
    """The text of all runs, without the reading aids of East Asian scripts."""
    direct = item.findall(f"{S}t") + item.findall(f"{S}r/{S}t")
    return one_line("".join(text.text or "" for text in direct))
