"""Which rows a certificate rests on, and which rows may belong to it although nothing leads to them.

A certificate is wrong in silence when one of two rows of the same name was taken, or when a row that should be part of
it names nothing, or the wrong run. Both are looked for here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from lotbook.documents.frozen.reach import Gap
from lotbook.domain.findings import Place
from lotbook.domain.identifiers import key, lookalike_key
from lotbook.tables.book import TABLES
from lotbook.tables.records import Records

_MOST_NAMED = 5
_NOT_ASKED = frozenset({"Recalls", "Recall notices"})  # written after certificates, never read for one


def with_twins(records: Records, rows: Iterable[tuple[str, int]]) -> set[tuple[str, int]]:
    """These rows (sheet and row number) and every other row that is called the same on its sheet.

    Of two rows with one name a certificate takes the first; what is found on the second concerns it as well.
    """
    concerned = set(rows)
    for sheet in TABLES:
        mine = {row for name, row in concerned if name == sheet.name}
        if not mine or not sheet.key:
            continue
        rows_of_sheet: Iterable[Any] = records.loaded(sheet.name).rows
        every = [(row.row, _name(row, sheet.key)) for row in rows_of_sheet]
        names = {name for row, name in every if row in mine and any(name)}
        concerned |= {(sheet.name, row) for row, name in every if name in names}
    return concerned


def headers(records: Records) -> Iterator[tuple[str, int]]:
    """Sheet and header row of every sheet that a certificate is made or judged from; row 0 for the sheet itself.

    A column or sheet that is not found reads like empty cells: no scrap, no expiry, no nonconformance.
    """
    for sheet in TABLES:
        if sheet.name not in _NOT_ASKED:
            view = records.loaded(sheet.name).view
            yield sheet.name, 0
            yield from ((sheet.name, view.header_row),) if view else ()


def _name(row: Any, fields: Sequence[str]) -> tuple[str, ...]:  # noqa: ANN401 - a row of any sheet
    return tuple(key(str(getattr(row, field) or "")) for field in fields)


class _Owned(NamedTuple):
    """A sheet whose rows belong to something by its name: which field names it, and what it must be."""

    sheet: str
    column: str
    owner: Callable[[Any], str | None]
    known: frozenset[str]


def strays(records: Records, mine: Iterable[str], beside: Iterable[str]) -> Iterator[Gap]:
    """Rows of runs and nonconformances whose owner is not in the workbook, so that no certificate would hold them.

    Args:
        records: the workbook.
        mine: IDs of the runs, lots and pieces on this certificate; a stray that looks like one of them most likely is it.
        beside: IDs that are neither lot nor run, but this certificate's own: order, shipments, serial numbers.
    """
    alike = {lookalike_key(name): name for name in mine}
    own = {key(name) for name in beside}
    for owned in _owned(records):
        lost: list[int] = []
        rows: Iterable[Any] = records.loaded(owned.sheet).rows
        for row in rows:
            name = owned.owner(row)
            if name and key(name) in owned.known:
                continue
            meant = alike.get(lookalike_key(name)) if name else None
            if name and (meant or key(name) in own):
                yield _close(owned, row.row, name, meant)
            else:
                lost.append(row.row)
        if lost:
            yield _lost(owned, lost)


def _owned(records: Records) -> Iterator[_Owned]:
    runs = frozenset(key(run.run_id) for run in records.manufacture if run.run_id)
    lots = frozenset(key(lot.lot_id) for lot in records.receiving if lot.lot_id)
    pieces = frozenset(key(cut.new_lot_id) for cut in records.cuts if cut.new_lot_id)
    for sheet in ("Materials used", "Outside processes", "Measurements"):
        yield _Owned(sheet, "Run ID", lambda row: row.run_id, runs)
    yield _Owned("Nonconformances", "Lot or run", lambda row: row.subject, runs | lots | pieces)


def _close(owned: _Owned, row: int, name: str, meant: str | None) -> Gap:
    about = f"looks like {meant}" if meant else "stands on this certificate"
    message = f"Row {row} of {owned.sheet} names {name}, which is no {owned.column.removesuffix(' ID').lower()} of this workbook, but {about}."
    return Gap("stray", name, Place(owned.sheet, row, name, owned.column), message)


def _lost(owned: _Owned, rows: Sequence[int]) -> Gap:
    shown = ", ".join(map(str, rows[:_MOST_NAMED])) + (" and others" if len(rows) > _MOST_NAMED else "")
    which = f"row {shown} names" if len(rows) == 1 else f"rows {shown} name"
    message = f"{owned.sheet}: {which} no {owned.column.removesuffix(' ID').lower()} of this workbook; it cannot be told whether this certificate lacks something."
    return Gap("unassigned", "", Place(owned.sheet, rows[0], "", owned.column), message)
