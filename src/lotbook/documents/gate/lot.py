"""Gate: every shipped piece goes back to released lots with a heat, marked on the way and looked at by people."""

from __future__ import annotations

from collections.abc import Iterator

from lotbook.checks.shop import at
from lotbook.documents.frozen.rows import LotRecord
from lotbook.documents.gate.case import Case, Rule, strictly
from lotbook.domain.findings import Finding, Kind, Severity
from lotbook.domain.identifiers import key, same
from lotbook.tables.cuts import Cut

NO_MATERIAL = Kind(
    "gate-no-material",
    Severity.STOP,
    "A run used no material that is known",
    "What the pieces are made of cannot be told, so no heat and no certificate can be named.",
    "Enter what the run used on the sheet Materials used.",
)
NOT_RELEASED = Kind(
    "gate-lot-not-released",
    Severity.STOP,
    "A lot on the way is not released",
    "Pieces from material in quarantine, on hold or rejected must not be shipped.",
    "Check and release the lot on the sheet Receiving, or ship pieces of other material.",
)
PIECE_HELD = Kind(
    "gate-piece-held",
    Severity.STOP,
    "A recall holds a piece on the way",
    "A cut piece has no status of its own; what was made of it must not be shipped until the recall is released.",
    "Release the recall if the piece is good, or ship pieces of other material.",
)
HEAT_MISSING = Kind(
    "gate-heat-missing",
    Severity.STOP,
    "A lot has no heat or maker's lot number",
    "Without it the supplier's certificate belongs to any material and to none.",
    "Read the number from the certificate and from the material, and type both.",
)
HEAT_DIFFERS = Kind(
    "gate-heat-differs",
    Severity.STOP,
    "Heat on material and heat on certificate differ",
    "The certificate is another metal's.",
    "Reject the lot until the supplier sends the right certificate.",
)
USED_EXPIRED = Kind(
    "gate-used-expired",
    Severity.STOP,
    "Material was used after its last day",
    "Expired resin, adhesive or powder does not conform.",
    "Open a nonconformance, or correct the date.",
)
MARK_NOT_TRANSFERRED = Kind(
    "gate-mark-not-transferred",
    Severity.STOP,
    "A cut piece does not carry the lot's heat",
    "A piece without its heat cannot be told from a piece of any other plate.",
    "Compare the piece with its parent; fill Heat marked as it is marked on the piece.",
)
MARK_NOT_VERIFIED = Kind(
    "gate-mark-not-verified",
    Severity.STOP,
    "The mark of a cut piece was not verified in time by a second person",
    "The mark must be compared by somebody other than the marker, before the piece is used.",
    "Fill Verified by and Verified on with who compared the marks, and when.",
)
MILL_MISSING = Kind(
    "gate-mill-missing",
    Severity.WARN,
    "A metal lot has no mill",
    "The certificate prints who made the metal, and would leave it empty; buyers ask for it, and for where it was melted.",
    "Type the mill as the supplier's certificate names it in Mill.",
)
SPEC_REVISION_MISSING = Kind(
    "gate-spec-revision-missing",
    Severity.WARN,
    "A material specification has no revision",
    "A callout is not complete without revision or year; buyers ask for it.",
    "Fill Spec revision on the sheet Materials.",
)

# Families whose maker a certificate names.
METALS = frozenset(
    (
        "Aluminium", "Carbon steel", "Alloy steel", "Stainless steel", "Titanium", "Copper alloy", "Nickel alloy",
    )
)  # fmt: skip


def needs_certificate(lot: LotRecord) -> bool | None:
    """Whether the material asks for a certificate; None when the sheet Materials does not say."""
    needed = lot.material.certificate_needed if lot.material else None
    return None if needed is None else needed != "None"


def material_known(case: Case) -> Iterator[Finding]:
    """Each run, sub-assemblies included, goes back to at least one lot."""
    unresolved = {gap.place.key for gap in case.frozen.gaps if gap.what == "source"}
    for record in case.frozen.runs:
        if not record.lots and not record.sub_runs and record.run_id not in unresolved:
            yield NO_MATERIAL.at(
                at(record.run, "run_id"), f"Run {record.run_id} used no known lot, cut or run."
            )


def released(case: Case) -> Iterator[Finding]:
    """Every lot is released, and no recall holds a piece on the way."""
    for lot in case.frozen.lots:
        status = lot.receipt.status
        if status != "Released":
            reason = f": {lot.receipt.reason}" if lot.receipt.reason else ""
            yield NOT_RELEASED.at(
                at(lot.receipt, "status"), f"Lot {lot.lot_id} is {status or 'without a status'}{reason}."
            )
    for cut, hold in case.frozen.around.held:
        yield PIECE_HELD.at(at(cut, "new_lot_id"), f"Piece {cut.new_lot_id} is {hold.told}.")


