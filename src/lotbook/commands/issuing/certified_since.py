"""Certificates whose facts were changed in the workbook after they were issued: customer and shop then read two things."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

from lotbook.checks.shop import at
from lotbook.documents.frozen.reach import serials_of
from lotbook.domain.findings import Finding, Kind, Severity
from lotbook.domain.identifiers import key
from lotbook.domain.values import number_text, text_of
from lotbook.tables.certificates import Certificate
from lotbook.tables.records import Records

CHANGED_SINCE = Kind(
    "certified-fact-changed",
    Severity.WARN,
    "A fact on a valid certificate was changed after it was issued",
    "The customer holds a paper that says something else than the workbook; a recall follows the workbook.",
    "Put the row right if it was changed by mistake; else issue the certificate again with --supersede and the reason.",
)
# Field of the frozen chain -> field of the row, for what a certificate prints.
_ORDER = {name: name for name in ("customer", "customer_po", "po_line", "part_number", "part_revision")}
_SHIPMENT = {
    "shipped_on": "shipped_on",
    "run": "run_id",
    "quantity": "quantity",
    "unit": "unit",
    "serials": "serials",
}
_RUN = {"part_number": "part_number", "part_revision": "part_revision", "operator": "operator"}
_LOT = {
    "supplier": "supplier", "material": "material", "heat": "heat_on_certificate", "mill": "mill",
    "country_of_melt": "country_of_melt", "certificate": "certificate_number", "received_on": "received_on",
    "checked_by": "checked_by", "checked_on": "checked_on",
}  # fmt: skip
_CUT = {name: name for name in ("heat_marked", "marked_by", "verified_by", "verified_on")}


class _Rows(NamedTuple):
    """Rows of the workbook by comparison key."""

    orders: Mapping[str, Any]
    shipments: Mapping[str, Any]
    runs: Mapping[str, Any]
    lots: Mapping[str, Any]
    cuts: Mapping[tuple[str, str], Any]  # by piece and what it was taken from; a blend has several
    measured: Mapping[str, Sequence[Any]]  # "characteristic of run", as the chain calls it -> rows
    used: Mapping[str, frozenset[str]]  # run -> what it used
    for_all: Mapping[str, frozenset[str]]  # the same without what is recorded for single serials


def changed_since(
    folder: Path, records: Records, certificates: Sequence[Certificate] | None = None
) -> Iterator[Finding]:
    """One finding for each cell that says something else than a certificate in force; lost rows are told elsewhere.

    A package that is not there, or not as it was issued, is left to ``lotbook verify``.

    Args:
        folder: the workbook's.
        records: the workbook.
        certificates: the rows of the register to look at; every row where none are named.
    """
    every = records.certificates if certificates is None else certificates
    if not every:
        return
    from lotbook.documents.frozen.facts import STANDING

    standing = [row for row in every if row.status in STANDING and row.package]
    rows = _rows(records) if standing else None
    for row in standing:
        if rows and (chain := _chain(folder, row)):
            yield from _differing(f"{row.certificate_id} {row.revision}", chain, rows)


def _rows(records: Records) -> _Rows:
    measured = defaultdict[str, list[Any]](list)
    for each in records.measurements:
        measured[key(f"{each.characteristic} of {each.run_id}")].append(each)
    used, for_all = defaultdict[str, set[str]](set), defaultdict[str, set[str]](set)
    for use in records.materials_used:
        used[key(use.run_id or "")].add(key(use.source or ""))
        if not use.unit_serial:
            for_all[key(use.run_id or "")].add(key(use.source or ""))
    return _Rows(
        {key(row.order_id or ""): row for row in records.orders},
        {key(row.shipment_id or ""): row for row in records.shipments},
        {key(row.run_id or ""): row for row in records.manufacture},
        {key(row.lot_id or ""): row for row in records.receiving},
        {(key(row.new_lot_id or ""), key(row.source or "")): row for row in records.cuts},
        measured,
        {run: frozenset(sources) for run, sources in used.items()},
        {run: frozenset(sources) for run, sources in for_all.items()},
    )


def _chain(folder: Path, row: Certificate) -> Mapping[str, Any]:
    """What was frozen when the certificate was issued; empty where it cannot be read or was altered."""
    try:
        content = (folder / (row.package or "").replace("\\", "/") / "manifest.json").read_bytes()
    except OSError:
        return {}
    if hashlib.sha256(content).hexdigest() != row.sha256:
        return {}
    chain = json.loads(content).get("chain")
    return chain if isinstance(chain, Mapping) else {}


def _differing(name: str, chain: Mapping[str, Any], rows: _Rows) -> Iterator[Finding]:
    from lotbook.documents.package.printed import LATER

    for said, row, fields in (
        (chain, rows.orders.get(key(str(chain.get("order", "")))), _ORDER),
        *(
            (each, rows.shipments.get(key(each["shipment"])), _SHIPMENT)
            for each in chain.get("shipments", ())
        ),
        *((each, rows.runs.get(key(each["run"])), _RUN) for each in chain.get("runs", ())),
        *((each, rows.lots.get(key(each["lot"])), _LOT) for each in chain.get("lots", ())),
        *(
            (cut, rows.cuts.get((key(cut.get("piece", "")), key(cut.get("from", "")))), _CUT)
            for each in chain.get("lots", ())
            for cut in each.get("cuts", ())
        ),
    ):
        if row is None:
            continue
        for field, column in fields.items():
            if field in LATER and field not in said:
                continue  # a certificate of an older Lotbook did not keep it
            then, now = _text(said.get(field)), _text(getattr(row, column))
            if _compared(then) != _compared(now):
                place = at(row, column)
                told = f"{place.column} of {place.key} is {now or '(empty)'} now; {name} says {then or '(nothing)'}."
                yield CHANGED_SINCE.at(place, told)
    yield from _used(name, chain.get("runs", ()), rows)
    yield from _inspected(name, chain.get("printed", {}).get("measured", ()), rows)


def _used(name: str, runs: Iterable[Mapping[str, Any]], rows: _Rows) -> Iterator[Finding]:
    """What a run used, by source; how much of it stands on no certificate of conformance."""
    for said in runs:
        run = key(said["run"])
        row, nothing = rows.runs.get(run), frozenset[str]()
        then = {key(each["source"]) for each in said.get("used", ()) if each.get("source")}
        more, less = (
            sorted(rows.for_all.get(run, nothing) - then - {""}),
            sorted(then - rows.used.get(run, nothing)),
        )
        if row is not None and (more or less):
            told = [f"uses {', '.join(more).upper()} as well"] if more else []
            told += [f"does not use {', '.join(less).upper()} any more"] if less else []
            yield CHANGED_SINCE.at(
                at(row, "run_id"), f"{said['run']} {' and '.join(told)}, since {name} was issued."
            )


def _inspected(name: str, measured: Iterable[Mapping[str, Any]], rows: _Rows) -> Iterator[Finding]:
    """Who measured, where a paper names them: everybody that it names still stands in a row of the characteristic."""
    for said in measured:
        there = rows.measured.get(key(said["characteristic"]), ())
        now = {key(row.inspector or "") for row in there}
        gone = [who for who in said.get("inspectors", ()) if key(who) not in now]
        if there and gone:
            told = f"{said['characteristic']} was measured by {', '.join(filter(None, gone)) or '(nobody)'}, says {name}"
            people = ", ".join(dict.fromkeys(row.inspector or "(nobody)" for row in there))
            yield CHANGED_SINCE.at(at(there[0], "inspector"), f"{told}; the workbook says {people}.")


def _compared(text: str) -> list[str]:
    """Several serial numbers are the same whatever stands between them."""
    return [key(part) for part in serials_of(text)]


def _text(value: object) -> str:
    """A value as the chain keeps it."""
    if isinstance(value, list):
        return ", ".join(map(str, value))
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return number_text(value)
    return "" if value is None else text_of(str(value))
