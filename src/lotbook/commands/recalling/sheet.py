"""The Recall sheet: the lists of a recall, with a head that says what was asked and when."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from types import MappingProxyType
from typing import NamedTuple

from lotbook.domain.edits import Picture, Plan, Report, ReportCell
from lotbook.domain.findings import Place
from lotbook.domain.recall import Recall
from lotbook.domain.values import Value, text_of
from lotbook.tables.book import RECALL_REPORT
from lotbook.tables.trace.listing import Listing, counted
from lotbook.tables.trace.recall_lists import PARTS, recall_lists

WIDTH = 16  # columns of the widest list
_GAP = ("Severity", "Sheet", "Row", "Key", "Column", "What is wrong", *[None] * 4)
_CHAIN = next(number for number, part in enumerate(PARTS, start=1) if "chain" in part.lower())
_PIXELS = 6  # of the picture for each millimetre of a page: a little finer than a screen shows it
MOST_ROWS = 5000  # of one list on the sheet; the export has all


class Answered(NamedTuple):
    """A recall, when it was made, how long it took from the start of the command to the answer, the cells of its gaps."""

    found: Recall
    at: datetime
    seconds: float
    cells: Mapping[Place, str] = MappingProxyType({})


def asked(found: Recall) -> str:
    """What a recall was asked, in one line."""
    told = [f"{match.filter} {', '.join(match.values)}" for match in found.matches]
    return "; ".join(told) + (" with sibling deliveries" if found.filters.siblings else "")


def result(found: Recall) -> str:
    """The outcome of a recall in one line."""
    return f"{counted(found.counts)}."


def completeness(found: Recall) -> str:
    """Whether the answer can be relied on, in one line."""
    stops = sum(gap.stops for gap in found.gaps)
    if stops:
        told = "1 gap may hide more. Close it" if stops == 1 else f"{stops} gaps may hide more. Close them"
        return f"NOT COMPLETE: {told} and recall again."
    if found.gaps:
        told = "1 doubt is" if len(found.gaps) == 1 else f"{len(found.gaps)} doubts are"
        return f"Complete as far as rows are linked; {told} listed under Gaps."
    return "Complete: every row could be resolved."


def plan(found: Recall, *, at: datetime, seconds: float, aside: str = "") -> Plan:
    """The Recall sheet, rebuilt whole, with the picture of the chain; nothing else in the workbook changes.

    ``aside`` is what must be set aside by hand, in a sentence.
    """
    rows = [*_head(found, at, seconds, aside)]
    part = 0
    picture = None
    for each in recall_lists(found):
        if each.number != part:
            part = each.number
            rows += [
                (),
                tuple(
                    _plain(f"{part}. {PARTS[part - 1]}" if not i else None, "Heading") for i in range(WIDTH)
                ),
            ]
            if part == _CHAIN and (png := drawn(found)):
                rows.append(())
                picture = Picture(png, len(rows))
        elif each.rows:
            rows.append(())
        rows += _section(each)
    summary = f"Recall of {asked(found)}: {result(found)}"
    return Plan("recall", summary, reports=(Report(RECALL_REPORT.name, tuple(rows), picture),))


def drawn(found: Recall) -> bytes | None:
    """The picture of the chain as PNG; None when there is nothing to draw, or it cannot be drawn on this machine."""
    try:
        from lotbook.documents.chain.picture import png_of
        from lotbook.documents.chain.recall import chain_of

        return png_of(chain_of(found), _PIXELS)
    except Exception:  # noqa: BLE001 - it shows again what the lists tell; nobody waits for those because of it
        return None


def _plain(value: Value, style: str = "Text") -> ReportCell:
    return ReportCell(value, style)


def _head(found: Recall, at: datetime, seconds: float, aside: str) -> list[tuple[ReportCell, ...]]:
    stops = any(gap.stops for gap in found.gaps)
    tone = "Finding stop" if stops else ("Finding warn" if found.gaps else "Finding fine")
    return [
        tuple(_plain("Recall" if not i else None, "Title") for i in range(WIDTH)),
        (_plain("Asked", "Note"), _plain(asked(found), "Input")),
        (_plain("Affected", "Note"), _plain(result(found), "Input")),
        (_plain("Certainty", "Note"), _plain(completeness(found), tone)),
        *([(_plain("Set aside", "Note"), _plain(aside, "Finding stop"))] if aside else []),
        (_plain("Made at", "Note"), _plain(f"{at:%Y-%m-%d %H:%M} UTC", "Input")),
        (_plain("Elapsed", "Note"), _plain(f"{seconds:.2f} s", "Input")),
        (_plain("Made by Lotbook; do not type here. Click an identifier to go to its row.", "Note"),),
    ]


def _section(each: Listing) -> list[tuple[ReportCell, ...]]:
    if not each.rows:
        return [(_plain(f"{each.title}: {each.nothing}", "Note"),)]
    rows = [
        (_plain(f"{each.title} ({len(each.rows)})", "Note"),),
        tuple(_plain(header, "Heading report") for header in (_GAP if each.name == "gaps" else each.headers)),
    ]
    for cells, tone, (sheet, number) in list(zip(each.rows, each.tones, each.places, strict=True))[
        :MOST_ROWS
    ]:
        target = f"#'{sheet}'!A{number}" if sheet and number else ""
        first = ReportCell(cells[0], f"Finding {tone}" if tone else ("Link" if target else "Text"), target)
        if each.name == "gaps":
            rows += _gap(first, cells)
        else:
            rows.append((first, *map(_cell, cells[1:])))
    if len(each.rows) > MOST_ROWS:
        rows.append((_plain(f"{len(each.rows) - MOST_ROWS} more; the export has all of them.", "Note"),))
    return rows


def _gap(first: ReportCell, cells: Sequence[Value]) -> list[tuple[ReportCell, ...]]:
    """What is wrong on one line and what to do below it: sentences that run on over the empty cells beside them."""
    *where, wrong, fix, _ = cells[1:]
    return [
        (first, *map(_cell, where), _plain(wrong, "Input")),
        (*(_plain(None) for _ in range(len(where) + 1)), _plain(fix, "Note")),
    ]


def _cell(value: Value) -> ReportCell:
    if isinstance(value, bool):
        return _plain(text_of(value))
    return _plain(value, "Input day" if isinstance(value, date) else "Text")
