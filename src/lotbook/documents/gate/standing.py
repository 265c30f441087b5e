"""Gate: what this customer once sent papers back for does not happen twice."""

from __future__ import annotations

from collections.abc import Iterator

from lotbook.checks.shop import at
from lotbook.documents.gate.case import Case, Rule, listed
from lotbook.documents.gate.lot import needs_certificate
from lotbook.domain.findings import Finding, Kind, Place, Severity
from lotbook.domain.identifiers import key, same
from lotbook.domain.values import text_of
from lotbook.tables.standing import ASK, NEEDS, ONE, ONLY, PAPER, Standing

NEVER_TWICE = Kind(
    "gate-never-twice",
    Severity.STOP,
    "What this customer sent papers back for would happen again",
    "The customer rejected papers for this before; the sheet Settings tells when and why.",
    "Correct what it names; or delete the row in Settings when the customer does not ask for it any more.",
)
ASK_EACH_TIME = Kind(
    "gate-never-twice-ask",
    Severity.WARN,
    "Somebody must look at what this customer sent papers back for",
    "The customer rejected papers for this before, and only a person can see whether it is right this time.",
    "Look at it; then issue with your name and what you saw.",
)
UNCLEAR = Kind(
    "gate-never-twice-unclear",
    Severity.WARN,
    "A standing check cannot be understood",
    "What a customer once sent papers back for would not be looked at.",
    "Write it again with `lotbook remember`, or delete its row in Settings.",
)
OWNERLESS = Kind(
    "gate-never-twice-ownerless",
    Severity.WARN,
    "A standing check names a customer who is not on Customers",
    "It may be this customer, renamed since; what came back once would not be looked at.",
    "Write the customer in the row of Settings as the sheet Customers has it, or delete the row.",
)


def standing(case: Case) -> Iterator[Finding]:
    """Every standing check of this customer holds."""
    for check in case.frozen.around.standing:
        settings = Place("Settings", check.row, check.name, "Value")
        if not check.kind:
            yield UNCLEAR.at(settings, f"{check.name} cannot be understood.")
        elif check.kind == ASK:
            yield ASK_EACH_TIME.at(settings, f"{case.frozen.order.customer} sent papers back. {check.story}")
        elif check.kind == PAPER:
            yield from _paper(case, check, settings)
        elif check.kind == ONE:
            yield from _one(case, check)
        else:
            yield from _column(case, check)
    for check in case.frozen.around.ownerless:
        if not same(check.customer, case.frozen.order.customer):
            place = Place("Settings", check.row, check.name, "Value")
            yield OWNERLESS.at(place, f"{check.name} is for {check.customer}. {check.story}")


def _paper(case: Case, check: Standing, settings: Place) -> Iterator[Finding]:
    wanted = check.words[0]
    given = (*case.frozen.documents_required, *case.enclosed)
    if not any(same(wanted, paper) for paper in given):
        yield NEVER_TWICE.at(
            settings,
            f"{wanted} is not in the package. {check.story}",
            fix=f"Add {wanted} to Documents required of the customer, or enclose it.",
        )


def _one(case: Case, check: Standing) -> Iterator[Finding]:
    """One heat, lot or run on the certificate; materials that need no certificate do not count."""
    what = check.words[0]
    lots = [lot for lot in case.frozen.lots if needs_certificate(lot) is not False]
    names = {
        "heat": [lot.heat or lot.lot_id for lot in lots],
        "lot": [lot.lot_id for lot in lots],
        "run": [run.run_id for run in case.frozen.shipped_runs],
    }[what]
    materials = {key(lot.receipt.material or "") for lot in lots}
    allowed = len(materials) if what in ("heat", "lot") else 1  # an assembly has one of each of its materials
    once = list({key(name): name for name in names}.values())
    if len(once) > allowed:
        shipments = [record.shipment for record in case.frozen.shipments]
        place = at(shipments[0], "run_id") if shipments else at(case.frozen.order, "order_id")
        yield NEVER_TWICE.at(
            place,
            f"The certificate would name more than one {what}: {listed(once)}. {check.story}",
            fix=f"Issue one certificate for each {what}: choose shipments with --shipment.",
        )


def _column(case: Case, check: Standing) -> Iterator[Finding]:
    allowed = {key(word) for word in check.words}
    for row in _rows(case, check.sheet):
        value = text_of(getattr(row, check.field)).strip()
        place = at(row, check.field)
        if check.kind == NEEDS and not value:
            yield NEVER_TWICE.at(place, f"{place.column} of {place.key} is empty. {check.story}")
        elif check.kind == ONLY and key(value) not in allowed:
            yield NEVER_TWICE.at(
                place,
                f"{place.column} of {place.key} is {value or 'empty'}, not {' or '.join(check.words)}. {check.story}",
            )


def _rows(case: Case, sheet: str) -> Iterator[tuple[object, ...]]:
    """The rows of one sheet that the certificate rests on; lots that need no certificate are left out."""
    frozen = case.frozen
    lots = [lot for lot in frozen.lots if needs_certificate(lot) is not False]
    materials = {lot.material.row: lot.material for lot in lots if lot.material}
    rows: dict[str, list[tuple[object, ...] | None]] = {
        "Orders": [frozen.order],
        "Customers": [frozen.customer],
        "Parts": [frozen.part],
        "Shipments": [record.shipment for record in frozen.shipments],
        "Manufacture": [run.run for run in frozen.shipped_runs],
        "Outside processes": [done.process for run in frozen.runs for done in run.processes],
        "Measurements": [each.measurement for run in frozen.shipped_runs for each in run.measurements],
        "Receiving": [lot.receipt for lot in lots],
        "Cuts": [cut for lot in lots for cut in lot.cuts],
        "Materials": [*materials.values()],
    }
    yield from (row for row in rows[sheet] if row is not None)


RULES: tuple[Rule, ...] = (standing,)
