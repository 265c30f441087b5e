"""Puts what a command answered where a person looks: its report sheet, the cell it is about, or a box."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from lotbook.commands.shell.command import Outcome
from lotbook.doors.answers import box_text, first_place
from lotbook.doors.prompts import Prompts
from lotbook.hosts.live.book import LiveBook
from lotbook.tables.book import CHECK_RESULTS, RECALL_REPORT, TABLES
from lotbook.tables.headers import match_sheet

if TYPE_CHECKING:
    from xlwings import Sheet


def show(verb: str, title: str, outcome: Outcome, live: LiveBook, prompts: Prompts) -> None:
    """Shows one answer; where its sheet could not be written, a box tells it."""
    if outcome.json.get("written") is True and verb in _ON_SHEETS:
        _ON_SHEETS[verb](outcome, live)
        return
    if verb in _FILED and _is_filed(outcome):
        _recall(outcome, live)  # and the box over it tells where its papers are
    elif verb == "find":
        _go_to_hit(outcome, live)
    else:
        place = first_place(outcome)
        if place:
            go_to(live, *place)
    prompts.tell(title, _TEXTS.get(verb, box_text)(outcome))


_FILED = frozenset({"drill", "hold"})  # write the sheet Recall and papers


def _is_filed(outcome: Outcome) -> bool:
    """Whether a recall was filed, and not only looked at beforehand."""
    act = outcome.json.get("act")
    return isinstance(act, Mapping) and act.get("entry") is not None


def bring_forward(page: Sheet) -> None:
    """A sheet is shown, also when it was hidden."""
    if not page.visible:
        page.visible = True
    page.activate()


def go_to(live: LiveBook, sheet: str, row: int, column: str) -> None:
    """The cursor goes to the cell under this header in this row, or to the row where the column is not there."""
    spec = next((each for each in TABLES if each.name == sheet), None)
    view = live.view(sheet, spec.table, [c.header for c in spec.columns.values()]) if spec else None
    if spec is None or view is None:
        return
    positions = {header: position for position, header in enumerate(view.headers)}
    matched = match_sheet(spec, view.headers).positions
    positions |= {spec.columns[field].header: position for field, position in matched.items()}
    number = view.numbers[positions.get(column, 0)] if view.numbers else 1
    bring_forward(view.cells.page)
    view.cells.page.range((row, number)).select()


def go_to_cell(live: LiveBook, sheet: str, cell: str) -> None:
    """The cursor goes to a cell such as ``F12``."""
    page = live.page(sheet)
    if page is not None:
        bring_forward(page)
        page.range(cell or "A1").select()


def _check(outcome: Outcome, live: LiveBook) -> None:
    del outcome
    page = live.page(CHECK_RESULTS.name)
    if page is None:
        return
    from lotbook.commands.check import HEADERS

    bring_forward(page)
    view = live.view(CHECK_RESULTS.name, CHECK_RESULTS.table, HEADERS)
    cell = HEADERS.index("Cell")
    if view and view.headers[: len(HEADERS)] == HEADERS and view.rows:
        page.range((view.rows[0], view.numbers[cell])).select()
    else:
        page.range("A1").select()


def _recall(outcome: Outcome, live: LiveBook) -> None:
    del outcome
    page = live.page(RECALL_REPORT.name)
    if page is None:
        return
    bring_forward(page)
    page.range("A1").select()


_ON_SHEETS: Mapping[str, Callable[[Outcome, LiveBook], None]] = MappingProxyType(
    {"check": _check, "recall": _recall}
)


def _go_to_hit(outcome: Outcome, live: LiveBook) -> None:
    """The cell behind the one the cursor stands on, so that a second click goes on."""
    from lotbook.doors.selected import selected_range

    hits = outcome.json.get("hits")
    if not isinstance(hits, list) or not hits:
        return
    cells = [(str(hit["sheet"]), str(hit["cell"])) for hit in hits]
    chosen = selected_range(live)
    here = (str(chosen.sheet.name), str(chosen.address).replace("$", "")) if chosen else None
    following = (cells.index(here) + 1) % len(cells) if here in cells else 0
    go_to_cell(live, *cells[following])


_FEW = 8  # of a list that fits a box


def _hits_text(outcome: Outcome) -> str:
    hits = outcome.json.get("hits")
    if not isinstance(hits, list) or not hits:
        return f"Nothing in the workbook holds {outcome.json.get('text')}, nor anything that looks like it."
    told = [_hit_line(hit) for hit in hits[:_FEW]]
    if len(hits) > _FEW:
        told.append(f"... and {len(hits) - _FEW} more cells")
    if len(hits) > 1:
        told.append("Click Find again to go on to the next one.")
    return "\n".join(told)


def _hit_line(hit: Mapping[str, object]) -> str:
    where = f"{hit['sheet']} {hit['cell']}: {hit['value']}"
    key = f" ({hit['row_key']})" if hit["row_key"] and hit["row_key"] != hit["value"] else ""
    return f"{where}{key}{' looks like it' if hit['alike'] else ''}"


def _took_back(outcome: Outcome) -> str:
    """The cells were shown when it was asked."""
    done = [line for line in outcome.lines if not line.startswith(" ")]
    return "\n".join(done)


def _origin_text(outcome: Outcome) -> str:
    """The head of the answer and its lots; the whole tree is in the traceability report and on the command line."""
    lots = outcome.json.get("lots")
    gaps = outcome.json.get("gaps")
    head = [line for line in outcome.lines[:2] if line]
    if not isinstance(lots, list):
        return "\n".join(head)
    told = [_lot_line(lot) for lot in lots[:_FEW]]
    if len(lots) > _FEW:
        told.append(f"... and {len(lots) - _FEW} more lots")
    if isinstance(gaps, list) and gaps:
        told.append(f"{gaps[0]['message']} {gaps[0]['fix']}")
    return "\n".join([*head, *told])


def _lot_line(lot: Mapping[str, object]) -> str:
    heat = lot.get("heat_on_certificate") or lot.get("heat_on_material") or "none"
    certificate = " ".join(
        str(lot[name]) for name in ("certificate_type", "certificate_number") if lot.get(name)
    )
    parts = (
        f"- {lot.get('lot_id') or lot.get('id')}: heat {heat}",
        str(lot.get("supplier") or ""),
        certificate,
    )
    return ", ".join(part for part in parts if part)


_TEXTS: Mapping[str, Callable[[Outcome], str]] = MappingProxyType(
    {"find": _hits_text, "origin": _origin_text, "undo": _took_back}
)