def heats(case: Case) -> Iterator[Finding]:
    """Heat on certificate and heat on material are there and the same, where a certificate is needed."""
    for lot in case.frozen.lots:
        receipt, needed = lot.receipt, needs_certificate(lot)
        for field, word in (("heat_on_certificate", "certificate"), ("heat_on_material", "material")):
            if getattr(receipt, field) or needed is False:
                continue
            # Where the sheet Materials is silent, a shop may have good reasons; it says so with its name.
            kind = HEAT_MISSING if needed else strictly(HEAT_MISSING._replace(severity=Severity.WARN), case)
            yield kind.at(at(receipt, field), f"Lot {lot.lot_id} has no heat on {word}.")
        both = receipt.heat_on_certificate and receipt.heat_on_material
        if both and not same(receipt.heat_on_certificate, receipt.heat_on_material):
            yield HEAT_DIFFERS.at(
                at(receipt, "heat_on_material"),
                f"Lot {lot.lot_id}: the certificate says {receipt.heat_on_certificate}, "
                f"the material {receipt.heat_on_material}.",
            )


def in_time(case: Case) -> Iterator[Finding]:
    """Nothing was used after its last day."""
    for lot in case.frozen.lots:
        last = lot.receipt.expires_on
        for use in lot.uses:
            run = case.frozen.run(use.run_id)
            used = use.used_on or (run and (run.run.started_on or run.run.finished_on))
            if last and used and used > last:
                yield USED_EXPIRED.at(
                    at(use, "used_on"),
                    f"Run {use.run_id} used {use.source} on {used}; {lot.lot_id} expired on {last}.",
                )


def marks(case: Case) -> Iterator[Finding]:
    """Where the material asks for it, each used piece carries the heat, verified by a second person before use."""
    for lot in case.frozen.lots:
        if not (lot.material and lot.material.mark_transfer_needed):
            continue
        for use in lot.uses:
            if same(use.source, lot.lot_id) and not _is_whole(lot, use.quantity, use.unit):
                yield MARK_NOT_TRANSFERRED.at(
                    at(use, "source"),
                    f"Run {use.run_id} used part of {lot.lot_id}, not a cut piece with a mark of its own.",
                )
        for cut in lot.cuts:
            yield from _mark(lot, cut)


def _is_whole(lot: LotRecord, quantity: object, unit: str | None) -> bool:
    return quantity == lot.receipt.quantity and unit == lot.receipt.unit


def _mark(lot: LotRecord, cut: Cut) -> Iterator[Finding]:
    name = cut.new_lot_id
    if not same(cut.heat_marked, lot.heat) and cut.reason != "Blend":
        yield MARK_NOT_TRANSFERRED.at(
            at(cut, "heat_marked"),
            f"Piece {name} is marked {cut.heat_marked or '(nothing)'}; lot {lot.lot_id} is heat {lot.heat or '(none)'}.",
        )
    if not cut.verified_by or cut.verified_on is None:
        yield MARK_NOT_VERIFIED.at(at(cut, "verified_by"), f"Piece {name}: the mark was not verified.")
    elif same(cut.verified_by, cut.marked_by):
        yield MARK_NOT_VERIFIED.at(
            at(cut, "verified_by"),
            f"Piece {name}: {cut.marked_by} both marked it and verified the mark.",
            fix="Let another person verify the mark; enter that person in Verified by, with the day.",
        )
    used = [use.used_on for use in lot.uses if use.used_on and same(use.source, name)]
    if cut.verified_on and used and min(used) < cut.verified_on:
        yield MARK_NOT_VERIFIED.at(
            at(cut, "verified_on"), f"Piece {name} was used on {min(used)} and verified on {cut.verified_on}."
        )


def mills(case: Case) -> Iterator[Finding]:
    """The mill of every metal is named."""
    for lot in case.frozen.lots:
        if lot.material and lot.material.family in METALS and not (lot.receipt.mill or "").strip():
            yield MILL_MISSING.at(at(lot.receipt, "mill"), f"Lot {lot.lot_id} has no mill.")


def specifications(case: Case) -> Iterator[Finding]:
    """Material specifications have their revision."""
    seen: set[str] = set()
    for lot in case.frozen.lots:
        material = lot.material
        if material is None or key(material.material or "") in seen:
            continue
        seen.add(key(material.material or ""))
        if material.specification and not material.spec_revision:
            yield SPEC_REVISION_MISSING.at(
                at(material, "spec_revision"),
                f"{material.material}: {material.specification} has no revision.",
            )


RULES: tuple[Rule, ...] = (material_known, released, heats, in_time, marks, mills, specifications)
