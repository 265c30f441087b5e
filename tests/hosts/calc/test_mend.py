"""A workbook that Calc saved through us still fills new rows, looks and hides as it did before."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl
import pytest
from openpyxl.worksheet.table import TableFormula, TableStyleInfo

from lotbook.hosts.calc.mend import mend
from lotbook.shipped import shipped

if TYPE_CHECKING:
    from xlwings import App

TABLE = re.compile(r"xl/tables/[^/]+\.xml")


def tables(path: Path) -> dict[str, str]:
    with zipfile.ZipFile(path) as package:
        texts = [package.read(name).decode() for name in package.namelist() if TABLE.fullmatch(name)]
    return {re.search(r'\bname="([^"]*)"', text)[1]: text for text in texts}


def style_names(path: Path) -> set[str]:
    with zipfile.ZipFile(path) as package:
        return set(re.findall(r'<cellStyle [^>]*?name="([^"]*)"', package.read("xl/styles.xml").decode()))


def small_workbook(path: Path) -> Path:
    """A table with a totals row, a calculated column and a style; a very hidden sheet; a style called Note."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Lots"
    for row in (
        ["Lot", "Quantity", "Twice"],
        ["a", 2, "=Lots[[#This Row],[Quantity]]*2"],
        ["Total", None, None],
    ):
        sheet.append(row)
    sheet["B3"] = "=SUBTOTAL(109,Lots[Quantity])"
    made = openpyxl.worksheet.table.Table(displayName="Lots", ref="A1:C3", totalsRowCount=1)
    made.tableStyleInfo = TableStyleInfo(name="TableStyleMedium9", showRowStripes=True)
    sheet.add_table(made)
    made._initialise_columns()
    for column, name in zip(made.tableColumns, ("Lot", "Quantity", "Twice"), strict=True):
        column.name = name
    made.tableColumns[0].totalsRowLabel = "Total"
    made.tableColumns[1].totalsRowFunction = "sum"
    made.tableColumns[2].calculatedColumnFormula = TableFormula(attr_text="Lots[[#This Row],[Quantity]]*2")
    made.autoFilter.ref = "A1:C2"
    book.create_sheet("Secret").sheet_state = "veryHidden"
    book.create_sheet("Lists").sheet_state = "hidden"
    book.save(path)
    return path


@pytest.fixture(scope="module")
def saved(spreadsheet: App, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = small_workbook(tmp_path_factory.mktemp("mend") / "small.xlsx")
    book = spreadsheet.books.open(path)
    book.sheets["Lots"].range("A2").value = "b"
    book.save()
    book.close()
    return path


@pytest.mark.libreoffice
class TestASavedWorkbook:
    def test_holds_what_was_changed(self, saved: Path) -> None:
        assert openpyxl.load_workbook(saved)["Lots"]["A2"].value == "b"

    def test_keeps_the_looks_of_its_tables(self, saved: Path) -> None:
        table = openpyxl.load_workbook(saved)["Lots"].tables["Lots"]
        assert (table.tableStyleInfo.name, table.tableStyleInfo.showRowStripes) == ("TableStyleMedium9", True)

    def test_keeps_the_formula_that_fills_new_rows(self, saved: Path) -> None:
        columns = openpyxl.load_workbook(saved)["Lots"].tables["Lots"].tableColumns
        assert columns[2].calculatedColumnFormula.attr_text == "Lots[[#This Row],[Quantity]]*2"

    def test_keeps_what_its_totals_are_made_of(self, saved: Path) -> None:
        columns = openpyxl.load_workbook(saved)["Lots"].tables["Lots"].tableColumns
        assert (columns[0].totalsRowLabel, columns[1].totalsRowFunction) == ("Total", "sum")

    def test_keeps_the_filter_arrows_above_the_totals(self, saved: Path) -> None:
        assert openpyxl.load_workbook(saved)["Lots"].tables["Lots"].autoFilter.ref == "A1:C2"

    def test_keeps_very_hidden_sheets_very_hidden_and_hidden_ones_hidden(self, saved: Path) -> None:
        states = {sheet.title: sheet.sheet_state for sheet in openpyxl.load_workbook(saved)}
        assert states == {"Lots": "visible", "Secret": "veryHidden", "Lists": "hidden"}


@pytest.mark.libreoffice
@pytest.mark.slow
def test_lotbooks_own_workbook_comes_back_with_its_tables_and_styles(
    spreadsheet: App, tmp_path: Path
) -> None:
    before = shipped("workbook", "lotbook.xlsx")
    path = tmp_path / "shop.xlsx"
    path.write_bytes(before.read_bytes())
    book = spreadsheet.books.open(path)
    book.sheets["Start"].activate()
    book.save()
    at = path.stat().st_mtime_ns
    book.save()  # the file is as LibreOffice left it as far as it can tell: it saves again without a question
    book.close()
    assert path.stat().st_mtime_ns >= at
    old, new = tables(before), tables(path)
    assert set(old) == set(new)
    for name, text in old.items():
        assert re.findall(r'tableStyleInfo name="([^"]*)"', text) == re.findall(
            r'tableStyleInfo name="([^"]*)"', new[name]
        )
        assert text.count("<calculatedColumnFormula") == new[name].count("<calculatedColumnFormula"), name
    assert style_names(before) <= style_names(path)


def test_a_workbook_that_lost_nothing_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "shop.xlsx"
    path.write_bytes(shipped("workbook", "lotbook.xlsx").read_bytes())
    before = path.read_bytes()
    assert mend(path, before) is False
    assert path.read_bytes() == before


def test_the_time_of_saving_stays(tmp_path: Path) -> None:
    before = small_workbook(tmp_path / "before.xlsx").read_bytes()
    path = tmp_path / "after.xlsx"
    with zipfile.ZipFile(tmp_path / "before.xlsx") as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            text = old.read(name)
            new.writestr(name, text.replace(b"veryHidden", b"hidden"))
    at = path.stat().st_mtime_ns
    assert mend(path, before) is True
    assert path.stat().st_mtime_ns == at
    assert openpyxl.load_workbook(path)["Secret"].sheet_state == "veryHidden"


@pytest.mark.parametrize("content", [b"", b"\xd0\xcf\x11\xe0 encrypted", b"PK\x03\x04 broken"])
def test_what_is_no_package_is_left_alone(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "shop.xlsx"
    path.write_bytes(content)
    assert mend(path, shipped("workbook", "lotbook.xlsx").read_bytes()) is False
    assert path.read_bytes() == content


def test_a_style_that_the_shop_named_with_a_number_keeps_its_name(tmp_path: Path) -> None:
    path = small_workbook(tmp_path / "shop.xlsx")
    book = openpyxl.load_workbook(path)
    for name in ("Note 1", "Step 2"):
        style = openpyxl.styles.NamedStyle(name)
        book.add_named_style(style)
    book.save(path)
    mend(path, path.read_bytes())
    assert {"Note 1", "Step 2"} <= style_names(path)
