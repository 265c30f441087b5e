"""Serials listed as a range: ``SN-001 - SN-020`` names two units and means twenty."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from itertools import compress

from lotbook.domain.findings import Finding, Place
from lotbook.domain.identifiers import key
from lotbook.tables.column import Text
from lotbook.tables.part_rows import column
from lotbook.tables.records import Records
from lotbook.tables.trace import serial_kinds
from lotbook.tables.trace.filters import serials_in

_RANGE = re.compile(
    r"(?P<before>.*?)(?P<first>\d+)\s*(?:-|\.{2,3}|…|to|bis|through)\s*(?P<again>.*?)(?P<last>\d+)"
)
_FIELDS = (("Shipments", "serials"), ("Materials used", "unit_serial"))


def holds(text: str, wanted: str) -> bool:
    """Whether a text is a range that a serial lies in; both are comparison keys.

    >>> holds("sn-001 - sn-020", "sn-007"), holds("sn-001-020", "sn-021"), holds("sn-007", "sn-007")
    (True, False, False)
    """
    found = _RANGE.fullmatch(text)
    if not found or found["again"] not in ("", found["before"]):
        return False
    digits = wanted.removeprefix(found["before"])
    within = digits.isdecimal() and int(found["first"]) <= int(digits) <= int(found["last"])
    return within and wanted.startswith(found["before"])


def is_range(text: str) -> bool:
    """Whether a text, which is a comparison key, may be a range."""
    return _RANGE.fullmatch(text) is not None


def in_ranges(records: Records, wanted: frozenset[str], traced: Container[str]) -> Iterator[Finding]:
    """Rows whose cell has a range that a serial asked for lies in, and whose run is not traced; all as keys."""
    for sheet, field in _FIELDS if wanted else ():
        rows = records.loaded(sheet).rows
        texts, runs, numbers = (column(rows, each) for each in (field, "run_id", "row"))
        meant = {text for text in set(texts) if _meant(text, wanted)}
        for text, run, row in compress(
            zip(texts, runs, numbers, strict=True), map(meant.__contains__, texts)
        ):
            if key(run or "") not in traced:
                place = Place(sheet, row, run or "", records.loaded(sheet).sheet.columns[field].header)
                yield serial_kinds.SERIAL_RANGE.at(place, f"Row {row} of {sheet} lists {text}.")


def _meant(text: Text, wanted: frozenset[str]) -> bool:
    return any(holds(key(part), serial) for part in serials_in(text) for serial in wanted)


def rows_with_ranges(records: Records) -> dict[str, set[int]]:
    """Sheet -> the rows with a range of serials; every recall must look at them."""
    found: dict[str, set[int]] = {}
    for sheet, field in _FIELDS:
        rows = records.loaded(sheet).rows
        texts = column(rows, field)
        ranges = {
            text for text in set(texts) if any(_RANGE.fullmatch(key(part)) for part in serials_in(text))
        }
        found[sheet] = set(compress(column(rows, "row"), map(ranges.__contains__, texts)))
    return found
