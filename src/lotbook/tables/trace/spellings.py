"""Other spellings of what a trace was asked for: H83O17 and H83-017 for H83017, two heats in one cell, Inc. left out."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence, Set
from itertools import compress
from typing import NamedTuple

from lotbook.domain.findings import Place
from lotbook.domain.identifiers import bare_keys
from lotbook.tables.chain import Chain
from lotbook.tables.keycolumns import places_of, strangers
from lotbook.tables.part_rows import column
from lotbook.tables.records import Records
from lotbook.tables.trace.filters import FILTERS, PROCESS_CERTIFICATE, Filter

_OWN_FIELDS = ("lot_id", "new_lot_id", "run_id")  # they name the row; a filter looks at another cell of it
_LISTED = re.compile(r"[,;&+|()/]")
_MOST_WORDS = 8
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
        is_firm: it is the name of a firm with further words, which may be another firm.
    """

    node: str
    place: Place
    value: str
    label: str
    is_firm: bool


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
    forms = frozenset(_form(name, each) for each in wanted)
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
                is_firm = name in _FIRMS and _form(name, keys[position]) not in forms
                yield Alike(links.keys[owner], place, value, known.label, is_firm)


def cells_of(known: Filter) -> Iterator[tuple[str, str, str]]:
    """The sheet, the field that names the row, and the field looked at, for every field of a filter."""
    for sheet, fields in known.fields.items():
        node = next(field for field in fields if field in _OWN_FIELDS)
        for field in [each for each in fields if each != node] or [node]:
            yield sheet, node, field


def _meant(name: str, keys: Iterable[str], forms: Set[str]) -> frozenset[str]:
    """The keys that have one of the forms, or hold it among other things."""
    every = list(keys)
    bare = _bare(every)
    found: set[str] = set()
    for form in forms:
        within = form.replace("-", "")
        found.update(each for each, text in zip(every, bare, strict=True) if within in text)
    return frozenset(
        each
        for each in found
        if _form(name, each) in forms or any(_form(name, part) in forms for part in _parts(each))
    )


def _parts(text: str) -> Iterator[str]:
    """What a text may list: what stands between its marks, and each row of words in that."""
    pieces = [piece.strip() for piece in _LISTED.split(text)]
    for piece in pieces:
        words = piece.split(" ")[:_MOST_WORDS]
        for first in range(len(words)):
            for last in range(first + 1, len(words) + 1):
                part = " ".join(words[first:last])
                if part and part != text:
                    yield part


def _bare(keys: Sequence[str]) -> list[str]:
    """The bare forms; a bare number without its leading zeros, which Excel drops."""
    return [each.lstrip("0") if each[:1] == "0" and each.isdigit() else each for each in bare_keys(keys)]


def _form(name: str, text: str) -> str:
    """The form in which two spellings of one thing are the same one; identifiers keep where their parts end."""
    words = _SEPARATORS.split(text)
    if name in _FIRMS:
        words = [word for word in words if word not in _LEGAL_FORMS] or words
    return "-".join(bare_keys(words)) if name in _IDENTIFIERS else _bare(["".join(words)])[0]


def rows_with_twins(records: Records, links: Chain) -> dict[str, set[int]]:
    """Sheet -> the rows of which a cell that a filter looks at has another spelling elsewhere, or lists several things.

    Every recall must look at them: they may be what is asked for.
    """
    found: dict[str, set[int]] = {}
    for name, known in FILTERS.items():
        if name in _NOT_COMPARED:
            continue
        both = (known, PROCESS_CERTIFICATE) if name == "certificate" else (known,)
        looked = [
            (sheet, records.loaded(sheet).rows, links.keys.column(records.loaded(sheet).rows, field))
            for each in both
            for sheet, _, field in cells_of(each)
        ]
        twins = _twins(name, set().union(*(keys for _, _, keys in looked)) - {""})
        for sheet, rows, keys in looked if twins else ():
            found.setdefault(sheet, set()).update(
                compress(column(rows, "row"), map(twins.__contains__, keys))
            )
    return found


def _twins(name: str, keys: Collection[str]) -> frozenset[str]:
    every = list(keys)
    by_form: dict[str, str] = {}
    found: set[str] = set()
    for each, form in zip(every, _forms(name, every), strict=True):
        other = by_form.setdefault(form, each)
        if other != each:
            found |= {each, other}
    marked = [each for each in every if " " in each or _LISTED.search(each)]
    for each in marked:
        parts = {_form(name, part) for part in _parts(each)} - {_form(name, each)}
        if not by_form.keys().isdisjoint(parts):
            found.add(each)
    return frozenset(found)


def _forms(name: str, keys: Sequence[str]) -> list[str]:
    plain = name not in _FIRMS and name not in _IDENTIFIERS
    return _bare(keys) if plain else [_form(name, each) for each in keys]
