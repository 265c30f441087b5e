"""The first sheet, Start: what this workbook is, key figures, the steps of a job, the last check, charts.

Everything stands on one grid of equal columns with a narrow gap in it, so that tiles, texts and charts line up; texts
run on over the empty cells to their right, which needs no merged cells and clips nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from lotbook import __version__
from lotbook.artefacts.workbook.figures import (
    DRILLS,
    KEY_FIGURES,
    LAST_CHECK_AT,
    LAST_CHECK_RESULT,
    Figure,
    drill,
)
from lotbook.artefacts.workbook.names import quoted
from lotbook.artefacts.workbook.page import print_setup
from lotbook.artefacts.workbook.styles import tone
from lotbook.tables.book import CHECK_RESULTS, SCHEMA_VERSION, START

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.cell.cell import Cell, MergedCell
    from openpyxl.worksheet.worksheet import Worksheet

# A hangs the steps' numbers in the margin; G parts the left half from the right.
LEFT, RIGHT = "BCDEF", "HIJ"
WIDTHS = {"A": 4, **dict.fromkeys(LEFT + RIGHT, 19), "G": 2}
_WHAT = "Know where every piece of material came from, and prove it."


class Step(NamedTuple):
    """One step of a job: the sheet it happens on and what to do there."""

    sheet: str
    words: str


STEPS = (
    Step("Settings", "Once: the shop's name; then suppliers, customers, materials, parts and people."),
    Step("Receiving", "A delivery comes: a row for each material and heat. Assign IDs numbers the lots."),
    Step("Receiving", "Compare the heat on the certificate with the material; release the lot or hold it."),
    Step("Cuts", "A piece is cut off: from which lot, how much, the heat marked on it, who verified it."),
    Step("Orders", "A customer orders: part, revision, quantity, the papers wanted."),
    Step("Manufacture", "A run starts: one row. Its number is the batch code of the parts."),
    Step("Materials used", "Say which lots and cuts went into the run, and how much of each."),
    Step("Shipments", "Parts go out: which run, how many, for which order."),
    Step("Certificates", "Issue COC makes the certificate and its papers and enters them in this register."),
    Step("Recall", "Something is wrong: Recall shows what to stop, who received it, what is not proven."),
)

# (style, word, meaning): the colour never stands alone.
KEY = (
    ("Key header", "Blue header", "You type here, or choose from the list."),
    ("Key locked", "Grey header", "Lotbook fills this in. Leave it as it is."),
    ("Key stop", "Stop", "Put it right before certifying or shipping."),
    ("Key warn", "Warn", "Look at it; a person decides."),
    ("Key note", "Note", "Good to know."),
    ("Key fine", "Fine", "Nothing to do."),
)
_FIGURES_ROW, _LABELS_ROW = 5, 6
FIRST_STEP = 9
_FACTS_ROW = FIRST_STEP
_DRILLS = ("Recall drill", "the one before", "and before that")
_KEY_ROW = _FACTS_ROW + 8
CHARTS_ROW = max(FIRST_STEP + len(STEPS), _KEY_ROW + len(KEY)) + 2


def fill_start(page: Worksheet) -> None:
    """Writes the first sheet; its charts come last, when Lists has their numbers."""
    for letter, width in WIDTHS.items():
        page.column_dimensions[letter].width = width
    _title(page)
    _figures(page)
    _steps(page)
    _facts(page)
    _key(page)
    _heading(page, CHARTS_ROW - 1, "At a glance", LEFT + "G" + RIGHT)
    page.sheet_view.showGridLines = False
    page.sheet_properties.tabColor = "1F2A33"
    print_setup(page, repeat_header=False, one_page=True)
    page.print_options.horizontalCentered = True


def add_start_names(book: Workbook) -> None:
    """Names the two cells that tell of the last check, so that other sheets and programs find them."""
    from openpyxl.workbook.defined_name import DefinedName

    for name, row in ((LAST_CHECK_AT, _FACTS_ROW), (LAST_CHECK_RESULT, _FACTS_ROW + 1)):
        book.defined_names[name] = DefinedName(name, attr_text=f"{START.name}!${RIGHT[1]}${row}")


def _title(page: Worksheet) -> None:
    for letter in WIDTHS:
        page[f"{letter}1"].style = "Title"
        page[f"{letter}2"].style = "Subtitle"
    page["B1"], page["B2"] = "Lotbook", _WHAT
    page["J2"] = f"Version {__version__}, layout {SCHEMA_VERSION}"
    page["J2"].style = "Subtitle right"
    page.row_dimensions[1].height, page.row_dimensions[2].height = 38, 24
    page.row_dimensions[3].height = 9


def _heading(page: Worksheet, row: int, words: str, letters: str) -> None:
    for letter in letters:
        page[f"{letter}{row}"].style = "Heading"
    page[f"{letters[0]}{row}"] = words
    page.row_dimensions[row].height = 22


def _figures(page: Worksheet) -> None:
    _heading(page, _FIGURES_ROW - 1, "How things stand", LEFT)
    _heading(page, _FIGURES_ROW - 1, "Certificates and findings", RIGHT)
    for letter, figure in zip(LEFT + RIGHT, KEY_FIGURES, strict=True):
        number = page[f"{letter}{_FIGURES_ROW}"]
        number.value, number.style = f"={figure.formula}", "Tile"
        label = page[f"{letter}{_LABELS_ROW}"]
        _link(label, figure.words, figure.sheet, "Tile label")
        _tint(page, number.coordinate, figure)
    page.row_dimensions[_FIGURES_ROW].height, page.row_dimensions[_LABELS_ROW].height = 38, 22


def _tint(page: Worksheet, cell: str, figure: Figure) -> None:
    """A number that asks for something to be done takes the colour of how urgent it is; its words say what it is."""
    from openpyxl.formatting.rule import Rule

    if figure.tone:
        rule = Rule(type="cellIs", operator="greaterThan", formula=["0"], dxf=tone(figure.tone))
        page.conditional_formatting.add(cell, rule)


def _steps(page: Worksheet) -> None:
    _heading(page, FIRST_STEP - 1, "A job, step by step", LEFT)
    for row, step in enumerate(STEPS, start=FIRST_STEP):
        page[f"A{row}"], page[f"C{row}"] = row - FIRST_STEP + 1, step.words
        page[f"A{row}"].style = "Step"
        _link(page[f"B{row}"], step.sheet, step.sheet, "Step link")
        for letter in LEFT[1:]:
            page[f"{letter}{row}"].style = "Step text"
    for row in range(FIRST_STEP, CHARTS_ROW - 2):
        page.row_dimensions[row].height = 21


def _facts(page: Worksheet) -> None:
    _heading(page, _FACTS_ROW - 1, "Last check and drills", RIGHT)
    facts = (
        ("Checked at", _from_results("Checked at", "not yet")),
        ("Result", _from_results("Result", "not yet")),
        *zip(_DRILLS, map(drill, range(DRILLS)), strict=True),
        ("Profile", '=IFERROR(INDEX(Settings[Value],MATCH("Profile",Settings[Setting],0))&"","")'),
    )
    _pairs(page, _FACTS_ROW, [("Fact label", words, "Fact", value) for words, value in facts])


def _key(page: Worksheet) -> None:
    _heading(page, _KEY_ROW - 1, "What the colours mean", RIGHT)
    _pairs(page, _KEY_ROW, [(style, word, "Step text", meaning) for style, word, meaning in KEY])


def _pairs(page: Worksheet, row: int, lines: list[tuple[str, str, str, str]]) -> None:
    """Lines of two texts, each with its style, in the right half; the second runs on to the half's end."""
    first, second, third = tuple(RIGHT)
    for number, (style, words, style_beside, beside) in enumerate(lines, start=row):
        page[f"{first}{number}"], page[f"{second}{number}"] = words, beside
        page[f"{first}{number}"].style = style
        page[f"{second}{number}"].style = page[f"{third}{number}"].style = style_beside


def _from_results(label: str, otherwise: str) -> str:
    """What the check wrote beside a label at the head of its report; the report is rewritten whole each time."""
    sheet = quoted(CHECK_RESULTS.name)
    found = f'INDEX({sheet}!$B$1:$B$9,MATCH("{label}",{sheet}!$A$1:$A$9,0))'
    return f'=IFERROR({found},"{otherwise}")'


def _link(cell: Cell | MergedCell, words: str, sheet: str, style: str) -> None:
    from openpyxl.worksheet.hyperlink import Hyperlink

    cell.value = words
    cell.hyperlink = Hyperlink(ref=cell.coordinate, location=f"{quoted(sheet)}!A2", display=words)
    cell.style = style
