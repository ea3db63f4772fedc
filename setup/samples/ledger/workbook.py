"""Writes the ledger as an Excel workbook whose formulas carry their results, as Excel itself would save them."""

from __future__ import annotations

import csv
import datetime as dt
import io
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import xlsxwriter

from setup.samples.archive import without_clock

HERE = Path(__file__).parent
FIRST_ROW = 3  # zero-based: a title, a subtitle and the header stand above
MOMENT = dt.datetime(2025, 7, 4, 9, 0, 0)  # noqa: DTZ001 - Excel's own properties know no time zone
MONEY = "#,##0.00;[Red]-#,##0.00"
FORMATS = {
    "title": {"bold": True, "font_size": 16, "font_color": "#124D3E"},
    "subtitle": {"font_color": "#59635C"},
    "header": {"bold": True, "font_color": "#FFFFFF", "bg_color": "#1C6A57", "border": 1, "border_color": "#C9D0C8"},
    "text": {"align": "left"},
    "date": {"num_format": "yyyy-mm-dd", "align": "left"},
    "month": {"num_format": "mmm yyyy", "align": "left"},
    "money": {"num_format": MONEY},
    "price": {"num_format": "0.00"},
    "litres": {"num_format": "#,##0"},
    "percent": {"num_format": "0.0 %"},
    "total": {"num_format": MONEY, "bold": True, "top": 1},
    "total litres": {"num_format": "#,##0", "bold": True, "top": 1},
    "total text": {"bold": True, "top": 1},
}

Cell = tuple[Any, ...]  # a format's name and a value, or a format's name, a formula and its result


@dataclass(frozen=True)
class Sheet:
    """One worksheet: its name, the columns' headings and widths, and the rows below them."""

    name: str
    columns: dict[str, int]
    rows: Sequence[Sequence[Cell]]


@dataclass(frozen=True)
class Entry:
    """One booking; amounts are in crowns, income positive."""

    date: dt.datetime
    voucher: str
    account: int
    partner: str
    text: str
    net: float
    rate: float

    @property
    def gross(self) -> float:
        """The amount with tax."""
        return round(self.net * (1 + self.rate), 2)


def ledger_xlsx() -> bytes:
    """Return the workbook as an XLSX file."""
    tables = tomllib.loads((HERE / "tables.toml").read_text(encoding="utf-8"))
    entries = _entries()
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        book.set_properties({"title": tables["title"], "comments": tables["fiction"], "created": MOMENT})
        formats = {name: book.add_format(look) for name, look in FORMATS.items()}
        for sheet in (_ledger(tables, entries), _budget(tables, entries), _fuel(tables), _partners(tables)):
            _write(book, formats, tables, sheet)
    return without_clock(target.getvalue())


def _entries() -> list[Entry]:
    with (HERE / "entries.csv").open(encoding="utf-8", newline="") as lines:
        return [
            Entry(
                dt.datetime.fromisoformat(row["date"]), row["voucher"], int(row["account"]), row["counterparty"],
                row["description"], float(row["net"]), int(row["vat_percent"]) / 100,
            )
            for row in csv.DictReader(lines)
        ]  # fmt: skip


def _write(book: xlsxwriter.Workbook, formats: dict[str, Any], tables: dict[str, Any], sheet: Sheet) -> None:
    page = book.add_worksheet(sheet.name)
    page.write(0, 0, tables["title"], formats["title"])
    page.write(1, 0, f"{sheet.name}. {tables['subtitle']}. {tables['fiction']}", formats["subtitle"])
    for column, (heading, width) in enumerate(sheet.columns.items()):
        page.set_column(column, column, width)
        page.write(FIRST_ROW - 1, column, heading, formats["header"])
    for number, row in enumerate(sheet.rows, FIRST_ROW):
        for column, (look, value, *result) in enumerate(row):
            if result:
                page.write_formula(number, column, value, formats[look], result[0])
            else:
                page.write(number, column, value, formats[look])
    page.freeze_panes(FIRST_ROW, 0)
    page.repeat_rows(0, FIRST_ROW - 1)
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)


