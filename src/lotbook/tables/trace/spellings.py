"""Other spellings of what a trace was asked for: H83O17 and H83-017 for H83017, two heats in one cell, Inc. left out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence, Set
from itertools import compress, repeat
from typing import NamedTuple

from lotbook.domain.findings import Place
from lotbook.domain.identifiers import bare_keys
from lotbook.tables.chain import Chain
from lotbook.tables.keycolumns import places_of, strangers
from lotbook.tables.part_rows import column
from lotbook.tables.records import Records
from lotbook.tables.trace.filters import FILTERS, PROCESS_CERTIFICATE, Filter

_OWN_FIELDS = ("lot_id", "new_lot_id", "run_id")  # they name the row; a filter looks at another cell of it
_LISTS = (",", ";", "&", "+", "|", "(", " / ", "/")
_LISTED = re.compile(r"[,;&+|()/]")
_SEPARATORS = re.compile(r"[\W_]+")
_LEGAL_FORMS = frozenset(
    ("ab", "ag", "bv", "co", "company", "corp", "corporation", "gmbh", "inc", "incorporated", "kg", "limited", "llc",
     "llp", "ltd", "nv", "oy", "plc", "sa", "sas", "spa", "srl")
)  # fmt: skip
_FIRMS = ("supplier", "process_supplier")
_IDENTIFIERS = ("lot", "run")
_NOT_COMPARED = ("revision", "serial")  # a letter says no more; a serial is told by ``serials``


class Alike(NamedTuple):
    """A cell that may hold what was asked for.

    Attributes:
        node: the key of the lot, cut or run of its row.
        place: the cell.
        value: what it holds, as typed.
        label: what the filter is called.
    """

    node: str
    place: Place
    value: str
    label: str


def alike(records: Records, links: Chain, name: str, wanted: Collection[str]) -> Iterator[Alike]:
    """The cells that a filter looks at and that hold what it wants in another spelling, or among other things.

    Args:
        records: the workbook, with at least the fields of the filter.
        links: its chain.
        name: the filter.
        wanted: comparison keys of the values asked for.
    """
    if name in _NOT_COMPARED:
        return
    forms = {_form(name, each) for each in wanted}
    for known in (FILTERS[name], PROCESS_CERTIFICATE) if name == "certificate" else (FILTERS[name],):
        for sheet, node, field in cells_of(known):
            rows = records.loaded(sheet).rows
            keys = links.keys.column(rows, field)
            others = strangers(keys, wanted)
            meant = _meant(name, others, forms)
            if not meant:
                continue
            header = records.loaded(sheet).sheet.columns[field].header
            for position in places_of(keys, meant):
                owner, value = column(rows, node)[position], column(rows, field)[position]
                place = Place(sheet, column(rows, "row")[position], owner or "", header)
                yield Alike(links.keys[owner], place, value, known.label)


def cells_of(known: Filter) -> Iterator[tuple[str, str, str]]:
    """The sheet, the field that names the row, and the field looked at, for every field of a filter."""
    for sheet, fields in known.fields.items():
        node = next(field for field in fields if field in _OWN_FIELDS)
        for field in [each for each in fields if each != node] or [node]:
            yield sheet, node, field


def _meant(name: str, keys: Iterable[str], forms: Set[str]) -> frozenset[str]:
    """The keys that are one of the forms, or list one."""
    every = list(keys)
    found = {each for each, form in _formed(name, every, forms) if form in forms}
    for each, parts in _lists(every):
        if not forms.isdisjoint(_form(name, part) for part in parts):
            found.add(each)
    return frozenset(found)


def _formed(name: str, keys: Sequence[str], forms: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Keys with their forms; at least those that have one of some forms."""
    if name in _FIRMS:
        yield from ((each, _form(name, each)) for each in keys)
        return
    bare = frozenset(form.replace("-", "") for form in forms)
    for each, form in zip(keys, bare_keys(keys), strict=True):
        if form in bare:
            yield each, _form(name, each)


def _lists(keys: Sequence[str]) -> Iterator[tuple[str, list[str]]]:
    """Those keys that list several things, with these."""
    lines = "\n".join(keys)
    if any(mark in lines for mark in _LISTS):
        for each in keys:
            parts = [part.strip() for part in _LISTED.split(each)]
            if len(parts) > 1:
                yield each, [part for part in parts if part]


def _form(name: str, text: str) -> str:
    """The form in which two spellings of one thing are the same one; identifiers keep where their parts end."""
    words = _SEPARATORS.split(text)
    if name in _FIRMS:
        return "".join([word for word in words if word not in _LEGAL_FORMS] or words)
    return ("-" if name in _IDENTIFIERS else "").join(bare_keys(words))


def rows_with_twins(records: Records, links: Chain) -> dict[str, set[int]]:
    """Sheet -> the rows of which a cell that a filter looks at has another spelling elsewhere, or lists several things.

    Every recall must look at them: they may be what is asked for.
    """
    found: dict[str, set[int]] = {}
    for name, known in {**FILTERS, "certificate of a process": PROCESS_CERTIFICATE}.items():
        if name in _NOT_COMPARED:
            continue
        looked = [
            (sheet, records.loaded(sheet).rows, links.keys.column(records.loaded(sheet).rows, field))
            for sheet, _, field in cells_of(known)
        ]
        twins = _twins(name, set().union(*(keys for _, _, keys in looked)) - {""})
        for sheet, rows, keys in looked if twins else ():
            found.setdefault(sheet, set()).update(
                compress(column(rows, "row"), map(twins.__contains__, keys))
            )
    return found


def _twins(name: str, keys: Collection[str]) -> frozenset[str]:
    every = list(keys)
    bare = Counter(map(_form, repeat(name), every) if name in _FIRMS else bare_keys(every))
    by_form: dict[str, str] = {}
    found: set[str] = set()
    for each, form in _formed(name, every, [form for form, count in bare.items() if count > 1]):
        other = by_form.setdefault(form, each)
        if other != each:
            found |= {each, other}
    for each, parts in _lists(every):
        if any(_form(name, part).replace("-", "") in bare for part in parts):
            found.add(each)
    return frozenset(found)
