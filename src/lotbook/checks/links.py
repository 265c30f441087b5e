"""Links between rows: every cell that names a row of another sheet must name one that is there."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from difflib import get_close_matches
from operator import itemgetter
from typing import NamedTuple

from lotbook.checks.shop import Check, Shop, at, named
from lotbook.domain.findings import Finding, Kind, Severity
from lotbook.domain.identifiers import lookalike_key
from lotbook.tables.book import TABLES
from lotbook.tables.column import Column, Sheet
from lotbook.tables.part_rows import distinct

CHAIN_BROKEN = Kind(
    "chain-broken",
    Severity.STOP,
    "A link of the chain leads nowhere",
    "A lot, cut, run or order is named that is not in the workbook. A recall would end here and miss everything beyond.",
    "Correct the identifier from the tag or traveler, or enter the row that is missing.",
)
LINK_NOT_FOUND = Kind(
    "link-not-found",
    Severity.STOP,
    "A name is not in its list",
    "The rules for this material, part, supplier or customer cannot be applied when its row is not found.",
    "Choose the name from the drop-down, or add it to its sheet first.",
)
PERSON_NOT_FOUND = Kind(
    "person-not-found",
    Severity.WARN,
    "A person is not in People",
    "Whether the person was trained or may sign cannot be looked up.",
    "Choose the person from the drop-down, or add the person to People.",
)
REVISION_NOT_FOUND = Kind(
    "revision-not-found",
    Severity.STOP,
    "A part has no such revision",
    "The part number is known, but not in this revision, so drawing and certificate would name the wrong one.",
    "Correct the revision, or add the part in this revision to Parts.",
)
LINK_SPELLED_DIFFERENTLY = Kind(
    "link-spelled-differently",
    Severity.NOTE,
    "A name is spelled differently than its own row",
    "Lotbook takes both for the same, but Excel's filters and formulas may not.",
    "Choose the name from the drop-down.",
)
REVISION_SPELLED_DIFFERENTLY = Kind(
    "revision-spelled-differently",
    Severity.WARN,
    "A part revision is spelled differently than in Parts",
    "The certificate would print one spelling as the revision and the other beside the drawing; a buyer sees two revisions.",
    "Type the revision as it stands on the drawing, in the same spelling here and in Parts.",
)

_CHAIN = frozenset(
    {
        ("Cuts", "source"),
        ("Materials used", "run_id"),
        ("Materials used", "source"),
        ("Shipments", "run_id"),
        ("Shipments", "order_id"),
    }
)
_MOST_SUGGESTIONS = 200  # distinct unknown names that are worth a search; more means a sheet is lost
_FEW_NAMES = 2000  # registers up to this size are searched for similar words as well
_ALPHABET = "abcdefghijklmnopqrstuvwxyz0123456789-"


class Targets(NamedTuple):
    """The names a link column may hold, as their own rows spell them, and their comparison keys when needed."""

    spelled: set[str]
    keys: dict[str, str]  # comparison key -> as spelled; filled when a name is not found as it is spelled
    lookalikes: dict[str, str]

    def similar(self, wanted: str) -> str:
        """The name that was probably meant, or an empty text."""
        alike = self.lookalikes.get(lookalike_key(wanted), "")
        near = alike or next((word for word in sorted(_one_typo(wanted)) if word in self.keys), "")
        if not near and len(self.keys) <= _FEW_NAMES:
            near = next(iter(get_close_matches(wanted, self.keys, 1, 0.75)), "")
        return self.keys[near] if near else ""


def links(shop: Shop) -> Iterator[Finding]:
    """Every link column of every sheet names rows that are there; part revisions are looked up with their part."""
    known: dict[str, Targets | None] = {}
    for sheet in TABLES:
        for position, (field, column) in enumerate(sheet.columns.items(), 1):
            if column.link and column.link != "Parts.Revision":
                if column.link not in known:
                    known[column.link] = _targets(shop, column.link)
                targets = known[column.link]
                if targets is not None:
                    yield from _column(shop, sheet, field, position, targets)


def _targets(shop: Shop, link: str) -> Targets | None:
    """The names a link may lead to; None when a sheet or column it leads to is missing, which is reported once."""
    spelled: set[str] = set()
    for target in link.split("|"):
        sheet_name, _, header = target.partition(".")
        loaded = shop.records.loaded(sheet_name)
        if loaded.view is None or header in loaded.headers.missing:
            return None
        field = next(name for name, column in loaded.sheet.columns.items() if column.header == header)
        spelled |= distinct(loaded.rows, field)
    spelled.discard(None)
    return Targets(spelled, {}, {})


def _column(shop: Shop, sheet: Sheet, field: str, position: int, targets: Targets) -> Iterator[Finding]:
    rows = shop.records.loaded(sheet.name).rows
    # Nearly every name stands there exactly as its own row spells it; only the others are looked at one by one.
    others = distinct(rows, field).difference(targets.spelled, [None])
    if not others:
        return
    if not targets.keys:
        targets.keys.update((shop.keys[name], name) for name in sorted(targets.spelled, reverse=True))
    column = sheet.columns[field]
    told = {
        name: _trouble(shop, sheet, field, str(name), targets, search=number < _MOST_SUGGESTIONS)
        for number, name in enumerate(others)
    }
    for row in rows:
        if row[position] in told:
            kind, message, fix = told[row[position]]
            yield kind.at(at(row, field), f"{column.header} of {named(row)} {message}", fix=fix)


def _trouble(
    shop: Shop, sheet: Sheet, field: str, name: str, targets: Targets, *, search: bool
) -> tuple[Kind, str, str]:
    spelled = targets.keys.get(shop.keys[name])
    if spelled is not None:
        return LINK_SPELLED_DIFFERENTLY, f"names {name!r}; its own row says {spelled!r}.", ""
    column = sheet.columns[field]
    kind = CHAIN_BROKEN if (sheet.name, field) in _CHAIN else LINK_NOT_FOUND
    if column.link.startswith("People."):
        kind = PERSON_NOT_FOUND
    if search and not targets.lookalikes:
        targets.lookalikes.update((lookalike_key(each), each) for each in targets.keys)
    near = targets.similar(shop.keys[name]) if search else ""
    where = _where(column)
    return kind, f"names {name!r}, which is not in {where}" + (f"; did you mean {near}?" if near else "."), ""


def _where(column: Column) -> str:
    sheets = [target.split(".")[0] for target in column.link.split("|")]
    return " or ".join(dict.fromkeys(sheets))


def _one_typo(word: str) -> set[str]:
    """Every word that one slip makes of this one: a letter too many, too few, swapped or wrong."""
    halves = [(word[:cut], word[cut:]) for cut in range(len(word) + 1)]
    found = {left + right[1:] for left, right in halves if right}
    found |= {left + right[1] + right[0] + right[2:] for left, right in halves if len(right) > 1}
    found |= {left + mark + right[1:] for left, right in halves if right for mark in _ALPHABET}
    return found | {left + mark + right for left, right in halves for mark in _ALPHABET}


def revisions(shop: Shop) -> Iterator[Finding]:
    """A part number and its revision together name a row of Parts."""
    if shop.records.loaded("Parts").view is None:
        return
    revisions_of: dict[str, list[str]] = {}
    spelled: set[tuple[str, str]] = set()
    for part in shop.records.parts:
        number = shop.keys[part.part_number]
        revisions_of.setdefault(number, []).append(part.revision or "")
        spelled.add((number, (part.revision or "").strip()))
    for sheet in TABLES:
        if "part_revision" in sheet.columns:
            yield from _revision_column(shop, sheet, revisions_of)
            yield from _other_spelling(shop, sheet, spelled)


def _number_and_revision(sheet: Sheet) -> itemgetter[tuple[int, int]]:
    """Part number and part revision of a row of this sheet."""
    fields = list(sheet.columns)
    return itemgetter(fields.index("part_number") + 1, fields.index("part_revision") + 1)


def _other_spelling(shop: Shop, sheet: Sheet, spelled: Collection[tuple[str, str]]) -> Iterator[Finding]:
    """Rows whose revision is known to Parts, but in other letters."""
    rows, keys, pair = shop.records.loaded(sheet.name).rows, shop.keys, _number_and_revision(sheet)
    other = {
        (number, revision): part
        for number, revision in set(map(pair, rows))
        if number and revision and (keys[number], revision.strip()) not in spelled
        if (part := shop.parts.get((keys[number], keys[revision])))
    }
    for row in rows if other else ():
        if part := other.get(pair(row)):
            yield REVISION_SPELLED_DIFFERENTLY.at(
                at(row, "part_revision"),
                f"{named(row)} says {part.part_number} revision {pair(row)[1]}; Parts says {part.revision}.",
            )


def _revision_column(shop: Shop, sheet: Sheet, revisions_of: dict[str, list[str]]) -> Iterator[Finding]:
    rows, pair = shop.records.loaded(sheet.name).rows, _number_and_revision(sheet)
    keys = shop.keys
    unknown = {
        (number, revision)
        for number, revision in set(map(pair, rows))
        if number
        and revision
        and keys[number] in revisions_of
        and (keys[number], keys[revision]) not in shop.parts
    }
    for row in rows if unknown else ():
        if pair(row) in unknown:
            number, revision = pair(row)
            known = ", ".join(revisions_of[keys[number]])
            yield REVISION_NOT_FOUND.at(
                at(row, "part_revision"),
                f"{named(row)} asks for {number} revision {revision}; Parts has only revision {known}.",
            )


CHECKS: tuple[Check, ...] = (links, revisions)