def _ledger(tables: dict[str, Any], entries: Sequence[Entry]) -> Sheet:
    columns = {
        "Date": 12, "Voucher": 11, "Account": 9, "Counterparty": 29, "Description": 52, "Net": 12, "VAT": 8,
        "VAT amount": 12, "Gross": 12, "Balance": 13,
    }  # fmt: skip
    balance = tables["opening_balance"]
    rows: list[tuple[Cell, ...]] = []
    for number, entry in enumerate(entries, FIRST_ROW + 1):
        before = f"J{number - 1}" if rows else str(tables["opening_balance"])
        balance = round(balance + entry.gross, 2)
        rows.append(
            (
                ("date", entry.date), ("text", entry.voucher), ("text", entry.account), ("text", entry.partner),
                ("text", entry.text), ("money", entry.net), ("percent", entry.rate),
                ("money", f"=I{number}-F{number}", round(entry.gross - entry.net, 2)),
                ("money", f"=ROUND(F{number}*(1+G{number}),2)", entry.gross),
                ("money", f"={before}+I{number}", balance),
            )
        )  # fmt: skip
    return Sheet("Ledger", columns, rows)


def _budget(tables: dict[str, Any], entries: Sequence[Entry]) -> Sheet:
    columns = {"Account": 10, "Name": 28, "Budget": 14, "Actual": 14, "Difference": 14, "Actual of budget": 17}
    last = FIRST_ROW + len(entries)
    rows: list[tuple[Cell, ...]] = []
    for number, account in enumerate(tables["account"], FIRST_ROW + 1):
        actual = round(sum(entry.net for entry in entries if entry.account == account["number"]), 2)
        match = f"=SUMIF(Ledger!C{FIRST_ROW + 1}:C{last},A{number},Ledger!F{FIRST_ROW + 1}:F{last})"
        rows.append(
            (
                ("text", account["number"]), ("text", account["name"]), ("money", account["budget"]),
                ("money", match, actual),
                ("money", f"=D{number}-C{number}", round(actual - account["budget"], 2)),
                ("percent", f"=D{number}/C{number}", actual / account["budget"]),
            )
        )  # fmt: skip
    rows.append((("total text", "Total"), ("total text", ""), *_sums(rows, "CDE", "total", (2, 3, 4))))
    return Sheet("Budget", columns, rows)


def _fuel(tables: dict[str, Any]) -> Sheet:
    columns = {
        "Month": 11, "Litres bought": 14, "Price per litre": 14, "Cost": 13, "Litres sold": 13, "Difference": 12,
        "Difference of bought": 19,
    }  # fmt: skip
    rows: list[tuple[Cell, ...]] = []
    for number, month in enumerate(tables["fuel"], FIRST_ROW + 1):
        bought, sold = month["bought"], month["sold"]
        rows.append(
            (
                ("month", month["month"]), ("litres", bought), ("price", month["price"]),
                ("money", f"=B{number}*C{number}", round(bought * month["price"], 2)), ("litres", sold),
                ("litres", f"=B{number}-E{number}", bought - sold),
                ("percent", f"=F{number}/B{number}", (bought - sold) / bought),
            )
        )  # fmt: skip
    totals = [*_sums(rows, "B", "total litres", (1,)), ("total text", ""), *_sums(rows, "D", "total", (3,))]
    rows.append((("total text", "Total"), *totals, *_sums(rows, "EF", "total litres", (4, 5))))
    return Sheet("Fuel", columns, rows)


def _partners(tables: dict[str, Any]) -> Sheet:
    columns = {"Name": 32, "Kind": 14, "Place": 18, "Payment within days": 20}
    names = ("name", "kind", "place", "terms_days")
    return Sheet("Partners", columns, [[("text", partner[name]) for name in names] for partner in tables["partner"]])


def _sums(rows: Sequence[Sequence[Cell]], letters: str, look: str, places: Sequence[int]) -> list[Cell]:
    """Return a total below each of some columns."""
    first, last = FIRST_ROW + 1, FIRST_ROW + len(rows)
    return [
        (look, f"=SUM({letter}{first}:{letter}{last})", round(sum(row[place][-1] for row in rows), 2))
        for letter, place in zip(letters, places, strict=True)
    ]
