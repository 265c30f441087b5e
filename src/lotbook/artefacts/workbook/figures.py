"""Key figures of the first sheet and the numbers behind its charts, each as one plain formula over the tables.

No formula here can show an error on an empty workbook, and none is volatile: the months end with the newest delivery
or shipment, not with today.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from lotbook.artefacts.workbook.names import column_letter, quoted
from lotbook.tables.book import CHECK_RESULTS
from lotbook.tables.lists import LISTS, LOT_STATUS, ORDER_STATUS

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

MONTHS = 12
FIRST_COLUMN = len(LISTS) + 3  # right of the lists and the styles, one column apart
LAST_CHECK_AT, LAST_CHECK_RESULT = "LastCheckAt", "LastCheckResult"


class Figure(NamedTuple):
    """One key figure: its words, its formula, the sheet it counts, and its colour when it is more than nothing."""

    words: str
    formula: str
    sheet: str
    tone: str = ""


_FINDINGS = f"COUNTIF({quoted(CHECK_RESULTS.name)}!$A:$A,"

KEY_FIGURES = (
    Figure("Lots in quarantine", 'COUNTIFS(Receiving[Status],"Quarantine")', "Receiving", "Finding warn"),
    Figure("Lots on hold", 'COUNTIFS(Receiving[Status],"Hold")', "Receiving", "Finding stop"),
    Figure("Runs in process", 'COUNTIFS(Manufacture[Status],"In process")', "Manufacture"),
    Figure("Open orders", 'COUNTIFS(Orders[Status],"Open")', "Orders"),
    Figure(
        "Shipped, not certified",
        'COUNTIFS(Shipments[Shipped on],">0",Shipments[Certificate],"")',
        "Shipments",
    ),
    Figure("Certificates valid", 'COUNTIFS(Certificates[Status],"Issued")', "Certificates"),
    Figure("Findings that stop", f'{_FINDINGS}"Stop")', CHECK_RESULTS.name, "Finding stop"),
    Figure("Findings to look at", f'{_FINDINGS}"Warn")', CHECK_RESULTS.name, "Finding warn"),
)

_ELAPSED = "Recalls[[Elapsed (s)]]"  # a header with round brackets needs square ones of its own
DRILLS = 3  # the latest are told


def drill(back: int) -> str:
    """When a drill was, and how fast it was answered: the latest for 0, the one before for 1."""
    told = f'LEFT({_of_drill(back, "Recalls[Opened at]")},10)&", answered in "&ROUND({_of_drill(back, _ELAPSED)},2)&" s"'
    return f'=IFERROR({told},"{"" if back else "not yet"}")'


def _of_drill(back: int, column: str) -> str:
    """The register grows downwards, so its last drill is the latest: LOOKUP takes the last row that is no error."""
    drills = 'Recalls[Drill]="Yes"'
    if back:
        drills = f'({drills})*(ROW(Recalls[Drill])<{_of_drill(back - 1, "ROW(Recalls[Drill])")})'
    return f"LOOKUP(2,1/({drills}),{column})"


class Block(NamedTuple):
    """Where one chart's numbers stand on Lists: the column of its words and how many rows."""

    column: int
    rows: int


LOTS = Block(FIRST_COLUMN, len(LOT_STATUS))
ORDERS = Block(FIRST_COLUMN + 2, len(ORDER_STATUS))
BY_MONTH = Block(FIRST_COLUMN + 4, MONTHS)


def fill_figures(page: Worksheet) -> None:
    """Writes the numbers behind the charts to the right of the lists."""
    _by_status(page, LOTS, "Lots by status", LOT_STATUS, "Receiving[Status]")
    _by_status(page, ORDERS, "Orders by status", ORDER_STATUS, "Orders[Status]")
    _by_month(page)


def _by_status(page: Worksheet, block: Block, title: str, words: tuple[str, ...], counted: str) -> None:
    _header(page, block.column, title, "Number")
    letter = column_letter(block.column)
    for row, word in enumerate(words, start=2):
        page.cell(row, block.column, word).style = "Input"
        page.cell(row, block.column + 1, f"=COUNTIFS({counted},{letter}{row})").style = "Computed"


def _by_month(page: Worksheet) -> None:
    """Twelve months, oldest first; each first of a month as a real date, because TEXT() speaks the office's language."""
    month, deliveries = column_letter(BY_MONTH.column), BY_MONTH.column + 1
    _header(page, BY_MONTH.column, "Month", "Deliveries", "Shipments")
    last = MONTHS + 1
    newest = "MAX(Receiving[Received on],Shipments[Shipped on])"
    for row in range(2, last + 1):
        formula = (
            f'=IF({newest}>0,{newest}-DAY({newest})+1,"")'
            if row == last
            else f'=IF(${month}${last}="","",EDATE(${month}${last},{row - last}))'
        )
        page.cell(row, BY_MONTH.column, formula).style = "Computed month"
        for column, counted in (
            (deliveries, "Receiving[Received on]"),
            (deliveries + 1, "Shipments[Shipped on]"),
        ):
            count = f'COUNTIFS({counted},">="&{month}{row},{counted},"<"&EDATE({month}{row},1))'
            page.cell(row, column, f'=IF({month}{row}="",0,{count})').style = "Computed"


def _header(page: Worksheet, column: int, *titles: str) -> None:
    for position, title in enumerate(titles, start=column):
        page.cell(1, position, title).style = "Header locked"
        page.column_dimensions[column_letter(position)].width = 19
