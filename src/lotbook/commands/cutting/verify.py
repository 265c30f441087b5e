"""Verifying a mark: another person read it from the piece, and it is the heat of what the piece was cut from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from lotbook.checks.shop import Shop, at
from lotbook.commands.cutting.findings import MARK_DIFFERS, PERSON_REFUSED
from lotbook.commands.cutting.plan import VERIFYING, Cutting, person, the_source
from lotbook.commands.cutting.stock import Stock
from lotbook.domain.edits import Edit, Plan
from lotbook.domain.findings import Finding
from lotbook.domain.identifiers import key, same
from lotbook.errors import NotFoundError
from lotbook.tables.cuts import Cut


def verify(shop: Shop, piece: str, heat: str, by: str, on: date) -> Cutting:
    """Another person read the mark on a piece: it is verified when that is the heat of what it was cut from.

    The heat is what was read from the piece, not what the workbook says, so a slip is found and not repeated.

    Raises:
        NotFoundError: there is no such piece.
    """
    name = the_source(shop, piece)
    rows: Sequence[Cut] = shop.pieces.get(key(name), ())
    if not rows:
        raise NotFoundError(
            f"{name} is a delivery, not a cut piece.", next_step="Name a piece of the sheet Cuts."
        )
    stock = Stock(shop)
    findings = list(person(shop, by, VERIFYING, on, at(rows[0], "verified_by")))
    heats = {lot.heat_on_certificate for lot in stock.origins(name)}
    if not any(same(heat, known) for known in heats):
        said = f"{heat} was read on {name}; its heat is {' or '.join(known or '(none)' for known in heats)}."
        findings.append(MARK_DIFFERS.at(at(rows[0], "heat_marked"), said))
    edits: list[Edit] = []
    for row in rows:
        findings += _against_mark(row, name, heat, by, on)
        if row.heat_marked is None:
            edits.append(Edit("Cuts", row.row, "Heat marked", None, heat, name))
        edits.append(Edit("Cuts", row.row, "Verified by", row.verified_by, by, name))
        edits.append(Edit("Cuts", row.row, "Verified on", row.verified_on, on, name))
    made = Plan("cut", f"{name} verified by {by}: heat {heat}.", edits=tuple(edits))
    return Cutting(made, (name,), tuple(findings))


def _against_mark(row: Cut, name: str, heat: str, by: str, on: date) -> Iterator[Finding]:
    """What stands against verifying one mark: the marker does not verify, and the workbook says the same heat."""
    if not row.marked_by:
        said = (
            f"Nobody is named in Marked by of {name}, so it cannot be told whether {by} put the mark on it."
        )
        yield PERSON_REFUSED.at(at(row, "marked_by"), said)
    elif same(row.marked_by, by):
        yield PERSON_REFUSED.at(at(row, "verified_by"), f"{by} put the mark on {name}.")
    if row.heat_marked and not same(row.heat_marked, heat):
        said = f"{heat} was read on {name}, but Heat marked says {row.heat_marked}."
        yield MARK_DIFFERS.at(at(row, "heat_marked"), said)
    if row.cut_on and on < row.cut_on:
        said = f"{name} was cut on {row.cut_on}, so nobody verified it on {on}."
        yield PERSON_REFUSED.at(at(row, "verified_on"), said)
