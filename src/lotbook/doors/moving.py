"""The buttons that only move the cursor or tell something: next finding, settings, help."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from lotbook import __version__
from lotbook.commands.check import HEADERS
from lotbook.commands.shell.command import Outcome
from lotbook.domain.values import text_of
from lotbook.doors.selected import selected_range
from lotbook.doors.shown import bring_forward, go_to_cell
from lotbook.hosts.live.book import LiveBook
from lotbook.tables.book import CHECK_RESULTS, sheet

_HELP = (
    "",
    "A button works on what is selected: the row of an order, the cell of a lot, the rows of a delivery.",
    "Rest the pointer on a button to read what it does. Undo takes back the last change.",
    "If something does not work, run `lotbook doctor` in a terminal. Nothing leaves this computer by itself.",
)


class Result(NamedTuple):
    """One finding as the sheet Check results tells it."""

    row: int
    severity: str
    sheet: str
    cell: str
    text: str
    fix: str


def move(control: str, live: LiveBook) -> Outcome:
    """Carries out one of these buttons; its lines are shown."""
    if control == "next-finding":
        return _next_finding(live)
    if control == "settings":
        page = live.page(sheet("Settings").name)
        if page is None:
            return Outcome(("The sheet Settings is missing from the workbook.",), {}, 1)
        bring_forward(page)
        return Outcome((), {"shown": "Settings"})
    return Outcome((f"Lotbook {__version__}", "", *_groups(), *_HELP), {"version": __version__})


def _groups() -> Iterator[str]:
    """The buttons of each group by their labels."""
    from lotbook.doors.controls import CONTROLS, GROUPS

    for group in GROUPS:
        labels = (control.button.label for control in CONTROLS if control.button.group == group)
        yield f"{group}: {', '.join(labels)}"


def _next_finding(live: LiveBook) -> Outcome:
    results = _results(live)
    if not results:
        told = "There are no findings to go to. Click Check workbook first."
        return Outcome((told,), {"findings": 0}, 0)
    places = list(dict.fromkeys((result.sheet, result.cell) for result in results))
    number = _following(live, results, places)
    name, cell = places[number]
    go_to_cell(live, name, cell)
    here = [result for result in results if (result.sheet, result.cell) == (name, cell)]
    lines = [line for result in here[:3] for line in (f"{result.severity}: {result.text}", result.fix, "")]
    if len(here) > 3:
        lines.append(f"... and {len(here) - 3} more about this cell.")
    lines.append(f"{name} {cell}: place {number + 1} of {len(places)} of the last check.")
    answer = {
        "sheet": name,
        "cell": cell,
        "number": number + 1,
        "places": len(places),
        "findings": len(results),
    }
    return Outcome(tuple(lines), answer)


def _following(live: LiveBook, results: list[Result], places: list[tuple[str, str]]) -> int:
    """The place behind the one the cursor stands on; of a row of Check results its own; else the first."""
    chosen = selected_range(live)
    if chosen is None:
        return 0
    name, cell = str(chosen.sheet.name), str(chosen.address).replace("$", "").partition(":")[0]
    if name == CHECK_RESULTS.name:
        mine = next((each for each in results if each.row == chosen.row), None)
        return places.index((mine.sheet, mine.cell)) if mine else 0
    return (places.index((name, cell)) + 1) % len(places) if (name, cell) in places else 0


def _results(live: LiveBook) -> list[Result]:
    view = live.view(CHECK_RESULTS.name, CHECK_RESULTS.table, HEADERS)
    if view is None or view.headers[: len(HEADERS)] != HEADERS:
        return []
    wanted = ("Severity", "Sheet", "Cell", "What is wrong", "What to do")
    columns = view.columns([HEADERS.index(header) for header in wanted])
    rows = zip(view.rows, *columns, strict=True)
    found = (Result(row, *map(text_of, cells)) for row, *cells in rows)
    return [result for result in found if result.sheet]
