"""Puts the workbook together from the specification: every sheet in its order, styles, names, properties."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from lotbook.artefacts.workbook.charts import add_charts
from lotbook.artefacts.workbook.lists import fill_lists
from lotbook.artefacts.workbook.names import add_names
from lotbook.artefacts.workbook.page import set_paper
from lotbook.artefacts.workbook.prefilled import grade_limits, settings
from lotbook.artefacts.workbook.reports import fill_report
from lotbook.artefacts.workbook.save import EPOCH, save
from lotbook.artefacts.workbook.start import CHARTS_ROW, add_start_names, fill_start
from lotbook.artefacts.workbook.styles import add_styles
from lotbook.artefacts.workbook.tables import fill_table_sheet
from lotbook.domain.values import Value
from lotbook.tables.book import LISTS, SCHEMA_PROPERTY, SCHEMA_VERSION, SHEETS, START, TABLES
from lotbook.tables.column import Group, Sheet
from lotbook.tables.lists import PROFILES

if TYPE_CHECKING:
    from openpyxl import Workbook

Rows = Mapping[str, Sequence[Mapping[str, Value]]]


def build_workbook(
    path: Path,
    *,
    profile: str = "shop",
    rows: Rows | None = None,
    own_settings: Mapping[str, str] | None = None,
    created: datetime = EPOCH,
) -> None:
    """Writes a new workbook with every sheet; the same arguments give the same bytes.

    Args:
        path: where; an existing file is replaced.
        profile: shop, aerospace or medical: how strict the gate is and which sheets are shown.
        rows: sheet name -> rows as header -> value. Settings and Grade limits are filled in when not given.
        own_settings: settings that differ from their defaults: name -> value.
        created: the time in the document's properties.

    Raises:
        KeyError: a sheet, header, setting or profile that is not in the specification.
    """
    if profile not in PROFILES:
        raise KeyError(profile)
    given: dict[str, Sequence[Mapping[str, Value]]] = {**(rows or {})}
    given["Settings"] = settings(given.get("Settings", ()), {"Profile": profile, **(own_settings or {})})
    given.setdefault("Grade limits", grade_limits())
    unknown = set(given) - {sheet.name for sheet in TABLES}
    if unknown:
        raise KeyError(f"no sheets {sorted(unknown)}")
    paper = next((str(row["Value"]) for row in given["Settings"] if row["Setting"] == "Paper"), "A4")
    book = _empty_book()
    for sheet in SHEETS:
        _fill(book, sheet, given.get(sheet.name, ()), profile=profile, paper=paper)
    add_charts(book[START.name], book[LISTS.name], row=CHARTS_ROW)
    add_names(book)
    add_start_names(book)
    _properties(book, profile, created)
    save(book, path, created=created)


def shown(sheet: Sheet, profile: str) -> bool:
    """Whether a sheet is visible in a profile.

    The light profile hides what a small job does not need. Suppliers, materials and the other lists that drop-downs
    are chosen from stay visible in every profile: an empty drop-down whose list is hidden is a riddle.
    """
    if sheet.group is Group.HIDDEN:
        return False
    return not (sheet.advanced and profile == "shop")


def _empty_book() -> Workbook:
    from openpyxl import Workbook
    from openpyxl.workbook.properties import CalcProperties

    book = Workbook()
    del book[book.active.title]  # type: ignore[union-attr]
    add_styles(book)
    book.calculation = CalcProperties(fullCalcOnLoad=True)
    return book


def _fill(
    book: Workbook, sheet: Sheet, rows: Sequence[Mapping[str, Value]], *, profile: str, paper: str
) -> None:
    page = book.create_sheet(sheet.name)
    if sheet is START:
        fill_start(page)
    elif sheet is LISTS:
        fill_lists(page)
    elif sheet.rows is None:
        fill_report(page, sheet)
    else:
        fill_table_sheet(page, sheet, rows, number=TABLES.index(sheet) + 1)
    set_paper(page, paper)
    page.sheet_state = "visible" if shown(sheet, profile) else "hidden"
    page.sheet_view.tabSelected = sheet is START


def _properties(book: Workbook, profile: str, created: datetime) -> None:
    from openpyxl.packaging.custom import IntProperty, StringProperty

    book.properties.title = "Lotbook workbook"
    book.properties.creator = "Lotbook"
    book.properties.lastModifiedBy = "Lotbook"
    book.properties.created = created
    book.properties.modified = created
    own = book.custom_doc_props  # type: ignore[attr-defined]
    own.append(IntProperty(name=SCHEMA_PROPERTY, value=SCHEMA_VERSION))
    own.append(StringProperty(name="Lotbook profile", value=profile))
