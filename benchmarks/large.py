"""Writes a seeded workbook up to Excel's limit of rows, in minutes and with little memory.

    python benchmarks/large.py 1048575 book.xlsx

The rows are those of generate.py, with blends (a piece cut from several lots) and a few circles added; chains are up
to some thirty runs deep. XlsxWriter writes the workbook without its rows; they are put in as Excel writes them.
"""

from __future__ import annotations

import random
import re
import sys
import tempfile
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from html import escape
from pathlib import Path
from typing import IO

import xlsxwriter

from generate import Row, Shop
from lotbook.tables.book import SCHEMA_PROPERTY, SCHEMA_VERSION, TABLES
from lotbook.tables.column import Column, Kind, Sheet

TEXT = frozenset({Kind.ISSUED, Kind.IDENTIFIER, Kind.LINK})
ZERO = date(1899, 12, 30).toordinal()
ROWS = re.compile(rb"</row></sheetData>|<sheetData/>")
BLOCK = 2000  # rows written at once


class LargeShop(Shop):
    """The shop of generate.py with what makes walks hard: blends and circles."""

    def cuts(self) -> Iterator[Row]:
        for number, row in enumerate(super().cuts()):
            yield row
            if number % 10 == 0 and self.lots > 40:
                other = self.lot_ids[self.rng.randrange(self.lots)]
                yield {**row, "Cut ID": f"{row['Cut ID']}B", "From": other, "Reason": "Blend"}

    def materialsused(self) -> Iterator[Row]:
        """Now and then two runs that were made from each other."""
        circles = max(self.n // 50_000, 1)
        self.n -= 2 * circles
        yield from super().materialsused()
        self.n += 2 * circles
        for number in range(circles):
            pair = [self.run_ids[self.runs * number // circles + step] for step in (0, 1)]
            for run, source in (pair, reversed(pair)):
                yield {"Run ID": run, "Source": source, "Quantity": 1, "Unit": "pcs"}


class Texts(dict[str, int]):
    """Shared texts by their numbers; a new one gets the next number."""

    def __missing__(self, text: str) -> int:
        self[text] = number = len(self)
        return number


def write(rows: int, path: Path, seed: int = 7) -> str:
    """Writes the workbook and returns the ID of a lot that was used, for a recall."""
    shop = LargeShop(rows, random.Random(seed))
    with tempfile.TemporaryDirectory() as folder:
        empty = Path(folder) / "empty.xlsx"
        counts = {
            spec.table: sum(1 for _ in _rows(LargeShop(rows, random.Random(seed)), spec)) for spec in TABLES
        }
        _without_rows(empty, counts)
        _fill(empty, path, shop)
    return shop.lot_ids[len(shop.lot_ids) // 3]


def _rows(shop: Shop, spec: Sheet) -> Iterator[Row]:
    return iter(getattr(shop, spec.table.lower(), tuple)())


def _without_rows(path: Path, counts: Mapping[str, int]) -> None:
    book = xlsxwriter.Workbook(str(path))
    text, day = book.add_format({"num_format": "@"}), book.add_format({"num_format": "yyyy-mm-dd"})
    for spec in TABLES:
        sheet = book.add_worksheet(spec.name)
        columns = list(spec.columns.values())
        for j, column in enumerate(columns):
            sheet.set_column(
                j, j, column.width, text if column.kind in TEXT else day if column.kind is Kind.DAY else None
            )
        sheet.add_table(
            0, 0, max(counts[spec.table], 1), len(columns) - 1,
            {"name": spec.table, "columns": [{"header": column.header} for column in columns]},
        )  # fmt: skip
    book.set_custom_property(SCHEMA_PROPERTY, SCHEMA_VERSION, "number")
    book.close()


def _fill(empty: Path, path: Path, shop: Shop) -> None:
    with (
        zipfile.ZipFile(empty) as old,
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=4) as new,
    ):
        head, *entries = old.read("xl/sharedStrings.xml").decode().split("<si><t>")
        texts = Texts((entry.partition("</t>")[0], number) for number, entry in enumerate(entries))
        for name in old.namelist():
            found = re.fullmatch(r"xl/worksheets/sheet(\d+)\.xml", name)
            if found:
                with new.open(name, "w") as file:
                    _sheet(file, old.read(name), TABLES[int(found[1]) - 1], shop, texts)
            elif name != "xl/sharedStrings.xml":
                new.writestr(name, old.read(name))
        with new.open("xl/sharedStrings.xml", "w") as file:
            file.write(re.sub(r'(ount=")\d+', rf"\g<1>{len(texts)}", head).encode())
            file.write("".join(f"<si><t>{text}</t></si>" for text in texts).encode() + b"</sst>")


def _sheet(file: IO[bytes], data: bytes, spec: Sheet, shop: Shop, texts: Texts) -> None:
    end = data.rindex(b"</sheetData>")
    file.write(data[:end])
    columns = list(spec.columns.values())
    lines: list[str] = []
    for number, row in enumerate(_rows(shop, spec), start=2):
        lines.append(_row(number, row, columns, texts))
        if len(lines) == BLOCK:
            file.write("".join(lines).encode())
            lines.clear()
    file.write("".join(lines).encode() + data[end:])


def _row(number: int, row: Row, columns: Sequence[Column], texts: Texts) -> str:
    cells = [f'<row r="{number}" spans="1:{len(columns)}">']
    for j, column in enumerate(columns):
        value = row.get(column.header)
        if isinstance(value, str):
            style = ' s="1"' if column.kind in TEXT else ""
            cells.append(
                f'<c r="{chr(65 + j)}{number}"{style} t="s"><v>{texts[escape(value, quote=False)]}</v></c>'
            )
        elif isinstance(value, date):
            cells.append(f'<c r="{chr(65 + j)}{number}" s="2"><v>{value.toordinal() - ZERO}</v></c>')
        elif value is not None:
            cells.append(f'<c r="{chr(65 + j)}{number}"><v>{value}</v></c>')
    return "".join([*cells, "</row>"])


def main(words: Sequence[str]) -> int:
    print(write(int(words[0]), Path(words[1])))
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
