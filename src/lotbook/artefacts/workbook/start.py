"""The first sheet, Start: what this workbook is, the steps of a job, key figures, the last check, charts."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from lotbook import __version__
from lotbook.artefacts.workbook.figures import KEY_FIGURES, LAST_CHECK_AT, LAST_CHECK_RESULT
from lotbook.artefacts.workbook.names import quoted
from lotbook.artefacts.workbook.page import print_setup
from lotbook.tables.book import CHECK_RESULTS, SCHEMA_VERSION, START

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.cell.cell import Cell, MergedCell
    from openpyxl.worksheet.worksheet import Worksheet

WIDTHS = {"A": 5, "B": 20, "C": 68, "D": 3, "E": 36, "F": 17}
_WHAT = "Know where every piece of material came from, and prove it."


class Step(NamedTuple):
    """One step of a job: the sheet it happens on and what to do there."""

    sheet: str
    words: str


STEPS = (
    Step("Settings", "Once: the shop's name and address; then suppliers, customers, materials, parts and people."),
    Step("Receiving", "A delivery comes: one row for each material and heat. Assign IDs gives the lot number."),
    Step("Receiving", "Compare the heat on the certificate with the material; then release the lot or hold it."),
    Step("Cuts", "A piece is cut off: from which lot, how much, the heat marked on it, who verified it."),
    Step("Orders", "A customer orders: part, revision, quantity, the papers wanted."),
    Step("Manufacture", "A run starts: one row. Its number is the batch code of the parts."),
    Step("Materials used", "Say which lots and cuts went into the run, and how much of each."),
    Step("Shipments", "Parts go out: which run, how many, for which order."),
    Step("Certificates", "Issue COC makes the certificate and its papers and enters them in this register."),
    Step("Recall", "Something is wrong: Recall shows what to stop, who received it and what cannot be proven."),
)  # fmt: skip

# (style, word, meaning): the colour never stands alone.
KEY = (
    ("Header", "Blue header", "You type here, or choose from the list."),
    ("Header locked", "Grey header", "Lotbook fills this in, or it is calculated. Leave it."),
    ("Finding stop", "Stop", "Must be put right before anything is certified or shipped."),
    ("Finding warn", "Warn", "Look at it; a person decides."),
    ("Finding note", "Note", "Good to know."),
    ("Finding fine", "Fine", "Nothing to do."),
)
FIRST_STEP = 5
FIRST_KEY = FIRST_STEP + len(STEPS) + 2
CHARTS_ROW = FIRST_KEY + len(KEY) + 2


def fill_start(page: Worksheet, profile: str) -> None:
    """Writes the first sheet; its charts come last, when Lists has their numbers."""
    for letter, width in WIDTHS.items():
        page.column_dimensions[letter].width = width
    _title(page)
    _steps(page)
    _figures(page)
    _key(page)
    _last_check(page, profile)
    _heading(page, CHARTS_ROW - 1, "At a glance", "ABCDEF")
    page.sheet_view.showGridLines = False
    page.sheet_properties.tabColor = "1F2A33"
    print_setup(page, repeat_header=False)
    page.page_setup.fitToHeight = 1


def add_start_names(book: Workbook) -> None:
    """Names the two cells that tell of the last check, so that other sheets and programs find them."""
    from openpyxl.workbook.defined_name import DefinedName

    for name, row in ((LAST_CHECK_AT, FIRST_KEY), (LAST_CHECK_RESULT, FIRST_KEY + 1)):
        book.defined_names[name] = DefinedName(name, attr_text=f"{START.name}!$F${row}")


def _title(page: Worksheet) -> None:
    for letter in WIDTHS:
        page[f"{letter}1"].style = "Title"
        page[f"{letter}2"].style = "Subtitle"
    page["A1"] = "Lotbook"
    page["A2"] = _WHAT
    page.row_dimensions[1].height, page.row_dimensions[2].height = 38, 22


def _heading(page: Worksheet, row: int, words: str, letters: str) -> None:
    for letter in letters:
        page[f"{letter}{row}"].style = "Heading"
    page[f"{letters[0]}{row}"] = words
    page.row_dimensions[row].height = 22


def _steps(page: Worksheet) -> None:
    _heading(page, FIRST_STEP - 1, "A job, step by step", "ABC")
    for number, step in enumerate(STEPS, start=1):
        row = FIRST_STEP + number - 1
        page[f"A{row}"], page[f"C{row}"] = number, step.words
        page[f"A{row}"].style, page[f"C{row}"].style = "Step", "Step text"
        _link(page[f"B{row}"], step.sheet)
        page.row_dimensions[row].height = 21


def _figures(page: Worksheet) -> None:
    _heading(page, FIRST_STEP - 1, "How things stand", "EF")
    for row, figure in enumerate(KEY_FIGURES, start=FIRST_STEP):
        page[f"E{row}"], page[f"F{row}"] = figure.words, f"={figure.formula}"
        page[f"E{row}"].style, page[f"F{row}"].style = "Figure label", "Figure"


def _key(page: Worksheet) -> None:
    _heading(page, FIRST_KEY - 1, "What the colours mean", "ABC")
    for row, (style, word, meaning) in enumerate(KEY, start=FIRST_KEY):
        page[f"B{row}"], page[f"C{row}"] = word, meaning
        page[f"B{row}"].style, page[f"C{row}"].style = style, "Step text"
        page.row_dimensions[row].height = 19


def _last_check(page: Worksheet, profile: str) -> None:
    _heading(page, FIRST_KEY - 1, "Last check", "EF")
    lines = (
        ("Checked at", _from_results("Checked at", "not yet"), "Figure text"),
        ("Result", _from_results("Result", "not yet"), "Figure text"),
        ("Findings that stop", f'=COUNTIF({quoted(CHECK_RESULTS.name)}!$A:$A,"stop")', "Figure"),
        ("Findings to look at", f'=COUNTIF({quoted(CHECK_RESULTS.name)}!$A:$A,"warn")', "Figure"),
        ("Profile (how strict the gate is)", profile, "Figure text"),
        ("Made by Lotbook, layout", f"{__version__}, {SCHEMA_VERSION}", "Figure text"),
    )
    for row, (words, value, style) in enumerate(lines, start=FIRST_KEY):
        page[f"E{row}"], page[f"F{row}"] = words, value
        page[f"E{row}"].style, page[f"F{row}"].style = "Figure label", style


def _from_results(label: str, otherwise: str) -> str:
    """What the check wrote beside a label at the head of its report; the report is rewritten whole each time."""
    sheet = quoted(CHECK_RESULTS.name)
    found = f'INDEX({sheet}!$B$1:$B$9,MATCH("{label}",{sheet}!$A$1:$A$9,0))'
    return f'=IFERROR({found},"{otherwise}")'


def _link(cell: Cell | MergedCell, sheet: str) -> None:
    from openpyxl.worksheet.hyperlink import Hyperlink

    cell.value = sheet
    cell.hyperlink = Hyperlink(ref=cell.coordinate, location=f"{quoted(sheet)}!A2", display=sheet)
    cell.style = "Link"
