"""Certificates whose facts were changed in the workbook after they were issued: customer and shop then read two things."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from lotbook.checks.shop import at
from lotbook.commands.issuing.certified_facts import Fact, Rows, master_facts, row_facts, rows_of
from lotbook.documents.frozen.reach import serials_of
from lotbook.domain.findings import Finding, Kind, Place, Severity
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
    rows = rows_of(records) if standing else None
    masters: dict[Place, list[tuple[str, str, str]]] = {}
    for row in standing:
        if rows and (chain := _chain(folder, row)):
            name = f"{row.certificate_id} {row.revision}"
            yield from _differing(name, chain, rows)
            for place, then, now in _differences(master_facts(chain, rows)):
                masters.setdefault(place, []).append((name, then, now))
    yield from _of_masters(masters)


def _of_masters(masters: Mapping[Place, Sequence[tuple[str, str, str]]]) -> Iterator[Finding]:
    """What stands once for many certificates, such as a customer's address: one finding a cell, however many say it."""
    for place, said in masters.items():
        name, then, now = said[-1]
        more = f" and {len(said) - 1} more" if len(said) > 1 else ""
        says = "say" if more else "says"
        told = f"{place.column} of {place.key} is {now or '(empty)'} now; {name}{more} {says} {then or '(nothing)'}."
        yield CHANGED_SINCE.at(place, told)


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


def _differing(name: str, chain: Mapping[str, Any], rows: Rows) -> Iterator[Finding]:
    for place, then, now in _differences(row_facts(chain, rows)):
        told = f"{place.column} of {place.key} is {now or '(empty)'} now; {name} says {then or '(nothing)'}."
        yield CHANGED_SINCE.at(place, told)
    yield from _used(name, chain.get("runs", ()), rows)
    yield from _done_outside(name, chain.get("runs", ()), rows)
    measured = chain.get("printed", {}).get("measured", ())
    yield from _inspected(name, measured, rows)
    yield from _results(name, measured, rows)
    yield from _packed(name, chain, rows)


def _differences(facts: Iterable[Fact]) -> Iterator[tuple[Place, str, str]]:
    """Cell, what the certificate says, and what the workbook says, wherever these are two things."""
    from lotbook.documents.package.printed import LATER

    for said, row, fields in facts:
        for field, columns in fields.items() if row is not None else ():
            if field in LATER and field not in said:
                continue  # a certificate of an older Lotbook did not keep it
            cells = [_text(getattr(row, column)) for column in columns]
            then, now = _text(said.get(field)), " ".join(filter(None, cells)) if cells[0] else ""
            if _compared(then) != _compared(now):
                yield at(row, columns[0]), then, now


def _used(name: str, runs: Iterable[Mapping[str, Any]], rows: Rows) -> Iterator[Finding]:
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


# What a paper names of each measurement, the column it stands in, and how it is told.
_NAMED = (
    ("inspectors", "inspector", "was measured by"),
    ("gauges", "gauge", "was measured with gauge"),
    ("measured_on", "measured_on", "was measured on"),
    ("pieces", "piece", "was measured on piece"),
    ("reports", "nonconformance", "has nonconformance"),
)


def _inspected(name: str, measured: Iterable[Mapping[str, Any]], rows: Rows) -> Iterator[Finding]:
    """Who measured, when and with what, where a paper says so: everything it names still stands in a row."""
    for said in measured:
        there = rows.measured.get(key(said["characteristic"]), ())
        for field, column, words in _NAMED if there else ():
            now = {key(_text(getattr(row, column))) for row in there}
            gone = [each for each in said.get(field, ()) if key(each) not in now]
            if gone:
                told = f"{said['characteristic']} {words} {', '.join(filter(None, gone)) or '(nobody)'}, says {name}"
                says = ", ".join(dict.fromkeys(_text(getattr(row, column)) or "(nobody)" for row in there))
                yield CHANGED_SINCE.at(at(there[0], column), f"{told}; the workbook says {says}.")


def _done_outside(name: str, runs: Iterable[Mapping[str, Any]], rows: Rows) -> Iterator[Finding]:
    """Outside processes that the certificate names and the workbook does not any more."""
    for said in runs:
        row, now = rows.runs.get(key(said["run"])), rows.processes.get(key(said["run"]), ())
        there = {key(each.process or "") for each in now}
        gone = [
            each["process"] for each in said.get("processes", ()) if key(each.get("process", "")) not in there
        ]
        if row is not None and gone:
            told = f"{said['run']} has no outside process {', '.join(gone)} any more; {name} names it."
            yield CHANGED_SINCE.at(at(row, "run_id"), told)


def _results(name: str, measured: Iterable[Mapping[str, Any]], rows: Rows) -> Iterator[Finding]:
    """Results that the certificate prints and no row of the characteristic holds any more; what was added is no change."""
    for said in measured:
        there = rows.measured.get(key(said["characteristic"]), ())
        gone = Counter(map(_result, said.get("results", ()))) - Counter(_result(row.result) for row in there)
        if there and gone:
            printed = Counter(map(_result, said.get("results", ())))
            row = next((each for each in there if _result(each.result) not in printed), there[0])
            then = ", ".join(value or "(nothing)" for value in gone.elements())
            told = f"{said['characteristic']}: {name} says {then}; the workbook says {_result(row.result) or '(nothing)'}."
            yield CHANGED_SINCE.at(at(row, "result"), told)


def _packed(name: str, chain: Mapping[str, Any], rows: Rows) -> Iterator[Finding]:
    """Packing slips that the certificate names and no row of its shipments names any more."""
    sent = [row for each in chain.get("shipments", ()) if (row := rows.shipments.get(key(each["shipment"])))]
    now = {key(row.packing_slip or "") for row in sent}
    gone = [slip for slip in chain.get("printed", {}).get("packing_slips", ()) if key(slip) not in now]
    if sent and gone:
        told = f"{name} names packing slip {', '.join(gone)}; its shipments do not any more."
        yield CHANGED_SINCE.at(at(sent[0], "packing_slip"), told)


def _result(value: object) -> str:
    """A result in one form: 68.000 is 68."""
    try:
        return "" if value in (None, "none") else number_text(Decimal(str(value)))
    except InvalidOperation:
        return str(value)


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
